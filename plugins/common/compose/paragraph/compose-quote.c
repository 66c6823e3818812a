/* The marks that Chinese and Latin text share: quotes resolved by pair (R4), dashes (R5), ellipses (R6),
 * middle dots (R7) and solidi (R8). In: base classes. Out: final classes of these marks. */

#include "compose-token-private.h"

/* Chinese for certain: an ideograph or a mark that only Chinese has. Shared marks say nothing. */
static gboolean
is_surely_chinese (const Resolver *r, guint i)
{
  switch (r->chars[i].ch) {
  case 0x2018:
  case 0x2019:
  case 0x201C:
  case 0x201D:
  case 0x2026:
  case 0x203C:
  case 0x22EF:
    return FALSE;
  default:
    return r->infos[i].cls <= COMPOSE_CLASS_MD && !(r->infos[i].flags & COMPOSE_INFO_JOIN);
  }
}

static gboolean
is_letter (const Resolver *r, guint i)
{
  return i < r->n && r->infos[i].cls == COMPOSE_CLASS_AL && r->chars[i].ch != '\'';
}

static void
set_quote (Resolver *r, guint i, gboolean opens, gboolean chinese)
{
  if (chinese) {
    r->infos[i].cls = opens ? COMPOSE_CLASS_OP : COMPOSE_CLASS_CL;
    r->infos[i].flags |= COMPOSE_INFO_QUOTE_FW;
  } else {
    r->infos[i].cls = opens ? COMPOSE_CLASS_LO : COMPOSE_CLASS_LP;
  }
}

/* R4 (3): Latin if nothing inside is Chinese and the nearest characters outside on both sides are Latin. */
static gboolean
pair_is_chinese (const Resolver *r, const guint *chinese_before, guint open, guint close)
{
  guint before = open, after = close + 1;

  if (!resolver_is_chinese (r, open))
    return FALSE;
  if (chinese_before[close] > chinese_before[open + 1])
    return TRUE;
  while (before > 0 && resolver_class (r, before - 1) == COMPOSE_CLASS_SP)
    before--;
  while (after < r->n && resolver_class (r, after) == COMPOSE_CLASS_SP)
    after++;
  return before == 0 || after == r->n || !compose_class_is_word (resolver_class (r, before - 1)) ||
         !compose_class_is_word (resolver_class (r, after));
}

/* R4 (4) */
static gboolean
single_is_chinese (const Resolver *r, guint i)
{
  if (!resolver_is_chinese (r, i))
    return FALSE;
  return (i > 0 && is_surely_chinese (r, i - 1)) || (i + 1 < r->n && is_surely_chinese (r, i + 1));
}

static void
close_quote (Resolver *r, GArray *stack, const guint *chinese_before, guint i, gunichar opener)
{
  guint depth = stack->len;
  gboolean chinese;

  while (depth > 0 && r->chars[g_array_index (stack, guint, depth - 1)].ch != opener)
    depth--;
  if (depth == 0) {
    set_quote (r, i, FALSE, single_is_chinese (r, i));
    return;
  }
  for (guint k = depth; k < stack->len; k++) { /* openers that nothing closed */
    guint lone = g_array_index (stack, guint, k);
    set_quote (r, lone, TRUE, single_is_chinese (r, lone));
  }
  guint open = g_array_index (stack, guint, depth - 1);
  chinese = pair_is_chinese (r, chinese_before, open, i);
  set_quote (r, open, TRUE, chinese);
  set_quote (r, i, FALSE, chinese);
  g_array_set_size (stack, depth - 1);
}

/* U+0022 that the normaliser left alone: Latin, its side by what stands before it. */
static void
resolve_straight (Resolver *r, guint i)
{
  ComposeClass before = i > 0 ? resolver_class (r, i - 1) : COMPOSE_CLASS_SP;
  gboolean opens = before == COMPOSE_CLASS_SP || before == COMPOSE_CLASS_NB || before == COMPOSE_CLASS_LO ||
                   before == COMPOSE_CLASS_OP || before == COMPOSE_CLASS_NL;

  r->infos[i].cls = opens ? COMPOSE_CLASS_LO : COMPOSE_CLASS_LP;
}

