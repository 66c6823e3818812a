/* wz-inbox.c: what became of each file of a run. SPDX-License-Identifier: MIT */
#include "host/desk/wz-inbox.h"

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "edit/wz-join.h"
#include "host/process/wz-message-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum { VERDICT_READ, VERDICT_EMPTY, VERDICT_REFUSED, VERDICT_LEFT_OUT } Verdict;

typedef struct {
  gchar *name;
  const gchar *reader; /* nullable */
  WzDate day;
  guint n_entries, n_identified, n_bilingual, n_doubts;
  gsize unknown_bytes;
  Verdict verdict;
  const gchar *reason; /* why it was not read, for programs; nullable */
  gchar *detail;       /* the same in words; nullable */
} Row;

/* What was odd in a file. */
typedef struct {
  guint counts[WZ_SEVERITY_UNSUPPORTED + 1];
} Tally;

struct _WzInbox {
  GPtrArray *sources;  /* const WzSource */
  GArray *rows;        /* of Row: as they were when they came */
  GPtrArray *told;     /* WzDiag, those with a file */
  GHashTable *tallies; /* file name → Tally */
  WzDiagSink *next, *sink;
};

static void
keep (const WzDiag *diag, gpointer user_data)
{
  WzInbox *inbox = user_data;

  if (diag->position.file != NULL) {
    Tally *tally = g_hash_table_lookup (inbox->tallies, diag->position.file);
    if (tally == NULL)
      g_hash_table_insert (inbox->tallies, g_strdup (diag->position.file), tally = g_new0 (Tally, 1));
    tally->counts[diag->severity]++;
    g_ptr_array_add (inbox->told, wz_diag_copy (diag));
  }
  wz_diag_sink_forward (inbox->next, diag);
}

WzInbox *
wz_inbox_new (WzDiagSink *next)
{
  WzInbox *inbox = g_new0 (WzInbox, 1);
  inbox->sources = g_ptr_array_new ();
  inbox->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  inbox->told = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_diag_free);
  inbox->tallies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  inbox->next = next;
  inbox->sink = wz_diag_sink_new (keep, inbox);
  return inbox;
}

void
wz_inbox_free (WzInbox *inbox)
{
  if (inbox == NULL)
    return;
  g_ptr_array_unref (inbox->sources);
  for (guint i = 0; i < inbox->rows->len; i++) {
    g_free (g_array_index (inbox->rows, Row, i).name);
    g_free (g_array_index (inbox->rows, Row, i).detail);
  }
  g_array_unref (inbox->rows);
  g_ptr_array_unref (inbox->told);
  g_hash_table_unref (inbox->tallies);
  wz_diag_sink_free (inbox->sink);
  g_free (inbox);
}

WzDiagSink *
wz_inbox_get_sink (WzInbox *inbox)
{
  return inbox->sink;
}

/* ---- A file ---- */

static Verdict
judge (const WzSource *source)
{
  if (wz_source_is_unused (source))
    return VERDICT_LEFT_OUT;
  if (source->issue == NULL)
    return VERDICT_REFUSED;
  return wz_issue_get_n_entries (source->issue) > 0 ? VERDICT_READ : VERDICT_EMPTY;
}

static void
count_entries (Row *row, const WzIssue *issue)
{
  row->n_entries = wz_issue_get_n_entries (issue);
  for (guint i = 0; i < row->n_entries; i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    g_autofree const WzText **titles = wz_entry_dup_titles (entry, WZ_LANGUAGES_BOTH);
    row->n_identified += wz_entry_get_arxiv_id (entry) != NULL || wz_entry_get_doi (entry) != NULL ||
                         wz_entry_get_identity (entry) != NULL;
    row->n_bilingual += titles[0] != NULL && titles[1] != NULL;
  }
}

/* Why a source was refused or left out. */
static void
set_reason (Row *row, const WzSource *source)
{
  if (source->kind == WZ_SOURCE_UNUSED) {
    row->reason = "unknown-kind";
    row->detail = g_strdup (_ ("of no kind that is read"));
  } else if (source->error == NULL) {
    row->reason = "no-day";
    row->detail = g_strdup (_ ("its day is not known"));
  } else {
    const gchar *why = source->error->message;
    gsize n = strlen (source->name);
    row->reason = wz_read_error_get_name (source->error);
    row->detail = g_strdup (
        g_str_has_prefix (why, source->name) && g_str_has_prefix (why + n, ": ") ? why + n + 2 : why);
  }
}

static Row
make_row (const WzSource *source)
{
  Row row = {.name = g_strdup (source->name), .verdict = judge (source)};
  if (row.verdict == VERDICT_LEFT_OUT || row.verdict == VERDICT_REFUSED)
    set_reason (&row, source);
  if (source->issue == NULL)
    return row;
  row.reader = source->reader;
  row.day = wz_edit_day_of (source->issue);
  row.unknown_bytes = source->unknown_bytes;
  count_entries (&row, source->issue);
  return row;
}

