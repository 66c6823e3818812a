/* wz-render.c: scheduling, writing and judging outputs. SPDX-License-Identifier: MIT */
#include "host/wz-render.h"

#include "base/wz-diag-private.h"
#include "host/wz-child.h"
#include "host/wz-job.h"
#include "host/wz-module.h"
#include "host/wz-target.h"
#include "style/wz-style-private.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_INSPECTED (256u * 1024 * 1024)
#define MAX_DIAGS 10000 /* of one output; nobody reads more, and a plugin gone wrong may never stop */

typedef struct {
  WzRenderTask *task;
  const WzRenderSettings *settings;
  WzTarget *target;
  WzChild *child;
  GHashTable *seen; /* of the task's diagnostics, lent: repeats are dropped */
  guint n_left_out; /* beyond MAX_DIAGS */
  gdouble share;    /* done, 0 to 1 */
} Running;

/* ---- In the child ---- */

static void
send_diag (const WzDiag *diag, gpointer pipe_fd)
{
  wz_message_send_diag (GPOINTER_TO_INT (pipe_fd), diag);
}

/* begin, check, write, end: each once, end only after a begin that succeeded */
static gboolean
run_plugin (const WzModule *module, const WzJob *job, WzOutput *output, GError **error)
{
  const WzOutputFuncs *funcs = &module->funcs;
  gpointer state = NULL;
  if (funcs->begin != NULL && !funcs->begin (job, &state, error))
    return FALSE;
  gboolean ok = (funcs->check == NULL || funcs->check (job, state, error)) &&
                funcs->write (job, state, output, error) && wz_output_check (output, error);
  if (funcs->end != NULL)
    funcs->end (state);
  return ok;
}

static void
render_main (gint pipe_fd, gpointer user_data)
{
  const Running *running = user_data;
  const WzRenderTask *task = running->task;
  WzModule module;
  g_autoptr (GError) error = NULL;
  if (!wz_module_open (task->plugin->path, &module, &error)) {
    wz_message_send_error (pipe_fd, error->code, error->message);
    return;
  }
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (send_diag, GINT_TO_POINTER (pipe_fd));
  g_autoptr (WzOutput) output = wz_output_new (wz_target_get_fd (running->target));
  g_autoptr (WzStyle) regional = wz_style_dup_for_lang (task->style, wz_issue_get_lang (task->issue));
  WzJob job = {
      .issue = task->issue,
      .style = regional != NULL ? regional : task->style,
      .options = task->options,
      .languages = task->languages,
      .sink = sink,
      .data_dir = running->settings->data_dir,
      .path = task->path,
      .pipe_fd = pipe_fd,
  };
  if (run_plugin (&module, &job, output, &error))
    wz_message_send_done (pipe_fd, wz_output_get_bytes (output));
  else
    wz_message_send_error (pipe_fd, WZ_PLUGIN_ERROR_FAILED,
                           error != NULL ? error->message : _ ("failed without saying why"));
}

/* ---- In the parent ---- */

