/* wz-status.c: how the issues of a project are. SPDX-License-Identifier: MIT
 *
 * In: a build of which nothing is going to be made, and the state. Out: rows, and the rows as a table.
 */
#include "host/project/wz-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-display.h"
#include "host/run/wz-plan.h"
#include "json/wz-json.h"

enum { TO_MAKE = WZ_BUILD_NEW | WZ_BUILD_CHANGED | WZ_BUILD_MISSING };

static void
row_free (gpointer data)
{
  WzStatusRow *row = data;
  g_free (row->name);
  g_free (row->title);
  g_clear_pointer (&row->editions, g_ptr_array_unref);
  g_free (row->why);
  g_free (row);
}

/* ---- Rows ---- */

/* Which edition a book is of, by the end of its name; 0: the issue itself. */
static guint
find_edition (const GPtrArray *editions, const gchar *file)
{
  for (guint k = 1; k < editions->len; k++) {
    g_autofree gchar *end = g_strdup_printf ("-%s.", (const gchar *) g_ptr_array_index (editions, k));
    if (strstr (file, end) != NULL)
      return k;
  }
  return 0;
}

static void
edition_free (gpointer data)
{
  WzStatusEdition *edition = data;
  g_free (edition->name);
  g_ptr_array_unref (edition->formats);
  g_free (edition);
}

static GPtrArray *
list_editions (const WzBuild *build, const WzState *state, const gchar *name)
{
  g_auto (GStrv) files = wz_state_dup_files (state, name);
  g_autoptr (GPtrArray) names = wz_build_list_editions (build);
  GPtrArray *editions = g_ptr_array_new_with_free_func (edition_free);
  for (guint k = 0; k < names->len; k++) {
    WzStatusEdition *edition = g_new0 (WzStatusEdition, 1);
    edition->name = g_strdup (g_ptr_array_index (names, k));
    edition->formats = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (editions, edition);
  }
  for (guint i = 0; files[i] != NULL && files[i + 1] != NULL; i += 2) {
    const WzStatusEdition *edition = g_ptr_array_index (editions, find_edition (names, files[i]));
    const gchar *extension = wz_plan_get_extension (files[i]);
    if (extension != NULL)
      g_ptr_array_add (edition->formats, g_strdup (extension));
  }
  return editions;
}

static WzStatusRow *
add_row (GPtrArray *rows, const WzBuild *build, const WzState *state, const gchar *name)
{
  WzStatusRow *row = g_new0 (WzStatusRow, 1);
  row->name = g_strdup (name);
  row->title = wz_state_dup_part (state, name, "title");
  row->editions = list_editions (build, state, name);
  row->revision = wz_published_get_revision (wz_build_get_published (build), name);
  row->papers = wz_state_count_papers (state, name);
  row->pages = wz_state_get_pages (state, name);
  row->warnings = wz_state_count_remarks (state, name, WZ_SEVERITY_WARNING);
  g_ptr_array_add (rows, row);
  return row;
}

static void
look_at (GPtrArray *rows, WzBuild *build, const WzState *state, guint i)
{
  WzStatusRow *row = add_row (rows, build, state, wz_build_get_name (build, i));
  g_autofree gchar *why = NULL;
  guint reasons = wz_build_get_reasons (build, i, &why, NULL);
  row->reasons = reasons & ~(guint) WZ_BUILD_PUBLISHED;
  row->why = g_strdup (row->reasons != 0 ? why : "");
  g_autoptr (GPtrArray) editions = (reasons & TO_MAKE) && !(reasons & (WZ_BUILD_PUBLISHED | WZ_BUILD_POORER))
                                       ? wz_build_make (build, i, NULL, NULL)
                                       : NULL;
  if (editions == NULL)
    wz_build_keep (build, i, NULL);
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const WzStatusRow *const *) a)->name, (*(const WzStatusRow *const *) b)->name);
}

GPtrArray *
wz_status_list (WzBuild *build, WzState *state)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < wz_build_get_n_issues (build); i++) {
    look_at (rows, build, state, i);
    g_hash_table_add (known, ((WzStatusRow *) g_ptr_array_index (rows, i))->name);
  }
  g_auto (GStrv) issues = wz_state_dup_issues (state);
  for (guint i = 0; issues[i] != NULL; i++) {
    WzPeriod period;
    WzPeriodKind kind = WZ_PERIOD_WEEK;
    while (kind < WZ_PERIOD_RANGE && !wz_period_parse (issues[i], kind, &period))
      kind++;
    if (kind == WZ_PERIOD_RANGE || g_hash_table_contains (known, issues[i]))
      continue; /* a group that is no issue, or one that is in the inbox */
    WzStatusRow *row = add_row (rows, build, state, issues[i]);
    row->why = g_strdup ("");
    row->archived = TRUE;
  }
  g_ptr_array_sort (rows, compare_rows); /* names of one length of time are in order */
  return rows;
}

/* ---- As a table ---- */

enum { COLUMNS = 7, GAP = 2, LEAST = 12 /* of the last column */ };

static gchar *
dup_state (const WzStatusRow *row)
{
  if (row->revision > 1)
    return g_strdup_printf (_ ("revised %u"), row->revision);
  return g_strdup (row->revision == 1                             ? _ ("published")
                   : (row->reasons & WZ_BUILD_NEW)                ? _ ("new")
                   : (row->reasons & (TO_MAKE | WZ_BUILD_POORER)) ? _ ("out of date")
                                                                  : _ ("draft"));
}

static gchar *
dup_why (const WzStatusRow *row)
{
  if (row->archived)
    return g_strdup (_ ("its dailies have left the inbox"));
  if (row->revision > 0 && row->reasons != 0)
    return g_strdup_printf (_ ("`wenzhai reissue %s`: %s"), row->name, row->why);
  return g_strdup (row->reasons & WZ_BUILD_NEW ? "" : row->why);
}

