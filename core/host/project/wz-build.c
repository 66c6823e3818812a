/* wz-build.c: issues of a project against the state of the last build. SPDX-License-Identifier: MIT
 *
 * In: project, state, inbox. Out: for each period that has dailies, its issue made; whether it has to be is
 * the business of wz-build-reason.c.
 */
#include "host/project/wz-build-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "base/wz-diag-private.h"
#include "edit/compose/wz-corrections.h"
#include "edit/wz-join.h"
#include "edit/wz-revise.h"
#include "config.h"
#include "host/desk/wz-colophon.h"
#include "host/desk/wz-desk.h"
#include "host/file/wz-folder.h"
#include "host/file/wz-target.h"
#include "style/wz-style-private.h"
#include <wenzhai/wz-error.h>

/* A correction for all issues, and how many issues do not have its paper. */
typedef struct {
  WzPosition position; /* file: the project's */
  guint n;
} Lost;

static void
daily_free (gpointer data)
{
  WzBuildDaily *daily = data;
  g_free (daily->hash);
  g_free (daily->name);
  g_array_unref (daily->days);
  g_ptr_array_unref (daily->diags);
  g_free (daily);
}

static void
issue_free (gpointer data)
{
  WzBuildIssue *issue = data;
  g_free (issue->name);
  g_ptr_array_unref (issue->dailies);
  wz_recipe_free (issue->recipe);
  g_clear_pointer (&issue->overlay, wz_overlay_free);
  g_clear_pointer (&issue->before, wz_issue_unref);
  g_free (issue->stale);
  g_free (issue);
}

static void
archived_free (gpointer data)
{
  WzBuildArchived *archived = data;
  g_free (archived->name);
  g_free (archived->path);
  g_free (archived);
}

/* ---- The inbox ---- */

typedef struct {
  WzDiagSink *sink;
  GPtrArray *diags; /* WzDiag */
} Keeping;

static void
keep (const WzDiag *diag, gpointer user_data)
{
  const Keeping *self = user_data;
  g_ptr_array_add (self->diags, wz_diag_copy (diag));
  wz_diag_sink_forward (self->sink, diag);
}

/* Reads a source, where that was not done yet; what its reader says is kept in @diags too. */
static void
read_source (const WzBuild *build, WzSource *source, GPtrArray *diags, WzDiagSink *sink)
{
  Keeping keeping = {sink, diags};
  g_autoptr (WzDiagSink) kept = wz_diag_sink_new (keep, &keeping);
  wz_source_read (source, build->tools.read, kept);
}

static GArray *
list_days (WzBuild *build, WzSource *source, const gchar *hash, const gchar *name, GPtrArray *diags,
           WzDiagSink *sink)
{
  GArray *days = wz_state_dup_days (build->state, hash, name);
  if (days != NULL)
    return days;
  read_source (build, source, diags, sink);
  return source->issue != NULL ? wz_source_list_days (source) : NULL;
}

/* Learns hash and days of a source; reads it only when the state does not know its bytes. */
static void
add_daily (WzBuild *build, WzSource *source, WzDiagSink *sink)
{
  g_autofree gchar *data = NULL, *base = g_path_get_basename (source->path);
  g_autofree gchar *name = g_utf8_make_valid (base, -1); /* as the state has it */
  gsize length;
  g_autoptr (GError) why = NULL;
  if (source->kind == WZ_SOURCE_UNUSED)
    return;
  if (source->error == NULL && !g_file_get_contents (source->path, &data, &length, &why))
    g_set_error (&source->error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s", why->message);
  g_autofree gchar *hash =
      data ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length) : NULL;
  g_autoptr (GPtrArray) diags = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_diag_free);
  GArray *days = hash != NULL ? list_days (build, source, hash, name, diags, sink) : NULL;
  if (wz_source_is_unused (source)) {
    g_clear_pointer (&days, g_array_unref);
    return;
  }
  if (days == NULL) {
    g_ptr_array_add (build->unreadable, source);
    return;
  }
  WzBuildDaily *daily = g_new0 (WzBuildDaily, 1);
  daily->source = source;
  daily->hash = g_steal_pointer (&hash);
  daily->name = g_steal_pointer (&name);
  daily->days = days;
  daily->diags = g_steal_pointer (&diags);
  g_ptr_array_add (build->dailies, daily);
}

