/* wz-diff.c: what changed between two issues. SPDX-License-Identifier: MIT
 *
 * In: two issues, papers told by their keys. Out: a list of changes in the order of the newer one, removals
 * last; or a CommonMark note of them for the front of an issue that is made again.
 */
#include "edit/wz-diff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/wz-names.h"
#include "model/wz-fields.h"

enum { LABEL_MAX = 80 /* code points of a field that a change shows */ };

void
wz_change_free (WzChange *change)
{
  g_free (change->key);
  g_free (change->label);
  g_free (change->field);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static gchar *
shorten (const gchar *text)
{
  if (text == NULL || g_utf8_strlen (text, -1) <= LABEL_MAX)
    return g_strdup (text);
  g_autofree gchar *head = g_utf8_substring (text, 0, LABEL_MAX);
  return g_strconcat (head, "…", NULL);
}

static gchar *
label_of (const WzEntry *entry)
{
  const WzText *title = wz_entry_get_title (entry, NULL);
  return title ? wz_text_dup_plain (title) : g_strdup (wz_entry_get_key (entry));
}

static gchar *
name_field (const gchar *field, const gchar *lang)
{
  return lang ? g_strdup_printf ("%s (%s)", wz_names_field (field), lang) : g_strdup (wz_names_field (field));
}

/* Whether an overlay made @field, as it is called here, what it is. */
static gboolean
is_corrected (const WzEntry *entry, const gchar *field)
{
  gboolean found = FALSE;
  for (guint i = 0; !found && i < wz_entry_get_n_variants (entry); i++) {
    const WzVariant *variant = wz_entry_get_variant (entry, i);
    gboolean point = g_strv_contains (wz_point_kinds, variant->field);
    g_autofree gchar *name = point ? name_field ("points", NULL) : name_field (variant->field, variant->lang);
    found = variant->corrected && g_str_equal (name, field);
  }
  return found;
}

static WzChange *
add_change (GPtrArray *changes, WzChangeKind kind, const WzEntry *entry, const gchar *field,
            const gchar *before, const gchar *after)
{
  WzChange *change = g_new0 (WzChange, 1);
  change->kind = kind;
  change->key = entry ? g_strdup (wz_entry_get_key (entry)) : NULL;
  change->label = entry ? label_of (entry) : NULL;
  change->field = g_strdup (field);
  change->before = shorten (before);
  change->after = shorten (after);
  change->corrected = entry != NULL && field != NULL && is_corrected (entry, field);
  g_ptr_array_add (changes, change);
  return change;
}

static void
compare_strings (GPtrArray *changes, const WzEntry *entry, const gchar *field, const gchar *before,
                 const gchar *after)
{
  if (g_strcmp0 (before, after) != 0)
    add_change (changes, WZ_CHANGE_EDITED, entry, field, before, after);
}

static void
compare_texts (GPtrArray *changes, const WzEntry *entry, const gchar *field, const gchar *lang,
               const WzText *before, const WzText *after)
{
  g_autofree gchar *name = name_field (field, lang);
  g_autofree gchar *old = before ? wz_text_dup_plain (before) : NULL,
                   *new = after ? wz_text_dup_plain (after) : NULL;
  compare_strings (changes, entry, name, old, new);
}

/* ---- Lists as text ---- */

typedef gchar *(*DupItem) (const WzEntry *entry, guint i);

static gchar *
dup_author (const WzEntry *entry, guint i)
{
  return g_strdup (wz_entry_get_author (entry, i)->text);
}

static gchar *
dup_affiliation (const WzEntry *entry, guint i)
{
  return g_strdup (wz_entry_get_affiliation (entry, i)->text);
}

static gchar *
dup_category (const WzEntry *entry, guint i)
{
  return g_strdup (wz_entry_get_category (entry, i)->text);
}

static gchar *
dup_address (const WzLink *link)
{
  return g_strdup (*link->url != '\0' || link->label == NULL ? link->url : link->label);
}

static gchar *
dup_link (const WzEntry *entry, guint i)
{
  return dup_address (wz_entry_get_link (entry, i));
}

static gchar *
dup_code_link (const WzEntry *entry, guint i)
{
  return dup_address (wz_entry_get_code_link (entry, i));
}

static gchar *
dup_point (const WzEntry *entry, guint i)
{
  return wz_text_dup_plain (wz_entry_get_point (entry, i)->text);
}

static gchar *
dup_note (const WzEntry *entry, guint i)
{
  return wz_text_dup_plain (wz_entry_get_note (entry, i));
}

static gchar *
dup_appearance (const WzEntry *entry, guint i)
{
  return wz_date_dup_iso (wz_entry_get_appearance (entry, i)->date);
}

static const struct {
  const gchar *field;
  guint (*get_n) (const WzEntry *entry);
  DupItem dup_item;
  const gchar *separator;
} lists[] = {
    {"authors", wz_entry_get_n_authors, dup_author, ", "},
    {"affiliations", wz_entry_get_n_affiliations, dup_affiliation, " & "},
    {"categories", wz_entry_get_n_categories, dup_category, ", "},
    {"links", wz_entry_get_n_links, dup_link, " "},
    {"code", wz_entry_get_n_code_links, dup_code_link, " "},
    {"points", wz_entry_get_n_points, dup_point, "\n"},
    {"notes", wz_entry_get_n_notes, dup_note, "\n"},
    {"appearances", wz_entry_get_n_appearances, dup_appearance, ", "},
};

static gchar *
join (guint list, const WzEntry *entry)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < lists[list].get_n (entry); i++) {
    g_autofree gchar *item = lists[list].dup_item (entry, i);
    g_string_append_printf (out, "%s%s", i > 0 ? lists[list].separator : "", item);
  }
  return g_string_free (out, FALSE);
}

