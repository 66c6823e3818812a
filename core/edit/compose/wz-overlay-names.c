/* wz-overlay-names.c: papers by identifier and title. SPDX-License-Identifier: MIT */
#include "edit/compose/wz-overlay-names.h"

#include "base/wz-identity.h"
#include "model/wz-builder.h"

#include <string.h>

enum { TITLE_MIN = 6 /* letters; a shorter name is no title */ };

struct _WzOverlayNames {
  const WzIssue *issue;
  GHashTable *keys, *arxiv_ids, *dois; /* → index + 1; the last two in lower case */
  GHashTable *titles;                  /* nullable: folded; until one is asked for, since that takes time */
};

/* Of two papers the first is meant. Takes @name. */
static void
add (GHashTable *table, gchar *name, guint i)
{
  if (g_hash_table_contains (table, name))
    g_free (name);
  else
    g_hash_table_insert (table, name, GUINT_TO_POINTER (i + 1));
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

WzOverlayNames *
wz_overlay_names_new (const WzIssue *issue)
{
  WzOverlayNames *names = g_new0 (WzOverlayNames, 1);
  names->issue = issue;
  names->keys = new_table ();
  names->arxiv_ids = new_table ();
  names->dois = new_table ();
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    const gchar *arxiv_id = wz_entry_get_arxiv_id (entry), *doi = wz_entry_get_doi (entry);
    add (names->keys, g_strdup (wz_entry_get_key (entry)), i);
    if (arxiv_id != NULL)
      add (names->arxiv_ids, g_ascii_strdown (arxiv_id, -1), i);
    if (doi != NULL)
      add (names->dois, g_ascii_strdown (doi, -1), i);
  }
  return names;
}

void
wz_overlay_names_free (WzOverlayNames *names)
{
  g_hash_table_unref (names->keys);
  g_hash_table_unref (names->arxiv_ids);
  g_hash_table_unref (names->dois);
  g_clear_pointer (&names->titles, g_hash_table_unref);
  g_free (names);
}

static void
add_title (GHashTable *titles, const WzText *title, guint i)
{
  g_autofree gchar *plain = title != NULL ? wz_text_dup_plain (title) : NULL;
  if (plain != NULL)
    add (titles, wz_model_fold_title (plain), i);
}

static GHashTable *
get_titles (WzOverlayNames *names)
{
  if (names->titles != NULL)
    return names->titles;
  names->titles = new_table ();
  for (guint i = 0; i < wz_issue_get_n_entries (names->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (names->issue, i);
    add_title (names->titles, wz_entry_get_title (entry, "en"), i);
    add_title (names->titles, wz_entry_get_title (entry, NULL), i);
  }
  return names->titles;
}

gint
wz_overlay_names_find (WzOverlayNames *names, const gchar *name)
{
  g_auto (WzIdentity) identity = {0};
  const gchar *id = wz_identity_of_id (name, &identity) ? identity.id : name;
  const guint found[] = {GPOINTER_TO_UINT (g_hash_table_lookup (names->keys, name)),
                         GPOINTER_TO_UINT (g_hash_table_lookup (names->arxiv_ids, id)),
                         GPOINTER_TO_UINT (g_hash_table_lookup (names->dois, id))};
  guint first = 0;
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    if (found[i] > 0 && (first == 0 || found[i] < first))
      first = found[i];
  if (first > 0)
    return (gint) first - 1;
  g_autofree gchar *title = wz_model_fold_title (name);
  if (g_utf8_strlen (title, -1) < TITLE_MIN)
    return -1;
  return (gint) GPOINTER_TO_UINT (g_hash_table_lookup (get_titles (names), title)) - 1;
}
