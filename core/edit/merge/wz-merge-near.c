/* wz-merge-near.c: papers that look alike but were left apart. SPDX-License-Identifier: MIT
 *
 * In: the papers of a merge. Out: a warning for each pair that an editor should look at: equal titles or DOIs
 * under two arXiv ids, and titles that share almost all their words. Candidates come from the rarest words of
 * a title, so a year of papers takes milliseconds.
 */
#include "edit/merge/wz-merge-private.h"

#include "base/wz-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
  RARE_WORDS = 3,  /* words of a title that look for its kin */
  COMMON_MAX = 24, /* a word in more titles than this is not rare */
  WORDS_MIN = 4,   /* shorter titles are alike by chance */
};

/* Shared words over all words of two titles: from here on they are told. */
static const gdouble alike = 0.75;

typedef struct {
  const WzPaper *paper;
  gchar **words; /* sorted, without repetition */
  guint n_words;
} Title;

static void
title_free (gpointer data)
{
  Title *title = data;
  g_strfreev (title->words);
  g_free (title);
}

static Title *
title_new (const WzPaper *paper)
{
  const WzMember *member = g_ptr_array_index (paper->members, 0);
  const WzText *text = wz_entry_get_title (member->entry, "en");
  g_autofree gchar *plain = wz_text_dup_plain (text), *folded = g_utf8_casefold (plain, -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (gchar *p = folded; *p;) {
    gchar *start = p;
    while (*p && g_unichar_isalnum (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    if (p > start)
      g_ptr_array_add (words, g_strndup (start, (gsize) (p - start)));
    if (*p)
      p = g_utf8_next_char (p);
  }
  g_ptr_array_sort (words, wz_words_compare);
  Title *title = g_new0 (Title, 1);
  title->paper = paper;
  title->words = g_new0 (gchar *, words->len + 1);
  for (guint i = 0; i < words->len; i++) {
    gchar *word = g_ptr_array_index (words, i);
    if (title->n_words > 0 && g_str_equal (title->words[title->n_words - 1], word))
      g_free (word);
    else
      title->words[title->n_words++] = word;
  }
  return title;
}

static gdouble
likeness (const Title *a, const Title *b)
{
  guint i = 0, k = 0, shared = 0;
  while (i < a->n_words && k < b->n_words) {
    gint order = strcmp (a->words[i], b->words[k]);
    shared += order == 0;
    i += order <= 0;
    k += order >= 0;
  }
  guint all = a->n_words + b->n_words - shared;
  return all > 0 ? (gdouble) shared / all : 0;
}

static void
report (const WzPaper *a, const WzPaper *b, const gchar *why, WzDiagSink *sink)
{
  const WzMember *first = g_ptr_array_index (a->members, 0), *second = g_ptr_array_index (b->members, 0);
  WzPosition here = wz_entry_get_position (second->entry), there = wz_entry_get_position (first->entry);
  wz_diag_report (sink, WZ_SEVERITY_WARNING, "merge-near-duplicate", &here,
                  _ ("%s and %s (%s:%u) were left apart: %s"), wz_entry_get_key (second->entry),
                  wz_entry_get_key (first->entry), there.file ? there.file : "?", there.line, why);
}

static const gchar *
judge (const Title *a, const Title *b)
{
  const WzMember *first = g_ptr_array_index (a->paper->members, 0),
                 *second = g_ptr_array_index (b->paper->members, 0);
  if (*first->title && g_str_equal (first->title, second->title))
    return _ ("the same title");
  if (a->paper->doi && b->paper->doi && g_str_equal (a->paper->doi, b->paper->doi))
    return _ ("the same DOI");
  if (a->n_words >= WORDS_MIN && b->n_words >= WORDS_MIN && likeness (a, b) >= alike)
    return _ ("almost the same title");
  return NULL;
}

static GPtrArray *
titles_with (GHashTable *index, const gchar *word)
{
  GPtrArray *list = g_hash_table_lookup (index, word);
  if (list == NULL) {
    list = g_ptr_array_new ();
    g_hash_table_insert (index, (gpointer) (gsize) word, list);
  }
  return list;
}

/* The words of @title that the fewest titles have, rarest first. */
static guint
rarest (const Title *title, GHashTable *index, const GPtrArray **lists)
{
  guint n = 0;
  for (guint w = 0; w < title->n_words; w++) {
    const GPtrArray *list = g_hash_table_lookup (index, title->words[w]);
    if (list->len > COMMON_MAX)
      continue;
    guint at = n < RARE_WORDS ? n++ : RARE_WORDS;
    if (at == RARE_WORDS && lists[RARE_WORDS - 1]->len <= list->len)
      continue;
    at = MIN (at, RARE_WORDS - 1);
    for (; at > 0 && lists[at - 1]->len > list->len; at--)
      lists[at] = lists[at - 1];
    lists[at] = list;
  }
  return n;
}

static void
report_title (const Title *title, GHashTable *index, WzDiagSink *sink)
{
  const GPtrArray *lists[RARE_WORDS];
  guint n = rarest (title, index, lists);
  g_autoptr (GHashTable) asked = g_hash_table_new (NULL, NULL);
  for (guint l = 0; l < n; l++)
    for (guint i = 0; i < lists[l]->len; i++) {
      const Title *other = g_ptr_array_index (lists[l], i);
      if (other == title)
        break; /* lists are in order: those behind will ask for this one */
      const gchar *why = g_hash_table_add (asked, (gpointer) (gsize) other) ? judge (other, title) : NULL;
      if (why)
        report (other->paper, title->paper, why, sink);
    }
}

void
wz_merge_report_near (const GPtrArray *papers, WzDiagSink *sink)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (title_free);
  g_autoptr (GHashTable) index =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < papers->len; i++) {
    Title *title = title_new (g_ptr_array_index (papers, i));
    g_ptr_array_add (titles, title);
    for (guint w = 0; w < title->n_words; w++)
      g_ptr_array_add (titles_with (index, title->words[w]), title);
  }
  for (guint i = 0; i < titles->len; i++)
    report_title (g_ptr_array_index (titles, i), index, sink);
}
