/* cli-report.c: diagnostics as text or JSON Lines. SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

struct _CliReport {
  gboolean json;
  gboolean color;
  WzSeverity lowest;
  const gchar *output;
  gboolean explain, only_own;
  WzDiagSink *sink;
  GPtrArray *held; /* WzDiag; NULL while nothing is held */
  guint counts[WZ_SEVERITY_UNSUPPORTED + 1];
  guint own_errors;
  guint hidden;
  WzAccount *account;       /* lent; nullable */
  GHashTable *told, *known; /* fingerprints of warnings; @known is nullable */
};

CliReport *
cli_report_new (gboolean json, WzSeverity lowest)
{
  CliReport *report = g_new0 (CliReport, 1);
  report->json = json;
  report->color =
      isatty (STDERR_FILENO) && g_getenv ("NO_COLOR") == NULL && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  report->lowest = lowest;
  report->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  report->sink = wz_diag_sink_new (cli_report_diag, report);
  return report;
}

void
cli_report_free (CliReport *report)
{
  if (report == NULL)
    return;
  g_clear_pointer (&report->held, g_ptr_array_unref);
  g_clear_pointer (&report->known, g_hash_table_unref);
  g_hash_table_unref (report->told);
  wz_diag_sink_free (report->sink);
  g_free (report);
}

void
cli_report_set_account (CliReport *report, WzAccount *account)
{
  report->account = account;
}

void
cli_report_know (CliReport *report, GHashTable *known)
{
  g_clear_pointer (&report->known, g_hash_table_unref);
  report->known = known != NULL ? g_hash_table_ref (known) : NULL;
}

/* What makes a warning the same one at the next run, wherever that stands. */
static gchar *
dup_fingerprint (const WzDiag *diag)
{
  g_autofree gchar *file =
      diag->position.file != NULL ? g_canonicalize_filename (diag->position.file, NULL) : g_strdup ("");
  g_autofree gchar *text = g_strdup_printf ("%s\n%s\n%u:%u\n%s", diag->code, file, diag->position.line,
                                            diag->position.column, diag->detail);
  g_autofree gchar *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_strndup (digest, 16);
}

gboolean
cli_report_was_told (const CliReport *report, const WzDiag *diag)
{
  g_autofree gchar *fingerprint = dup_fingerprint (diag);
  return g_hash_table_contains (report->told, fingerprint);
}

GHashTable *
cli_report_get_told (const CliReport *report)
{
  return report->told;
}

WzDiagSink *
cli_report_get_sink (CliReport *report)
{
  return report->sink;
}

void
cli_report_set_output (CliReport *report, const gchar *name)
{
  report->output = name;
}

void
cli_report_explain (CliReport *report)
{
  report->explain = TRUE;
}

void
cli_report_only_own (CliReport *report)
{
  report->only_own = TRUE;
}

static gboolean
is_explanation (const gchar *code)
{
  return g_str_has_prefix (code, "merge-") || g_str_has_prefix (code, "identity-");
}

guint
cli_report_get_count (const CliReport *report, WzSeverity severity)
{
  return report->counts[severity];
}

guint
cli_report_get_warnings (const CliReport *report)
{
  guint n = 0;
  for (WzSeverity i = WZ_SEVERITY_WARNING; i < G_N_ELEMENTS (report->counts); i++)
    n += report->counts[i];
  return n;
}

guint
cli_report_get_own_errors (const CliReport *report)
{
  return report->own_errors;
}

guint
cli_report_get_hidden (const CliReport *report)
{
  return report->hidden;
}

static void
print_json (const CliReport *report, const WzDiag *diag)
{
  g_autofree gchar *line = wz_message_dup_diag (diag, report->output);
  g_autofree gchar *shown = wz_display_dup_json (line);
  fprintf (stderr, "%s\n", shown);
}

static void
print_text (const CliReport *report, const WzDiag *diag)
{
  static const gchar *const colors[] = {"\033[36m", "\033[33m", "\033[31m", "\033[35m"};
  GString *line = g_string_new (NULL);
  g_autofree gchar *file = diag->position.file != NULL ? wz_display_dup (diag->position.file) : NULL;
  if (file != NULL)
    g_string_append_printf (line, "%s:", file);
  else if (report->output == NULL)
    g_string_append (line, "wenzhai:");
  if (diag->position.line > 0)
    g_string_append_printf (line, "%u:%u:", diag->position.line, diag->position.column);
  if (line->len > 0)
    g_string_append_c (line, ' ');
  if (report->output != NULL)
    g_string_append_printf (line, "%s: ", report->output);
  g_autofree gchar *detail = wz_display_dup (diag->detail), *code = wz_display_dup (diag->code);
  fprintf (stderr, "%s%s%s%s: %s [%s]\n", line->str, report->color ? colors[diag->severity] : "",
           wz_severity_get_name (diag->severity), report->color ? "\033[0m" : "", detail, code);
  g_string_free (line, TRUE);
}

