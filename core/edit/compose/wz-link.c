/* wz-link.c: see wz-link.h. SPDX-License-Identifier: MIT */
#include "edit/compose/wz-link.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-identity.h"
#include "base/wz-url.h"

/* What is nothing but a number is one of the book, not of the digest that the paper came from. */
static gint
find_paper (const WzLinks *links, const gchar *name, gchar **problem)
{
  const gchar *digits = *name == '#' ? name + 1 : name;
  guint64 number;
  if (*digits == '\0' || digits[strspn (digits, G_CSET_DIGITS)] != '\0')
    return wz_finder_find (links->finder, name, problem);
  if (links->numbered != NULL && g_ascii_string_to_unsigned (digits, 10, 1, links->n_numbered, &number, NULL))
    return (gint) links->numbered[number - 1];
  *problem = g_strdup_printf (_ ("the book has no paper number %s"), digits);
  return -1;
}

/* Where a paper lies that the book has not. */
static gchar *
dup_address (const gchar *name)
{
  g_auto (WzIdentity) identity = {0};
  if (!wz_identity_of_id (name, &identity))
    return NULL;
  if (identity.scheme == WZ_SCHEME_ARXIV)
    return g_strconcat ("https://arxiv.org/abs/", identity.id, NULL);
  return identity.scheme == WZ_SCHEME_DOI ? g_strconcat ("https://doi.org/", identity.id, NULL) : NULL;
}

static gchar *
dup_target (const WzLinks *links, guint paper)
{
  const WzEntry *entry = wz_issue_get_entry (links->issue, paper);
  if (links->dropped == NULL || !links->dropped[paper])
    return g_strconcat ("#", wz_entry_get_key (entry), NULL);
  return wz_entry_get_n_links (entry) > 0 ? g_strdup (wz_entry_get_link (entry, 0)->url)
                                          : dup_address (wz_entry_get_key (entry));
}

static const WzText *
find_title (const WzLinks *links, guint paper)
{
  const WzEntry *entry = wz_issue_get_entry (links->issue, paper);
  const WzText *title = wz_entry_get_title (entry, links->lang);
  return title != NULL ? title : wz_entry_get_title (entry, NULL);
}

gchar *
wz_link_find (const gchar *name, const WzPosition *place, const WzText **title, gpointer user_data)
{
  const WzLinks *links = user_data;
  g_autofree gchar *web = wz_url_dup_clean (name, NULL), *problem = NULL;
  gint paper = find_paper (links, name, &problem);
  gchar *target = paper >= 0    ? dup_target (links, (guint) paper)
                  : web != NULL ? g_strdup (name)
                                : dup_address (name);
  if (target == NULL && paper < 0 && g_uri_peek_scheme (name) != NULL)
    return g_strdup (name); /* an address that no book may have: the builder refuses it, and tells why */
  if (paper >= 0 && title != NULL)
    *title = find_title (links, (guint) paper);
  if (target == NULL)
    wz_diag_report (
        links->sink, WZ_SEVERITY_WARNING, "link-no-paper", place,
        _ ("“%s” is neither a paper of the issue nor an address, so that its words stay without a "
           "link: %s; write an id (2209.11142), a title, a number or an address (https://…)"),
        name, problem != NULL ? problem : _ ("the issue is made without it"));
  return target;
}
