/* wz-desk.c: the editorial desk as one call. SPDX-License-Identifier: MIT */
#include "host/wz-desk.h"

#include "base/wz-date.h"
#include "edit/wz-convert.h"
#include "edit/wz-join.h"
#include "edit/wz-lint.h"
#include "host/wz-colophon.h"
#include "json/wz-json.h"
#include "model/wz-tree.h"
#include "style/wz-style-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LAST_SECOND G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

static gboolean
is_number (const gchar *text)
{
  guint points = 0;
  if (!g_ascii_isdigit (*text))
    return FALSE;
  for (const gchar *p = text; *p != '\0'; p++) {
    if (*p == '.')
      points++;
    else if (!g_ascii_isdigit (*p))
      return FALSE;
  }
  return points <= 1 && text[strlen (text) - 1] != '.';
}

gboolean
wz_desk_check_number (const gchar *number, GError **error)
{
  if (number == NULL || is_number (number))
    return TRUE;
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
               _ ("--number %s: digits and at most one point"), number);
  return FALSE;
}

gboolean
wz_desk_get_epoch (gint64 *seconds, GError **error)
{
  const gchar *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  *seconds = -1;
  if (epoch == NULL || g_ascii_string_to_signed (epoch, 10, 0, LAST_SECOND, seconds, NULL))
    return TRUE;
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
               _ ("SOURCE_DATE_EPOCH is “%s”: not a number of seconds"), epoch);
  return FALSE;
}

static gboolean
make_head (const WzDeskSettings *settings, WzHead *head, GError **error)
{
  *head = (WzHead){
      .title = settings->title,
      .series = settings->series,
      .number = settings->number,
      .author = settings->author,
      .publisher = settings->publisher,
  };
  if (settings->date != NULL && !wz_date_parse_iso (settings->date, &head->date)) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, _ ("--date %s: write it as 2022-09-22"),
                 settings->date);
    return FALSE;
  }
  return wz_desk_check_number (settings->number, error) && wz_desk_get_epoch (&head->modified, error);
}

gboolean
wz_desk_check (const WzDeskSettings *settings, GError **error)
{
  WzHead head;
  return make_head (settings, &head, error);
}

WzIssue *
wz_desk_edit (WzSource *const *sources, guint n, const WzDeskSettings *settings, WzDiagSink *sink)
{
  WzHead head;
  g_return_val_if_fail (n > 0 && make_head (settings, &head, NULL), NULL);
  if (n == 1)
    head.stem = sources[0]->stem;

  /* each step lets go of what the one before made: never more than two copies of the texts are alive */
  g_autoptr (GPtrArray) issues = wz_sources_normalise (sources, n, settings->normalise, settings->lang, sink);
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&sources[i]->issue, wz_issue_unref);
  g_autoptr (WzIssue) joined = wz_edit_join ((const WzIssue *const *) issues->pdata, n, sink);
  g_ptr_array_set_size (issues, 0);
  return wz_edit_head (joined, &head, sink);
}

void
wz_desk_lint (const WzIssue *issue, WzDiagSink *sink)
{
  wz_edit_lint (issue, sink);
}

gboolean
wz_desk_can_convert (const gchar *variant)
{
  return wz_edit_can_convert (variant);
}

WzIssue *
wz_desk_convert (const WzIssue *issue, const gchar *variant, const WzStyle *style, WzDiagSink *sink,
                 GError **error)
{
  g_autoptr (WzStyle) regional = style ? wz_style_dup_for_lang (style, variant) : NULL;
  if (regional == NULL)
    return wz_edit_convert (issue, variant, NULL, NULL, sink, error);
  g_auto (GStrv) from = wz_colophon_lines (style), to = wz_colophon_lines (regional);
  return wz_edit_convert (issue, variant, (const gchar *const *) from, (const gchar *const *) to, sink,
                          error);
}

GPtrArray *
wz_desk_diff (const WzIssue *before, const WzIssue *after)
{
  return wz_edit_diff (before, after);
}

/* ---- Dumps ---- */

static gchar *
dump_json (const WzGalley *galley)
{
  return wz_json_write (wz_galley_get_issue (galley));
}

static gchar *
dump_tree (const WzGalley *galley)
{
  return wz_issue_tree (wz_galley_get_issue (galley));
}

static const gchar *const formats[] = {"json", "tree", "text", "galley", NULL};

const gchar *const *
wz_desk_get_formats (void)
{
  return formats;
}

gchar *
wz_desk_dump (const WzIssue *issue, const gchar *format, const WzStyle *style, WzLanguages languages)
{
  static gchar *(*const dumps[]) (const WzGalley *galley) = {dump_json, dump_tree, wz_galley_dup_text,
                                                             wz_json_write_galley};
  g_autoptr (WzGalley) galley = wz_galley_new (issue, style, languages, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (dumps); i++)
    if (g_str_equal (formats[i], format))
      return dumps[i](galley);
  g_return_val_if_reached (NULL);
}
