/* wz-merge-record.c: what a merged paper takes of what archives and crawlers say of it.
 * SPDX-License-Identifier: MIT
 *
 * Words: of the most trusted that has some, the longest; points: of each kind in each language the richest.
 * What differs and was not taken becomes a variant.
 */
#include "edit/merge/wz-merge-private.h"

#include <string.h>

static const WzMember *
member_at (const WzMerging *f, guint i)
{
  return g_ptr_array_index (f->paper->members, i);
}

/* ---- Words ---- */

typedef struct {
  const gchar *field;
  const gchar *(*get) (const WzEntry *entry);
  void (*set) (WzIssueBuilder *builder, WzEntry *entry, const gchar *text);
} Word;

static const Word words[] = {
    {"category", wz_entry_get_primary_category, wz_entry_set_primary_category},
    {"venue", wz_entry_get_venue, wz_entry_set_venue},
    {"comment", wz_entry_get_comment, wz_entry_set_comment},
    {"journal-ref", wz_entry_get_journal_ref, wz_entry_set_journal_ref},
    {"score", wz_entry_get_score, wz_entry_set_score},
};

static const WzMember *
choose_word (const WzMerging *f, const Word *word)
{
  const WzMember *best = NULL;
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzMember *member = member_at (f, i);
    const gchar *text = word->get (member->entry);
    if (text == NULL)
      continue;
    gint trust = best != NULL ? wz_merge_compare_trust (member, best) : 1;
    if (trust > 0 || (trust == 0 && strlen (text) > strlen (word->get (best->entry))))
      best = member;
  }
  return best;
}

static void
merge_word (WzMerging *f, const Word *word)
{
  const WzMember *best = choose_word (f, word);
  if (best == NULL)
    return;
  const gchar *taken = word->get (best->entry);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (seen, (gpointer) (gsize) taken);
  word->set (f->builder, f->mine, taken);
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzMember *member = member_at (f, i);
    const gchar *text = word->get (member->entry);
    if (text != NULL && g_hash_table_add (seen, (gpointer) (gsize) text))
      wz_merge_keep_variant (f, word->field, NULL, text, member, best, wz_entry_get_position (member->entry));
  }
}

static void
merge_score_reason (WzMerging *f)
{
  const WzMember *best = NULL;
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzText *reason = wz_entry_get_score_reason (member_at (f, i)->entry);
    if (reason != NULL &&
        (best == NULL || wz_merge_weigh (reason) > wz_merge_weigh (wz_entry_get_score_reason (best->entry))))
      best = member_at (f, i);
  }
  if (best == NULL)
    return;
  const WzText *taken = wz_entry_get_score_reason (best->entry);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (seen, wz_text_dup_plain (taken));
  wz_entry_set_score_reason (f->builder, f->mine, taken);
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzText *reason = wz_entry_get_score_reason (member_at (f, i)->entry);
    g_autofree gchar *plain = reason != NULL ? wz_text_dup_plain (reason) : NULL;
    if (plain != NULL && g_hash_table_add (seen, g_strdup (plain)))
      wz_merge_keep_variant (f, "score-reason", wz_text_get_lang (reason), plain, member_at (f, i), best,
                             wz_text_get_position (reason));
  }
}

/* ---- Status and days ---- */

/* Of equally trusted members the later one tells more of what became of the paper. */
static void
merge_status (WzMerging *f)
{
  const WzMember *best = NULL;
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzMember *member = member_at (f, i);
    if (wz_entry_get_status (member->entry) != WZ_STATUS_UNKNOWN &&
        (best == NULL || wz_merge_compare_trust (member, best) >= 0))
      best = member;
  }
  wz_entry_set_status (f->builder, f->mine,
                       best != NULL ? wz_entry_get_status (best->entry) : WZ_STATUS_UNKNOWN);
}

/* First posted: the first day that anybody names; updated: the last. What an authority says of them holds. */
static void
merge_days (WzMerging *f)
{
  WzDate published = {0, 0, 0}, updated = {0, 0, 0};
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzMember *member = member_at (f, i);
    WzDate first = wz_entry_get_published (member->entry), last = wz_entry_get_updated (member->entry);
    if (wz_date_is_known (first) && (member->authority || wz_date_compare (first, published) < 0))
      published = first; /* an unknown day comes last */
    if (wz_date_is_known (last) &&
        (member->authority || !wz_date_is_known (updated) || wz_date_compare (last, updated) > 0))
      updated = last;
  }
  wz_entry_set_published (f->builder, f->mine, published);
  wz_entry_set_updated (f->builder, f->mine, updated);
}

