/* wz-finish.c: what an issue derives from its own content when it freezes. SPDX-License-Identifier: MIT */
#include "model/wz-model-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/wz-identity.h"
#include "base/wz-words.h"

static const WzDate unknown_date = {0, 0, 0};

/* ---- Order of key suffixes: date of first appearance, then reading order ---- */

typedef struct {
  WzEntry *entry;
  WzDate date;
  guint order;
} Ranked;

static gint
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *left = a, *right = b;
  gint by_date = wz_date_compare (left->date, right->date);
  return by_date != 0 ? by_date : (left->order > right->order) - (left->order < right->order);
}

/* @wanted, or with the first suffix from -2 on that is not among @taken. @suffixes remembers the next one of
 * each name, so that thousands of equal ones do not try all from 2 again. */
static gchar *
make_unique (const gchar *wanted, GHashTable *taken, GHashTable *suffixes)
{
  gchar *name = g_strdup (wanted);
  guint suffix = GPOINTER_TO_UINT (g_hash_table_lookup (suffixes, wanted));
  for (suffix = MAX (2u, suffix); g_hash_table_contains (taken, name); suffix++) {
    g_free (name);
    name = g_strdup_printf ("%s-%u", wanted, suffix);
  }
  g_hash_table_insert (suffixes, g_strdup (wanted), GUINT_TO_POINTER (suffix));
  return name;
}

static void
assign_keys (WzIssueBuilder *builder, WzDiagSink *sink)
{
  WzIssue *issue = builder->issue;
  g_autofree Ranked *ranked = g_new0 (Ranked, MAX (1, issue->entries.n));
  for (guint i = 0; i < issue->entries.n; i++) {
    WzEntry *entry = issue->entries.items[i];
    guint n = wz_entry_get_n_appearances (entry);
    ranked[i] = (Ranked){entry, n > 0 ? wz_entry_get_appearance (entry, 0)->date : unknown_date, i};
  }
  if (issue->entries.n > 1)
    qsort (ranked, issue->entries.n, sizeof *ranked, compare_ranked);

  g_autoptr (GHashTable) suffixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  issue->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < issue->entries.n; i++) {
    WzEntry *entry = ranked[i].entry;
    g_autofree gchar *wanted = entry->key != NULL ? g_strdup (entry->key) : wz_model_derive_key (entry);
    g_autofree gchar *key = make_unique (wanted, issue->by_key, suffixes);
    if (!g_str_equal (key, wanted))
      wz_diag_report (sink, WZ_SEVERITY_HINT, "duplicate-key", &entry->position, "%s → %s", wanted, key);
    if (g_strcmp0 (key, entry->key) != 0)
      entry->key = wz_arena_strndup (issue->arena, key, -1);
    g_hash_table_insert (issue->by_key, (gpointer) (gsize) entry->key, entry);
  }
}

/* ---- Section ids ---- */

static gchar *
derive_section_id (const WzSection *section)
{
  if (section->kind == WZ_SECTION_DAY && section->date.year != 0) {
    g_autofree gchar *date = wz_date_dup_iso (section->date);
    return g_strconcat ("day-", date, NULL);
  }
  if (section->kind == WZ_SECTION_CATEGORY && section->category != NULL) {
    g_autofree gchar *code = g_ascii_strdown (section->category, -1);
    for (gchar *p = code; *p != '\0'; p++)
      if (!g_ascii_isalnum (*p))
        *p = '-';
    return g_strconcat ("category-", code, NULL);
  }
  return g_strdup (wz_section_kinds[section->kind]);
}

static void
assign_section_ids (WzIssue *issue)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) suffixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < issue->sections.n; i++) {
    WzSection *section = issue->sections.items[i];
    g_autofree gchar *wanted = section->id != NULL ? g_strdup (section->id) : derive_section_id (section);
    g_autofree gchar *id = make_unique (wanted, taken, suffixes);
    section->id = wz_arena_strndup (issue->arena, id, -1);
    g_hash_table_add (taken, (gpointer) (gsize) section->id);
  }
}

/* ---- Languages, period, modified, identifier ---- */

static void
add_lang (GPtrArray *langs, const gchar *lang)
{
  if (lang == NULL)
    return;
  for (guint i = 0; i < langs->len; i++)
    if (g_str_equal (g_ptr_array_index (langs, i), lang))
      return;
  g_ptr_array_add (langs, (gpointer) (gsize) lang);
}