static WzDate
first_day (const WzBuildDaily *daily)
{
  return g_array_index (daily->days, WzDate, 0);
}

static gint
compare_dailies (gconstpointer a, gconstpointer b)
{
  return wz_date_compare (first_day (*(const WzBuildDaily *const *) a),
                          first_day (*(const WzBuildDaily *const *) b));
}

/* Pictures: of the dailies that were read, and of those that issues were made of before. */
static GPtrArray *
list_named (const WzBuild *build)
{
  GPtrArray *named = wz_sources_list_named (build->sources);
  g_auto (GStrv) issues = wz_state_dup_issues (build->state);
  for (guint i = 0; issues[i] != NULL; i++) {
    g_auto (GStrv) pictures = wz_state_dup_pictures (build->state, issues[i], build->project->folder);
    for (guint k = 0; pictures[k] != NULL; k++)
      g_ptr_array_add (named, g_strdup (pictures[k]));
  }
  return named;
}

static void
list_inbox (WzBuild *build, WzDiagSink *sink)
{
  for (guint i = 0; i < build->sources->len; i++)
    add_daily (build, g_ptr_array_index (build->sources, i), sink);
  g_autoptr (GPtrArray) named = list_named (build);
  build->left = wz_sources_settle (build->sources, named, sink);
  g_ptr_array_sort (build->dailies, compare_dailies); /* stable: names are in order already */
  wz_state_forget_sources (build->state);
  for (guint i = 0; i < build->dailies->len; i++) {
    const WzBuildDaily *daily = g_ptr_array_index (build->dailies, i);
    wz_state_set_days (build->state, daily->hash, daily->name, daily->days);
  }
}

/* ---- Issues ---- */

static WzBuildIssue *
find_issue (const WzBuild *build, WzDate first)
{
  for (guint i = build->issues->len; i > 0; i--) { /* the last one, as a rule */
    WzBuildIssue *issue = g_ptr_array_index (build->issues, i - 1);
    if (wz_date_compare (wz_recipe_get_period (issue->recipe)->first, first) == 0)
      return issue;
  }
  return NULL;
}

/* Into each issue that it has a day of: a dump may be of more than one. */
static void
place_daily (WzBuild *build, WzBuildDaily *daily)
{
  for (guint i = 0; i < daily->days->len; i++) {
    WzPeriod period;
    if (!wz_period_of (g_array_index (daily->days, WzDate, i), wz_project_get_kind (build->project), &period))
      continue;
    WzBuildIssue *issue = find_issue (build, period.first);
    if (issue == NULL) {
      issue = g_new0 (WzBuildIssue, 1);
      issue->name = wz_period_dup_name (&period);
      issue->recipe = wz_recipe_dup (build->project->recipe);
      wz_recipe_set_period (issue->recipe, &period);
      wz_project_say_issue (build->project, issue->recipe);
      issue->dailies = g_ptr_array_new ();
      issue->stale = g_new0 (gboolean, build->tools.n_editions + 1);
      g_ptr_array_add (build->issues, issue);
    }
    if (issue->dailies->len == 0 || g_ptr_array_index (issue->dailies, issue->dailies->len - 1) != daily)
      g_ptr_array_add (issue->dailies, daily);
  }
}

static gint
compare_issues (gconstpointer a, gconstpointer b)
{
  return wz_date_compare (wz_recipe_get_period ((*(const WzBuildIssue *const *) a)->recipe)->first,
                          wz_recipe_get_period ((*(const WzBuildIssue *const *) b)->recipe)->first);
}

static void
group_issues (WzBuild *build, WzDiagSink *sink)
{
  g_autoptr (GPtrArray) undated = g_ptr_array_new ();
  WzPeriod last = {.kind = WZ_PERIOD_RANGE};
  for (guint i = 0; i < build->dailies->len; i++) {
    WzBuildDaily *daily = g_ptr_array_index (build->dailies, i);
    if (!wz_date_is_known (first_day (daily))) {
      g_ptr_array_add (undated, daily->source);
      continue;
    }
    last.first = first_day (daily);
    place_daily (build, daily);
    if (daily->source->issue == NULL && daily->days->len == 1) /* else its reader has just said so */
      wz_weekly_report_clash (daily->source, first_day (daily), sink);
  }
  g_ptr_array_sort (build->issues, compare_issues);
  wz_weekly_report_undated (undated, &last, sink);
}

