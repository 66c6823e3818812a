/* wz-worksheet.c: an overlay to write in. SPDX-License-Identifier: MIT
 *
 * In: an overlay and an issue. Out: the overlay with a group for each paper. The text that there is is cut
 * where groups begin, and only ever put together again with more between.
 */
#include "edit/compose/wz-worksheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/compose/wz-overlay-fields.h"
#include "edit/compose/wz-overlay-text.h"
#include "edit/wz-find.h"

/* A group of the text that there is: from its line, or from the comments right above it, to the next. */
typedef struct {
  gsize start;
  gchar *name;     /* NULL: what stands before the first group */
  gint entry;      /* that it names; -1: none */
  GString *behind; /* nullable: what is put in at its end */
} Block;

static void
clear_block (gpointer data)
{
  Block *block = data;
  g_free (block->name);
  if (block->behind != NULL)
    g_string_free (block->behind, TRUE);
}

/* ---- What there is ---- */

/* Lines end, and groups are called, as in wz-keyfile.h. Returns: where the line at @at ends; @next: where the
 * next one begins */
static gsize
end_line (const gchar *text, gsize at, gsize *next)
{
  static const gchar nel[] = "\xC2\x85";
  gsize end = at;
  while (text[end] != '\0' && text[end] != '\n' && text[end] != '\r' && !g_str_has_prefix (text + end, nel))
    end++;
  gsize mark = text[end] == '\0'       ? 0
               : text[end] == '\n'     ? 1
               : text[end] != '\r'     ? 2
               : text[end + 1] == '\n' ? 2
                                       : 1;
  *next = end + mark;
  return end;
}

static gchar *
dup_group (const gchar *line, gsize length)
{
  while (length > 0 && (*line == ' ' || *line == '\t')) {
    line++;
    length--;
  }
  while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
    length--;
  if (length < 3 || line[0] != '[' || line[length - 1] != ']')
    return NULL;
  g_autofree gchar *name = g_strndup (line + 1, length - 2);
  for (const gchar *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '[' || *p == ']' || g_unichar_iscntrl (g_utf8_get_char (p)))
      return NULL;
  return g_steal_pointer (&name);
}

static GArray *
cut (const gchar *text, WzFinder *finder)
{
  GArray *blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  g_array_set_clear_func (blocks, clear_block);
  g_array_append_vals (blocks, &(Block){.entry = -1}, 1);
  gsize comments = G_MAXSIZE; /* where those above the line begin */
  for (gsize at = strspn (text, "\xEF\xBB\xBF"), next; text[at] != '\0'; at = next) {
    gsize end = end_line (text, at, &next);
    const gchar *line = text + at + strspn (text + at, " \t");
    g_autofree gchar *group = dup_group (text + at, end - at);
    if (group != NULL) {
      Block block = {.start = comments != G_MAXSIZE ? comments : at, .name = g_steal_pointer (&group)};
      block.entry = wz_finder_find (finder, block.name, NULL);
      g_array_append_val (blocks, block);
    }
    comments = *line == '#' ? MIN (comments, at) : G_MAXSIZE;
  }
  return blocks;
}

/* ---- What is put in ---- */

/* A key with the values that there are; without one, a place for it. */
static void
add_field (GString *out, const gchar *key, const GPtrArray *values)
{
  gboolean written = FALSE;
  for (guint i = 0; i < values->len; i++) {
    g_autofree gchar *value = wz_overlay_escape (g_ptr_array_index (values, i));
    g_autofree gchar *number = i > 0 ? g_strdup_printf (".%u", i + 1) : NULL;
    if (value == NULL)
      continue;
    g_string_append_printf (out, "# %s%s = %s\n", key, number != NULL ? number : "", value);
    written = TRUE;
  }
  if (!written)
    g_string_append_printf (out, "# %s =\n", key);
}

static void
add_values (GString *out, const WzOverlayField *field, const WzEntry *entry, const WzIssue *issue)
{
  const gchar *const *langs = wz_issue_get_langs (issue);
  gboolean by_lang = (field->flags & WZ_OVERLAY_BY_LANG) != 0;
  for (guint i = 0; langs[i] != NULL && (i == 0 || by_lang); i++) {
    g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
    g_autofree gchar *key = wz_overlay_field_dup_key (field, langs[i], langs[0]);
    if (field->get != NULL)
      field->get (entry, field, langs[i], values);
    /* a short paper has no abstract, and is not asked for one */
    if (values->len > 0 || field->type != WZ_OVERLAY_TYPE_TEXT || field->get == NULL)
      add_field (out, key, values);
  }
}

static void
add_heading (GString *out, const WzEntry *entry)
{
  g_autofree gchar *label = wz_entry_dup_label (entry, NULL);
  g_autofree gchar *line = g_strdelimit (g_strdup (label), "\r\n\t", ' ');
  const gchar *code = wz_entry_get_first_category (entry);
  WzDate day =
      wz_entry_get_n_appearances (entry) > 0 ? wz_entry_get_appearance (entry, 0)->date : (WzDate){0};
  g_autofree gchar *iso = wz_date_dup_iso (day);
  g_string_append_printf (out, "[%s]\n# %s (%s%s%s%s%s)\n", wz_entry_get_key (entry), line,
                          code != NULL ? code : "", code != NULL ? ", " : "", iso, *iso != '\0' ? ", " : "",
                          wz_entry_is_full (entry) ? _ ("full") : _ ("short"));
}