/* Overlays, editorials, the project file and what it names, as against the dailies, which others wrote. */
static gboolean
is_of_own_files (const gchar *code)
{
  return g_str_has_prefix (code, "overlay-") || g_str_has_prefix (code, "keyfile-") ||
         g_str_has_prefix (code, "metadata-");
}

static gboolean
is_told_already (CliReport *report, const WzDiag *diag)
{
  if (diag->severity != WZ_SEVERITY_WARNING)
    return FALSE;
  gchar *fingerprint = dup_fingerprint (diag);
  gboolean known = report->known != NULL && g_hash_table_contains (report->known, fingerprint);
  g_hash_table_add (report->told, fingerprint);
  return known;
}

void
cli_report_diag (const WzDiag *diag, gpointer user_data)
{
  CliReport *report = user_data;
  if (report->held != NULL) {
    g_ptr_array_add (report->held, wz_diag_copy (diag));
    return;
  }
  report->counts[diag->severity]++;
  report->own_errors += diag->severity == WZ_SEVERITY_ERROR && is_of_own_files (diag->code);
  if (report->account != NULL)
    wz_account_add_diag (report->account, diag, report->output);
  if (is_told_already (report, diag))
    return;
  if ((diag->severity < report->lowest && !(report->explain && is_explanation (diag->code))) ||
      (report->only_own && !is_of_own_files (diag->code))) {
    report->hidden++;
    return;
  }
  if (report->json)
    print_json (report, diag);
  else
    print_text (report, diag);
}

void
cli_report_hold (CliReport *report)
{
  if (report->held == NULL)
    report->held = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_diag_free);
}

void
cli_report_release (CliReport *report, const GPtrArray *files)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&report->held);
  for (guint i = 0; held != NULL && i < held->len; i++) {
    const WzDiag *diag = g_ptr_array_index (held, i);
    if (files == NULL || diag->position.file == NULL ||
        !g_ptr_array_find_with_equal_func ((GPtrArray *) (gsize) files, diag->position.file, g_str_equal,
                                           NULL))
      cli_report_diag (diag, report);
  }
}

void
cli_report_note (CliReport *report, const gchar *code, const gchar *text)
{
  WzDiag diag = {WZ_SEVERITY_HINT, code, {NULL, 0, 0}, text};
  if (report->json)
    print_json (report, &diag);
  else
    print_text (report, &diag);
}

gchar *
cli_report_dup_failure (const CliReport *report, const gchar *code, const gchar *text)
{
  WzDiag diag = {WZ_SEVERITY_ERROR, code, {NULL, 0, 0}, text};
  if (report->json) {
    g_autofree gchar *line = wz_message_dup_diag (&diag, report->output);
    g_autofree gchar *shown = wz_display_dup_json (line);
    return g_strconcat (shown, "\n", NULL);
  }
  g_autofree gchar *detail = wz_display_dup (text);
  /* Wrong usage needs no name to look up. */
  g_autofree gchar *name = g_str_equal (code, "usage") ? g_strdup ("") : g_strdup_printf (" [%s]", code);
  return g_strdup_printf ("wenzhai: %s%s%s%s\n", report->color ? "\033[31m" : "", detail,
                          report->color ? "\033[0m" : "", name);
}

void
cli_report_failure (CliReport *report, const gchar *code, const gchar *text)
{
  WzDiag diag = {WZ_SEVERITY_ERROR, code, {NULL, 0, 0}, text};
  g_autofree gchar *line = cli_report_dup_failure (report, code, text);
  fputs (line, stderr);
  report->counts[WZ_SEVERITY_ERROR]++;
  if (report->account != NULL)
    wz_account_add_diag (report->account, &diag, report->output);
}

int
cli_finish (int status, gboolean json)
{
  gboolean failed = ferror (stdout) != 0;
  errno = 0;
  failed = fflush (stdout) != 0 || failed;
  if (!failed)
    return status;
  g_autofree gchar *text = errno != 0 ? g_strdup_printf (_ ("standard output: %s"), g_strerror (errno))
                                      : g_strdup (_ ("standard output: not everything could be written"));
  CliReport *report = cli_report_new (json, WZ_SEVERITY_ERROR);
  cli_report_failure (report, "output", text);
  cli_report_free (report);
  return status == CLI_OK ? CLI_FAILED : status;
}
