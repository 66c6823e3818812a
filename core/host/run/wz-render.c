/* wz-render.c: scheduling, writing and judging outputs. SPDX-License-Identifier: MIT */
#include "host/run/wz-render.h"

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "host/process/wz-child.h"
#include "host/run/wz-work.h"
#include "host/process/wz-scratch.h"
#include "host/file/wz-file-set.h"
#include "host/file/wz-folder.h"
#include "host/file/wz-target.h"
#include "model/wz-builder.h"
#include "style/wz-style-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <inttypes.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define MAX_UNLIMITED (G_GUINT64_CONSTANT (4) << 30) /* of a file, where --memory-limit is 0 */
#define MAX_DIAGS 10000 /* of one output; nobody reads more, and a plugin gone wrong may never stop */

/* One that is made for others alone is @hidden, and put nowhere. */
typedef struct _Running Running;
struct _Running {
  WzRenderTask *task;
  Running *base; /* nullable */
  guint n_users; /* that are based on it, and have not ended */
  GBytes *bytes; /* for these */
  gboolean hidden;
  gboolean started;
  gboolean ended;
  const WzRenderSettings *settings;
  WzScratch *scratch;
  WzScratch *input; /* nullable: of a program */
  gchar *folder;    /* nullable: where an output that is many files is made, in WZ_WORK_FILES */
  WzChild *child;
  GHashTable *seen; /* of the task's diagnostics, lent: repeats are dropped */
  guint n_left_out; /* beyond MAX_DIAGS */
  gdouble share;    /* done, 0 to 1 */
};

/* ---- In the child ---- */

static void
render_main (gint pipe_fd, gpointer user_data)
{
  const Running *running = user_data;
  const WzRenderTask *task = running->task;
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (wz_work_send_diag, GINT_TO_POINTER (pipe_fd));
  g_autoptr (WzStyle) regional = wz_style_dup_for_lang (task->style, wz_issue_get_lang (task->issue));
  WzJob job = {
      .issue = task->issue,
      .style = regional != NULL ? regional : task->style,
      .options = task->options,
      .languages = task->languages,
      .sink = sink,
      .data_dir = running->settings->data_dir,
      .extension = running->hidden ? task->plugin->extension
                                   : wz_plugin_info_find_extension (task->plugin, task->path),
      .base = running->base != NULL ? running->base->bytes : NULL,
      .pipe_fd = pipe_fd,
  };
  WzWork work = {
      .plugin = task->plugin,
      .base = running->base != NULL ? running->base->task->plugin : NULL,
      .input = running->input,
      .file_fd = wz_scratch_get_fd (running->scratch),
  };
  wz_work (&work, &job);
}

/* ---- In the parent ---- */

void
wz_render_task_clear (WzRenderTask *task)
{
  g_clear_error (&task->error);
  g_clear_pointer (&task->diags, g_ptr_array_unref);
  g_clear_pointer (&task->libraries, g_free);
}

static guint
hash_diag (gconstpointer key)
{
  const WzDiag *diag = key;
  return g_str_hash (diag->code) * 31 + g_str_hash (diag->detail) + diag->position.line * 127 +
         diag->position.column;
}

static gboolean
is_same (gconstpointer left, gconstpointer right)
{
  const WzDiag *a = left, *b = right;
  return a->severity == b->severity && g_str_equal (a->code, b->code) && g_str_equal (a->detail, b->detail) &&
         g_strcmp0 (a->position.file, b->position.file) == 0 && a->position.line == b->position.line &&
         a->position.column == b->position.column;
}

static void
on_message (const WzMessage *message, gpointer user_data)
{
  Running *running = user_data;
  if (message->type == WZ_MESSAGE_PROGRESS) {
    if (message->total > 0) /* it never goes back */
      running->share = MAX (running->share, (gdouble) MIN (message->done, message->total) / message->total);
  } else if (message->type == WZ_MESSAGE_MADE) {
    running->task->pages = message->pages;
    g_free (running->task->libraries);
    running->task->libraries = g_strdup (message->diag.detail);
  } else if (message->type == WZ_MESSAGE_DIAG) {
    GPtrArray *diags = running->task->diags;
    if (g_hash_table_contains (running->seen, &message->diag))
      return;
    if (diags->len == MAX_DIAGS) {
      running->n_left_out++;
      return;
    }
    g_ptr_array_add (diags, wz_diag_copy (&message->diag));
    g_hash_table_add (running->seen, g_ptr_array_index (diags, diags->len - 1));
  }
}