static const struct {
  const gchar *field;
  const gchar *(*get) (const WzEntry *entry);
} said[] = {
    {"category", wz_entry_get_primary_category},
    {"venue", wz_entry_get_venue},
    {"comment", wz_entry_get_comment},
    {"journal-ref", wz_entry_get_journal_ref},
    {"score", wz_entry_get_score},
};

static const struct {
  const gchar *field;
  WzDate (*get) (const WzEntry *entry);
} days[] = {{"published", wz_entry_get_published}, {"updated", wz_entry_get_updated}};

static const gchar *
show_status (const WzEntry *entry)
{
  static const gchar *const names[] = {"", N_ ("new"), N_ ("cross-listed"), N_ ("revised"), N_ ("withdrawn")};
  const gchar *name = names[wz_entry_get_status (entry)];
  return *name != '\0' ? _ (name) : "";
}

static const gchar *
show_full (const WzEntry *entry)
{
  return wz_entry_is_full (entry) ? _ ("full") : _ ("short");
}

/* ---- Papers ---- */

static GPtrArray *
all_langs (const WzIssue *a, const WzIssue *b)
{
  GPtrArray *langs = g_ptr_array_new ();
  const gchar *const *lists_of[2] = {wz_issue_get_langs (a), wz_issue_get_langs (b)};
  for (guint i = 0; i < 2; i++)
    for (guint k = 0; lists_of[i][k] != NULL; k++)
      if (!g_ptr_array_find_with_equal_func (langs, lists_of[i][k], g_str_equal, NULL))
        g_ptr_array_add (langs, (gpointer) (gsize) lists_of[i][k]);
  return langs;
}

/* What archives say: that a paper was withdrawn is a change of its own. */
static void
compare_records (GPtrArray *changes, const WzEntry *before, const WzEntry *after)
{
  gboolean gone = wz_entry_get_status (after) == WZ_STATUS_WITHDRAWN;
  if (gone && wz_entry_get_status (before) != WZ_STATUS_WITHDRAWN)
    add_change (changes, WZ_CHANGE_WITHDRAWN, after, NULL, NULL, NULL);
  else
    compare_strings (changes, after, wz_names_field ("status"), show_status (before), show_status (after));
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    compare_strings (changes, after, wz_names_field (said[i].field), said[i].get (before),
                     said[i].get (after));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autofree gchar *a = wz_date_dup_iso (days[i].get (before)), *b = wz_date_dup_iso (days[i].get (after));
    compare_strings (changes, after, wz_names_field (days[i].field), a, b);
  }
  compare_texts (changes, after, "score-reason", NULL, wz_entry_get_score_reason (before),
                 wz_entry_get_score_reason (after));
}

