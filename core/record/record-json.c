/* In: JSON (RFC 8259), one value or one a line. Out: nodes. No calls in one another: what is open is on the
 * tree's stack. SPDX-License-Identifier: MIT */
#include "record/record-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  WzRecordTree *tree;
  const gchar *text;
  gsize at, end;
  GString *name, *value; /* of the member, of the string at hand */
  gsize name_at, value_at;
  gboolean has_name;
} Json;

static gboolean
fail (Json *json, const gchar *problem)
{
  record_tree_fail (json->tree, WZ_READ_ERROR_SYNTAX, json->at, "%s", problem);
  return FALSE;
}

static void
skip_space (Json *json)
{
  while (json->at < json->end && strchr (" \t\r\n", json->text[json->at]) != NULL)
    json->at++;
}

static gboolean
take_char (Json *json, gchar c)
{
  if (json->at >= json->end || json->text[json->at] != c)
    return FALSE;
  json->at++;
  return TRUE;
}

/* A member stands where its name does. */
static gsize
get_place (const Json *json)
{
  return json->has_name ? json->name_at : json->value_at;
}

/* ---- Strings ---- */

static gint
read_hex (const Json *json, gsize at)
{
  gint value = 0;

  for (guint i = 0; i < 4; i++) {
    gint digit = at + i < json->end ? g_ascii_xdigit_value (json->text[at + i]) : -1;

    if (digit < 0)
      return -1;
    value = value << 4 | digit;
  }
  return value;
}

/* Behind `\u`. A pair of surrogates is one character; one alone, and U+0000, are none. */
static gboolean
read_unicode (Json *json, GString *out)
{
  gint c = read_hex (json, json->at);

  if (c < 0)
    return fail (json, _ ("\\u without four hexadecimal digits"));
  json->at += 4;
  if (c >= 0xD800 && c < 0xDC00 && json->at + 1 < json->end && json->text[json->at] == '\\' &&
      json->text[json->at + 1] == 'u') {
    gint low = read_hex (json, json->at + 2);

    if (low >= 0xDC00 && low < 0xE000) {
      json->at += 6;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  if (c == 0 || (c >= 0xD800 && c < 0xE000)) {
    g_autofree gchar *escape = g_strdup_printf ("\\u%04X", (guint) c);

    record_tree_remark (json->tree, WZ_RECORD_CHARACTER_REPLACED, get_place (json), escape);
    c = 0xFFFD;
  }
  g_string_append_unichar (out, (gunichar) c);
  return TRUE;
}

static gboolean
read_escape (Json *json, GString *out)
{
  static const gchar letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  gchar c = json->at + 1 < json->end ? json->text[json->at + 1] : '\0';
  const gchar *found = c != '\0' ? strchr (letters, c) : NULL;

  if (c == 'u') {
    json->at += 2;
    return read_unicode (json, out);
  }
  if (found == NULL)
    return fail (json, _ ("a backslash stands before what needs none"));
  json->at += 2;
  g_string_append_c (out, meanings[found - letters]);
  return TRUE;
}

/* At the quotation mark. */
static gboolean
read_string (Json *json, GString *out)
{
  g_string_truncate (out, 0);
  json->at++;
  while (json->at < json->end) {
    gsize start = json->at;

    while (json->at < json->end && json->text[json->at] != '"' && json->text[json->at] != '\\' &&
           (guchar) json->text[json->at] >= 0x20)
      json->at++;
    g_string_append_len (out, json->text + start, (gssize) (json->at - start));
    if (take_char (json, '"'))
      return TRUE;
    if (json->at < json->end && json->text[json->at] != '\\')
      return fail (json, _ ("a control character in a string; JSON writes it as an escape"));
    if (json->at < json->end && !read_escape (json, out))
      return FALSE;
  }
  return fail (json, _ ("the text ends within a string"));
}

/* ---- Values ---- */

static gboolean
read_digits (Json *json)
{
  gsize start = json->at;

  while (json->at < json->end && g_ascii_isdigit (json->text[json->at]))
    json->at++;
  return json->at > start;
}

static gboolean
read_number (Json *json)
{
  take_char (json, '-');
  if (!take_char (json, '0') && !read_digits (json))
    return fail (json, _ ("no value of JSON begins so"));
  if (take_char (json, '.') && !read_digits (json))
    return fail (json, _ ("a number without a digit behind its point"));
  if (take_char (json, 'e') || take_char (json, 'E')) {
    if (!take_char (json, '+'))
      take_char (json, '-');
    if (!read_digits (json))
      return fail (json, _ ("a number without a digit in its exponent"));
  }
  return TRUE;
}

static gboolean
read_word (Json *json)
{
  static const gchar *const words[] = {"null", "true", "false"};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i]);

    if (json->end - json->at >= length && memcmp (json->text + json->at, words[i], length) == 0) {
      json->at += length;
      return TRUE;
    }
  }
  return read_number (json);
}