static WzChildLimits
limits_of (const Running *running)
{
  const WzRenderSettings *settings = running->settings;
  guint64 memory = (guint64) settings->mebibytes * 1024 * 1024;
  return (WzChildLimits){
      .data_bytes = memory,
      .file_bytes = memory > 0 ? memory : MAX_UNLIMITED, /* the file lies in memory */
      .milliseconds = settings->seconds > 0 ? (guint64) settings->seconds * 1000 +
                                                  wz_issue_get_n_entries (running->task->issue) * 100
                                            : 0,
      .adjustable = TRUE,
  };
}

/* A folder for many files, where the output is that. */
static gboolean
make_place (Running *running, GError **error)
{
  const WzRenderTask *task = running->task;
  if (!wz_plugin_info_has_folder (task->plugin))
    return wz_target_try (task->path, error);
  if (!wz_file_set_try (task->path, error))
    return FALSE;
  running->folder = wz_scratch_make_folder ();
  g_autofree gchar *files =
      running->folder != NULL ? g_build_filename (running->folder, WZ_WORK_FILES, NULL) : NULL;
  if (files != NULL && g_mkdir (files, 0700) == 0)
    return TRUE;
  g_set_error (error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO, _ ("cannot make a folder for temporary files: %s"),
               g_strerror (errno));
  return FALSE;
}

/* What the base had to say, where nobody else has it; and whether it is there. */
static gboolean
take_base (Running *running)
{
  WzRenderTask *task = running->task, *base = running->base->task;
  while (running->base->hidden && base->diags->len > 0)
    g_ptr_array_add (task->diags, g_ptr_array_steal_index (base->diags, 0));
  if (running->base->bytes != NULL)
    return TRUE;
  if (base->error->domain != WZ_PLUGIN_ERROR)
    task->error = g_error_copy (base->error);
  else
    g_set_error (&task->error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION,
                 _ ("what it is based on, the output %s, cannot be made: %s%s"), base->plugin->name,
                 base->error->message, wz_plugin_info_get_remedy (base->plugin, base->error));
  return FALSE;
}

static void
start (Running *running)
{
  WzRenderTask *task = running->task;
  running->started = TRUE;
  if ((!running->hidden && !make_place (running, &task->error)) ||
      (running->base != NULL && !take_base (running)))
    return;
  if (wz_model_is_empty (task->issue)) {
    g_set_error (&task->error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
                 _ ("%s: the issue has no paper and no text left: there is nothing to make a book of"),
                 task->path);
    return;
  }
  running->scratch = wz_scratch_new (&task->error);
  if (task->error == NULL && task->plugin->program != NULL)
    running->input = wz_scratch_new (&task->error);
  if (task->error != NULL)
    return;
  g_autoptr (GPtrArray) readable = wz_plugin_info_list_readable (task->plugin);
  g_ptr_array_add (readable, g_strdup (running->settings->data_dir));
  wz_style_add_font_files (task->style, readable);
  g_ptr_array_add (readable, NULL);
  WzChildSpec spec = {
      .name = task->plugin->name,
      .main = render_main,
      .main_data = running,
      .is_program = task->plugin->program != NULL,
      .file_fd = wz_scratch_get_fd (running->scratch),
      .readable = (const gchar *const *) readable->pdata,
      .input_fd = running->input != NULL ? wz_scratch_get_fd (running->input) : 0,
      .folder = running->folder,
      .limits = limits_of (running),
      .func = on_message,
      .func_data = running,
  };
  running->child = wz_child_start (&spec, &task->error);
}

static void
tell_kept (const WzRenderTask *task, const GPtrArray *kept)
{
  if (kept->len == 0)
    return;
  g_autofree gchar *list = wz_folder_dup_names (kept), *shown = wz_display_dup (task->path);
  g_autofree gchar *text = g_strdup_printf (
      _ ("left as they are, since they are not as this output wrote them: %s; delete one to have it made"),
      list);
  WzDiag diag = {WZ_SEVERITY_WARNING, "files-kept", {shown, 0, 0}, text};
  g_ptr_array_add (task->diags, wz_diag_copy (&diag));
}

static gboolean
put_files_in_place (Running *running, GError **error)
{
  WzRenderTask *task = running->task;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree gchar *files = g_build_filename (running->folder, WZ_WORK_FILES, NULL);
  gboolean ok =
      wz_file_set_install (files, task->path, limits_of (running).file_bytes, &task->bytes, kept, error);
  tell_kept (task, kept);
  return ok;
}

