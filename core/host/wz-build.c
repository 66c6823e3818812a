/* wz-build.c: issues of a project against the state of the last build. SPDX-License-Identifier: MIT
 *
 * In: project, state, inbox. Out: for each period that has dailies, whether its issue is current. The key of
 * an issue hashes the bytes of its sources, its corrections, the settings, and what earlier issues had of its
 * papers; never a time.
 */
#include "host/wz-build.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "base/wz-diag-private.h"
#include "edit/wz-join.h"
#include "host/wz-desk.h"
#include <wenzhai/wz-error.h>

typedef struct {
  WzSource *source; /* lent by the list; its issue is read when it is needed */
  gchar *hash;
  WzDate date;
} Daily;

typedef struct {
  gchar *name;
  WzPeriod period;
  GPtrArray *dailies; /* Daily, lent, by date and name */
  gchar *base;        /* hash of all but the memory */
} Issue;

/* An issue whose dailies have left the inbox: it is remembered. */
typedef struct {
  gchar *name, *path;
  WzDate first;
} Archived;

/* A correction for all issues, and how many issues do not have its paper. */
typedef struct {
  WzPosition position; /* file: the project's */
  guint n;
} Lost;

struct _WzBuild {
  const WzProject *project;
  WzState *state;
  gchar *common;
  GPtrArray *sources;    /* WzSource */
  GPtrArray *dailies;    /* Daily */
  GPtrArray *issues;     /* Issue, by date */
  GPtrArray *unreadable; /* WzSource, lent */
  GPtrArray *archived;   /* Archived, by date, what is not yet remembered */
  WzMemory *memory;      /* of the issues before the one at hand */
  GPtrArray *lost;       /* Lost */
  guint n_made;
};

static void
daily_free (gpointer data)
{
  Daily *daily = data;
  g_free (daily->hash);
  g_free (daily);
}

static void
issue_free (gpointer data)
{
  Issue *issue = data;
  g_free (issue->name);
  g_free (issue->base);
  g_ptr_array_unref (issue->dailies);
  g_free (issue);
}

static void
archived_free (gpointer data)
{
  Archived *archived = data;
  g_free (archived->name);
  g_free (archived->path);
  g_free (archived);
}

/* ---- The inbox ---- */

static gboolean
read_source (WzSource *source, WzDiagSink *sink)
{
  if (source->issue == NULL && source->error == NULL)
    source->issue = wz_read_file (source->path, NULL, NULL, sink, NULL, &source->error);
  return source->issue != NULL;
}

/* Learns hash and day of a source; reads it only when the state does not know its bytes. */
static void
add_daily (WzBuild *build, WzSource *source, WzDiagSink *sink)
{
  g_autofree gchar *data = NULL, *name = g_path_get_basename (source->path);
  gsize length;
  g_autoptr (GError) why = NULL;
  if (source->error == NULL && !g_file_get_contents (source->path, &data, &length, &why))
    g_set_error (&source->error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s", why->message);
  g_autofree gchar *hash =
      data ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length) : NULL;
  WzDate date = {0, 0, 0};
  if (hash == NULL || (!wz_state_get_date (build->state, hash, name, &date) && !read_source (source, sink))) {
    g_ptr_array_add (build->unreadable, source);
    return;
  }
  Daily *daily = g_new0 (Daily, 1);
  daily->source = source;
  daily->hash = g_steal_pointer (&hash);
  daily->date = source->issue ? wz_edit_day_of (source->issue) : date;
  g_ptr_array_add (build->dailies, daily);
}

static gint
compare_dailies (gconstpointer a, gconstpointer b)
{
  return wz_date_compare ((*(const Daily *const *) a)->date, (*(const Daily *const *) b)->date);
}

static void
list_inbox (WzBuild *build, WzDiagSink *sink)
{
  for (guint i = 0; i < build->sources->len; i++)
    add_daily (build, g_ptr_array_index (build->sources, i), sink);
  g_ptr_array_sort (build->dailies, compare_dailies); /* stable: names are in order already */
  wz_state_forget_sources (build->state);
  for (guint i = 0; i < build->dailies->len; i++) {
    const Daily *daily = g_ptr_array_index (build->dailies, i);
    g_autofree gchar *name = g_path_get_basename (daily->source->path);
    wz_state_set_date (build->state, daily->hash, name, daily->date);
  }
}