static const gchar *
get_name (const Json *json)
{
  return json->has_name ? json->name->str : NULL;
}

static gboolean
read_value (Json *json)
{
  gsize start = json->at, length = json->has_name ? json->name->len : 0;
  gchar c = json->at < json->end ? json->text[json->at] : '\0';

  json->value_at = start;
  if (c == '{' || c == '[') {
    json->at++;
    record_tree_open (json->tree, c == '{' ? WZ_RECORD_OBJECT : WZ_RECORD_ARRAY, get_name (json), length,
                      get_place (json));
  } else if (c == '"') {
    if (!read_string (json, json->value))
      return FALSE;
    record_tree_leaf (json->tree, WZ_RECORD_VALUE, get_name (json), length, json->value->str,
                      json->value->len, get_place (json));
  } else {
    if (!read_word (json))
      return FALSE;
    gboolean null = c == 'n';

    record_tree_leaf (json->tree, null ? WZ_RECORD_NULL : WZ_RECORD_VALUE, get_name (json), length,
                      null ? NULL : json->text + start, json->at - start, get_place (json));
  }
  json->has_name = FALSE;
  return !record_tree_is_over (json->tree);
}

static gboolean
read_name (Json *json)
{
  json->name_at = json->value_at = json->at;
  if (json->at >= json->end || json->text[json->at] != '"')
    return fail (json, _ ("expected a name in quotation marks"));
  if (!read_string (json, json->name))
    return FALSE;
  json->has_name = TRUE;
  skip_space (json);
  if (!take_char (json, ':'))
    return fail (json, _ ("expected a colon behind the name"));
  skip_space (json);
  return TRUE;
}

/* What comes next in the innermost open node; @first: nothing stands in it yet. */
static gboolean
read_next (Json *json, gboolean first)
{
  const WzRecordNode *open = record_tree_top (json->tree)->node;
  gboolean object = open->kind == WZ_RECORD_OBJECT;

  skip_space (json);
  if (take_char (json, object ? '}' : ']')) {
    record_tree_close (json->tree);
    return !record_tree_is_over (json->tree);
  }
  if (!first && !take_char (json, ','))
    return fail (json, json->at >= json->end ? _ ("the text ends within a value")
                       : object              ? _ ("expected a comma or the end of the object")
                                             : _ ("expected a comma or the end of the array"));
  skip_space (json);
  return (!object || read_name (json)) && read_value (json);
}

/* One outermost value. */
static gboolean
read_document (Json *json)
{
  WzRecordTree *tree = json->tree;
  guint outside = tree->depth, depth;

  json->has_name = FALSE;
  if (!read_value (json))
    return FALSE;
  for (gboolean first = TRUE; (depth = tree->depth) > outside; first = tree->depth > depth)
    if (!read_next (json, first))
      return FALSE;
  return TRUE;
}

/* ---- Lines ---- */

static gsize
find_line_end (const Json *json, gsize from)
{
  const gchar *end = memchr (json->text + from, '\n', json->end - from);

  return end != NULL ? (gsize) (end - json->text) : json->end;
}

/* A line that is spoilt takes no other with it. */
static gboolean
pass_broken_line (Json *json, gsize start, guint outside)
{
  WzRecordTree *tree = json->tree;

  if (tree->stopped || tree->n_records == 0 ||
      !g_error_matches (tree->error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX))
    return FALSE;
  g_clear_error (&tree->error);
  record_tree_abandon (tree, outside);
  record_tree_remark (tree, WZ_RECORD_LINE_BROKEN, MAX (start, tree->at), tree->problem);
  json->at = find_line_end (json, start);
  return TRUE;
}

void
record_read_json (WzRecordTree *tree)
{
  Json json = {tree, tree->text, 0, tree->length, g_string_new (NULL), g_string_new (NULL), 0, 0, FALSE};
  guint outside = tree->depth;
  gboolean lines = FALSE;

  skip_space (&json);
  if (json.at >= json.end)
    fail (&json, _ ("there is nothing in it"));
  while (json.at < json.end && !record_tree_is_over (tree)) {
    gsize start = json.at, limit = json.end;

    if (lines)
      json.end = find_line_end (&json, start);
    gboolean ok = read_document (&json);

    if (ok) {
      while (json.at < json.end && strchr (" \t\r", json.text[json.at]) != NULL)
        json.at++;
      if (json.at < json.end && json.text[json.at] != '\n')
        ok = fail (&json, _ ("more stands behind the value; JSON Lines have one a line"));
    }
    json.end = limit;
    if (!ok && !(lines && pass_broken_line (&json, start, outside)))
      break;
    lines = TRUE;
    skip_space (&json);
  }
  g_string_free (json.name, TRUE);
  g_string_free (json.value, TRUE);
}