/* The child and all that it started are gone: what they left counts, and is what the child told of. */
static gboolean
take_file (Running *running, guint64 *length, GError **error)
{
  guint64 told = wz_child_get_bytes (running->child);
  if (!wz_scratch_seal (running->scratch, limits_of (running).file_bytes, length, error))
    return FALSE;
  if (running->task->plugin->program != NULL) /* it tells by its end */
    told = *length;
  if (*length != told || *length == 0) {
    g_autofree gchar *text =
        g_strdup_printf (_ ("left a file of %" PRIu64 " bytes, but wrote %" PRIu64), *length, told);
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID,
                         *length == told ? _ ("wrote nothing") : text);
    return FALSE;
  }
  if (running->n_users > 0)
    running->bytes = wz_scratch_map (running->scratch, error);
  return running->n_users == 0 || running->bytes != NULL;
}

static gboolean
put_in_place (Running *running, guint64 length, GError **error)
{
  WzRenderTask *task = running->task;
  g_autoptr (WzTarget) target = wz_target_new (task->path, error);
  if (target == NULL ||
      !wz_scratch_copy (running->scratch, length, wz_target_get_fd (target), wz_target_get_name (target),
                        error) ||
      !wz_target_commit (target, error))
    return FALSE;
  task->bytes = length;
  return TRUE;
}

static void
clear (Running *running)
{
  g_clear_pointer (&running->child, wz_child_free);
  g_clear_pointer (&running->scratch, wz_scratch_free);
  g_clear_pointer (&running->input, wz_scratch_free);
  wz_scratch_remove_folder (running->folder);
  g_clear_pointer (&running->folder, g_free);
}

/* All of it, or nothing; what others are based on is for them too. */
static gboolean
take_result (Running *running, GError **error)
{
  guint64 length;
  if (running->folder != NULL)
    return put_files_in_place (running, error);
  return take_file (running, &length, error) && (running->hidden || put_in_place (running, length, error));
}

static void
finish (Running *running)
{
  WzRenderTask *task = running->task;
  running->share = 1;
  running->ended = TRUE;
  if (running->n_left_out > 0) {
    g_autofree gchar *text = g_strdup_printf (_ ("%u more messages are left out"), running->n_left_out);
    WzDiag diag = {WZ_SEVERITY_WARNING, "plugin-log", {NULL, 0, 0}, text};
    g_ptr_array_add (task->diags, wz_diag_copy (&diag));
  }
  if (task->error == NULL && wz_child_check (running->child, &task->error))
    take_result (running, &task->error);
  clear (running);
  if (running->base != NULL && --running->base->n_users == 0)
    g_clear_pointer (&running->base->bytes, g_bytes_unref);
}

static void
tell_progress (const Running *running, guint n, const WzRenderSettings *settings)
{
  gdouble sum = 0;
  guint n_issues = 0;
  if (settings->progress == NULL)
    return;
  for (guint i = 0; i < n;
       n_issues++) { /* an issue is as far as the slowest of its outputs, which stand together */
    const WzIssue *issue = running[i].task->issue;
    gdouble least = 1;
    for (; i < n && running[i].task->issue == issue; i++)
      least = MIN (least, running[i].share);
    sum += least;
  }
  settings->progress (sum / n_issues, settings->user_data);
}

/* Whether it could not be started for want of descriptors or processes, which those that run will give back.
 */
static gboolean
must_wait (Running *one, guint active)
{
  if (active == 0 || !g_error_matches (one->task->error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT))
    return FALSE;
  g_clear_error (&one->task->error);
  clear (one);
  one->started = FALSE;
  return TRUE;
}

/* In their order, but for those whose base is not there yet. Returns: how many run. */
static guint
start_some (Running *running, guint n, const WzRenderSettings *settings)
{
  guint active = 0;
  for (guint i = 0; i < n; i++)
    active += running[i].child != NULL;
  for (guint i = 0; i < n && active < MAX (1, settings->parallel); i++) {
    Running *one = &running[i];
    if (one->started || (one->base != NULL && !one->base->ended))
      continue;
    start (one);
    if (one->child == NULL && must_wait (one, active))
      break;
    if (one->child != NULL)
      active++;
    else
      finish (one);
  }
  return active;
}

/* Starts what there is room for, waits, finishes what has ended; FALSE when a signal came. */
static gboolean
step (Running *running, guint n, const WzRenderSettings *settings, gint signal_fd)
{
  g_autofree WzChild **children = g_new0 (WzChild *, n);
  if (start_some (running, n, settings) == 0)
    return TRUE;

  for (guint i = 0; i < n; i++)
    children[i] = running[i].child;
  if (!wz_children_wait (children, n, 200, signal_fd))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (running[i].child != NULL && wz_child_has_ended (running[i].child))
      finish (&running[i]);
  return TRUE;
}