static void
add_paper (GString *out, const WzIssue *issue, const WzEntry *entry, GHashTable *remarks)
{
  const GPtrArray *lines = remarks != NULL ? g_hash_table_lookup (remarks, wz_entry_get_key (entry)) : NULL;
  add_heading (out, entry);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    g_string_append_printf (out, "# ! %s\n", (const gchar *) g_ptr_array_index (lines, i));
  g_string_append (out, "# pin = 1\n# drop = yes\n");
  for (guint i = 0; i < wz_overlay_get_n_fields (); i++) {
    const WzOverlayField *field = wz_overlay_get_field (i);
    guint wanted = WZ_OVERLAY_OF_PAPER | WZ_OVERLAY_SHEET;
    if ((field->flags & wanted) == wanted)
      add_values (out, field, entry, issue);
  }
  g_string_append_c (out, '\n');
}

static void
add_issue (GString *out, const WzIssue *issue, const gchar *name)
{
  g_string_append_printf (out,
                          _ ("# Corrections of %s. Take the # off a line, and it says what the book says.\n"
                             "# [*] stands for all papers, [@CV] for those of a category, [2209.*] for those "
                             "whose ids are so;\n"
                             "# replace = this → that changes words in all their texts. man wenzhai-overlay "
                             "tells more.\n"),
                          name);
  g_string_append (out, "\n[issue]\n");
  for (guint i = 0; i < wz_overlay_get_n_fields (); i++) {
    const WzOverlayField *field = wz_overlay_get_field (i);
    guint wanted = WZ_OVERLAY_OF_ISSUE | WZ_OVERLAY_SHEET;
    g_autofree gchar *value = field->dup_issue != NULL ? field->dup_issue (issue) : NULL;
    g_autofree gchar *written = value != NULL ? wz_overlay_escape (value) : NULL;
    if ((field->flags & wanted) != wanted)
      continue;
    if (field->kind == WZ_OVERLAY_EDITORIAL)
      g_string_append_printf (out, "# %s-file = %s.md\n", field->key, name);
    else
      g_string_append_printf (out, "# %s =%s%s\n", field->key, written != NULL ? " " : "",
                              written != NULL ? written : "");
  }
  g_string_append_c (out, '\n');
}

/* ---- Putting it together ---- */

static GString *
get_behind (GArray *blocks, guint i)
{
  Block *block = &g_array_index (blocks, Block, i);
  if (block->behind == NULL)
    block->behind = g_string_new (NULL);
  return block->behind;
}

static guint
add_papers (GArray *blocks, const WzIssue *issue, GHashTable *remarks)
{
  guint n = wz_issue_get_n_entries (issue), n_added = 0, first = blocks->len;
  g_autofree guint *places = g_new0 (guint, n + 1); /* of papers' first groups, from 1 */
  for (guint b = blocks->len; b > 0; b--) {
    gint entry = g_array_index (blocks, Block, b - 1).entry;
    if (entry >= 0) {
      places[entry] = b;
      first = b - 1;
    }
  }
  guint behind = first - 1; /* the first block is no group */
  for (guint i = 0; i < n; i++) {
    if (places[i] > 0) {
      behind = places[i] - 1;
      continue;
    }
    add_paper (get_behind (blocks, behind), issue, wz_issue_get_entry (issue, i), remarks);
    n_added++;
  }
  return n_added;
}

/* An empty line stands between what there was and what is put in. */
static void
append_apart (GString *out, const gchar *text, gboolean crlf)
{
  const gchar *end = crlf ? "\r\n" : "\n";
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append (out, end);
  if (out->len > 0 && !g_str_has_suffix (out->str, crlf ? "\r\n\r\n" : "\n\n") && out->len > strlen (end))
    g_string_append (out, end);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", lines[i], lines[i + 1] != NULL ? end : "");
}

static gboolean
has_issue (const GArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    if (g_strcmp0 (g_array_index (blocks, Block, i).name, "issue") == 0)
      return TRUE;
  return FALSE;
}

gchar *
wz_worksheet_merge (const gchar *before, const WzIssue *issue, GHashTable *remarks, const gchar *name,
                    guint *n_added)
{
  const gchar *text = before != NULL ? before : "";
  g_autoptr (WzFinder) finder = wz_finder_new (issue);
  g_autoptr (GArray) blocks = cut (text, finder);
  GString *out = g_string_new (NULL);
  gboolean crlf = strstr (text, "\r\n") != NULL;
  if (!has_issue (blocks))
    add_issue (get_behind (blocks, 0), issue, name);
  guint added = add_papers (blocks, issue, remarks);
  for (guint i = 0; i < blocks->len; i++) {
    const Block *block = &g_array_index (blocks, Block, i);
    gsize end = i + 1 < blocks->len ? g_array_index (blocks, Block, i + 1).start : strlen (text);
    g_string_append_len (out, text + block->start, (gssize) (end - block->start));
    if (block->behind != NULL)
      append_apart (out, block->behind->str, crlf);
  }
  if (n_added != NULL)
    *n_added = added;
  return g_string_free (out, FALSE);
}
