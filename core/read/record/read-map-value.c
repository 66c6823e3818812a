/* In: the right side of a key of a mapping file, and a record. Out: texts. SPDX-License-Identifier: MIT */
#include "read/record/read-map.h"

#include "read/common/read-match.h"
#include "read/posts/read-post.h"

#include <glib/gi18n-lib.h>
#include <stddef.h>
#include <string.h>

typedef enum {
  TRANSFORM_MATCH,
  TRANSFORM_STRIP,
  TRANSFORM_SPLIT,
  TRANSFORM_MAP,
  TRANSFORM_DATE,
  TRANSFORM_NAMES,
  TRANSFORM_HTML,
  TRANSFORM_MARKUP,
  TRANSFORM_POST,
} TransformKind;

struct _ReadTransform {
  TransformKind kind;
  gchar *argument; /* (nullable) */
  GRegex *regex;   /* (nullable) */
  guint part;      /* of a post: its place in the table */
};

static const struct {
  const gchar *name;
  gboolean needs; /* an argument */
} kinds[] = {
    [TRANSFORM_MATCH] = {"match", TRUE},  [TRANSFORM_STRIP] = {"strip", TRUE},
    [TRANSFORM_SPLIT] = {"split", FALSE}, [TRANSFORM_MAP] = {"map", TRUE},
    [TRANSFORM_DATE] = {"date", FALSE},   [TRANSFORM_NAMES] = {"names", FALSE},
    [TRANSFORM_HTML] = {"html", FALSE},   [TRANSFORM_MARKUP] = {"markup", FALSE},
    [TRANSFORM_POST] = {"post", TRUE},
};

/* What there is of a paper in a post; the first is the whole, of each paper. */
static const struct {
  const gchar *name;
  gsize offset; /* of the span in ReadPost */
} post_parts[] = {
    {"papers", offsetof (ReadPost, whole)},        {"title", offsetof (ReadPost, title)},
    {"short-title", offsetof (ReadPost, chinese)}, {"authors", offsetof (ReadPost, names)},
    {"affiliations", offsetof (ReadPost, units)},  {"category", offsetof (ReadPost, tag)},
    {"venue", offsetof (ReadPost, venue)},         {"links", offsetof (ReadPost, links)},
};

/* ---- From text ---- */

static void
clear_transform (gpointer data)
{
  ReadTransform *transform = data;

  g_free (transform->argument);
  g_clear_pointer (&transform->regex, g_regex_unref);
}

void
read_map_value_clear (ReadMapValue *value)
{
  g_clear_pointer (&value->paths, g_ptr_array_unref);
  g_clear_pointer (&value->constant, g_free);
  g_clear_pointer (&value->transforms, g_array_unref);
}

static gboolean fail (GError **error, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const gchar *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree gchar *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, text);
  return FALSE;
}

static const gchar *
skip_blanks (const gchar *p)
{
  return p + strspn (p, " \t");
}

gboolean
read_map_parse_paths (GPtrArray *paths, const gchar *text, const gchar **at, GError **error)
{
  const gchar *p = text;

  for (;;) {
    WzRecordPath *path = wz_record_path_parse (skip_blanks (p), &p, error);

    *at = p;
    if (path == NULL)
      return FALSE;
    g_ptr_array_add (paths, path);
    p = *at = skip_blanks (p);
    if (*p != ',')
      return TRUE;
    p++;
  }
}

static gboolean
take_word (const gchar **p, const gchar *word)
{
  gsize length = strlen (word);

  if (strncmp (*p, word, length) != 0 || strchr (" \t", (*p)[length]) == NULL)
    return FALSE;
  *p = skip_blanks (*p + length);
  return TRUE;
}

/* Up to ` | `, or between quotation marks. */
static gchar *
take_argument (const gchar **p)
{
  const gchar *start = skip_blanks (*p), *end = start;

  if (*start == '"')
    for (end = strchr (start + 1, '"');
         end != NULL && *skip_blanks (end + 1) != '\0' && *skip_blanks (end + 1) != '|';)
      end = strchr (end + 1, '"');
  if (*start == '"' && end != NULL) {
    *p = end + 1;
    return g_strndup (start + 1, (gsize) (end - start - 1));
  }
  end = *start == '|' ? start : strstr (start, " | ");
  if (end == NULL)
    end = start + strlen (start);
  *p = end;
  gchar *argument = g_strchomp (g_strndup (start, (gsize) (end - start)));

  if (*argument == '\0')
    g_clear_pointer (&argument, g_free);
  return argument;
}

