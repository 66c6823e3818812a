/* Where a line may end inside URLs and identifiers (R22, R23). In: classes. Out: points. */

#include "compose-kinsoku-private.h"

#include <string.h>

#define IDENTIFIER_MAX 20 /* R23: longer ones may break after a solidus */
#define URL_EDGE 3        /* R22: characters left on either side */

static gboolean
is_hex_escape (const Kinsoku *k, guint percent, guint end)
{
  return percent + 2 < end && kinsoku_char (k, percent) == '%' && kinsoku_char (k, percent + 1) < 0x80 &&
         kinsoku_char (k, percent + 2) < 0x80 && g_ascii_isxdigit ((gchar) kinsoku_char (k, percent + 1)) &&
         g_ascii_isxdigit ((gchar) kinsoku_char (k, percent + 2));
}

/* R22 breaks before these as well; but at a line start they look like the sentence's own, so they wait until
 * nothing else fits. */
static gboolean
is_stop_sign (gunichar ch)
{
  return ch == '.' || ch == '?' || ch == '%';
}

/* http:// and its like, or www. */
static gboolean
looks_like_url (const Kinsoku *k, guint start, guint end)
{
  for (guint i = start; i + 2 < end && i < start + 8; i++)
    if (kinsoku_char (k, i) == ':' && kinsoku_char (k, i + 1) == '/' && kinsoku_char (k, i + 2) == '/')
      return TRUE;
  return end - start > 4 && kinsoku_char (k, start) == 'w' && kinsoku_char (k, start + 1) == 'w' &&
         kinsoku_char (k, start + 2) == 'w' && kinsoku_char (k, start + 3) == '.';
}

/* The breaks of one URL [start, end), R22. */
static void
url_points (Kinsoku *k, guint start, guint end)
{
  guint last_slash = 0;
  gboolean bare = !looks_like_url (k, start, end);

  for (guint i = start + 1; i + 1 < end; i++)
    if (kinsoku_char (k, i) == '/' && kinsoku_char (k, i - 1) != '/' && kinsoku_char (k, i + 1) != '/')
      last_slash = i;
  for (guint i = start + 1; i < end; i++) {
    gunichar before = kinsoku_char (k, i - 1), here = kinsoku_char (k, i);
    gboolean slash = before == '/' && here != '/';
    gboolean sign =
        here < 0x80 && strchr (".?&=#_~%-", (int) here) != NULL && before != here && before != '/';
    gboolean edge = i - start < URL_EDGE || end - i < URL_EDGE;
    gint cost = last_slash && i > last_slash + 1 ? COST_URL_TAIL : COST_URL;
    if (bare && slash)
      cost = COST_BARE_URL;
    if ((i >= 1 && is_hex_escape (k, i - 1, end)) || (i >= start + 2 && is_hex_escape (k, i - 2, end)))
      continue;
    if ((slash || sign) && !edge && !is_stop_sign (here))
      kinsoku_allow (k, i, COMPOSE_PASS_NORMAL, cost, FALSE);
    else if (slash || sign)
      kinsoku_allow (k, i, COMPOSE_PASS_SEGMENT, COST_EMERGENCY, TRUE);
  }
}

/* A hyphen between letters inside a name with digits, DeepSeek-|R1-Zero; not GPT-4o, ViT-B/16. */
static gboolean
joins_names (const Kinsoku *k, guint hyphen, guint start, guint end)
{
  if (hyphen < start + 3 || hyphen + 2 >= end || kinsoku_char (k, hyphen) != '-')
    return FALSE;
  for (guint i = hyphen - 3; i < hyphen; i++)
    if (!g_unichar_isalpha (kinsoku_char (k, i)))
      return FALSE;
  return g_unichar_isalpha (kinsoku_char (k, hyphen + 1)) && g_unichar_isalnum (kinsoku_char (k, hyphen + 2));
}

/* Between the parts of a program's name, before @i: get_|elements, std::|chrono, and in a long one
 * torch.|functional. */
static gboolean
parts_program_name (const Kinsoku *k, guint i, gboolean is_long)
{
  gunichar before = kinsoku_char (k, i - 1), here = kinsoku_char (k, i);

  if (before == '_')
    return here != '_';
  if (before == ':')
    return here != ':' && kinsoku_char (k, i - 2) == ':';
  return is_long && before == '.' && g_unichar_isalpha (here) && g_unichar_isalpha (kinsoku_char (k, i - 2));
}

/* R23; R60 pass 3. A solidus at a line end is as bad as one at a start (R14), so the hyphens of a long
 * identifier come first. */
static void
identifier_points (Kinsoku *k, guint start, guint end)
{
  gboolean is_long = end - start > IDENTIFIER_MAX;

  for (guint i = start + 1; i < end; i++) {
    gunichar before = kinsoku_char (k, i - 1), here = kinsoku_char (k, i);
    gboolean inside = i - start >= URL_EDGE && end - i >= URL_EDGE;
    if (inside && is_long && before == '-' && !g_unichar_isdigit (here))
      kinsoku_allow (k, i, COMPOSE_PASS_NORMAL, COST_LONG_PART, FALSE);
    else if (inside && parts_program_name (k, i, is_long))
      kinsoku_allow (k, i, COMPOSE_PASS_NORMAL, is_long ? COST_LONG_PART : COST_NAME_PART, FALSE);
    else if (joins_names (k, i - 1, start, end))
      kinsoku_allow (k, i, COMPOSE_PASS_NORMAL, COST_NAME_PART, FALSE);
    else if (inside && is_long && before == '/')
      kinsoku_allow (k, i, COMPOSE_PASS_NORMAL, COST_LONG_SOLIDUS, FALSE);
    else if (before < 0x80 && before != 0 && strchr (":/.-", (int) before) != NULL &&
             !(g_unichar_isdigit (here) && i > start + 1 && g_unichar_isdigit (kinsoku_char (k, i - 2))))
      kinsoku_allow (k, i, COMPOSE_PASS_SEGMENT, COST_EMERGENCY, TRUE);
  }
}

void
compose_kinsoku_words (Kinsoku *k)
{
  guint i = 0;

  while (i < k->para->n) {
    ComposeClass cls = kinsoku_class (k, i);
    guint end = i + 1;
    if (cls == COMPOSE_CLASS_U || cls == COMPOSE_CLASS_A) {
      while (end < k->para->n && kinsoku_class (k, end) == cls)
        end++;
      if (cls == COMPOSE_CLASS_U)
        url_points (k, i, end);
      else
        identifier_points (k, i, end);
    }
    i = end;
  }
}