static void
compare_entries (GPtrArray *changes, const WzEntry *before, const WzEntry *after, const GPtrArray *langs)
{
  const gchar *old = wz_section_get_id (wz_entry_get_section (before));
  const gchar *new = wz_section_get_id (wz_entry_get_section (after));
  if (!g_str_equal (old, new))
    add_change (changes, WZ_CHANGE_MOVED, after, NULL, old, new);
  for (guint i = 0; i < langs->len; i++) {
    const gchar *lang = g_ptr_array_index (langs, i);
    compare_texts (changes, after, "title", lang, wz_entry_get_title (before, lang),
                   wz_entry_get_title (after, lang));
    compare_texts (changes, after, "abstract", lang, wz_entry_get_abstract (before, lang),
                   wz_entry_get_abstract (after, lang));
  }
  compare_texts (changes, after, "body", NULL, wz_entry_get_body (before), wz_entry_get_body (after));
  compare_strings (changes, after, wz_names_field ("form"), show_full (before), show_full (after));
  compare_records (changes, before, after);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autofree gchar *a = join (i, before), *b = join (i, after);
    compare_strings (changes, after, wz_names_field (lists[i].field), a, b);
  }
}

GPtrArray *
wz_edit_diff (const WzIssue *before, const WzIssue *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_change_free);
  g_autoptr (GPtrArray) langs = all_langs (before, after);
  compare_strings (changes, NULL, wz_names_field ("title"), wz_issue_get_title (before, NULL),
                   wz_issue_get_title (after, NULL));
  compare_strings (changes, NULL, wz_names_field ("number"), wz_issue_get_number (before),
                   wz_issue_get_number (after));
  for (guint i = 0; i < wz_issue_get_n_entries (after); i++) {
    const WzEntry *entry = wz_issue_get_entry (after, i);
    const WzEntry *old = wz_issue_find_entry (before, wz_entry_get_key (entry));
    if (old)
      compare_entries (changes, old, entry, langs);
    else
      add_change (changes, WZ_CHANGE_ADDED, entry, NULL, NULL, NULL);
    if (old == NULL && wz_entry_get_status (entry) == WZ_STATUS_WITHDRAWN)
      add_change (changes, WZ_CHANGE_WITHDRAWN, entry, NULL, NULL, NULL);
  }
  for (guint i = 0; i < wz_issue_get_n_entries (before); i++) {
    const WzEntry *entry = wz_issue_get_entry (before, i);
    if (wz_issue_find_entry (after, wz_entry_get_key (entry)) == NULL)
      add_change (changes, WZ_CHANGE_REMOVED, entry, NULL, NULL, NULL);
  }
  return changes;
}

static void
escape_markdown (GString *out, const gchar *text)
{
  for (const gchar *p = text; *p; p++) {
    if (g_ascii_ispunct (*p))
      g_string_append_c (out, '\\');
    g_string_append_c (out, *p == '\n' ? ' ' : *p);
  }
}

gchar *
wz_edit_diff_note (const WzIssue *before, const WzIssue *after, const gchar *lang)
{
  static const gchar *const words[][2] = {
      {"新增", "Added"}, {"删去", "Removed"}, {NULL, NULL}, {"修订", "Revised"}, {"撤稿", "Withdrawn"}};
  guint column = wz_lang_is_chinese (lang) ? 0 : 1;
  g_autoptr (GPtrArray) changes = wz_edit_diff (before, after);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < changes->len; i++) {
    const WzChange *change = g_ptr_array_index (changes, i);
    const gchar *word = words[change->kind][column];
    if (word == NULL || change->key == NULL || !g_hash_table_add (told, change->key))
      continue;
    g_string_append_printf (out, "- %s%s", word, column == 0 ? "：" : ": ");
    escape_markdown (out, change->label);
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}
