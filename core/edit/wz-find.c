/* wz-find.c: papers by whatever an editor calls them. SPDX-License-Identifier: MIT
 *
 * In: a name. Out: an entry, or why there is none: nothing is called so, with what is near, or several are,
 * with which.
 */
#include "edit/wz-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-display.h"
#include "base/wz-identity.h"
#include "base/wz-nearest.h"
#include "edit/wz-memory.h"
#include "model/wz-builder.h"

enum {
  BEGINNING_MIN = 4, /* columns: less is more often a slip than a title */
  NAMED_MAX = 3,     /* papers that a message names */
  NAMED_CHARS = 40,  /* of their titles */
  NEAR_BYTES = 60    /* of a title that is misspelt: wz_nearest() compares no more */
};

typedef struct {
  gchar *fold;
  guint entry;
} Title;

struct _WzFinder {
  const WzIssue *issue;
  GHashTable *names; /* `scheme:id`, `key:…`, `url:…` → index + 1 of the first that has it */
  GArray *titles;    /* Title, by their folds; nullable: until one is asked for, since folding takes time */
};

/* ---- What there is ---- */

/* Takes @name. */
static void
add_name (WzFinder *finder, gchar *name, guint i)
{
  if (g_hash_table_contains (finder->names, name))
    g_free (name);
  else
    g_hash_table_insert (finder->names, name, GUINT_TO_POINTER (i + 1));
}

static void
add_id (WzFinder *finder, const gchar *scheme, const gchar *id, guint i)
{
  g_autofree gchar *lower = id != NULL ? g_ascii_strdown (id, -1) : NULL;
  if (lower != NULL)
    add_name (finder, g_strconcat (scheme, ":", lower, NULL), i);
}

/* An address as it is compared; NULL for what is none. */
static gchar *
dup_address (const gchar *url)
{
  const gchar *rest = strstr (url, "://");
  if (rest == NULL)
    return NULL;
  rest += strlen ("://");
  gsize n = strlen (rest);
  return g_strdup_printf ("url:%.*s", (gint) (n > 0 && rest[n - 1] == '/' ? n - 1 : n), rest);
}

static void
add_entry (WzFinder *finder, guint i)
{
  const WzEntry *entry = wz_issue_get_entry (finder->issue, i);
  const gchar *identity = wz_entry_get_identity (entry);
  add_id (finder, "key", wz_entry_get_key (entry), i);
  add_id (finder, wz_scheme_get_name (WZ_SCHEME_ARXIV), wz_entry_get_arxiv_id (entry), i);
  add_id (finder, wz_scheme_get_name (WZ_SCHEME_DOI), wz_entry_get_doi (entry), i);
  if (identity != NULL)
    add_name (finder, g_strdup (identity), i);
  gchar *address = wz_entry_get_n_links (entry) > 0 ? dup_address (wz_entry_get_link (entry, 0)->url) : NULL;
  if (address != NULL)
    add_name (finder, address, i);
}

WzFinder *
wz_finder_new (const WzIssue *issue)
{
  WzFinder *finder = g_new0 (WzFinder, 1);
  finder->issue = issue;
  finder->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++)
    add_entry (finder, i);
  return finder;
}

void
wz_finder_free (WzFinder *finder)
{
  if (finder == NULL)
    return;
  g_hash_table_unref (finder->names);
  g_clear_pointer (&finder->titles, g_array_unref);
  g_free (finder);
}

static void
title_clear (gpointer title)
{
  g_free (((Title *) title)->fold);
}

static gint
compare_titles (gconstpointer a, gconstpointer b)
{
  const Title *left = a, *right = b;
  gint order = strcmp (left->fold, right->fold);
  return order != 0 ? order : (left->entry > right->entry) - (left->entry < right->entry);
}

static const GArray *
get_titles (WzFinder *finder)
{
  if (finder->titles != NULL)
    return finder->titles;
  finder->titles = g_array_new (FALSE, FALSE, sizeof (Title));
  g_array_set_clear_func (finder->titles, title_clear);
  for (guint i = 0; i < wz_issue_get_n_entries (finder->issue); i++) {
    g_autofree const WzText **texts =
        wz_entry_dup_titles (wz_issue_get_entry (finder->issue, i), WZ_LANGUAGES_BOTH);
    for (guint k = 0; texts[k] != NULL; k++) {
      g_autofree gchar *plain = wz_text_dup_plain (texts[k]);
      Title title = {wz_model_fold_title (plain), i};
      g_array_append_val (finder->titles, title);
    }
  }
  g_array_sort (finder->titles, compare_titles);
  return finder->titles;
}

