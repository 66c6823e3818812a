/* wz-json-check.c: is it JSON, and is it safe to parse? SPDX-License-Identifier: MIT
 *
 * json-glib recurses and accepts more than RFC 8259 does, so this pass goes first: a state machine with a bit
 * per open bracket instead of a stack of calls.
 */
#include "json/wz-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_STATIC_ASSERT (WZ_JSON_MAX_DEPTH == 256); /* a message says it */

typedef struct {
  const gchar *p;
  const gchar *end;
  const gchar *line_start;
  guint line;
  const gchar *problem;
} Scanner;

static gboolean
fail (Scanner *s, const gchar *problem)
{
  if (s->problem == NULL)
    s->problem = problem;
  return FALSE;
}

static void
skip_space (Scanner *s)
{
  for (; s->p < s->end; s->p++) {
    if (*s->p == '\n') {
      s->line++;
      s->line_start = s->p + 1;
    } else if (*s->p != ' ' && *s->p != '\t' && *s->p != '\r') {
      return;
    }
  }
}

static gint
hex4 (const Scanner *s, const gchar *p)
{
  gint value = 0;
  if (s->end - p < 4)
    return -1;
  for (guint i = 0; i < 4; i++) {
    gint digit = g_ascii_xdigit_value (p[i]);
    if (digit < 0)
      return -1;
    value = value << 4 | digit;
  }
  return value;
}

/* After the backslash. U+0000 is refused, since C strings end there; a lone surrogate is no character. */
static gboolean
scan_escape (Scanner *s)
{
  if (s->p == s->end || strchr ("\"\\/bfnrtu", *s->p) == NULL || *s->p == '\0')
    return fail (s, N_ ("unknown escape in a string"));
  if (*s->p++ != 'u')
    return TRUE;
  gint unit = hex4 (s, s->p);
  if (unit < 0)
    return fail (s, N_ ("\\u needs four hexadecimal digits"));
  s->p += 4;
  if (unit == 0)
    return fail (s, N_ ("\\u0000 is not allowed"));
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (s, N_ ("a low surrogate without its high one"));
  if (unit < 0xd800 || unit > 0xdbff)
    return TRUE;
  gint low = s->end - s->p >= 6 && s->p[0] == '\\' && s->p[1] == 'u' ? hex4 (s, s->p + 2) : -1;
  if (low < 0xdc00 || low > 0xdfff)
    return fail (s, N_ ("a high surrogate without its low one"));
  s->p += 6;
  return TRUE;
}

static gboolean
scan_string (Scanner *s)
{
  for (s->p++; s->p < s->end; s->p++) {
    guchar c = (guchar) *s->p;
    if (c == '"') {
      s->p++;
      return TRUE;
    }
    if (c < 0x20)
      return fail (s, N_ ("a control character in a string; write it as \\u00XX"));
    if (c == '\\') {
      s->p++;
      if (!scan_escape (s))
        return FALSE;
      s->p--;
    }
  }
  return fail (s, N_ ("a string that does not end"));
}

static guint
scan_digits (Scanner *s)
{
  const gchar *start = s->p;
  while (s->p < s->end && g_ascii_isdigit (*s->p))
    s->p++;
  return (guint) (s->p - start);
}

static gboolean
scan_number (Scanner *s)
{
  if (*s->p == '-')
    s->p++;
  const gchar *start = s->p;
  guint digits = scan_digits (s);
  if (digits == 0 || (digits > 1 && *start == '0'))
    return fail (s, N_ ("not a number"));
  if (s->p < s->end && *s->p == '.') {
    s->p++;
    if (scan_digits (s) == 0)
      return fail (s, N_ ("a number needs digits after its point"));
  }
  if (s->p < s->end && (*s->p == 'e' || *s->p == 'E')) {
    s->p++;
    if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
      s->p++;
    if (scan_digits (s) == 0)
      return fail (s, N_ ("a number needs digits in its exponent"));
  }
  return TRUE;
}

static gboolean
scan_word (Scanner *s, const gchar *word)
{
  gsize n = strlen (word);
  if ((gsize) (s->end - s->p) < n || memcmp (s->p, word, n) != 0)
    return fail (s, N_ ("neither a string nor a number, object, array, true, false or null"));
  s->p += n;
  return TRUE;
}

