/* wz-work.c: what the process of an output does. SPDX-License-Identifier: MIT */
#include "host/run/wz-work.h"

#include "host/plugin/wz-module.h"
#include "host/process/wz-libraries.h"
#include "host/process/wz-message.h"
#include "host/process/wz-program.h"

#include <glib/gi18n-lib.h>

void
wz_work_send_diag (const WzDiag *diag, gpointer pipe_fd)
{
  wz_message_send_diag (GPOINTER_TO_INT (pipe_fd), diag);
}

void
wz_work_send_failure (gint pipe_fd, const GError *error)
{
  gboolean limit = g_error_matches (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT);
  wz_message_send_error (pipe_fd, limit ? WZ_PLUGIN_ERROR_LIMIT : WZ_PLUGIN_ERROR_FAILED,
                         error != NULL ? error->message : _ ("failed without saying why"));
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
run_module (const WzWork *work, WzJob *job)
{
  const WzPluginInfo *plugin = work->plugin;
  WzModule module;
  g_autoptr (GError) error = NULL;
  g_autoptr (WzOutput) output = wz_output_new (work->file_fd);
  if (!wz_module_open (plugin->path, plugin->name, &module, &error)) {
    wz_message_send_error (job->pipe_fd, error->code, error->message);
    return;
  }
  if (!run_plugin (&module, job, output, &error)) {
    wz_work_send_failure (job->pipe_fd, error);
    return;
  }
  g_autofree gchar *libraries = wz_libraries_dup_names ();
  wz_message_send_made (job->pipe_fd, job->pages, libraries);
  wz_message_send_done (job->pipe_fd, wz_output_get_bytes (output));
}

/* What it is based on, as a file that it may read and write: job->base_file, as seen from @place. */
static gboolean
write_base (const WzJob *job, const gchar *place, GError **error)
{
  const gchar *folder = g_getenv ("TMPDIR");
  gsize length;
  const gchar *data = g_bytes_get_data (job->base, &length);
  g_autofree gchar *path = folder != NULL ? g_build_filename (folder, place, job->base_file, NULL) : NULL;
  if (path != NULL)
    return g_file_set_contents (path, data, (gssize) length, error);
  g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
                       _ ("has no folder for the file that it is based on; make room below $TMPDIR"));
  return FALSE;
}

static void
run_program (const WzWork *work, WzJob *job)
{
  gsize length;
  const WzProgram *program = work->plugin->program;
  const gchar *place = program->has_folder ? WZ_WORK_FILES : ".";
  g_autoptr (GError) error = NULL;
  g_autofree gchar *base_file = NULL;
  if (work->base != NULL)
    job->base_file = base_file =
        g_strconcat (program->has_folder ? "../base." : "base.", work->base->extension, NULL);
  if (base_file != NULL && !write_base (job, place, &error)) {
    wz_work_send_failure (job->pipe_fd, error);
    return;
  }
  g_autofree gchar *text = wz_job_write (job, work->plugin, &length);
  if (!wz_program_fill (work->input, text, length, &error)) {
    wz_work_send_failure (job->pipe_fd, error);
    return;
  }
  WzProgramSpec spec = {
      .argv = (const gchar *const *) program->argv,
      .data_dir = job->data_dir,
      .input = work->input,
      .output_fd = program->has_folder ? -1 : work->file_fd,
      .place = place,
  };
  wz_program_exec (&spec, job->pipe_fd);
}

void
wz_work (const WzWork *work, WzJob *job)
{
  if (work->plugin->program != NULL)
    run_program (work, job);
  else
    run_module (work, job);
}