/* ---- Issues without dailies ---- */

static gboolean
is_archived (const WzBuild *build, WzDate first)
{
  for (guint i = 0; i < build->archived->len; i++)
    if (wz_date_compare (((const WzBuildArchived *) g_ptr_array_index (build->archived, i))->first, first) ==
        0)
      return TRUE;
  return FALSE;
}

static gint
compare_archived (gconstpointer a, gconstpointer b)
{
  return wz_date_compare ((*(const WzBuildArchived *const *) a)->first,
                          (*(const WzBuildArchived *const *) b)->first);
}

/* @path: (nullable): of its dump, for one that the state does not know. */
static void
add_archived (WzBuild *build, const WzPeriod *period, const gchar *path)
{
  if (find_issue (build, period->first) != NULL ||
      is_archived (build, period->first)) /* two of one period: the slug has changed */
    return;
  WzBuildArchived *archived = g_new0 (WzBuildArchived, 1);
  archived->name = wz_period_dup_name (period);
  archived->path = g_strdup (path);
  archived->first = period->first;
  g_ptr_array_add (build->archived, archived);
}

static void
list_archived (WzBuild *build)
{
  g_auto (GStrv) dumps = wz_project_list_dumps (build->project);
  g_auto (GStrv) published = wz_published_dup_names (build->published);
  WzPeriod period;
  for (guint i = 0; wz_build_marks_seen (build) && published[i] != NULL; i++)
    if (wz_period_parse (published[i], wz_project_get_kind (build->project), &period))
      add_archived (build, &period, NULL);
  for (guint i = 0; dumps[i] != NULL; i++)
    if (wz_project_dump_period (build->project, dumps[i], &period))
      add_archived (build, &period, dumps[i]);
  g_ptr_array_sort (build->archived, compare_archived);
}

/* Remembers those before @day; the state knows their papers once they have been read. */
void
wz_build_remember_archived (WzBuild *build, WzDate day, WzDiagSink *sink)
{
  while (build->archived->len > 0) {
    const WzBuildArchived *archived = g_ptr_array_index (build->archived, 0);
    if (wz_date_compare (archived->first, day) >= 0)
      return;
    g_autoptr (GError) error = NULL;
    g_autoptr (WzIssue) issue = NULL;
    if (archived->path != NULL && !wz_state_has_issue (build->state, archived->name))
      issue = wz_weekly_load_dump (archived->path, &error);
    if (issue)
      wz_state_set_issue (build->state, archived->name, issue, (const gchar *const[]){NULL});
    if (error)
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "memory-unreadable", NULL, _ ("not remembered: %s"),
                      error->message);
    wz_state_remember (build->state, archived->name, build->memory);
    g_ptr_array_remove_index (build->archived, 0);
  }
}

static gboolean
had_issue (const gchar *name, gpointer user_data)
{
  const WzBuild *build = user_data;
  WzPeriod period;
  return wz_state_has_issue (build->state, name) ||
         (wz_period_parse (name, wz_project_get_kind (build->project), &period) &&
          (find_issue (build, period.first) != NULL || is_archived (build, period.first)));
}

static gboolean
is_of_another_kind (const WzBuild *build, const gchar *name)
{
  WzPeriod period;
  for (WzPeriodKind kind = WZ_PERIOD_WEEK; kind < WZ_PERIOD_RANGE; kind++)
    if (wz_period_parse (name, kind, &period))
      return kind != wz_project_get_kind (build->project);
  return FALSE; /* what a newer program wrote */
}

/* Issues of another length: the project was one of weeks, and is one of months. Those that were published
 * stay.
 */
static void
forget_others (WzBuild *build)
{
  g_auto (GStrv) names = wz_state_dup_issues (build->state);
  for (guint i = 0; names[i] != NULL; i++)
    if (is_of_another_kind (build, names[i]) && wz_published_get_revision (build->published, names[i]) == 0)
      wz_state_forget_issue (build->state, names[i]);
}

