/* wz-css.c: what of CSS a style may bring along. In: extra.css. Out: yes, or where and why not. The subset is
 * what every reading system survives: no at-rules, no functions, no custom properties, no colours; one valid
 * `min()` makes whole families of readers refuse the book. SPDX-License-Identifier: MIT */
#include "style/wz-style-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Properties that break readers or take a choice from the person who reads. */
static const gchar *const refused[] = {
    "position", "float",      "direction",        "unicode-bidi",
    "color",    "background", "background-color", "background-image",
};

typedef struct {
  const gchar *start;
  const gchar *p;
  gchar *problem;
} CssScan;

static gboolean
fail (CssScan *scan, const gchar *problem)
{
  scan->problem = g_strdup (problem);
  return FALSE;
}

static gboolean
skip_space (CssScan *scan)
{
  for (;;) {
    while (g_ascii_isspace (*scan->p))
      scan->p++;
    if (strncmp (scan->p, "/*", 2) != 0)
      return TRUE;
    const gchar *end = strstr (scan->p + 2, "*/");
    if (end == NULL)
      return fail (scan, _ ("the comment has no end"));
    scan->p = end + 2;
  }
}

static gboolean
is_name_character (gchar c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || (c & 0x80) != 0;
}

static gboolean
scan_selector (CssScan *scan)
{
  const gchar *begin = scan->p;
  for (; *scan->p != '{'; scan->p++) {
    gchar c = *scan->p;
    if (c == '\0')
      return fail (scan, _ ("a rule has no declarations"));
    if (c == '@')
      return fail (scan, _ ("at-rules are not accepted"));
    if (!is_name_character (c) && !g_ascii_isspace (c) && c != '.' && c != ',')
      return fail (scan, _ ("only type, class and descendant selectors are accepted"));
  }
  return scan->p > begin ? TRUE : fail (scan, _ ("a rule has no selector"));
}

static gboolean
scan_string (CssScan *scan)
{
  gchar quote = *scan->p++;
  for (; *scan->p != quote; scan->p++)
    if (*scan->p == '\0' || *scan->p == '\n' || *scan->p == '\\')
      return fail (scan, _ ("the string has no end, or an escape in it"));
  return TRUE;
}

static gboolean
scan_value (CssScan *scan)
{
  for (; *scan->p != ';' && *scan->p != '}'; scan->p++)
    switch (*scan->p) {
    case '\0':
      return fail (scan, _ ("a declaration has no end"));
    case '(':
      return fail (scan, _ ("functions are not accepted"));
    case '!':
      return fail (scan, _ ("!important is not accepted"));
    case '\\':
    case '{':
    case '<':
    case '@':
      return fail (scan, _ ("this character is not accepted in a value"));
    case '"':
    case '\'':
      if (!scan_string (scan))
        return FALSE;
      break;
    default:
      if (strncmp (scan->p, "/*", 2) == 0)
        return fail (scan, _ ("a comment may stand between declarations only"));
    }
  return TRUE;
}

static gboolean
scan_declaration (CssScan *scan)
{
  const gchar *begin = scan->p;
  while (is_name_character (*scan->p))
    scan->p++;
  g_autofree gchar *name = g_ascii_strdown (begin, scan->p - begin);
  gboolean known = name[0] != '\0' && !g_str_has_prefix (name, "--");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    known = known && strcmp (name, refused[i]) != 0;
  if (!known) {
    scan->p = begin;
    return fail (scan,
                 name[0] == '\0' ? _ ("a property's name is missing") : _ ("this property is not accepted"));
  }
  if (!skip_space (scan))
    return FALSE;
  if (*scan->p != ':')
    return fail (scan, _ ("a colon is missing"));
  scan->p++;
  return scan_value (scan);
}

static gboolean
scan_rule (CssScan *scan)
{
  if (!scan_selector (scan))
    return FALSE;
  scan->p++;
  for (;;) {
    if (!skip_space (scan))
      return FALSE;
    if (*scan->p == ';')
      scan->p++;
    else if (*scan->p == '}')
      break;
    else if (*scan->p == '\0')
      return fail (scan, _ ("a brace is not closed"));
    else if (!scan_declaration (scan))
      return FALSE;
  }
  scan->p++;
  return TRUE;
}

gboolean
wz_css_check (const gchar *css, gchar **problem, guint *line, guint *column)
{
  CssScan scan = {.start = css, .p = css};
  gboolean good = skip_space (&scan);
  while (good && *scan.p != '\0')
    good = scan_rule (&scan) && skip_space (&scan);
  if (good)
    return TRUE;
  *problem = scan.problem;
  *line = 1;
  const gchar *begin = scan.start;
  for (const gchar *p = scan.start; p < scan.p; p++)
    if (*p == '\n') {
      *line += 1;
      begin = p + 1;
    }
  *column = (guint) g_utf8_strlen (begin, scan.p - begin) + 1;
  return FALSE;
}