static void
add_string_langs (GPtrArray *langs, const WzList *strings)
{
  for (guint i = 0; i < strings->n; i++)
    add_lang (langs, ((const WzString *) strings->items[i])->lang);
}

static void
collect_langs (WzIssue *issue)
{
  g_autoptr (GPtrArray) langs = g_ptr_array_new ();
  add_lang (langs, issue->lang);
  add_string_langs (langs, &issue->titles);
  add_string_langs (langs, &issue->subtitles);
  add_string_langs (langs, &issue->summaries);
  for (guint i = 0; i < issue->sections.n; i++)
    add_string_langs (langs, &((const WzSection *) issue->sections.items[i])->headings);
  for (guint i = 0; i < issue->entries.n; i++) {
    const WzEntry *entry = issue->entries.items[i];
    for (guint k = 0; k < entry->titles.n; k++)
      add_lang (langs, wz_text_get_lang (entry->titles.items[k]));
    for (guint k = 0; k < entry->abstracts.n; k++)
      add_lang (langs, wz_text_get_lang (entry->abstracts.items[k]));
    for (guint k = 0; k < wz_entry_get_n_points (entry); k++)
      add_lang (langs, wz_text_get_lang (wz_entry_get_point (entry, k)->text));
  }
  issue->langs = wz_arena_alloc (issue->arena, (langs->len + 1) * sizeof (gchar *));
  for (guint i = 0; i < langs->len; i++)
    issue->langs[i] = g_ptr_array_index (langs, i);
}

static void
derive_period (WzIssue *issue)
{
  if (issue->first_day.year == 0)
    for (guint i = 0; i < issue->entries.n; i++) {
      const WzEntry *entry = issue->entries.items[i];
      for (guint k = 0; k < wz_entry_get_n_appearances (entry); k++) {
        WzDate date = wz_entry_get_appearance (entry, k)->date;
        if (date.year == 0)
          continue;
        if (issue->first_day.year == 0 || wz_date_compare (date, issue->first_day) < 0)
          issue->first_day = date;
        if (issue->last_day.year == 0 || wz_date_compare (date, issue->last_day) > 0)
          issue->last_day = date;
      }
    }
  if (issue->first_day.year == 0)
    issue->first_day = issue->last_day = issue->date;
  if (issue->last_day.year == 0)
    issue->last_day = issue->first_day;
}

static gint64
midnight (WzDate date)
{
  GDate day;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, date.day, (GDateMonth) date.month, date.year);
  return ((gint64) g_date_get_julian (&day) - 719163) *
         86400; /* 719163: Julian day number of 1970-01-01 in GDate */
}

static void
derive_modified (WzIssue *issue)
{
  if (issue->modified_set)
    return;
  WzDate date = wz_date_is_known (issue->last_day) ? issue->last_day : issue->date;
  gboolean undated = date.year == 0;
  for (guint i = 0; undated && i < issue->entries.n; i++) {
    const WzEntry *entry = issue->entries.items[i];
    guint month = entry->arxiv_id != NULL ? wz_identity_arxiv_month (entry->arxiv_id) : 0;
    WzDate first = {(guint16) (month / 12), (guint8) (month % 12 + 1), 1};
    if (month != 0 && (date.year == 0 || wz_date_compare (first, date) > 0))
      date = first;
  }
  /* 1980-01-01: the first day that ZIP knows */
  issue->modified = midnight (wz_date_is_known (date) ? date : (WzDate){1980, 1, 1});
}

/* Eight hex digits over the sorted keys tell undated issues with one stem apart. */
static gchar *
hash_keys (const WzIssue *issue)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  for (guint i = 0; i < issue->entries.n; i++)
    g_ptr_array_add (keys, (gpointer) (gsize) ((const WzEntry *) issue->entries.items[i])->key);
  g_ptr_array_sort (keys, wz_words_compare);
  g_autoptr (GChecksum) sha256 = g_checksum_new (G_CHECKSUM_SHA256);
  for (guint i = 0; i < keys->len; i++) {
    const gchar *key = g_ptr_array_index (keys, i);
    g_checksum_update (sha256, (const guchar *) key, (gssize) strlen (key));
    g_checksum_update (sha256, (const guchar *) "\n", 1);
  }
  return g_strndup (g_checksum_get_string (sha256), 8);
}