static void
settle_published (WzBuild *build, WzDiagSink *sink)
{
  build->published = wz_published_load (wz_recipe_get (build->project->recipe, WZ_RECIPE_ISSUES), sink);
  wz_published_adopt (build->published, build->state);
  g_auto (GStrv) names = wz_published_dup_names (build->published);
  for (guint i = 0; names[i] != NULL; i++)
    if (!wz_published_settle (build->published, names[i], build->dry, build->dry, sink))
      build->damaged = TRUE;
}

static void
hash_plugin (const WzPluginInfo *info, GChecksum *checksum)
{
  g_autoptr (GPtrArray) files = wz_plugin_info_list_files (info);
  for (guint i = 0; g_ptr_array_index (files, i) != NULL; i++)
    wz_project_hash_file (checksum, g_ptr_array_index (files, i));
}

static gchar *
hash_program (const WzBuildTools *tools)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_recipe_hash_text (checksum, WZ_VERSION);
  wz_style_hash_builtin (tools->paths->data_dir, checksum);
  for (guint i = 0; i < tools->plan->plugins->len; i++)
    hash_plugin (g_ptr_array_index (tools->plan->plugins, i), checksum);
  for (guint k = 0; k < tools->n_editions; k++) { /* those that the issues themselves do without */
    const GPtrArray *plugins = tools->editions[k].plan->plugins;
    for (guint i = 0; i < plugins->len; i++)
      if (!g_ptr_array_find (tools->plan->plugins, plugins->pdata[i], NULL))
        hash_plugin (g_ptr_array_index (plugins, i), checksum);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

WzBuild *
wz_build_new (const WzProject *project, WzState *state, const WzBuildTools *tools, gboolean dry,
              WzDiagSink *sink, GError **error)
{
  const gchar *const inbox[] = {wz_recipe_get (project->recipe, WZ_RECIPE_INBOX), NULL};
  if (!g_file_test (inbox[0], G_FILE_TEST_IS_DIR)) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, "%s: %s", inbox[0], g_strerror (ENOENT));
    return NULL;
  }
  g_auto (GStrv) ignored = wz_project_dup_ignored (project, inbox[0]);
  g_autoptr (GChecksum) general = g_checksum_new (G_CHECKSUM_SHA256);
  WzBuild *build = g_new0 (WzBuild, 1);
  build->project = project;
  build->state = state;
  build->dry = dry;
  build->tools = *tools;
  build->program = hash_program (tools);
  build->fonts = wz_colophon_lines (tools->style);
  wz_project_hash_general (project, general);
  build->general = g_strdup (g_checksum_get_string (general));
  build->sources = wz_sources_expand (inbox, (const gchar *const *) ignored, tools->read->readers);
  build->dailies = g_ptr_array_new_with_free_func (daily_free);
  build->issues = g_ptr_array_new_with_free_func (issue_free);
  build->unreadable = g_ptr_array_new ();
  build->archived = g_ptr_array_new_with_free_func (archived_free);
  build->records = g_new0 (WzBuildRecords, 1);
  build->memory = wz_memory_new ();
  build->lost = g_ptr_array_new_with_free_func (g_free);
  settle_published (build, sink);
  list_inbox (build, sink);
  group_issues (build, sink);
  list_archived (build);
  forget_others (build);
  wz_project_report_files (project, had_issue, build, sink);
  /* once, and not for each issue */
  g_autoptr (WzOverlay) overlay = wz_overlay_new ();
  wz_overlay_add_folder (overlay, project->folder, sink);
  wz_overlay_add (overlay, project->file, "overlay ", project->folder, sink);
  return build;
}

void
wz_build_free (WzBuild *build)
{
  if (build == NULL)
    return;
  g_free (build->program);
  g_strfreev (build->fonts);
  g_free (build->general);
  g_ptr_array_unref (build->issues);
  g_ptr_array_unref (build->dailies);
  g_ptr_array_unref (build->unreadable);
  g_ptr_array_unref (build->archived);
  g_ptr_array_unref (build->lost);
  g_ptr_array_unref (build->sources);
  g_ptr_array_unref (build->left);
  g_clear_pointer (&build->records->said, g_hash_table_unref);
  g_free (build->records->bytes);
  g_free (build->records);
  wz_memory_free (build->memory);
  wz_published_free (build->published);
  g_free (build);
}

