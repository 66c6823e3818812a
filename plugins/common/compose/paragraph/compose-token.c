/* Words that are more than words: URLs and addresses (R22), identifiers (R23). */

#include "compose-token-private.h"

#include <string.h>

/* No word, domain or mailbox is longer; keeps hostile text linear. */
#define WORD_MAX 256

/* ---- URLs -------------------------------------------------------------------------------------------- */

static gboolean
starts_with (const Resolver *r, guint i, const gchar *prefix)
{
  for (guint k = 0; prefix[k] != '\0'; k++) {
    gunichar ch = resolver_char (r, i + k);
    if (ch >= 0x80 || g_ascii_tolower ((gchar) ch) != prefix[k])
      return FALSE;
  }
  return TRUE;
}

/* Characters that RFC 3986 allows in a URI. */
static gboolean
is_uri_char (gunichar ch)
{
  return ch > 0x20 && ch < 0x7F && strchr ("\"<>\\^`{|}", (int) ch) == NULL;
}

static gboolean
is_ascii_alnum (gunichar ch)
{
  return ch < 0x80 && g_ascii_isalnum ((gchar) ch);
}

/* R22: what belongs to the sentence is not part of the URL: stops at its end, a bracket it did not open. */
static guint
trim_uri (const Resolver *r, guint start, guint end)
{
  gint round = 0, square = 0;

  for (guint i = start; i < end; i++) {
    gunichar ch = r->chars[i].ch;
    round += ch == '(' ? 1 : ch == ')' ? -1 : 0;
    square += ch == '[' ? 1 : ch == ']' ? -1 : 0;
  }
  while (end > start) {
    gunichar ch = r->chars[end - 1].ch;
    if (ch == ')' && round < 0)
      round++;
    else if (ch == ']' && square < 0)
      square++;
    else if (strchr (".,;:!?'", (int) ch) == NULL)
      break;
    end--;
  }
  return end;
}

/* A domain without scheme, with a path behind it: github.com/a. Few top-level names, since Node.js/React is
 * none. */
static gboolean
is_bare_domain (const Resolver *r, guint start)
{
  static const gchar *const tops[] = {"com", "org", "net", "edu", "gov", "cn", "io", "ai", "dev", "app"};
  guint i = start, label = start;
  gboolean dotted = FALSE;

  while (i - start < WORD_MAX && (is_ascii_alnum (resolver_char (r, i)) || resolver_char (r, i) == '-' ||
                                  resolver_char (r, i) == '.')) {
    if (r->chars[i].ch == '.') {
      dotted = i > start;
      label = i + 1;
    }
    i++;
  }
  if (!dotted || resolver_char (r, i) != '/')
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (tops); k++)
    if (strlen (tops[k]) == i - label && starts_with (r, label, tops[k]))
      return TRUE;
  return FALSE;
}

/* x@y.z; @i is the start of a run of letters, digits and . _ + - */
static guint
scan_email (const Resolver *r, guint start)
{
  guint i = start, at, dot = 0;

  while (i - start < WORD_MAX &&
         (is_ascii_alnum (resolver_char (r, i)) ||
          (resolver_char (r, i) && strchr ("._+-", (int) MIN (r->chars[i].ch, 0x7F)) != NULL)))
    i++;
  if (i == start || resolver_char (r, i) != '@')
    return start;
  at = i++;
  while (is_ascii_alnum (resolver_char (r, i)) || resolver_char (r, i) == '.' ||
         resolver_char (r, i) == '-') {
    if (r->chars[i].ch == '.' && is_ascii_alnum (resolver_char (r, i + 1)))
      dot = i;
    i++;
  }
  while (i > at && !is_ascii_alnum (r->chars[i - 1].ch))
    i--;
  return dot > at + 1 ? i : start;
}

static guint
scan_url (const Resolver *r, guint i)
{
  static const gchar *const schemes[] = {"http://", "https://", "ftp://", "www."};
  gboolean is_url = FALSE;
  guint end = i;

  for (guint k = 0; k < G_N_ELEMENTS (schemes) && !is_url; k++)
    is_url = starts_with (r, i, schemes[k]);
  if (!is_url && !is_bare_domain (r, i))
    return scan_email (r, i);
  while (end < r->n && is_uri_char (r->chars[end].ch))
    end++;
  return trim_uri (r, i, end);
}

void
compose_token_resolve_urls (Resolver *r)
{
  guint i = 0;

  while (i < r->n) {
    guint end = i;
    if (r->chars[i].flags & COMPOSE_CHAR_URL) {
      while (end < r->n && (r->chars[end].flags & COMPOSE_CHAR_URL) && is_uri_char (r->chars[end].ch))
        end++;
    } else if (is_ascii_alnum (r->chars[i].ch) && (i == 0 || !is_ascii_alnum (r->chars[i - 1].ch))) {
      end = scan_url (r, i);
    }
    resolver_set_class (r, i, end, COMPOSE_CLASS_U);
    i = MAX (end, i + 1);
  }
}

/* ---- identifiers ------------------------------------------------------------------------------------- */

/* std::chrono */
static gboolean
is_double_colon (const Resolver *r, guint i)
{
  ComposeClass next = resolver_class (r, i + 1), after = resolver_class (r, i + 2);
  if (i > 0 && r->chars[i - 1].ch == ':')
    return next == COMPOSE_CLASS_AL;
  return resolver_char (r, i + 1) == ':' && after == COMPOSE_CLASS_AL;
}

/* The end of the run of Latin word characters that starts at @start. Inner signs count when a letter or digit
 * follows, a bracket when it stands directly behind one. */