static gchar *
dup_count (guint count)
{
  return count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("");
}

/* `epub pdf`; of several editions `main: epub pdf; tw: epub` */
static gchar *
dup_formats (const WzStatusRow *row)
{
  GString *out = g_string_new (NULL);
  for (guint k = 0; k < row->editions->len; k++) {
    const WzStatusEdition *edition = g_ptr_array_index (row->editions, k);
    if (row->editions->len > 1 && edition->formats->len > 0)
      g_string_append_printf (out, "%s%s:", out->len > 0 ? "; " : "", edition->name);
    for (guint i = 0; i < edition->formats->len; i++)
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "",
                              (const gchar *) g_ptr_array_index (edition->formats, i));
  }
  return g_string_free (out, FALSE);
}

static void
add_cells (GPtrArray *cells, const WzStatusRow *row)
{
  gchar *const texts[COLUMNS] = {g_strdup (row->name), dup_state (row),        dup_count (row->papers),
                                 dup_formats (row),    dup_count (row->pages), dup_count (row->warnings),
                                 dup_why (row)};
  for (guint i = 0; i < COLUMNS; i++)
    g_ptr_array_add (cells, texts[i]);
}

static void
append_line (GString *out, const GPtrArray *cells, guint first, const guint *widths, guint width)
{
  gsize begin = out->len;
  guint used = 0;
  for (guint i = 0; i < COLUMNS - 1; i++) {
    wz_display_append_padded (out, g_ptr_array_index (cells, first + i), widths[i]);
    g_string_append_printf (out, "%*s", GAP, "");
    used += widths[i] + GAP;
  }
  guint left = width == 0 ? 0 : MAX (LEAST, (gint) width - (gint) used);
  g_autofree gchar *shown = wz_display_dup (g_ptr_array_index (cells, first + COLUMNS - 1));
  g_autofree gchar *cut = left > 0 ? wz_display_dup_cut (shown, left) : g_strdup (shown);
  g_string_append (out, cut);
  while (out->len > begin && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

gchar *
wz_status_dup_text (const GPtrArray *rows, guint width)
{
  const gchar *const heads[COLUMNS] = {_ ("issue"),    _ ("state"), _ ("papers"), _ ("formats"), _ ("pages"),
                                       _ ("warnings"), ""};
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint widths[COLUMNS] = {0};
  for (guint i = 0; i < COLUMNS; i++)
    g_ptr_array_add (cells, g_strdup (heads[i]));
  for (guint i = 0; i < rows->len; i++)
    add_cells (cells, g_ptr_array_index (rows, i));
  for (guint i = 0; i < cells->len; i++)
    widths[i % COLUMNS] = MAX (widths[i % COLUMNS], wz_display_measure (g_ptr_array_index (cells, i)));
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < cells->len; i += COLUMNS)
    append_line (out, cells, i, widths, width);
  return g_string_free (out, FALSE);
}

/* ---- For programs ---- */

static void
add_string (GString *out, const gchar *member, const gchar *text)
{
  g_string_append_printf (out, ", \"%s\": ", member);
  wz_json_append_string (out, text);
}

static void
add_flag (GString *out, const gchar *member, gboolean flag)
{
  g_string_append_printf (out, ", \"%s\": %s", member, flag ? "true" : "false");
}

static void
add_list (GString *out, const GPtrArray *formats)
{
  g_string_append (out, ", \"formats\": [");
  for (guint i = 0; i < formats->len; i++) {
    g_string_append (out, i > 0 ? ", " : "");
    wz_json_append_string (out, g_ptr_array_index (formats, i));
  }
  g_string_append_c (out, ']');
}

/* Of all together; and, where there are several, of each edition. */
static void
add_formats (GString *out, const WzStatusRow *row)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  for (guint k = 0; k < row->editions->len; k++) {
    const WzStatusEdition *edition = g_ptr_array_index (row->editions, k);
    for (guint i = 0; i < edition->formats->len; i++)
      if (!g_ptr_array_find_with_equal_func (all, edition->formats->pdata[i], g_str_equal, NULL))
        g_ptr_array_add (all, edition->formats->pdata[i]);
  }
  add_list (out, all);
  for (guint k = 0; row->editions->len > 1 && k < row->editions->len; k++) {
    const WzStatusEdition *edition = g_ptr_array_index (row->editions, k);
    g_string_append (out, k > 0 ? ", {\"edition\": " : ", \"editions\": [{\"edition\": ");
    wz_json_append_string (out, edition->name);
    add_list (out, edition->formats);
    g_string_append (out, k + 1 < row->editions->len ? "}" : "}]");
  }
}

gchar *
wz_status_dup_json (const GPtrArray *rows)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++) {
    const WzStatusRow *row = g_ptr_array_index (rows, i);
    g_autoptr (GString) line = g_string_new ("{\"issue\": ");
    wz_json_append_string (line, row->name);
    if (row->title != NULL)
      add_string (line, "title", row->title);
    add_string (line, "state", row->revision > 1 ? "revised" : row->revision == 1 ? "published" : "draft");
    g_string_append_printf (line, ", \"revision\": %u, \"papers\": %u, \"pages\": %u, \"warnings\": %u",
                            row->revision, row->papers, row->pages, row->warnings);
    add_flag (line, "made", (row->reasons & WZ_BUILD_NEW) == 0);
    add_flag (line, "outOfDate", row->reasons != 0);
    add_flag (line, "archived", row->archived);
    add_string (line, "why", row->why);
    add_formats (line, row);
    g_autofree gchar *shown = wz_display_dup_json (line->str);
    g_string_append_printf (out, "%s}\n", shown);
  }
  return g_string_free (out, FALSE);
}