void
compose_quote_resolve (Resolver *r)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *chinese_before = g_new (guint, (gsize) r->n + 1);

  chinese_before[0] = 0;
  for (guint i = 0; i < r->n; i++)
    chinese_before[i + 1] = chinese_before[i] + (is_surely_chinese (r, i) ? 1 : 0);

  for (guint i = 0; i < r->n; i++) {
    gunichar ch = r->chars[i].ch;
    if (r->infos[i].cls == COMPOSE_CLASS_U || r->infos[i].cls == COMPOSE_CLASS_A)
      continue;
    if (ch == 0x2019 && i > 0 && is_letter (r, i - 1) && is_letter (r, i + 1))
      r->infos[i].cls = COMPOSE_CLASS_AL; /* apostrophe, R4 (1) */
    else if (ch == 0x201C || ch == 0x2018)
      g_array_append_val (stack, i);
    else if (ch == 0x201D || ch == 0x2019)
      close_quote (r, stack, chinese_before, i, ch == 0x201D ? 0x201C : 0x2018);
    else if (ch == '"')
      resolve_straight (r, i);
  }
  for (guint k = 0; k < stack->len; k++) {
    guint lone = g_array_index (stack, guint, k);
    set_quote (r, lone, TRUE, single_is_chinese (r, lone));
  }
}

static void
set_unit_pair (Resolver *r, guint i, ComposeClass cls)
{
  r->infos[i].cls = r->infos[i + 1].cls = (guint8) cls;
  r->infos[i + 1].flags |= COMPOSE_INFO_UNIT;
}

static gboolean
touches_chinese (const Resolver *r, guint i)
{
  return (i > 0 && (is_surely_chinese (r, i - 1) || (r->infos[i - 1].flags & COMPOSE_INFO_QUOTE_FW))) ||
         (i + 1 < r->n && (is_surely_chinese (r, i + 1) || (r->infos[i + 1].flags & COMPOSE_INFO_QUOTE_FW)));
}

/* R5; returns how many characters are done */
static guint
resolve_em_dash (Resolver *r, guint i)
{
  if (!resolver_is_chinese (r, i)) {
    r->infos[i].cls = COMPOSE_CLASS_EM;
    return 1;
  }
  if (resolver_char (r, i + 1) == 0x2014 && resolver_is_chinese (r, i + 1)) {
    set_unit_pair (r, i, COMPOSE_CLASS_DA);
    return 2;
  }
  r->infos[i].cls = COMPOSE_CLASS_CN;
  return 1;
}

/* R6; returns how many characters are done */
static guint
resolve_ellipsis (Resolver *r, guint i)
{
  if (resolver_is_chinese (r, i) && resolver_char (r, i + 1) == r->chars[i].ch) {
    set_unit_pair (r, i, COMPOSE_CLASS_EL);
    return 2;
  }
  r->infos[i].cls =
      resolver_is_chinese (r, i) && touches_chinese (r, i) ? COMPOSE_CLASS_EL : COMPOSE_CLASS_LP;
  return 1;
}

static gboolean
is_ideograph (const Resolver *r, guint i)
{
  return i < r->n && r->infos[i].cls == COMPOSE_CLASS_ID;
}

static void
resolve_en_dash (Resolver *r, guint i)
{
  gboolean chinese = resolver_is_chinese (r, i) && touches_chinese (r, i);
  r->infos[i].cls = chinese ? COMPOSE_CLASS_CN : COMPOSE_CLASS_HY;
}

void
compose_quote_resolve_dashes (Resolver *r)
{
  for (guint i = 0; i < r->n;) {
    guint done = 1;
    if (r->infos[i].cls == COMPOSE_CLASS_U || r->infos[i].cls == COMPOSE_CLASS_A) {
      i++;
      continue;
    }
    switch (r->chars[i].ch) {
    case 0x2014:
      done = resolve_em_dash (r, i);
      break;
    case 0x2E3A:
      r->infos[i].cls = resolver_is_chinese (r, i) ? COMPOSE_CLASS_DA : COMPOSE_CLASS_EM;
      break;
    case 0x2026:
    case 0x22EF:
      done = resolve_ellipsis (r, i);
      break;
    case 0x2013:
    case 0x2010:
      resolve_en_dash (r, i);
      break;
    case 0x00B7: /* R7: between two ideographs or Chinese marks; R1 */
      if (i > 0 && i + 1 < r->n && is_surely_chinese (r, i - 1) && is_surely_chinese (r, i + 1))
        r->infos[i].cls = COMPOSE_CLASS_MD;
      break;
    case '/': /* R8 */
      if ((i > 0 && is_ideograph (r, i - 1)) || is_ideograph (r, i + 1))
        r->infos[i].cls = COMPOSE_CLASS_SL;
      break;
    default:
      break;
    }
    i += done;
  }
}