static const Title *
title_at (const GArray *titles, guint i)
{
  return &g_array_index (titles, Title, i);
}

/* ---- What is meant: papers, each once, in a GArray of guint ---- */

static gboolean
are_same (const WzFinder *finder, guint a, guint b)
{
  if (a == b)
    return TRUE;
  g_autofree gchar *left = wz_memory_dup_name (wz_issue_get_entry (finder->issue, a));
  g_autofree gchar *right = wz_memory_dup_name (wz_issue_get_entry (finder->issue, b));
  return left != NULL && g_strcmp0 (left, right) == 0;
}

static void
add_hit (const WzFinder *finder, GArray *hits, guint entry)
{
  for (guint i = 0; i < hits->len; i++) {
    guint *hit = &g_array_index (hits, guint, i);
    if (are_same (finder, *hit, entry)) {
      *hit = MIN (*hit, entry);
      return;
    }
  }
  g_array_append_val (hits, entry);
}

static void
find_id (const WzFinder *finder, const gchar *name, GArray *hits)
{
  g_auto (WzIdentity) identity = {0};
  g_autofree gchar *lower = g_ascii_strdown (name, -1);
  g_autofree gchar *key = g_strconcat ("key:", lower, NULL), *address = dup_address (name);
  g_autofree gchar *id = wz_identity_of_id (name, &identity) ? wz_identity_dup_string (&identity) : NULL;
  const gchar *const forms[] = {key, id, name, address};
  for (guint i = 0; i < G_N_ELEMENTS (forms) && hits->len == 0; i++) {
    guint found = forms[i] != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, forms[i])) : 0;
    if (found > 0)
      add_hit (finder, hits, found - 1);
  }
}

static void
find_title (WzFinder *finder, const gchar *fold, gboolean whole, GArray *hits)
{
  const GArray *titles = get_titles (finder);
  guint low = 0, high = titles->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (strcmp (title_at (titles, middle)->fold, fold) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < titles->len && (whole ? g_str_equal (title_at (titles, low)->fold, fold)
                                     : g_str_has_prefix (title_at (titles, low)->fold, fold));
       low++)
    add_hit (finder, hits, title_at (titles, low)->entry);
}

/* `7`, `#7`; 0 for what is no number. */
static guint
read_number (const gchar *name)
{
  guint64 number;
  return g_ascii_string_to_unsigned (name + (*name == '#'), 10, 1, G_MAXUINT16, &number, NULL)
             ? (guint) number
             : 0;
}

static void
find_number (const WzFinder *finder, guint number, GArray *hits)
{
  for (guint i = 0; number > 0 && i < wz_issue_get_n_entries (finder->issue); i++)
    if (wz_entry_get_ordinal (wz_issue_get_entry (finder->issue, i)) == number)
      add_hit (finder, hits, i);
}

/* ---- What to say where that is not one ---- */

static gchar *
name_papers (const WzFinder *finder, const GArray *hits)
{
  GString *list = g_string_new (NULL);
  for (guint i = 0; i < MIN (hits->len, NAMED_MAX); i++) {
    const WzEntry *entry = wz_issue_get_entry (finder->issue, g_array_index (hits, guint, i));
    const WzText *title = wz_entry_get_title (entry, NULL);
    g_autofree gchar *plain = title != NULL ? wz_text_dup_plain (title) : g_strdup ("");
    gboolean cut = g_utf8_strlen (plain, -1) > NAMED_CHARS;
    g_autofree gchar *start = cut ? g_utf8_substring (plain, 0, NAMED_CHARS) : g_strdup (plain);
    g_string_append_printf (list, "%s%s (%s%s)", i > 0 ? ", " : "", wz_entry_get_key (entry), start,
                            cut ? "…" : "");
  }
  if (hits->len > NAMED_MAX)
    g_string_append (list, " …");
  return g_string_free (list, FALSE);
}