void
wz_inbox_add (WzInbox *inbox, const WzSource *source)
{
  Row row = make_row (source);
  g_ptr_array_add (inbox->sources, (gpointer) (gsize) source);
  g_array_append_val (inbox->rows, row);
}

/* A row, with what has been told of its file until now. */
static Row
get_row (const WzInbox *inbox, guint i)
{
  Row row = g_array_index (inbox->rows, Row, i);
  const Tally *tally = g_hash_table_lookup (inbox->tallies, row.name);
  if (tally != NULL && (row.verdict == VERDICT_READ || row.verdict == VERDICT_EMPTY))
    row.n_doubts = tally->counts[WZ_SEVERITY_WARNING] + tally->counts[WZ_SEVERITY_ERROR];
  return row;
}

/* ---- Pictures ---- */

/* What is no source is the editor's own. */
static gboolean
is_used (const WzInbox *inbox, const gchar *name, const GPtrArray *used)
{
  for (guint i = 0; used != NULL && i < inbox->sources->len; i++) {
    const WzSource *source = g_ptr_array_index (inbox->sources, i);
    if (g_str_equal (source->name, name))
      return g_ptr_array_find ((GPtrArray *) (gsize) used, source, NULL);
  }
  return TRUE;
}

void
wz_inbox_report_pictures (WzInbox *inbox, const GPtrArray *used)
{
  enum { LISTED = 5 };
  g_autoptr (GString) list = g_string_new (NULL);
  const WzDiag *first = NULL;
  guint n = 0;
  for (guint i = 0; i < inbox->told->len; i++) {
    const WzDiag *diag = g_ptr_array_index (inbox->told, i);
    if (!g_str_equal (diag->code, "picture-not-embedded") || !is_used (inbox, diag->position.file, used))
      continue;
    first = first != NULL ? first : diag;
    if (++n > LISTED)
      continue;
    g_autofree gchar *file = g_path_get_basename (diag->position.file);
    g_string_append_printf (list, "%s%s:%u: %s", n > 1 ? "; " : "", file, diag->position.line, diag->detail);
  }
  if (n == 0)
    return;
  const WzPosition place = first->position;
  if (n > LISTED)
    g_string_append (list, "; …");
  wz_diag_report (
      inbox->sink, WZ_SEVERITY_WARNING, "pictures-missing", &place,
      _ ("pictures that are not in the book, %u in all (-v lists each): %s. Put the files beside the "
         "document"),
      n, list->str);
}

/* ---- For people ---- */

enum { FILE_NAME, READER, DAY, ENTRIES, IDENTIFIED, BILINGUAL, UNKNOWN, VERDICT, N_COLUMNS };

static gchar *
dup_verdict (const Row *row)
{
  static const gchar *const words[] = {[VERDICT_READ] = N_ ("read"),
                                       [VERDICT_EMPTY] = N_ ("read, no papers"),
                                       [VERDICT_REFUSED] = N_ ("refused"),
                                       [VERDICT_LEFT_OUT] = N_ ("left out")};
  const gchar *word = _ (words[row->verdict]);
  if (row->detail != NULL) {
    g_autofree gchar *detail = wz_display_dup (row->detail);
    return g_strdup_printf ("%s: %s", word, detail);
  }
  if (row->n_doubts > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%s, %u to look at", "%s, %u to look at", row->n_doubts), word,
        row->n_doubts);
  return g_strdup (word);
}

static void
fill_cells (const Row *row, gchar **cells)
{
  gboolean was_read = row->verdict == VERDICT_READ;
  cells[FILE_NAME] = wz_display_dup (row->name);
  cells[READER] = g_strdup (row->reader != NULL ? row->reader : "–");
  cells[DAY] = wz_date_is_known (row->day) ? wz_date_dup_iso (row->day) : g_strdup ("–");
  cells[ENTRIES] = was_read ? g_strdup_printf ("%u", row->n_entries) : g_strdup ("–");
  cells[IDENTIFIED] = was_read ? g_strdup_printf ("%u", row->n_identified) : g_strdup ("–");
  cells[BILINGUAL] = was_read ? g_strdup_printf ("%u", row->n_bilingual) : g_strdup ("–");
  cells[UNKNOWN] = was_read ? g_strdup_printf ("%" G_GSIZE_FORMAT, row->unknown_bytes) : g_strdup ("–");
  cells[VERDICT] = dup_verdict (row);
}

static void
append_row (GString *out, gchar **cells, const guint *widths)
{
  for (guint i = 0; i < N_COLUMNS; i++) {
    gboolean is_number = i >= ENTRIES && i <= UNKNOWN;
    if (is_number)
      g_string_append_printf (out, "%*s", (gint) (widths[i] - wz_display_measure (cells[i])), "");
    wz_display_append_padded (out, cells[i], is_number || i == VERDICT ? 0 : widths[i]);
    g_string_append (out, i == VERDICT ? "\n" : "  ");
  }
}