/* ---- Issues ---- */

static gboolean
find_period (const WzProject *project, WzDate date, WzPeriod *period)
{
  g_autofree gchar *iso = wz_date_dup_iso (date);
  if (!wz_date_is_known (date))
    return FALSE;
  if (project->kind == WZ_PERIOD_WEEK) {
    wz_period_week_of (date, period);
    return TRUE;
  }
  iso[project->kind == WZ_PERIOD_MONTH ? 7 : 4] = '\0';
  return wz_period_parse (iso, project->kind, period);
}

static void
hash_file (GChecksum *checksum, const gchar *path)
{
  g_autofree gchar *data = NULL;
  gsize length;
  if (path == NULL || !g_file_get_contents (path, &data, &length, NULL))
    return;
  g_checksum_update (checksum, (const guchar *) data, (gssize) length);
}

/* A file of corrections, and the editorial that its group @group names beside it. */
static void
hash_corrections (GChecksum *checksum, const gchar *corrections, const gchar *group)
{
  hash_file (checksum, corrections);
  g_autoptr (WzKeyFile) file = corrections ? wz_key_file_new_from_file (corrections, NULL, NULL) : NULL;
  g_autofree gchar *name = file ? wz_key_file_dup_string (file, group, "editorial-file") : NULL;
  if (name == NULL)
    return;
  g_autofree gchar *folder = g_path_get_dirname (corrections),
                   *path = g_build_filename (folder, g_strstrip (name), NULL);
  hash_file (checksum, path);
}

static void
compute_base (const WzBuild *build, Issue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_state_hash_text (checksum, build->common);
  g_autofree gchar *overlay = wz_project_dup_overlay (build->project, &issue->period);
  hash_corrections (checksum, build->project->path, "overlay issue");
  hash_corrections (checksum, overlay, "issue");
  for (guint i = 0; i < issue->dailies->len; i++) {
    const Daily *daily = g_ptr_array_index (issue->dailies, i);
    g_autofree gchar *name = g_path_get_basename (daily->source->path);
    wz_state_hash_text (checksum, name);
    wz_state_hash_text (checksum, daily->hash);
  }
  issue->base = g_strdup (g_checksum_get_string (checksum));
}

static void
group_issues (WzBuild *build, WzDiagSink *sink)
{
  Issue *open = NULL;
  for (guint i = 0; i < build->dailies->len; i++) {
    Daily *daily = g_ptr_array_index (build->dailies, i);
    WzPeriod period;
    if (!find_period (build->project, daily->date, &period)) {
      WzPosition here = {daily->source->name, 0, 0};
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "weekly-undated", &here, "%s",
                      _ ("left out: its day is not known"));
      continue;
    }
    if (open == NULL || wz_date_compare (open->period.first, period.first) != 0) {
      open = g_new0 (Issue, 1);
      open->period = period;
      open->name = wz_period_dup_name (&period);
      open->dailies = g_ptr_array_new ();
      g_ptr_array_add (build->issues, open);
    }
    g_ptr_array_add (open->dailies, daily);
  }
  for (guint i = 0; i < build->issues->len; i++)
    compute_base (build, g_ptr_array_index (build->issues, i));
}

/* ---- Issues without dailies ---- */

