/* wz-revision.c: issues by what an editor calls them. SPDX-License-Identifier: MIT */
#include "host/project/wz-revision.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "host/desk/wz-weekly.h"
#include "host/file/wz-packed.h"
#include "json/wz-json.h"
#include <wenzhai/wz-error.h>

gboolean
wz_revision_parse (const gchar *argument, gchar **name, guint *revision)
{
  const gchar *at = strrchr (argument, '@');
  guint64 number = 0;
  WzPeriod period;
  g_autofree gchar *own = at != NULL ? g_strndup (argument, (gsize) (at - argument)) : g_strdup (argument);
  gboolean is_period = FALSE;
  for (WzPeriodKind kind = WZ_PERIOD_WEEK; kind < WZ_PERIOD_RANGE && !is_period; kind++)
    is_period = wz_period_parse (own, kind, &period);
  gboolean is_draft = at != NULL && g_str_equal (at, "@draft");
  if (!is_period ||
      (at != NULL && !is_draft && !g_ascii_string_to_unsigned (at + 1, 10, 1, G_MAXUINT16, &number, NULL)))
    return FALSE;
  *name = wz_period_dup_name (&period);
  *revision = is_draft ? WZ_REVISION_DRAFT : (guint) number;
  return TRUE;
}

WzIssue *
wz_revision_load (const WzProject *project, const WzPublished *published, const gchar *name, guint revision,
                  GError **error)
{
  if (revision > 0 || wz_published_get_revision (published, name) > 0)
    return wz_published_load_issue (published, name, revision, NULL, error);
  g_autoptr (GPtrArray) editions = wz_project_load_editions (project, name, error);
  if (editions != NULL && editions->len > 0)
    return wz_issue_ref (g_ptr_array_index (editions, 0));
  if (editions != NULL)
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, _ ("%s was not made yet; `wenzhai build` makes it"),
                 name);
  return NULL;
}

WzIssue *
wz_revision_load_book (const gchar *path, GError **error)
{
  static const gchar *const places[] = {WZ_PROJECT_DUMPS "/", ""};
  static const gchar *const endings[] = {".json.gz", ".json"};
  gsize length;
  g_autofree gchar *text = wz_packed_read_member (path, WZ_ISSUE_MODEL, WZ_JSON_MAX_BYTES, &length, NULL);
  if (text != NULL)
    return wz_json_read (text, length, path, NULL, error);
  g_autofree gchar *stem = g_strndup (path, (gsize) (strrchr (path, '.') - path)),
                   *base = g_path_get_basename (stem), *folder = g_path_get_dirname (path);
  for (guint i = 0; i < G_N_ELEMENTS (places) * G_N_ELEMENTS (endings); i++) {
    g_autofree gchar *name = g_strconcat (places[i / 2], base, endings[i % 2], NULL);
    g_autofree gchar *dump = g_build_filename (folder, name, NULL);
    if (g_file_test (dump, G_FILE_TEST_IS_REGULAR))
      return wz_weekly_load_dump (dump, error);
  }
  g_set_error (
      error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
      _ ("%s has no model in it, and no dump beside it: make EPUBs with `--set epub.model=yes`, or name "
         "the dump"),
      path);
  return NULL;
}