gchar *
wz_inbox_dup_text (const WzInbox *inbox)
{
  static const gchar *const headings[N_COLUMNS] = {
      [FILE_NAME] = N_ ("FILE"),        [READER] = N_ ("KIND"),        [DAY] = N_ ("DAY"),
      [ENTRIES] = N_ ("ENTRIES"),       [IDENTIFIED] = N_ ("WITH ID"), [BILINGUAL] = N_ ("BOTH LANGUAGES"),
      [UNKNOWN] = N_ ("UNKNOWN BYTES"), [VERDICT] = N_ ("VERDICT")};
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint widths[N_COLUMNS] = {0};
  GString *out = g_string_new (NULL);
  gchar **head = g_new0 (gchar *, N_COLUMNS + 1);
  for (guint i = 0; i < N_COLUMNS; i++)
    head[i] = g_strdup (_ (headings[i]));
  g_ptr_array_add (rows, head);
  for (guint i = 0; i < inbox->rows->len; i++) {
    Row row = get_row (inbox, i);
    gchar **cells = g_new0 (gchar *, N_COLUMNS + 1);
    fill_cells (&row, cells);
    g_ptr_array_add (rows, cells);
  }
  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < N_COLUMNS; k++)
      widths[k] = MAX (widths[k], wz_display_measure (((gchar **) g_ptr_array_index (rows, i))[k]));
  for (guint i = 0; i < rows->len; i++)
    append_row (out, g_ptr_array_index (rows, i), widths);
  return g_string_free (out, FALSE);
}

/* The first of the @n files of this verdict. */
static gchar *
dup_names (const WzInbox *inbox, Verdict verdict, guint *n)
{
  enum { NAMES_MAX = 4 };
  GString *names = g_string_new (NULL);
  *n = 0;
  for (guint i = 0; i < inbox->rows->len; i++) {
    const Row *row = &g_array_index (inbox->rows, Row, i);
    if (row->verdict != verdict || ++*n > NAMES_MAX)
      continue;
    g_autofree gchar *name = g_path_get_basename (row->name), *shown = wz_display_dup (name);
    g_string_append_printf (names, "%s%s", *n > 1 ? ", " : "", shown);
  }
  if (*n > NAMES_MAX)
    g_string_append (names, " …");
  return g_string_free (names, FALSE);
}

gchar *
wz_inbox_dup_summary (const WzInbox *inbox, guint n_papers, guint n_files)
{
  guint n_doubts = 0, n_refused, n_left;
  g_autofree gchar *refused = dup_names (inbox, VERDICT_REFUSED, &n_refused),
                   *left = dup_names (inbox, VERDICT_LEFT_OUT, &n_left);
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < inbox->rows->len; i++)
    n_doubts += get_row (inbox, i).n_doubts;
  g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "%u paper", "%u papers", n_papers), n_papers);
  g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, " from %u file", " from %u files", n_files),
                          n_files);
  if (n_refused > 0)
    g_string_append_printf (out, _ ("; %u refused: %s"), n_refused, refused);
  if (n_left > 0)
    g_string_append_printf (out, _ ("; %u left out: %s"), n_left, left);
  if (n_doubts > 0)
    g_string_append_printf (out,
                            g_dngettext (GETTEXT_PACKAGE, "; %u place to look at (wenzhai check)",
                                         "; %u places to look at (wenzhai check)", n_doubts),
                            n_doubts);
  return g_string_free (out, FALSE);
}

/* ---- For programs ---- */

static void
add_count (JsonBuilder *json, const gchar *member, gsize count)
{
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, (gint64) count);
}

static void
add_row (JsonBuilder *json, const Row *row)
{
  static const gchar *const verdicts[] = {[VERDICT_READ] = "read",
                                          [VERDICT_EMPTY] = "no-papers",
                                          [VERDICT_REFUSED] = "refused",
                                          [VERDICT_LEFT_OUT] = "left-out"};
  g_autofree gchar *day = wz_date_is_known (row->day) ? wz_date_dup_iso (row->day) : NULL;
  json_builder_begin_object (json);
  wz_message_add_string (json, "file", row->name);
  wz_message_add_string (json, "reader", row->reader);
  wz_message_add_string (json, "day", day);
  add_count (json, "entries", row->n_entries);
  add_count (json, "withId", row->n_identified);
  add_count (json, "bothLanguages", row->n_bilingual);
  add_count (json, "unknownBytes", row->unknown_bytes);
  add_count (json, "toLookAt", row->n_doubts);
  wz_message_add_string (json, "verdict", verdicts[row->verdict]);
  wz_message_add_string (json, "reason", row->reason);
  wz_message_add_string (json, "detail", row->detail);
  json_builder_end_object (json);
}

gchar *
wz_inbox_dup_json (const WzInbox *inbox)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  wz_message_begin_array (json, "files");
  for (guint i = 0; i < inbox->rows->len; i++) {
    Row row = get_row (inbox, i);
    add_row (json, &row);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  g_autofree gchar *text = wz_message_end (json, FALSE);
  return g_strconcat (text, "\n", NULL);
}

/* ---- For the overlay ---- */

const GPtrArray *
wz_inbox_get_sources (const WzInbox *inbox)
{
  return inbox->sources;
}

const GPtrArray *
wz_inbox_get_told (const WzInbox *inbox)
{
  return inbox->told;
}