const GPtrArray *
wz_build_get_unreadable (const WzBuild *build)
{
  return build->unreadable;
}

guint
wz_build_get_n_dailies (const WzBuild *build, guint i)
{
  return ((const WzBuildIssue *) g_ptr_array_index (build->issues, i))->dailies->len;
}

void
wz_build_account (const WzBuild *build, WzInbox *inbox)
{
  for (guint i = 0; i < build->sources->len; i++) {
    const WzSource *source = g_ptr_array_index (build->sources, i);
    if (source->issue != NULL || source->error != NULL) /* else nobody had to read it */
      wz_inbox_add (inbox, source);
  }
  for (guint i = 0; i < build->left->len; i++)
    wz_inbox_add (inbox, g_ptr_array_index (build->left, i));
}

guint
wz_build_get_n_issues (const WzBuild *build)
{
  return build->issues->len;
}

const gchar *
wz_build_get_name (const WzBuild *build, guint i)
{
  return ((const WzBuildIssue *) g_ptr_array_index (build->issues, i))->name;
}

const WzRecipe *
wz_build_get_recipe (const WzBuild *build, guint i)
{
  return ((const WzBuildIssue *) g_ptr_array_index (build->issues, i))->recipe;
}

const WzPublished *
wz_build_get_published (const WzBuild *build)
{
  return build->published;
}