static guint
scan_word (const Resolver *r, guint start, gboolean *colon)
{
  guint i = start, open = 0;

  *colon = starts_with (r, start, "arxiv:") || starts_with (r, start, "doi:");
  for (; i < r->n && i - start < WORD_MAX; i++) {
    ComposeClass cls = resolver_class (r, i);
    gunichar ch = r->chars[i].ch;
    ComposeClass next = resolver_class (r, i + 1);
    gboolean inner = next == COMPOSE_CLASS_AL || next == COMPOSE_CLASS_NU;
    if (cls == COMPOSE_CLASS_AL || cls == COMPOSE_CLASS_NU)
      continue;
    if (ch == ')' && open > 0) {
      open--;
      continue;
    }
    if (ch == '(' && inner && i > start) {
      open++;
      continue;
    }
    if (inner && ch < 0x80 && strchr ("-_./+@", (int) ch) != NULL)
      continue;
    if (ch == ':' && ((inner && *colon) || is_double_colon (r, i)))
      continue;
    break;
  }
  while (i > start && open > 0) { /* a bracket that does not close is the sentence's */
    i--;
    if (r->chars[i].ch == ')')
      open++;
    else if (r->chars[i].ch == '(')
      open--;
  }
  return i;
}

static gboolean
has_digit (const Resolver *r, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (r->chars[i].ch < 0x80 && g_ascii_isdigit ((gchar) r->chars[i].ch))
      return TRUE;
  return FALSE;
}

/* 2209.11142 and 2209.11142v2 */
static gboolean
is_arxiv_number (const Resolver *r, guint start, guint end)
{
  guint i = start;

  while (i < end && resolver_is_digit (r, i))
    i++;
  if (i - start != 4 || resolver_char (r, i) != '.')
    return FALSE;
  start = ++i;
  while (i < end && resolver_is_digit (r, i))
    i++;
  if (i - start != 4 && i - start != 5)
    return FALSE;
  return i == end || r->chars[i].ch == 'v';
}

/* 10.1109/CVPR.2016.90 */
static gboolean
is_doi (const Resolver *r, guint start, guint end)
{
  guint i = start + 3;

  if (!starts_with (r, start, "10."))
    return FALSE;
  while (i < end && resolver_is_digit (r, i))
    i++;
  return i - start >= 7 && i < end && r->chars[i].ch == '/';
}

/* GPT-4o, ResNet-50, def2-TZVPPD: a hyphen beside a part with a digit glues, one between plain words does not
 * (R23, R24, R62). [@start, @end) becomes the pieces of class A that this gives. */
static void
resolve_hyphenated (Resolver *r, guint start, guint end)
{
  guint part = start, group = start;
  gboolean digits = FALSE;

  for (guint i = start; i <= end; i++) {
    if (i < end && r->chars[i].ch != '-')
      continue;
    gboolean here = has_digit (r, part, i);
    if (part > group && !here && !digits) /* hyphen between plain words: the group ended before it */
      group = part;
    digits = here;
    if (here && i > group)
      resolver_set_class (r, group, i, COMPOSE_CLASS_A);
    if (here && i < end) { /* what follows the hyphen belongs to it */
      guint next = i + 1;
      while (next < end && r->chars[next].ch != '-')
        next++;
      resolver_set_class (r, group, next, COMPOSE_CLASS_A);
    }
    part = i + 1;
  }
}

/* A name from a program: an underscore or a double colon between its parts, or two dots at least. */
static gboolean
is_program_name (const Resolver *r, guint start, guint end)
{
  guint dots = 0;

  for (guint i = start + 1; i + 1 < end; i++) {
    gunichar ch = r->chars[i].ch;
    gboolean between = r->infos[i - 1].cls == COMPOSE_CLASS_AL && r->infos[i + 1].cls == COMPOSE_CLASS_AL;
    if (ch == '_' || (ch == ':' && r->chars[i + 1].ch == ':'))
      return TRUE;
    dots += ch == '.' && between && i >= start + 2 && r->infos[i - 2].cls == COMPOSE_CLASS_AL;
  }
  return dots >= 2;
}

static void
resolve_word (Resolver *r, guint start, guint end, gboolean colon)
{
  gboolean letters = FALSE, signs = FALSE;

  for (guint i = start; i < end; i++) {
    letters |= r->infos[i].cls == COMPOSE_CLASS_AL;
    signs |= r->infos[i].cls != COMPOSE_CLASS_AL && r->infos[i].cls != COMPOSE_CLASS_NU;
  }
  if (letters && is_program_name (r, start, end)) {
    resolver_set_class (r, start, end, COMPOSE_CLASS_A);
    return;
  }
  if (!has_digit (r, start, end))
    return;
  if (colon || is_arxiv_number (r, start, end) || is_doi (r, start, end)) {
    resolver_set_class (r, start, end, COMPOSE_CLASS_A);
    return;
  }
  if (!letters || !signs || (resolver_is_digit (r, start) && compose_number_scan (r, start) == end))
    return;
  resolve_hyphenated (r, start, end);
}

void
compose_token_resolve_identifiers (Resolver *r)
{
  guint i = 0;

  while (i < r->n) {
    ComposeClass cls = resolver_class (r, i);
    guint end = i + 1;
    if (r->chars[i].flags & COMPOSE_CHAR_CODE && cls != COMPOSE_CLASS_SP && cls > COMPOSE_CLASS_SL &&
        cls != COMPOSE_CLASS_NL) {
      r->infos[i].cls = COMPOSE_CLASS_A;
    } else if (cls == COMPOSE_CLASS_AL || cls == COMPOSE_CLASS_NU) {
      gboolean colon;
      end = scan_word (r, i, &colon);
      if (end <= i)
        end = i + 1;
      resolve_word (r, i, end, colon);
    }
    i = end;
  }
}
