/* wz-folder.c: listing a folder, and naming what is not used in it. SPDX-License-Identifier: MIT
 *
 * In: a folder. Out: names in order, and one warning for those that are of no use, so that nothing that an
 * editor put there is passed over in silence.
 */
#include "host/file/wz-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "base/wz-words.h"
#include "read/wz-read.h"
#include <wenzhai/wz-error.h>

enum { NAMES_MAX = 8 /* of a message */ };

/* What the readers take by what stands in a file; `certain` ones are digests whatever they are called. */
static const struct {
  const gchar *ending;
  gboolean certain;
} forms[] = {{".txt", TRUE},    {".text", TRUE},  {".md", FALSE},  {".markdown", FALSE}, {".json", FALSE},
             {".jsonl", FALSE}, {".csv", FALSE},  {".xml", FALSE}, {".rss", FALSE},      {".atom", FALSE},
             {".eml", FALSE},   {".html", FALSE}, {".htm", FALSE}};

const gchar *
wz_folder_get_forms (void)
{
  return ".txt, .text, .md, .markdown, .json, .jsonl, .csv, .xml, .rss, .atom, .eml, .html, .htm";
}

static gboolean
ends_in (const gchar *name, const gchar *ending)
{
  gsize length = strlen (name), tail = strlen (ending);
  return length > tail && g_ascii_strcasecmp (name + length - tail, ending) == 0;
}

WzFileKind
wz_folder_judge (const gchar *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (ends_in (name, forms[i].ending))
      return forms[i].certain || wz_date_is_known (wz_read_date_of_name (name)) ? WZ_FILE_DAILY
                                                                                : WZ_FILE_PERHAPS;
  return WZ_FILE_OTHER;
}

gboolean
wz_folder_is_ignored (const gchar *name, const gchar *const *ignore)
{
  for (guint i = 0; ignore != NULL && ignore[i] != NULL; i++)
    if (g_pattern_match_simple (ignore[i], name))
      return TRUE;
  return FALSE;
}

/* A project inside a folder has an inbox of its own. */
static gboolean
is_project (const gchar *path)
{
  g_autofree gchar *file = g_build_filename (path, WZ_PROJECT_FILE, NULL);
  return g_file_test (file, G_FILE_TEST_EXISTS);
}

GPtrArray *
wz_folder_list (const gchar *folder, const gchar *const *ignore, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &why);
  if (dir == NULL) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s", why->message);
    return NULL;
  }
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  for (const gchar *name; (name = g_dir_read_name (dir)) != NULL;) {
    if (*name == '.' || wz_folder_is_ignored (name, ignore))
      continue;
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    if (is_project (path))
      continue;
    /* a link that leads nowhere stays a file: reading it says why */
    gboolean other = g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR);
    const gchar *mark = g_file_test (path, G_FILE_TEST_IS_DIR) ? "/" : _ (" (no regular file)");
    g_ptr_array_add (names, other ? g_strconcat (name, mark, NULL) : g_strdup (name));
  }
  g_ptr_array_sort (names, wz_words_compare);
  return names;
}

gchar *
wz_folder_dup_names (const GPtrArray *names)
{
  GString *out = g_string_new (NULL);
  guint shown = names->len > NAMES_MAX + 1 ? NAMES_MAX : names->len; /* never "and 1 more" */
  for (guint i = 0; i < shown; i++) {
    g_autofree gchar *name = wz_display_dup (g_ptr_array_index (names, i));
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", name);
  }
  if (shown < names->len)
    g_string_append_printf (out,
                            g_dngettext (GETTEXT_PACKAGE, " and %u more (-v names it)",
                                         " and %u more (-v names them)", names->len - shown),
                            names->len - shown);
  return g_string_free (out, FALSE);
}

void
wz_folder_report (const gchar *folder, const GPtrArray *names, const gchar *remedy, WzDiagSink *sink)
{
  if (names->len == 0)
    return;
  g_autofree gchar *list = wz_folder_dup_names (names), *shown = wz_display_dup (folder);
  WzPosition here = {shown, 0, 0};
  wz_diag_report (sink, WZ_SEVERITY_WARNING, "not-used", &here, _ ("not used: %s; %s"), list, remedy);
  for (guint i = 0; names->len > NAMES_MAX + 1 && i < names->len; i++) {
    g_autofree gchar *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
    g_autofree gchar *name = wz_display_dup (path);
    here.file = name;
    wz_diag_report (sink, WZ_SEVERITY_HINT, "not-used", &here, "%s", _ ("not used"));
  }
}

void
wz_folder_remove (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree gchar *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  g_rmdir (folder);
}