void
wz_render_task_clear (WzRenderTask *task)
{
  g_clear_error (&task->error);
  g_clear_pointer (&task->diags, g_ptr_array_unref);
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
    running->share = message->total > 0 ? (gdouble) message->done / message->total : 0;
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

static void
start (Running *running)
{
  WzRenderTask *task = running->task;
  const WzRenderSettings *settings = running->settings;
  running->target = wz_target_new (task->path, &task->error);
  if (running->target == NULL)
    return;
  WzChildLimits limits = {
      .data_bytes = (guint64) settings->mebibytes * 1024 * 1024,
      .milliseconds = settings->seconds > 0
                          ? (guint64) settings->seconds * 1000 + wz_issue_get_n_entries (task->issue) * 100
                          : 0,
  };
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  limits.milliseconds = 0;
#endif
  running->child =
      wz_child_start (task->plugin->name, render_main, running, limits, on_message, running, &task->error);
}

static void
finish (Running *running)
{
  WzRenderTask *task = running->task;
  running->share = 1;
  if (running->n_left_out > 0) {
    g_autofree gchar *text = g_strdup_printf (_ ("%u more messages are left out"), running->n_left_out);
    WzDiag diag = {WZ_SEVERITY_WARNING, "plugin-log", {NULL, 0, 0}, text};
    g_ptr_array_add (task->diags, wz_diag_copy (&diag));
  }
  if (task->error == NULL && wz_child_check (running->child, &task->error)) {
    task->bytes = wz_child_get_bytes (running->child);
    if (task->bytes == 0)
      g_set_error (&task->error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID, "%s", _ ("wrote nothing"));
    else
      wz_target_commit (running->target, &task->error);
  }
  g_clear_pointer (&running->child, wz_child_free);
  g_clear_pointer (&running->target, wz_target_free);
}

static void
tell_progress (const Running *running, guint n, const WzRenderSettings *settings)
{
  gdouble sum = 0;
  for (guint i = 0; i < n; i++)
    sum += running[i].share;
  if (settings->progress != NULL)
    settings->progress (sum / n, settings->user_data);
}

/* Starts what there is room for, waits, finishes what has ended; FALSE when a signal came. */
static gboolean
step (Running *running, guint n, guint *next, const WzRenderSettings *settings, gint signal_fd)
{
  g_autofree WzChild **children = g_new0 (WzChild *, n);
  guint active = 0;
  for (guint i = 0; i < *next; i++)
    active += running[i].child != NULL;
  while (*next < n && active < MAX (1, settings->parallel)) {
    Running *one = &running[(*next)++];
    start (one);
    if (one->child != NULL)
      active++;
    else
      finish (one);
  }
  if (active == 0)
    return TRUE;

  for (guint i = 0; i < *next; i++)
    children[i] = running[i].child;
  if (!wz_children_wait (children, *next, 200, signal_fd))
    return FALSE;
  for (guint i = 0; i < *next; i++)
    if (running[i].child != NULL && wz_child_has_ended (running[i].child))
      finish (&running[i]);
  tell_progress (running, n, settings);
  return TRUE;
}

/* Ends everything and then takes the signal as if it had come now. */
static void
obey_signal (Running *running, guint n, gint signal_fd, const sigset_t *old_mask)
{
  struct signalfd_siginfo info;
  gssize got = read (signal_fd, &info, sizeof info);
  for (guint i = 0; i < n; i++) {
    if (running[i].task->bytes == 0 && running[i].task->error == NULL)
      g_set_error_literal (&running[i].task->error, WZ_OUTPUT_ERROR, WZ_OUTPUT_ERROR_IO,
                           _ ("stopped by a signal"));
    g_clear_pointer (&running[i].child, wz_child_free);
    g_clear_pointer (&running[i].target, wz_target_free);
  }
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

guint
wz_render (WzRenderTask *tasks, guint n, const WzRenderSettings *settings)
{
  sigset_t mask, old_mask;
  choose_signals (&mask);
  sigprocmask (SIG_BLOCK, &mask, &old_mask);
  gint signal_fd = signalfd (-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);

  g_autofree Running *running = g_new0 (Running, MAX (1, n));
  for (guint i = 0; i < n; i++) {
    tasks[i].diags = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_diag_free);
    running[i].task = &tasks[i];
    running[i].settings = settings;
    running[i].seen = g_hash_table_new (hash_diag, is_same);
  }

  guint next = 0;
  gboolean active = n > 0;
  while (active) {
    if (!step (running, n, &next, settings, signal_fd)) {
      obey_signal (running, n, signal_fd, &old_mask);
      break;
    }
    active = next < n;
    for (guint i = 0; i < next; i++)
      active = active || running[i].child != NULL;
  }
  if (signal_fd >= 0)
    close (signal_fd);
  sigprocmask (SIG_SETMASK, &old_mask, NULL);

  guint failed = 0;
  for (guint i = 0; i < n; i++) {
    failed += tasks[i].error != NULL;
    g_hash_table_unref (running[i].seen);
  }
  return failed;
}

/* ---- Inspect ---- */

typedef struct {
  const WzPluginInfo *plugin;
  GBytes *bytes;
  gint fd;
  WzDiagSink *sink;
} Inspection;

static void
inspect_main (gint pipe_fd, gpointer user_data)
{
  const Inspection *inspection = user_data;
  WzModule module;
  g_autoptr (GError) error = NULL;
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (send_diag, GINT_TO_POINTER (pipe_fd));
  g_autoptr (WzOutput) output = wz_output_new (inspection->fd);
  if (!wz_module_open (inspection->plugin->path, &module, &error))
    wz_message_send_error (pipe_fd, error->code, error->message);
  else if (module.funcs.inspect (inspection->bytes, output, sink, &error))
    wz_message_send_done (pipe_fd, wz_output_get_bytes (output));
  else
    wz_message_send_error (pipe_fd, WZ_PLUGIN_ERROR_FAILED,
                           error != NULL ? error->message : _ ("failed without saying why"));
}

static void
forward_diag (const WzMessage *message, gpointer user_data)
{
  Inspection *inspection = user_data;
  if (message->type == WZ_MESSAGE_DIAG)
    wz_diag_sink_forward (inspection->sink, &message->diag);
}

/* What stands in the file, whatever the child says of it. */
static gchar *
read_back (gint fd, GError **error)
{
  struct stat info;
  gsize length = fstat (fd, &info) == 0 ? (gsize) info.st_size : 0, at = 0;
  if (length > MAX_INSPECTED) {
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, _ ("wrote more than %u MiB"),
                 MAX_INSPECTED / (1024 * 1024));
    return NULL;
  }
  gchar *text = g_malloc (length + 1);
  gssize got = 1;
  while (at < length && got > 0)
    if ((got = pread (fd, text + at, length - at, (off_t) at)) > 0)
      at += (gsize) got;
  text[at] = '\0';
  return text;
}

gchar *
wz_render_inspect (const WzPluginInfo *plugin, GBytes *bytes, WzDiagSink *sink, GError **error)
{
  Inspection inspection = {plugin, bytes, memfd_create ("inspect", MFD_CLOEXEC), sink};
  WzChildLimits limits = {(guint64) WZ_RENDER_MEBIBYTES * 1024 * 1024, WZ_RENDER_SECONDS * 1000};
  g_autoptr (WzChild) child =
      wz_child_start (plugin->name, inspect_main, &inspection, limits, forward_diag, &inspection, error);
  g_autofree gchar *text = NULL;
  if (child != NULL) {
    while (!wz_child_has_ended (child))
      wz_children_wait (&child, 1, -1, -1);
    if (wz_child_check (child, error))
      text = read_back (inspection.fd, error);
  }
  if (inspection.fd >= 0)
    close (inspection.fd);
  return g_steal_pointer (&text);
}