static void
derive_identifier (WzIssue *issue)
{
  const gchar *slug = issue->series_slug != NULL ? issue->series_slug : "wenzhai";
  if (issue->series != NULL && issue->series_id == NULL) {
    g_autofree gchar *name = g_strconcat ("series/", slug, NULL);
    g_autofree gchar *urn = wz_model_uuid_v5 (name);
    issue->series_id = wz_arena_strndup (issue->arena, urn, -1);
  }
  if (issue->identifier != NULL)
    return;

  const gchar *variant = issue->variant != NULL             ? issue->variant
                         : wz_lang_is_chinese (issue->lang) ? ""
                                                            : issue->lang;
  g_autofree gchar *first = wz_date_dup_iso (issue->first_day);
  g_autofree gchar *last = wz_date_dup_iso (issue->last_day);
  if (issue->first_day.year == 0) {
    g_free (first);
    g_free (last);
    first = g_strdup (issue->stem != NULL ? issue->stem : "");
    last = hash_keys (issue);
  }
  g_autofree gchar *name = g_strjoin ("/", slug, first, last, variant, issue->edition, NULL);
  g_autofree gchar *urn = wz_model_uuid_v5 (name);
  issue->identifier = wz_arena_strndup (issue->arena, urn, -1);
}

/* ---- Captions: in the order of the issue's languages, so that all outputs show and choose alike ---- */

/* @array itself where it is in order; those of one language stay in theirs, and unknown ones stand last. */
static gconstpointer
put_in_order (const WzIssue *issue, WzShape shape, gconstpointer array)
{
  gpointer const *items = array;
  WzList sorted = {0};
  gboolean same = TRUE;
  for (guint rank = 0; rank == 0 || issue->langs[rank - 1] != NULL; rank++)
    for (guint i = 0; items[i] != NULL; i++) {
      const gchar *lang = wz_item_get_lang (shape, items[i]);
      guint k = 0;
      while (issue->langs[k] != NULL && g_strcmp0 (issue->langs[k], lang) != 0)
        k++;
      if (k != rank)
        continue;
      same = same && items[i] == items[sorted.n];
      wz_list_add (&sorted, issue->arena, items[i]);
    }
  return same ? array : wz_list_items (&sorted);
}

static void
order_captions (WzIssue *issue)
{
  for (guint i = 0; i < issue->entries.n; i++) {
    WzList *figures = &((WzEntry *) issue->entries.items[i])->lists[WZ_ENTRY_FIGURES];
    for (guint k = 0; k < figures->n; k++) {
      WzFigure ordered = *(const WzFigure *) figures->items[k];
      ordered.captions = put_in_order (issue, WZ_SHAPE_TEXT, ordered.captions);
      ordered.alts = put_in_order (issue, WZ_SHAPE_STRING, ordered.alts);
      if (memcmp (&ordered, figures->items[k], sizeof ordered) == 0)
        continue;
      wz_list_own (figures, issue->arena);
      figures->items[k] = memcpy (wz_arena_new0 (issue->arena, WzFigure), &ordered, sizeof ordered);
    }
  }
}

gboolean
wz_model_is_empty (const WzIssue *issue)
{
  for (guint i = 0; i < issue->sections.n; i++)
    if (!wz_text_is_empty (((const WzSection *) issue->sections.items[i])->blocks))
      return FALSE;
  return issue->entries.n == 0;
}

WzIssue *
wz_issue_builder_finish (WzIssueBuilder *builder, WzDiagSink *sink)
{
  WzIssue *issue = builder->issue;
  if (issue->lang == NULL)
    issue->lang = "zh-Hans";
  for (guint s = 0; s < issue->sections.n; s++) {
    WzSection *section = issue->sections.items[s];
    for (guint i = 0; i < section->entries.n; i++)
      wz_list_add (&issue->entries, issue->arena, section->entries.items[i]);
  }
  wz_model_tidy (builder, sink);
  assign_keys (builder, sink);
  assign_section_ids (issue);
  collect_langs (issue);
  order_captions (issue);
  derive_period (issue);
  derive_modified (issue);
  derive_identifier (issue);
  g_hash_table_unref (builder->given_keys);
  g_free (builder);
  return issue;
}
