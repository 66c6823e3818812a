/* wz-remarks.c: what is odd in sources, by paper, and the lines of an overlay that mend it.
 * SPDX-License-Identifier: MIT
 *
 * In: diagnostics with their places. A place is of the paper that begins last before it, and of the field of
 * it that does.
 */
#include "host/desk/wz-remarks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-display.h"
#include "edit/compose/wz-overlay-fields.h"
#include "edit/compose/wz-overlay-text.h"
#include "edit/compose/wz-worksheet.h"
#include "edit/wz-edit.h"
#include "edit/wz-repair.h"
#include "model/wz-fields.h"

/* What an overlay can do about a finding: keys, separated by spaces. Findings in a text are mended in its
 * field. Without a row it is the source that is to be mended. */
static const struct {
  const gchar *code;
  const gchar *keys;
} remedies[] = {
    {"entry-no-title", "title.en"},
    {"entry-no-chinese-title", "title"},
    {"title-not-in-summary", "title"},
    {"title-differs", "title.en"},
    {"title-continued", "title.en"},
    {"title-authors-glued", "title.en authors"},
    {"heading-bare", "title.en drop"},
    {"names-spaced", "authors"},
    {"entry-no-authors", "authors"},
    {"entry-no-link", "link arxiv doi"},
    {"link-refused", "link"},
    {"arxiv-malformed", "arxiv"},
    {"entry-no-abstract", "abstract abstract.en"},
    {"abstract-not-translated", "abstract abstract.en note"},
    {"tag-missing", "category"},
    {"tag-unknown", "category"},
    {"tag-unmarked", "category title.en"},
    {"tag-not-in-legend", "category"},
    {"entry-withdrawn", "drop"},
    {"entry-doubtful", "drop"},
    {"arxiv-duplicate", "drop"},
};

static const gchar *
find_remedy (const gchar *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_str_equal (remedies[i].code, code))
      return remedies[i].keys;
  return NULL;
}

/* ---- Where a finding is ---- */

static const WzSource *
find_source (const WzInbox *inbox, const gchar *name)
{
  const GPtrArray *sources = wz_inbox_get_sources (inbox);
  for (guint i = 0; i < sources->len; i++) {
    const WzSource *source = g_ptr_array_index (sources, i);
    if (source->issue != NULL && g_str_equal (source->name, name))
      return source;
  }
  return NULL;
}

/* The paper in whose lines a place is: the last that begins before it; -1 for none. Papers are in the order
 * of their lines. */
static gint
find_entry (const WzIssue *issue, guint line)
{
  guint low = 0, high = wz_issue_get_n_entries (issue);
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (wz_entry_get_position (wz_issue_get_entry (issue, middle)).line <= line)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 && wz_entry_get_position (wz_issue_get_entry (issue, low - 1)).line > 0 ? (gint) low - 1
                                                                                         : -1;
}

/* The field that a place is in, while fields are gone through. */
typedef struct {
  WzPosition place, best;
  const gchar *key, *lang;
} Seek;

static void
look_at (Seek *seek, const WzPosition *begins, const gchar *key, const gchar *lang)
{
  guint64 at = ((guint64) begins->line << 32) + begins->column,
          best = ((guint64) seek->best.line << 32) + seek->best.column,
          place = ((guint64) seek->place.line << 32) + seek->place.column;
  if (begins->line == 0 || at > place || at < best)
    return;
  seek->best = *begins;
  seek->key = key;
  seek->lang = lang;
}

static void
look_at_text (Seek *seek, const WzText *text, const gchar *key)
{
  WzPosition begins = text != NULL ? wz_text_get_position (text) : (WzPosition){0};
  if (text != NULL)
    look_at (seek, &begins, key, wz_text_get_lang (text));
}

static void
find_field (Seek *seek, const WzIssue *issue, const WzEntry *entry)
{
  const gchar *const *langs = wz_issue_get_langs (issue);
  for (guint i = 0; langs[i] != NULL; i++) {
    look_at_text (seek, wz_entry_get_title (entry, langs[i]), "title");
    look_at_text (seek, wz_entry_get_abstract (entry, langs[i]), "abstract");
  }
  for (guint i = 0; i < wz_entry_get_n_points (entry); i++)
    look_at_text (seek, wz_entry_get_point (entry, i)->text,
                  wz_point_kinds[wz_entry_get_point (entry, i)->kind]);
  look_at_text (seek, wz_entry_get_body (entry), "body");
  look_at_text (seek, wz_entry_get_score_reason (entry), "reason");
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    look_at (seek, &wz_entry_get_author (entry, i)->position, "authors", NULL);
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++)
    look_at (seek, &wz_entry_get_affiliation (entry, i)->position, "labs", NULL);
}