gboolean
wz_build_is_damaged (const WzBuild *build)
{
  return build->damaged;
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

/* Listens to the making of an issue. */
typedef struct {
  WzBuild *build;
  WzDiagSink *sink;
  GPtrArray *remarks; /* WzDiag: what is to be known at later builds too; nullable: these are said again */
  GHashTable *said;   /* of the issue's editions; nullable: what is said once more is said */
} Watch;

/* Whether it was said of another edition of the issue. */
static gboolean
is_said (const Watch *self, const WzDiag *diag)
{
  const WzPosition *at = &diag->position;
  return self->said != NULL &&
         !g_hash_table_add (self->said, g_strdup_printf ("%s\n%s\n%u:%u\n%s", diag->code,
                                                         at->file != NULL ? at->file : "", at->line,
                                                         at->column, diag->detail));
}

/* Her own editorial lacks it: for the book that is more than a hint. */
static gboolean
is_missing_picture (const WzDiag *diag)
{
  return g_str_equal (diag->code, "picture-not-embedded");
}

static void
keep_remark (GPtrArray *remarks, const WzDiag *diag)
{
  WzDiag kept = *diag;
  kept.severity = MAX (diag->severity, is_missing_picture (diag) ? WZ_SEVERITY_WARNING : WZ_SEVERITY_HINT);
  g_ptr_array_add (remarks, wz_diag_copy (&kept));
}

static void
watch (const WzDiag *diag, gpointer user_data)
{
  const Watch *self = user_data;
  gboolean of_corrections = g_str_has_prefix (diag->code, "overlay-");
  if (diag->severity == WZ_SEVERITY_HINT && g_str_equal (diag->code, "overlay-no-match"))
    count_lost (self->build, &diag->position);
  if (is_said (self, diag))
    return;
  if ((of_corrections || diag->severity >= WZ_SEVERITY_WARNING || is_missing_picture (diag)) &&
      self->remarks != NULL)
    keep_remark (self->remarks, diag);
  if (of_corrections || (self->remarks != NULL && !self->build->dry))
    wz_diag_sink_forward (self->sink, diag);
}

void
wz_build_finish (const WzBuild *build, WzDiagSink *sink)
{
  g_auto (GStrv) known = wz_state_dup_issues (build->state);
  if (g_strv_length (known) > build->issues->len)
    return; /* an issue whose dailies have left the inbox may have the paper */
  for (guint i = 0; i < build->lost->len; i++) {
    const Lost *lost = g_ptr_array_index (build->lost, i);
    if (lost->n == build->issues->len)
      wz_diag_report (sink, WZ_SEVERITY_WARNING, "overlay-no-match", &lost->position, "%s",
                      _ ("no issue has a paper of this name"));
  }
}

/* ---- Making ---- */

void
wz_build_keep (WzBuild *build, guint i, WzDiagSink *sink)
{
  const WzBuildIssue *issue = g_ptr_array_index (build->issues, i);
  Watch watching = {build, sink, NULL, NULL};
  g_autoptr (WzDiagSink) watched = wz_diag_sink_new (watch, &watching);
  wz_state_report_remarks (build->state, issue->name, build->project->folder, watched);
  wz_state_remember (build->state, issue->name, build->memory);
  if (issue->before != NULL && !wz_state_has_issue (build->state, issue->name))
    wz_memory_add_issue (build->memory, issue->before);
}

/* @remarks: get what is odd in the dailies, whenever they were read */
static GPtrArray *
read_dailies (WzBuild *build, const WzBuildIssue *issue, GPtrArray *remarks, WzDiagSink *sink)
{
  GPtrArray *sources = g_ptr_array_new ();
  for (guint k = 0; k < issue->dailies->len; k++) {
    const WzBuildDaily *daily = g_ptr_array_index (issue->dailies, k);
    read_source (build, daily->source, daily->diags, sink);
    for (guint i = 0; i < daily->diags->len; i++) {
      const WzDiag *diag = g_ptr_array_index (daily->diags, i);
      if (diag->severity >= WZ_SEVERITY_WARNING)
        g_ptr_array_add (remarks, wz_diag_copy (diag));
    }
    g_ptr_array_add (daily->source->issue != NULL ? sources : build->unreadable, daily->source);
  }
  return sources;
}

gboolean
wz_build_wants (const WzBuild *build, guint i, guint k)
{
  const WzBuildIssue *issue = g_ptr_array_index (build->issues, i);
  return issue->stale[k] && (k == 0 ? build->tools.chosen : build->tools.editions[k - 1].chosen);
}

/* (transfer full): of editions whose books are not made now */
static GStrv
list_others (const WzBuild *build, guint i, const GPtrArray *issues)
{
  g_autoptr (GStrvBuilder) stems = g_strv_builder_new ();
  for (guint k = 0; k < issues->len; k++) {
    g_autofree gchar *stem = wz_target_dup_stem (wz_issue_get_stem (g_ptr_array_index (issues, k)));
    if (!wz_build_wants (build, i, k))
      g_strv_builder_add (stems, stem);
  }
  return g_strv_builder_end (stems);
}

static void
note_issue (WzBuild *build, guint i, const GPtrArray *issues, const GPtrArray *sources,
            const GPtrArray *remarks)
{
  const WzBuildIssue *issue = g_ptr_array_index (build->issues, i);
  const WzIssue *made = g_ptr_array_index (issues, 0);
  g_auto (GStrv) others = list_others (build, i, issues);
  wz_state_set_issue (build->state, issue->name, made, (const gchar *const *) others);
  for (guint k = 0; wz_recipe_get_flag (issue->recipe, WZ_RECIPE_OMIT_SEEN) && k < sources->len; k++)
    wz_state_add_candidates (build->state, issue->name,
                             ((const WzSource *) g_ptr_array_index (sources, k))->issue);
  wz_state_add_remarks (build->state, issue->name, build->project->folder, remarks);
  g_autoptr (GPtrArray) files = wz_issue_list_files (made);
  for (guint k = 0; k < files->len; k++)
    wz_state_add_picture (build->state, issue->name, build->project->folder, g_ptr_array_index (files, k));
  wz_build_note_parts (build, issue);
}

/* Corrections that hold against what the sources said when they were made, and say no longer. */
static void
report_stale (const WzBuild *build, const WzBuildIssue *issue, const WzIssue *made, WzDiagSink *sink)
{
  g_autoptr (WzIssue) before =
      wz_overlay_get_n_ops (issue->overlay) > 0
          ? wz_project_load_issue (build->project, wz_recipe_get_period (issue->recipe))
          : NULL;
  if (before != NULL)
    wz_corrections_report_stale (before, made, sink);
}

/* What an edition is made of is what the issue is made of. */
static WzIssue *
make_edition (WzBuild *build, const WzBuildIssue *issue, const WzBuildEdition *edition,
              const GPtrArray *sources, const WzMemory *memory, WzDiagSink *sink, GError **error)
{
  g_autoptr (WzRecipe) recipe = wz_edition_dup_recipe (edition->edition, issue->recipe);
  wz_recipe_say_again (recipe, edition->recipe, WZ_ORIGIN_STYLE);
  g_autoptr (WzIssue) made =
      wz_weekly_make ((WzSource *const *) sources->pdata, sources->len, recipe, build->tools.read->readers,
                      issue->overlay, memory, edition->style, sink, error);
  return made != NULL ? wz_desk_convert (made, edition->edition, edition->style, sink, error) : NULL;
}

static gboolean
add_editions (WzBuild *build, const WzBuildIssue *issue, GPtrArray *issues, const GPtrArray *sources,
              WzDiagSink *sink, GError **error)
{
  const WzMemory *memory = wz_build_marks_seen (build) ? build->memory : NULL;
  for (guint i = 0; i < build->tools.n_editions; i++) {
    WzIssue *made = make_edition (build, issue, &build->tools.editions[i], sources, memory, sink, error);
    if (made == NULL)
      return FALSE;
    g_ptr_array_add (issues, made);
  }
  return TRUE;
}

GPtrArray *
wz_build_make (WzBuild *build, guint i, WzDiagSink *sink, GError **error)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_diag_free);
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_issue_unref);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Watch watching = {build, sink, remarks, build->tools.n_editions > 0 ? said : NULL};
  g_autoptr (WzDiagSink) watched = wz_diag_sink_new (watch, &watching);
  WzBuildIssue *issue = g_ptr_array_index (build->issues, i);
  g_autoptr (GPtrArray) sources = read_dailies (build, issue, remarks, build->dry ? NULL : sink);
  WzMemory *memory = wz_build_marks_seen (build) ? build->memory : NULL;
  if (issue->overlay == NULL)
    issue->overlay = wz_weekly_load_overlay (issue->recipe, build->project->file, NULL, watched, error);
  WzIssue *made = issue->overlay == NULL
                      ? NULL
                      : wz_weekly_make ((WzSource *const *) sources->pdata, sources->len, issue->recipe,
                                        build->tools.read->readers, issue->overlay, memory,
                                        build->tools.style, watched, error);
  if (made == NULL)
    return NULL;
  g_ptr_array_add (issues, made);
  report_stale (build, issue, made, watched);
  if (!add_editions (build, issue, issues, sources, watched, error))
    return NULL;
  note_issue (build, i, issues, sources, remarks);
  if (memory != NULL)
    wz_memory_add_issue (memory, made);
  return g_steal_pointer (&issues);
}