/* Ends everything and then takes the signal as if it had come now. */
static void
obey_signal (Running *running, guint n, gint signal_fd, const sigset_t *old_mask)
{
  const WzRenderSettings *settings = running[0].settings;
  guint n_tasks = 0;
  struct signalfd_siginfo info;
  gssize got = read (signal_fd, &info, sizeof info);
  for (guint i = 0; i < n; i++)
    if (running[i].child != NULL)
      wz_child_stop (running[i].child); /* all at once */
  for (guint i = 0; i < n; i++) {
    if (running[i].task->bytes == 0 && running[i].task->error == NULL)
      g_set_error_literal (&running[i].task->error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
                           _ ("stopped by a signal"));
    clear (&running[i]);
    n_tasks += !running[i].hidden;
  }
  if (settings->stopped != NULL)
    settings->stopped (running[0].task, n_tasks, settings->user_data); /* they stand in one array */
  if (got == sizeof info)
    kill (getpid (), (gint) info.ssi_signo);
  sigprocmask (SIG_SETMASK, old_mask, NULL);
}

/* A signal that whoever started us had ignored (nohup) stays ignored; once blocked, it would be delivered. */
static void
choose_signals (sigset_t *mask)
{
  static const gint signals[] = {SIGINT, SIGTERM, SIGHUP};
  sigemptyset (mask);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++) {
    struct sigaction action;
    if (sigaction (signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
      sigaddset (mask, signals[i]);
  }
}

static void
add (Running *one, WzRenderTask *task, const WzRenderSettings *settings)
{
  task->diags = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_diag_free);
  one->task = task;
  one->settings = settings;
  one->seen = g_hash_table_new (hash_diag, is_same);
}

/* Who makes the base of @task: one of the others, or one more. */
static Running *
find_base (Running *running, guint *n, const WzRenderTask *task)
{
  const WzRenderBase *base = task->base;
  for (guint i = 0; i < *n; i++) {
    const WzRenderTask *other = running[i].task;
    if (other->plugin == base->plugin && other->options == base->options && other->issue == task->issue &&
        other->style == task->style && other->languages == task->languages)
      return &running[i];
  }
  WzRenderTask *own = g_memdup2 (task, sizeof *task);
  own->plugin = base->plugin;
  own->options = base->options;
  own->base = base->base;
  own->libraries = NULL;
  add (&running[*n], own, running[0].settings);
  running[*n].hidden = TRUE;
  return &running[(*n)++];
}

/* @tasks first, in their order; then what they are based on, and is not among them. */
static Running *
arrange (WzRenderTask *tasks, guint n_tasks, const WzRenderSettings *settings, guint *n)
{
  gsize most = MAX (1, n_tasks);
  for (guint i = 0; i < n_tasks; i++)
    for (const WzRenderBase *base = tasks[i].base; base != NULL; base = base->base)
      most++;
  Running *running = g_new0 (Running, most);
  for (guint i = 0; i < n_tasks; i++)
    add (&running[i], &tasks[i], settings);
  *n = n_tasks;
  for (guint i = 0; i < *n; i++)
    if (running[i].task->base != NULL) {
      running[i].base = find_base (running, n, running[i].task);
      running[i].base->n_users++;
    }
  return running;
}

static void
forget (Running *running)
{
  g_hash_table_unref (running->seen);
  g_clear_pointer (&running->bytes, g_bytes_unref);
  if (running->hidden) {
    wz_render_task_clear (running->task);
    g_free (running->task);
  }
}

static gboolean
have_ended (const Running *running, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!running[i].ended)
      return FALSE;
  return TRUE;
}

guint
wz_render (WzRenderTask *tasks, guint n_tasks, const WzRenderSettings *settings)
{
  sigset_t mask, old_mask;
  choose_signals (&mask);
  sigprocmask (SIG_BLOCK, &mask, &old_mask);
  gint signal_fd = signalfd (-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  if (signal_fd < 0) /* they do at once what they do */
    sigprocmask (SIG_SETMASK, &old_mask, NULL);

  guint n, failed = 0;
  g_autofree Running *running = arrange (tasks, n_tasks, settings, &n);
  while (!have_ended (running, n)) {
    if (!step (running, n, settings, signal_fd)) {
      obey_signal (running, n, signal_fd, &old_mask);
      break;
    }
    tell_progress (running, n_tasks, settings);
  }
  if (signal_fd >= 0)
    close (signal_fd);
  sigprocmask (SIG_SETMASK, &old_mask, NULL);

  for (guint i = 0; i < n_tasks; i++)
    failed += tasks[i].error != NULL;
  for (guint i = 0; i < n; i++)
    forget (&running[i]);
  return failed;
}