/* ---- Lines ---- */

static gchar *
dup_line (const WzDiag *diag)
{
  g_autofree gchar *file = wz_display_dup (diag->position.file), *detail = wz_display_dup (diag->detail);
  g_autofree gchar *place = diag->position.line > 0
                                ? g_strdup_printf ("%u:%u:", diag->position.line, diag->position.column)
                                : g_strdup ("");
  return g_strdup_printf ("%s:%s %s [%s]", file, place, detail, diag->code);
}

/* A source as the desk makes it, and as it does with repairs. */
typedef struct {
  WzIssue *plain, *mended;
} Desked;

static void
desked_free (gpointer data)
{
  Desked *desked = data;
  wz_issue_unref (desked->plain);
  wz_issue_unref (desked->mended);
  g_free (desked);
}

static const Desked *
get_desked (GHashTable *all, const WzIssue *issue)
{
  Desked *desked = g_hash_table_lookup (all, issue);
  if (desked == NULL) {
    g_autoptr (WzIssue) mended = wz_edit_repair (issue, NULL);
    desked = g_new (Desked, 1);
    *desked = (Desked){wz_edit_normalise (issue, NULL), wz_edit_normalise (mended, NULL)};
    g_hash_table_insert (all, (gpointer) (gsize) issue, desked);
  }
  return desked;
}

/* A paper's group. */
typedef struct {
  GString *text;
  GHashTable *keys; /* that have their line */
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;
  g_string_free (group->text, TRUE);
  g_hash_table_unref (group->keys);
  g_free (group);
}

/* The value that there is, as a comment; one that is mended, as it is to be. */
static void
add_key (Group *group, const Desked *desked, guint entry, const gchar *stem, const gchar *lang)
{
  const WzOverlayField *field = wz_overlay_find_field (stem, FALSE);
  g_autofree gchar *key = wz_overlay_field_dup_key (field, lang, wz_issue_get_lang (desked->plain));
  const gchar *own = lang != NULL ? lang : wz_issue_get_lang (desked->plain);
  g_autofree gchar *plain =
      wz_overlay_field_dup_value (field, wz_issue_get_entry (desked->plain, entry), own);
  g_autofree gchar *mended =
      wz_overlay_field_dup_value (field, wz_issue_get_entry (desked->mended, entry), own);
  gboolean is_mended = g_strcmp0 (plain, mended) != 0 && mended != NULL;
  gboolean several = (field->flags & WZ_OVERLAY_SEVERAL) != 0 && mended != NULL && strchr (mended, '\n');
  g_autofree gchar *value = mended != NULL && !several ? wz_overlay_escape (mended) : NULL;
  if (g_hash_table_contains (group->keys, key))
    return;
  g_string_append_printf (group->text, "%s%s = %s\n", is_mended && value != NULL ? "" : "# ", key,
                          field->kind == WZ_OVERLAY_DROP ? "yes"
                          : value != NULL                ? value
                                                         : "");
  g_hash_table_add (group->keys, g_steal_pointer (&key));
}

static void
add_remedy (Group *group, const Desked *desked, guint entry, const gchar *keys)
{
  g_auto (GStrv) all = g_strsplit (keys, " ", -1);
  for (guint i = 0; all[i] != NULL; i++) {
    gchar *dot = strchr (all[i], '.');
    if (dot != NULL)
      *dot = '\0';
    add_key (group, desked, entry, all[i], dot != NULL ? dot + 1 : NULL);
  }
}

/* Groups by paper, in the order in which something was found in them. */
static Group *
open_group (GHashTable *groups, GPtrArray *order, const WzEntry *entry)
{
  Group *group = g_hash_table_lookup (groups, entry);
  if (group == NULL) {
    group = g_new (Group, 1);
    *group = (Group){g_string_new (NULL), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)};
    g_string_printf (group->text, "[%s]\n", wz_entry_get_key (entry));
    g_hash_table_insert (groups, (gpointer) (gsize) entry, group);
    g_ptr_array_add (order, group);
  }
  return group;
}

static gboolean
is_of_text (const gchar *code)
{
  return g_str_has_prefix (code, "text-") || g_str_has_prefix (code, "formula-") ||
         g_str_equal (code, "markup-left");
}