/* Of @names, one an item of @entries, the one that @word is nearly. */
static void
add_nearest (const WzFinder *finder, const gchar *word, GPtrArray *names, const GArray *entries, GArray *hits)
{
  g_ptr_array_add (names, NULL);
  const gchar *nearest = wz_nearest (word, (const gchar *const *) names->pdata);
  for (guint i = 0; nearest != NULL && i < entries->len; i++)
    if (g_ptr_array_index (names, i) == nearest)
      add_hit (finder, hits, g_array_index (entries, guint, i));
}

static void
find_near_ids (const WzFinder *finder, const gchar *name, GArray *hits)
{
  g_auto (WzIdentity) identity = {0};
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; strpbrk (name, "0123456789") != NULL && i < wz_issue_get_n_entries (finder->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (finder->issue, i);
    const gchar *const ids[] = {wz_entry_get_key (entry), wz_entry_get_doi (entry)};
    for (guint k = 0; k < G_N_ELEMENTS (ids) && ids[k] != NULL; k++) {
      g_ptr_array_add (names, (gpointer) (gsize) ids[k]);
      g_array_append_val (entries, i);
    }
  }
  add_nearest (finder, wz_identity_of_id (name, &identity) ? identity.id : name, names, entries, hits);
}

static gchar *
dup_start (const gchar *text, glong n_chars)
{
  gchar *start = g_utf8_strlen (text, -1) > n_chars ? g_utf8_substring (text, 0, n_chars) : g_strdup (text);
  if (strlen (start) > NEAR_BYTES)
    *g_utf8_find_prev_char (start, start + NEAR_BYTES + 1) = '\0';
  return start;
}

/* Titles that have the words further on; else the one that begins nearly so. */
static void
find_near_titles (WzFinder *finder, const gchar *fold, GArray *hits)
{
  const GArray *titles = get_titles (finder);
  glong n_chars = g_utf8_strlen (fold, -1);
  g_autofree gchar *word = dup_start (fold, n_chars);
  g_autoptr (GPtrArray) starts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < titles->len; i++) {
    const Title *title = title_at (titles, i);
    if (strstr (title->fold, fold) != NULL)
      add_hit (finder, hits, title->entry);
    g_ptr_array_add (starts, dup_start (title->fold, n_chars));
    g_array_append_val (entries, title->entry);
  }
  if (hits->len == 0)
    add_nearest (finder, word, starts, entries, hits);
}

static gchar *
describe_none (WzFinder *finder, const gchar *name, const gchar *fold)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = wz_issue_get_n_entries (finder->issue), number = read_number (name), last = 0;
  for (guint i = 0; i < n; i++)
    last = MAX (last, wz_entry_get_ordinal (wz_issue_get_entry (finder->issue, i)));
  if (number > 0)
    return last > 0
               ? g_strdup_printf (_ ("there is no paper %u; the last one is %u"), number, last)
               : g_strdup_printf (_ ("%u: here papers have no numbers yet; write an id, or a title"), number);
  find_near_ids (finder, name, near);
  if (near->len == 0 && wz_display_measure (fold) >= BEGINNING_MIN)
    find_near_titles (finder, fold, near);
  g_autofree gchar *list = name_papers (finder, near);
  return near->len > 0
             ? g_strdup_printf (_ ("no paper of this issue is called %s; did you mean %s?"), name, list)
             : g_strdup_printf (_ ("no paper of this issue is called %s"), name);
}

static gchar *
describe_several (const WzFinder *finder, const gchar *name, const GArray *hits)
{
  g_autofree gchar *list = name_papers (finder, hits);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s may be %u paper: %s; write an id, or more of the title",
                   "%s may be %u papers: %s; write an id, or more of the title", hits->len),
      name, hits->len, list);
}

gint
wz_finder_find (WzFinder *finder, const gchar *name, gchar **problem)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gchar *plain = g_strstrip (g_strdup (name)), *fold = wz_model_fold_title (plain);
  find_id (finder, plain, hits);
  if (hits->len == 0 && *fold != '\0')
    find_title (finder, fold, TRUE, hits);
  if (hits->len == 0)
    find_number (finder, read_number (plain), hits);
  if (hits->len == 0 && wz_display_measure (fold) >= BEGINNING_MIN)
    find_title (finder, fold, FALSE, hits);
  if (hits->len == 1)
    return (gint) g_array_index (hits, guint, 0);
  if (problem != NULL)
    *problem = hits->len == 0 ? describe_none (finder, plain, fold) : describe_several (finder, plain, hits);
  return -1;
}