static gboolean
scan_scalar (Scanner *s)
{
  switch (*s->p) {
  case '"':
    return scan_string (s);
  case 't':
    return scan_word (s, "true");
  case 'f':
    return scan_word (s, "false");
  default:
    return *s->p == '-' || g_ascii_isdigit (*s->p) ? scan_number (s) : scan_word (s, "null");
  }
}

static gboolean
scan_member_name (Scanner *s)
{
  skip_space (s);
  if (s->p == s->end || *s->p != '"')
    return fail (s, N_ ("expected a member name in double quotes"));
  if (!scan_string (s))
    return FALSE;
  skip_space (s);
  if (s->p == s->end || *s->p != ':')
    return fail (s, N_ ("expected a colon after the member name"));
  s->p++;
  return TRUE;
}

/* After a value: closes what ends here; TRUE when another value must follow (a comma was read). */
static gboolean
scan_after_value (Scanner *s, const gboolean *is_object, guint *depth, gboolean *more)
{
  *more = FALSE;
  while (*depth > 0) {
    skip_space (s);
    if (s->p == s->end)
      return fail (s, N_ ("the text ends inside an object or array"));
    gchar close = is_object[*depth - 1] ? '}' : ']';
    if (*s->p == close) {
      s->p++;
      (*depth)--;
      continue;
    }
    if (*s->p != ',')
      return fail (s, is_object[*depth - 1] ? N_ ("expected a comma or }") : N_ ("expected a comma or ]"));
    s->p++;
    *more = TRUE;
    return is_object[*depth - 1] ? scan_member_name (s) : TRUE;
  }
  return TRUE;
}

/* Returns FALSE with s->problem set; *too_deep tells the one problem that is a limit. */
static gboolean
scan_document (Scanner *s, gboolean *too_deep)
{
  gboolean is_object[WZ_JSON_MAX_DEPTH];
  guint depth = 0;
  gboolean more = TRUE;

  while (more) {
    skip_space (s);
    if (s->p == s->end)
      return fail (s, N_ ("the text ends where a value is expected"));
    if (*s->p == '{' || *s->p == '[') {
      if (depth == WZ_JSON_MAX_DEPTH) {
        *too_deep = TRUE;
        return fail (s, N_ ("objects and arrays are nested too deeply (limit: 256)"));
      }
      gboolean object = *s->p++ == '{';
      skip_space (s);
      if (s->p < s->end && *s->p == (object ? '}' : ']')) {
        s->p++;
      } else {
        is_object[depth++] = object;
        if (object && !scan_member_name (s))
          return FALSE;
        continue;
      }
    } else if (!scan_scalar (s)) {
      return FALSE;
    }
    if (!scan_after_value (s, is_object, &depth, &more))
      return FALSE;
  }
  skip_space (s);
  return s->p == s->end || fail (s, N_ ("something follows the end of the value"));
}

gboolean
wz_json_check (const gchar *text, gsize length, const gchar *file, GError **error)
{
  if (length > WZ_JSON_MAX_BYTES) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_LIMIT, _ ("%s: larger than %d MiB"), file,
                 WZ_JSON_MAX_BYTES / (1024 * 1024));
    return FALSE;
  }
  Scanner s = {text, text + length, text, 1, NULL};
  gboolean too_deep = FALSE;
  const gchar *invalid = NULL;
  if (!g_utf8_validate (text, (gssize) length, &invalid)) {
    s.end = invalid; /* gives the right line and column below */
    while (s.p < s.end) {
      skip_space (&s);
      s.p += s.p < s.end;
    }
    s.problem = N_ ("not UTF-8");
  } else if (scan_document (&s, &too_deep)) {
    return TRUE;
  }
  glong column = g_utf8_pointer_to_offset (s.line_start, s.p) + 1;
  g_set_error (error, WZ_READ_ERROR, too_deep ? WZ_READ_ERROR_LIMIT : WZ_READ_ERROR_SYNTAX, "%s:%u:%ld: %s",
               file, s.line, column, _ (s.problem));
  return FALSE;
}