/* All about one finding; FALSE where no overlay mends it. */
static gboolean
add_finding (const WzInbox *inbox, const WzDiag *diag, GHashTable *groups, GPtrArray *order,
             GHashTable *desks)
{
  const WzSource *source = find_source (inbox, diag->position.file);
  gint entry = source != NULL ? find_entry (source->issue, diag->position.line) : -1;
  const gchar *keys = find_remedy (diag->code);
  Seek seek = {.place = diag->position};
  if (entry < 0)
    return FALSE;
  const WzEntry *found = wz_issue_get_entry (source->issue, (guint) entry);
  if (is_of_text (diag->code) && !g_str_equal (diag->code, "text-unknown"))
    find_field (&seek, source->issue, found);
  if (keys == NULL && seek.key == NULL)
    return FALSE;
  Group *group = open_group (groups, order, found);
  g_autofree gchar *line = dup_line (diag);
  const Desked *desked = get_desked (desks, source->issue);
  g_string_append_printf (group->text, "# %s\n", line);
  if (keys != NULL)
    add_remedy (group, desked, (guint) entry, keys);
  else
    add_key (group, desked, (guint) entry, seek.key, seek.lang);
  return TRUE;
}

gchar *
wz_remarks_dup_overlay (const WzInbox *inbox)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) desks = g_hash_table_new_full (NULL, NULL, NULL, desked_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GString) others = g_string_new (NULL);
  const GPtrArray *told = wz_inbox_get_told (inbox);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < told->len; i++) {
    const WzDiag *diag = g_ptr_array_index (told, i);
    g_autofree gchar *line = dup_line (diag);
    if (!add_finding (inbox, diag, groups, order, desks))
      g_string_append_printf (others, "# %s\n", line);
  }
  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "",
                            ((const Group *) g_ptr_array_index (order, i))->text->str);
  if (others->len > 0)
    g_string_append_printf (out, "%s# %s\n%s", out->len > 0 ? "\n" : "",
                            _ ("These are mended in the source:"), others->str);
  return g_string_free (out, FALSE);
}

/* ---- By paper of an issue ---- */

/* Papers of @issue by where they appeared: a merged one has another key than some of its sources. */
static GHashTable *
list_places (const WzIssue *issue)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    for (guint k = 0; k < wz_entry_get_n_appearances (entry); k++) {
      const WzAppearance *seen = wz_entry_get_appearance (entry, k);
      g_hash_table_insert (places,
                           g_strdup_printf ("%s:%u", seen->source != NULL ? seen->source : "", seen->line),
                           (gpointer) (gsize) entry);
    }
  }
  return places;
}

static const WzEntry *
find_made (const WzIssue *issue, GHashTable *places, const WzEntry *entry)
{
  const WzEntry *made = wz_issue_find_entry (issue, wz_entry_get_key (entry));
  for (guint i = 0; made == NULL && i < wz_entry_get_n_appearances (entry); i++) {
    const WzAppearance *seen = wz_entry_get_appearance (entry, i);
    g_autofree gchar *place = g_strdup_printf ("%s:%u", seen->source != NULL ? seen->source : "", seen->line);
    made = g_hash_table_lookup (places, place);
  }
  return made;
}

/* How papers were told apart and merged is no fault of theirs. */
static gboolean
is_explanation (const WzDiag *diag)
{
  return diag->severity == WZ_SEVERITY_HINT &&
         (g_str_has_prefix (diag->code, "merge-") || g_str_has_prefix (diag->code, "identity-"));
}

static GHashTable *
list_remarks (const WzInbox *inbox, const WzIssue *issue)
{
  GHashTable *remarks =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) places = list_places (issue);
  const GPtrArray *told = wz_inbox_get_told (inbox);
  for (guint i = 0; i < told->len; i++) {
    const WzDiag *diag = g_ptr_array_index (told, i);
    const WzSource *source = is_explanation (diag) ? NULL : find_source (inbox, diag->position.file);
    gint at = source != NULL ? find_entry (source->issue, diag->position.line) : -1;
    const WzEntry *made =
        at >= 0 ? find_made (issue, places, wz_issue_get_entry (source->issue, (guint) at)) : NULL;
    if (made == NULL)
      continue;
    GPtrArray *lines = g_hash_table_lookup (remarks, wz_entry_get_key (made));
    if (lines == NULL)
      g_hash_table_insert (remarks, g_strdup (wz_entry_get_key (made)),
                           lines = g_ptr_array_new_with_free_func (g_free));
    g_ptr_array_add (lines, dup_line (diag));
  }
  return remarks;
}

gchar *
wz_remarks_dup_worksheet (const WzInbox *inbox, const WzIssue *issue, const gchar *before, const gchar *name,
                          guint *n_added)
{
  g_autoptr (GHashTable) remarks = list_remarks (inbox, issue);
  return wz_worksheet_merge (before, issue, remarks, name, n_added);
}