static gboolean
take_names (ReadMapValue *value, const gchar *argument, GError **error)
{
  if (argument == NULL || g_str_equal (argument, "natural"))
    value->names = READ_NAMES_NATURAL;
  else if (g_str_equal (argument, "family-first"))
    value->names = READ_NAMES_FAMILY_FIRST;
  else if (g_str_equal (argument, "parts"))
    value->names = READ_NAMES_PARTS;
  else
    return fail (error, _ ("names are `natural`, `family-first` or `parts`, not “%s”"), argument);
  return TRUE;
}

static gboolean
take_date (ReadMapValue *value, const gchar *argument, GError **error)
{
  static const gchar *const orders[] = {"ymd", "dmy", "mdy"};

  for (guint i = 0; argument != NULL && i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (argument, orders[i]))
      value->date_order = orders[i];
  return argument == NULL || value->date_order != NULL ||
         fail (error, _ ("the order of a date is `ymd`, `dmy` or `mdy`, not “%s”"), argument);
}

static gboolean
take_part (ReadTransform *transform, GError **error)
{
  while (transform->part < G_N_ELEMENTS (post_parts) &&
         !g_str_equal (post_parts[transform->part].name, transform->argument))
    transform->part++;
  return transform->part < G_N_ELEMENTS (post_parts) ||
         fail (error, _ ("a post has no “%s”"), transform->argument);
}

/* What a transform says of the whole value; @transform is to be kept where TRUE and @keep. */
static gboolean
settle_transform (ReadMapValue *value, ReadTransform *transform, gboolean *keep, GError **error)
{
  *keep = FALSE;
  switch (transform->kind) {
  case TRANSFORM_NAMES:
    return take_names (value, transform->argument, error);
  case TRANSFORM_DATE:
    return take_date (value, transform->argument, error);
  case TRANSFORM_HTML:
    value->html = TRUE;
    return TRUE;
  case TRANSFORM_MARKUP:
    value->by_type = TRUE;
    return TRUE;
  case TRANSFORM_MATCH:
  case TRANSFORM_STRIP:
    transform->regex = g_regex_new (transform->argument, G_REGEX_OPTIMIZE | G_REGEX_DOTALL, 0, error);
    *keep = TRUE;
    return transform->regex != NULL;
  case TRANSFORM_POST:
    *keep = TRUE;
    return take_part (transform, error);
  case TRANSFORM_SPLIT:
  case TRANSFORM_MAP:
    break;
  }
  *keep = TRUE;
  return TRUE;
}

/* Behind a bar. */
static gboolean
parse_transform (ReadMapValue *value, const gchar **p, GError **error)
{
  const gchar *start = *p;
  gsize length = strcspn (start, " \t|");
  g_autofree gchar *word = g_strndup (start, length);
  ReadTransform transform = {0};
  gboolean keep;
  guint kind = 0;

  while (kind < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[kind].name, word))
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    return fail (error,
                 _ ("there is no “%s”; values are changed by match, strip, split, map, date, names, "
                    "html, markup and post"),
                 word);
  *p = start + length;
  transform.kind = (TransformKind) kind;
  transform.argument = take_argument (p);
  if (transform.argument == NULL && kinds[kind].needs) {
    *p = start;
    return fail (error, _ ("“%s” needs an argument"), word);
  }
  gboolean ok = settle_transform (value, &transform, &keep, error);

  if (ok && keep)
    g_array_append_val (value->transforms, transform);
  else
    clear_transform (&transform);
  if (!ok)
    *p = start;
  return ok;
}

static void
free_path (gpointer path)
{
  wz_record_path_free (path);
}