static gboolean
has_issue (const WzBuild *build, const gchar *name)
{
  for (guint i = 0; i < build->issues->len; i++)
    if (g_str_equal (((const Issue *) g_ptr_array_index (build->issues, i))->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_archived (const WzBuild *build, const gchar *name)
{
  for (guint i = 0; i < build->archived->len; i++)
    if (g_str_equal (((const Archived *) g_ptr_array_index (build->archived, i))->name, name))
      return TRUE;
  return FALSE;
}

static gint
compare_archived (gconstpointer a, gconstpointer b)
{
  return wz_date_compare ((*(const Archived *const *) a)->first, (*(const Archived *const *) b)->first);
}

static void
list_archived (WzBuild *build)
{
  g_auto (GStrv) dumps = wz_project_list_dumps (build->project);
  for (guint i = 0; dumps[i] != NULL; i++) {
    WzPeriod period;
    if (!wz_project_dump_period (build->project, dumps[i], &period))
      continue;
    g_autofree gchar *name = wz_period_dup_name (&period);
    if (has_issue (build, name) || is_archived (build, name)) /* two of one period: the slug has changed */
      continue;
    Archived *archived = g_new0 (Archived, 1);
    archived->name = g_steal_pointer (&name);
    archived->path = g_strdup (dumps[i]);
    archived->first = period.first;
    g_ptr_array_add (build->archived, archived);
  }
  g_ptr_array_sort (build->archived, compare_archived);
}

/* Remembers those before @day; the state knows their papers once they have been read. */
static void
remember_archived (WzBuild *build, WzDate day, WzDiagSink *sink)
{
  while (build->archived->len > 0) {
    const Archived *archived = g_ptr_array_index (build->archived, 0);
    if (wz_date_compare (archived->first, day) >= 0)
      return;
    g_autoptr (GError) error = NULL;
    g_autoptr (WzIssue) issue = NULL;
    if (wz_state_get_key (build->state, archived->name) == NULL)
      issue = wz_weekly_load_dump (archived->path, &error);
    if (issue)
      wz_state_set_issue (build->state, archived->name, "", issue);
    if (error)
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "memory-unreadable", NULL, _ ("not remembered: %s"),
                      error->message);
    wz_state_remember (build->state, archived->name, build->memory);
    g_ptr_array_remove_index (build->archived, 0);
  }
}

WzBuild *
wz_build_new (const WzProject *project, WzState *state, const gchar *common, WzDiagSink *sink, GError **error)
{
  const gchar *const inbox[] = {project->inbox, NULL};
  if (!g_file_test (project->inbox, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s: %s", project->inbox, g_strerror (ENOENT));
    return NULL;
  }
  WzBuild *build = g_new0 (WzBuild, 1);
  build->project = project;
  build->state = state;
  build->common = g_strdup (common);
  build->sources = wz_sources_expand (inbox, NULL);
  build->dailies = g_ptr_array_new_with_free_func (daily_free);
  build->issues = g_ptr_array_new_with_free_func (issue_free);
  build->unreadable = g_ptr_array_new ();
  build->archived = g_ptr_array_new_with_free_func (archived_free);
  build->memory = wz_memory_new ();
  build->lost = g_ptr_array_new_with_free_func (g_free);
  list_inbox (build, sink);
  group_issues (build, sink);
  list_archived (build);
  return build;
}

void
wz_build_free (WzBuild *build)
{
  if (build == NULL)
    return;
  g_free (build->common);
  g_ptr_array_unref (build->issues);
  g_ptr_array_unref (build->dailies);
  g_ptr_array_unref (build->unreadable);
  g_ptr_array_unref (build->archived);
  g_ptr_array_unref (build->lost);
  g_ptr_array_unref (build->sources);
  wz_memory_free (build->memory);
  g_free (build);
}

const GPtrArray *
wz_build_get_unreadable (const WzBuild *build)
{
  return build->unreadable;
}

guint
wz_build_get_n_issues (const WzBuild *build)
{
  return build->issues->len;
}

const gchar *
wz_build_get_name (const WzBuild *build, guint i)
{
  return ((const Issue *) g_ptr_array_index (build->issues, i))->name;
}

/* The base, and what earlier issues had of the papers that this one had when it was made. */
static gchar *
compute_key (const WzBuild *build, const Issue *issue)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_state_hash_text (checksum, issue->base);
  if (build->project->seen || build->project->omit_seen)
    wz_state_hash_memory (build->state, issue->name, build->memory, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

WzBuildReason
wz_build_get_reason (WzBuild *build, guint i, WzDiagSink *sink)
{
  const Issue *issue = g_ptr_array_index (build->issues, i);
  remember_archived (build, issue->period.first, sink);
  const gchar *old = wz_state_get_key (build->state, issue->name);
  if (old == NULL)
    return WZ_BUILD_NEW;
  g_autofree gchar *key = compute_key (build, issue);
  if (!g_str_equal (key, old))
    return WZ_BUILD_CHANGED;
  return wz_state_files_are_there (build->state, issue->name) ? WZ_BUILD_CURRENT : WZ_BUILD_MISSING;
}

void
wz_build_keep (WzBuild *build, guint i)
{
  wz_state_remember (build->state, wz_build_get_name (build, i), build->memory);
}

static GPtrArray *
make_editions (const WzBuild *build, WzIssue *issue, const WzStyle *style, WzDiagSink *sink, GError **error)
{
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  g_ptr_array_add (issues, issue);
  for (guint i = 0; build->project->variants[i] != NULL; i++) {
    WzIssue *edition = wz_desk_convert (issue, build->project->variants[i], style, sink, error);
    if (edition == NULL)
      return NULL;
    g_ptr_array_add (issues, edition);
  }
  return g_steal_pointer (&issues);
}

/* ---- Corrections for all issues ---- */

static void
count_lost (WzBuild *build, const WzPosition *position)
{
  Lost *lost = NULL;
  for (guint i = 0; i < build->lost->len && lost == NULL; i++) {
    Lost *row = g_ptr_array_index (build->lost, i);
    if (row->position.line == position->line && row->position.column == position->column)
      lost = row;
  }
  if (lost == NULL) {
    lost = g_new0 (Lost, 1);
    lost->position = *position;
    lost->position.file = build->project->path;
    g_ptr_array_add (build->lost, lost);
  }
  lost->n++;
}

typedef struct {
  WzBuild *build;
  WzDiagSink *sink;
} Watch;

static void
watch (const WzDiag *diag, gpointer user_data)
{
  const Watch *self = user_data;
  if (diag->severity == WZ_SEVERITY_HINT && g_str_equal (diag->code, "overlay-no-match"))
    count_lost (self->build, &diag->position);
  wz_diag_sink_forward (self->sink, diag);
}

/* A new line of the project file makes all issues anew, so that it is enough to look then. */
void
wz_build_finish (const WzBuild *build, WzDiagSink *sink)
{
  for (guint i = 0; build->n_made == build->issues->len && i < build->lost->len; i++) {
    const Lost *lost = g_ptr_array_index (build->lost, i);
    if (lost->n == build->n_made)
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "overlay-no-match", &lost->position, "%s",
                      _ ("no issue has a paper of this name"));
  }
}

GPtrArray *
wz_build_make (WzBuild *build, guint i, const gchar *lang, const WzStyle *style, WzDiagSink *sink,
               GError **error)
{
  Watch watching = {build, sink};
  g_autoptr (WzDiagSink) watched = wz_diag_sink_new (watch, &watching);
  const Issue *issue = g_ptr_array_index (build->issues, i);
  const WzProject *project = build->project;
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  for (guint k = 0; k < issue->dailies->len; k++) {
    const Daily *daily = g_ptr_array_index (issue->dailies, k);
    if (read_source (daily->source, sink))
      g_ptr_array_add (sources, daily->source);
    else
      g_ptr_array_add (build->unreadable, daily->source);
  }
  g_autofree gchar *number = wz_project_dup_number (project, &issue->period);
  g_autofree gchar *overlay = wz_project_dup_overlay (project, &issue->period);
  const gchar *const overlays[] = {overlay, NULL};
  WzWeeklySettings settings = wz_project_settings (project);
  settings.lang = lang;
  settings.number = number;
  settings.overlays = overlays;
  settings.remembered = project->seen || project->omit_seen ? build->memory : NULL;
  WzIssue *made = wz_weekly_make ((WzSource *const *) sources->pdata, sources->len, &issue->period, &settings,
                                  style, watched, error);
  if (made == NULL)
    return NULL;
  build->n_made++;
  wz_state_set_issue (build->state, issue->name, "", made);
  for (guint k = 0; project->omit_seen && k < sources->len; k++)
    wz_state_add_candidates (build->state, issue->name,
                             ((const WzSource *) g_ptr_array_index (sources, k))->issue);
  g_autofree gchar *key = compute_key (build, issue);
  wz_state_set_key (build->state, issue->name, key);
  if (settings.remembered)
    wz_memory_add_issue (build->memory, made);
  return make_editions (build, made, style, sink, error);
}
