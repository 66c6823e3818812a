/* wz-paper-list.c: see wz-paper-list.h. SPDX-License-Identifier: MIT */
#include "host/desk/wz-paper-list.h"

#include <glib/gi18n-lib.h>

#include "base/wz-date.h"
#include "base/wz-display.h"
#include "host/process/wz-message-private.h"

enum { TITLE_MIN = 12 /* columns that a title has: others are left out for it */ };

/* What stands in the columns. */
typedef struct {
  gchar *number, *id, *day, *title;
  const gchar *category;
  gboolean full;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;
  g_free (line->number);
  g_free (line->id);
  g_free (line->day);
  g_free (line->title);
  g_free (line);
}

static const gchar *
get_id (const WzEntry *entry)
{
  const gchar *const ids[] = {wz_entry_get_arxiv_id (entry), wz_entry_get_doi (entry),
                              wz_entry_get_identity (entry)};
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i] != NULL)
      return ids[i];
  return wz_entry_get_key (entry);
}

static Line *
line_new (const WzEntry *entry)
{
  Line *line = g_new0 (Line, 1);
  const WzText *title = wz_entry_get_first_title (entry, WZ_LANGUAGES_BOTH);
  g_autofree gchar *plain = title != NULL ? wz_text_dup_plain (title) : g_strdup ("");
  WzDate day = {0, 0, 0};
  if (wz_entry_get_n_appearances (entry) > 0)
    day = wz_entry_get_appearance (entry, 0)->date;
  line->number = g_strdup_printf ("%u", wz_entry_get_ordinal (entry));
  line->id = wz_display_dup (get_id (entry));
  line->day = wz_date_dup_iso (day);
  line->title = wz_display_dup (g_strdelimit (plain, "\n\t", ' '));
  line->category = wz_entry_get_first_category (entry) != NULL ? wz_entry_get_first_category (entry) : "";
  line->full = wz_entry_is_full (entry);
  return line;
}

/* ---- For people ---- */

static guint
measure (const GPtrArray *lines, const gchar *(*get) (const Line *line))
{
  guint width = 0;
  for (guint i = 0; i < lines->len; i++)
    width = MAX (width, wz_display_measure (get (g_ptr_array_index (lines, i))));
  return width;
}

static const gchar *
get_number (const Line *line)
{
  return line->number;
}

static const gchar *
get_line_id (const Line *line)
{
  return line->id;
}

static const gchar *
get_day (const Line *line)
{
  return line->day;
}

static const gchar *
get_category (const Line *line)
{
  return line->category;
}

static const gchar *
get_form (const Line *line)
{
  return line->full ? C_ ("a paper", "full") : C_ ("a paper", "short");
}

static gchar *
dup_columns (const GPtrArray *lines, guint width)
{
  static const gchar *(*const columns[]) (const Line *line) = {get_number, get_line_id, get_day, get_category,
                                                               get_form};
  guint widths[G_N_ELEMENTS (columns)], used = 0;
  GString *out = g_string_new (NULL);
  for (guint k = 0; k < G_N_ELEMENTS (columns); k++) {
    widths[k] = measure (lines, columns[k]);
    used += widths[k] > 0 ? widths[k] + 2 : 0;
  }
  for (guint k = G_N_ELEMENTS (columns) - 1; k > 1 && width > 0 && used + TITLE_MIN > width; k--) {
    used -= widths[k] > 0 ? widths[k] + 2 : 0;
    widths[k] = 0; /* number, id and title are what a narrow terminal has room for */
  }
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = g_ptr_array_index (lines, i);
    g_string_append_printf (out, "%*s%s  ", (gint) (widths[0] - wz_display_measure (line->number)), "",
                            line->number);
    for (guint k = 1; k < G_N_ELEMENTS (columns); k++)
      if (widths[k] > 0) {
        wz_display_append_padded (out, columns[k](line), widths[k]);
        g_string_append (out, "  ");
      }
    guint room = width > used + TITLE_MIN ? width - used : TITLE_MIN;
    g_autofree gchar *title = width > 0 ? wz_display_dup_cut (line->title, room) : g_strdup (line->title);
    g_string_append_printf (out, "%s\n", title);
  }
  return g_string_free (out, FALSE);
}

/* ---- For programs ---- */

static void
append_json (GString *out, const Line *line, const WzEntry *entry)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  wz_message_add_number (json, "number", wz_entry_get_ordinal (entry));
  wz_message_add_string (json, "id", line->id);
  wz_message_add_string (json, "key", wz_entry_get_key (entry));
  wz_message_add_string (json, "day", *line->day != '\0' ? line->day : NULL);
  wz_message_add_string (json, "category", *line->category != '\0' ? line->category : NULL);
  wz_message_add_boolean (json, "full", line->full);
  wz_message_add_string (json, "title", line->title);
  json_builder_end_object (json);
  g_autofree gchar *text = wz_message_end (json, FALSE);
  g_string_append_printf (out, "%s\n", text);
}

gchar *
wz_paper_list_dup (const WzIssue *issue, WzPaperListForm form, guint width)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++)
    g_ptr_array_add (lines, line_new (wz_issue_get_entry (issue, i)));
  if (form == WZ_PAPER_LIST_TEXT)
    return dup_columns (lines, width);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = g_ptr_array_index (lines, i);
    if (form == WZ_PAPER_LIST_JSON)
      append_json (out, line, wz_issue_get_entry (issue, i));
    else
      g_string_append_printf (out, "%s\t%s\t%s\t%s\t%s\t%s\n", line->number, line->id, line->day,
                              line->category, line->full ? "full" : "short", line->title);
  }
  return g_string_free (out, FALSE);
}