gboolean
read_map_value_parse (ReadMapValue *value, const gchar *text, const gchar **at, GError **error)
{
  const gchar *p = skip_blanks (text);

  value->paths = g_ptr_array_new_with_free_func (free_path);
  value->transforms = g_array_new (FALSE, FALSE, sizeof (ReadTransform));
  g_array_set_clear_func (value->transforms, clear_transform);
  if (*p == '\'') {
    const gchar *end = strchr (p + 1, '\'');

    *at = p;
    if (end == NULL)
      return fail (error, _ ("the quotation mark of a constant is not closed"));
    value->constant = g_strndup (p + 1, (gsize) (end - p - 1));
    p = end + 1;
  } else {
    value->first_of = take_word (&p, "first-of");
    if (!read_map_parse_paths (value->paths, p, at, error))
      return FALSE;
    p = *at;
  }
  for (p = skip_blanks (p); *p == '|'; p = skip_blanks (p)) {
    p = skip_blanks (p + 1);
    gboolean ok = parse_transform (value, &p, error);

    *at = p;
    if (!ok)
      return FALSE;
  }
  *at = p;
  return *p == '\0' || fail (error, _ ("what follows here is neither a path nor ` | ` and a change"));
}

/* ---- Texts ---- */

static void
clear_text (gpointer data)
{
  g_free (((ReadMapText *) data)->text);
}

GArray *
read_map_texts_new (void)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (ReadMapText));

  g_array_set_clear_func (texts, clear_text);
  return texts;
}

static void
split (const ReadTransform *transform, gchar *text, GPtrArray *out)
{
  g_auto (GStrv) parts = transform->argument != NULL ? g_strsplit (text, transform->argument, -1)
                                                     : g_strsplit_set (text, " \t\r\n", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_strstrip (parts[i]);
    if (*parts[i] != '\0')
      g_ptr_array_add (out, g_strdup (parts[i]));
  }
  g_free (text);
}

/* `replace=replaced; cross=cross` */
static gchar *
look_up (const ReadTransform *transform, const gchar *text)
{
  g_auto (GStrv) pairs = g_strsplit (transform->argument, ";", -1);

  for (guint i = 0; pairs[i] != NULL; i++) {
    gchar *equal = strchr (pairs[i], '=');

    if (equal == NULL)
      continue;
    *equal = '\0';
    if (g_str_equal (g_strstrip (pairs[i]), text))
      return g_strdup (g_strstrip (equal + 1));
  }
  return NULL;
}

/* (transfer full) (nullable): what is left of @text, which is taken */
static gchar *
change (const ReadTransform *transform, gchar *text)
{
  g_autofree gchar *before = text;
  g_autoptr (GMatchInfo) match = NULL;

  if (transform->kind == TRANSFORM_MAP)
    return look_up (transform, before);
  if (!g_regex_match (transform->regex, before, 0, &match))
    return transform->kind == TRANSFORM_STRIP ? g_steal_pointer (&before) : NULL;
  if (transform->kind == TRANSFORM_MATCH)
    return g_match_info_fetch (match, g_match_info_get_match_count (match) > 1 ? 1 : 0);
  gint start, end;

  g_match_info_fetch_pos (match, 0, &start, &end);
  return g_strdup_printf ("%.*s%s", start, before, before + end);
}

/* All papers of a post, or a part of the first. */
static void
take_post (const ReadTransform *transform, gchar *text, GPtrArray *out)
{
  g_autofree gchar *owned = text;
  g_auto (ReadDoc) doc = {0};
  ReadSpan rest = {0, strlen (text)};
  gsize part = post_parts[transform->part].offset;
  ReadPost post;

  read_doc_init (&doc, "", text, rest.end);
  while (read_match_post (&doc, rest, &post)) {
    const ReadSpan *span = (const ReadSpan *) (gconstpointer) ((const guint8 *) &post + part);

    if (!read_span_is_empty (*span) &&
        (part != offsetof (ReadPost, names) || read_is_author_line (&doc, *span)))
      g_ptr_array_add (out, g_strndup (text + span->start, span->end - span->start));
    if (transform->part > 0)
      return;
    rest.start = MAX (post.whole.end, post.tail.end);
  }
}

/* Whether it is about one paper of a post that may have others. */
static gboolean
is_of_paper (const ReadMapValue *value)
{
  const ReadTransform *first =
      value->transforms->len > 0 ? &g_array_index (value->transforms, ReadTransform, 0) : NULL;

  return first != NULL && first->kind == TRANSFORM_POST && first->part > 0;
}