/* Editions go by the identifiers that they were published under. */
static gboolean
revise_editions (const WzBuild *build, const gchar *name, GPtrArray *editions, GError **error)
{
  for (guint k = 1; k < editions->len; k++) {
    const WzIssue *edition = g_ptr_array_index (editions, k);
    g_autofree gchar *path =
        wz_published_dup_model (build->published, name, 0, wz_published_get_edition (edition));
    g_autoptr (WzIssue) before = path != NULL ? wz_weekly_load_dump (path, error) : NULL;
    if (path != NULL && before == NULL)
      return FALSE;
    if (before == NULL) /* it is a new one */
      continue;
    editions->pdata[k] = wz_edit_revise (edition, before);
    wz_issue_unref ((WzIssue *) (gsize) edition);
  }
  return TRUE;
}

GPtrArray *
wz_build_revise (WzBuild *build, guint i, WzDiagSink *sink, GError **error)
{
  const WzBuildIssue *issue = g_ptr_array_index (build->issues, i);
  g_autofree gchar *path = wz_published_dup_model (build->published, issue->name, 0, NULL);
  if (path == NULL) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO, _ ("%s has no published model"), issue->name);
    return NULL;
  }
  wz_recipe_set_default (issue->recipe, WZ_RECIPE_CHANGES_SINCE, path);
  for (guint k = 0; k <= build->tools.n_editions; k++)
    issue->stale[k] = TRUE; /* a revision is one of all of them */
  g_autoptr (GPtrArray) editions = wz_build_make (build, i, sink, error);
  return editions != NULL && revise_editions (build, issue->name, editions, error)
             ? g_steal_pointer (&editions)
             : NULL;
}