/* ---- Points ---- */

/* What a member has of one kind in one language. */
typedef struct {
  const WzMember *member;
  GPtrArray *texts; /* WzText, lent */
  gsize weight;
} Share;

/* What all members have of it. */
typedef struct {
  WzPointKind kind;
  GPtrArray *shares; /* Share, owned, in the order of members */
} Theme;

static void
share_free (gpointer data)
{
  Share *share = data;
  g_ptr_array_unref (share->texts);
  g_free (share);
}

static void
theme_free (gpointer data)
{
  Theme *theme = data;
  g_ptr_array_unref (theme->shares);
  g_free (theme);
}

static Theme *
find_theme (GHashTable *by_name, GPtrArray *themes, const WzPoint *point)
{
  const gchar *lang = wz_text_get_lang (point->text);
  g_autofree gchar *name = g_strdup_printf ("%u %s", (guint) point->kind, lang != NULL ? lang : "");
  Theme *theme = g_hash_table_lookup (by_name, name);
  if (theme == NULL) {
    theme = g_new0 (Theme, 1);
    theme->kind = point->kind;
    theme->shares = g_ptr_array_new_with_free_func (share_free);
    g_hash_table_insert (by_name, g_steal_pointer (&name), theme);
    g_ptr_array_add (themes, theme);
  }
  return theme;
}

static void
add_to_theme (Theme *theme, const WzMember *member, const WzText *text)
{
  Share *share = theme->shares->len > 0 ? g_ptr_array_index (theme->shares, theme->shares->len - 1) : NULL;
  if (share == NULL || share->member != member) {
    share = g_new0 (Share, 1);
    share->member = member;
    share->texts = g_ptr_array_new ();
    g_ptr_array_add (theme->shares, share);
  }
  g_ptr_array_add (share->texts, (gpointer) (gsize) text);
  share->weight += wz_merge_weigh (text);
}

static void
merge_theme (WzMerging *f, const Theme *theme)
{
  static const gchar *const names[] = {"tldr",   "highlight",  "motivation", "method",
                                       "result", "conclusion", "limitation", "recommendation"};
  const Share *best = g_ptr_array_index (theme->shares, 0);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  G_STATIC_ASSERT (G_N_ELEMENTS (names) == WZ_N_POINT_KINDS);
  for (guint i = 1; i < theme->shares->len; i++) {
    const Share *share = g_ptr_array_index (theme->shares, i);
    if (share->weight > best->weight)
      best = share;
  }
  for (guint i = 0; i < best->texts->len; i++) {
    const WzText *text = g_ptr_array_index (best->texts, i);
    wz_entry_add_point (f->builder, f->mine, theme->kind, text);
    g_hash_table_add (seen, wz_text_dup_plain (text));
  }
  for (guint i = 0; i < theme->shares->len; i++) {
    const Share *share = g_ptr_array_index (theme->shares, i);
    for (guint k = 0; k < share->texts->len; k++) {
      const WzText *text = g_ptr_array_index (share->texts, k);
      g_autofree gchar *plain = wz_text_dup_plain (text);
      if (g_hash_table_add (seen, g_strdup (plain)))
        wz_merge_keep_variant (f, names[theme->kind], wz_text_get_lang (text), plain, share->member,
                               best->member, wz_text_get_position (text));
    }
  }
}

static void
merge_points (WzMerging *f)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) themes = g_ptr_array_new_with_free_func (theme_free);
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzMember *member = member_at (f, i);
    for (guint k = 0; k < wz_entry_get_n_points (member->entry); k++) {
      const WzPoint *point = wz_entry_get_point (member->entry, k);
      add_to_theme (find_theme (by_name, themes, point), member, point->text);
    }
  }
  wz_entry_clear (f->builder, f->mine, WZ_ENTRY_POINTS);
  for (guint i = 0; i < themes->len; i++)
    merge_theme (f, g_ptr_array_index (themes, i));
}

void
wz_merge_record (WzMerging *f)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    merge_word (f, &words[i]);
  merge_score_reason (f);
  merge_status (f);
  merge_days (f);
  merge_points (f);
}