/* (transfer full): the texts that one text becomes */
static GPtrArray *
run_transforms (const ReadMapValue *value, const gchar *text)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (texts, g_strdup (text));
  for (guint i = 0; i < value->transforms->len; i++) {
    const ReadTransform *transform = &g_array_index (value->transforms, ReadTransform, i);
    GPtrArray *next = g_ptr_array_new_with_free_func (g_free);

    for (guint k = 0; k < texts->len; k++) {
      gchar *one = g_steal_pointer (&g_ptr_array_index (texts, k));

      if (transform->kind == TRANSFORM_SPLIT)
        split (transform, one, next);
      else if (transform->kind == TRANSFORM_POST)
        take_post (transform, one, next);
      else if ((one = change (transform, one)) != NULL)
        g_ptr_array_add (next, one);
    }
    g_ptr_array_unref (texts);
    texts = next;
  }
  return texts;
}

/* ---- Nodes ---- */

/* Whether the content of an element is HTML: Atom's `type`, and `mode` of its version 0.3. */
static gboolean
says_html (const WzRecordNode *node)
{
  for (const WzRecordNode *child = node->first; child != NULL && *child->name == '@'; child = child->next)
    if ((g_str_equal (child->name, "@type") &&
         (strstr (child->text, "html") != NULL || strstr (child->text, "xml") != NULL)) ||
        (g_str_equal (child->name, "@mode") && g_str_equal (child->text, "escaped")))
      return TRUE;
  return FALSE;
}

static gboolean
has_elements (const WzRecordNode *node)
{
  return node->kind == WZ_RECORD_ELEMENT && node->last != NULL && *node->last->name != '@';
}

/* (nullable): what @node says. Of an element with elements in it, as HTML, all that stands between its tags.
 */
static gchar *
dup_text (const ReadMapValue *value, const WzRecordNode *node, const gchar *source, gboolean *html)
{
  *html = value->html || (value->by_type && says_html (node));
  if (*html && has_elements (node))
    return g_strndup (source + node->markup_start, node->markup_end - node->markup_start);
  return g_strdup (node->text);
}

static void
add_node_texts (const ReadMapValue *value, WzRecordNode *node, const gchar *file, const gchar *source,
                const gchar *paper, guint most, GArray *texts)
{
  gboolean html = FALSE;
  g_autofree gchar *text =
      paper != NULL && is_of_paper (value) ? g_strdup (paper) : dup_text (value, node, source, &html);
  gboolean asked = TRUE;

  if (text != NULL && text[strspn (text, " \t\r\n")] != '\0') {
    g_autoptr (GPtrArray) out = run_transforms (value, text);

    asked = out->len > 0;
    for (guint i = 0; i < out->len && (most == 0 || texts->len < most); i++) {
      if (*(const gchar *) g_ptr_array_index (out, i) == '\0') /* it says nothing: `false=` */
        continue;
      ReadMapText one = {g_steal_pointer (&g_ptr_array_index (out, i)),
                         html,
                         node->parent,
                         {file, node->line, node->column}};

      g_array_append_val (texts, one);
    }
  }
  if (!asked)
    return;
  if (html && has_elements (node))
    wz_record_mark (node, WZ_RECORD_USED);
  else
    node->use = WZ_RECORD_USED;
  for (WzRecordNode *child = node->first; value->by_type && child != NULL; child = child->next)
    if (g_str_equal (child->name, "@type") || g_str_equal (child->name, "@mode"))
      child->use = WZ_RECORD_USED;
}

void
read_map_value_get (const ReadMapValue *value, WzRecordNode *node, const gchar *file, const gchar *source,
                    const gchar *paper, guint most, GArray *texts)
{
  guint before = texts->len;

  if (value->constant != NULL) {
    ReadMapText text = {g_strdup (value->constant), value->html, NULL, {file, node->line, node->column}};

    g_array_append_val (texts, text);
    return;
  }
  for (guint i = 0; i < value->paths->len; i++) {
    g_autoptr (GPtrArray) found = g_ptr_array_new ();

    wz_record_select (node, g_ptr_array_index (value->paths, i), found);
    for (guint k = 0; k < found->len && (most == 0 || texts->len < before + most); k++)
      add_node_texts (value, g_ptr_array_index (found, k), file, source, paper, most > 0 ? before + most : 0,
                      texts);
    if (value->first_of && texts->len > before)
      break;
  }
}
