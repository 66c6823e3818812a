/* wz-program-reader.c: a child process a file, whose answer is an issue in JSON. SPDX-License-Identifier: MIT
 */
#include "host/run/wz-program-reader.h"

#include "base/wz-diag-private.h"
#include "host/process/wz-child.h"
#include "host/process/wz-program.h"
#include "host/run/wz-render.h"
#include "json/wz-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DIAGS 10000 /* of one file */

/* What readers know, and what it takes to run it. */
typedef struct {
  WzReadProgram base; /* must be the first */
  const WzPluginInfo *info;
  const gchar *data_dir;
  GPtrArray *files;
} Program;

struct _WzProgramReaders {
  GPtrArray *programs; /* of Program */
  gchar *data_dir;
};

/* A file on its way. */
typedef struct {
  const Program *program;
  const gchar *file;
  WzScratch *input, *answer;
  WzDiagSink *sink;
  guint n_diags;
} Run;

/* ---- In the child ---- */

static void
reader_main (gint pipe_fd, gpointer user_data)
{
  const Run *run = user_data;
  WzProgramSpec spec = {
      .argv = (const gchar *const *) run->program->info->program->argv,
      .data_dir = run->program->data_dir,
      .file = run->file,
      .place = ".",
      .input = run->input,
      .output_fd = wz_scratch_get_fd (run->answer),
  };
  wz_program_exec (&spec, pipe_fd);
}

/* ---- In the parent ---- */

/* A place is one in the file, whatever the program calls that; what it prints is under its name. */
static void
on_message (const WzMessage *message, gpointer user_data)
{
  Run *run = user_data;
  if (message->type != WZ_MESSAGE_DIAG || run->n_diags++ >= MAX_DIAGS)
    return;
  WzDiag diag = message->diag;
  g_autofree gchar *detail = g_strdup_printf ("%s: %s", run->program->base.name, diag.detail);
  diag.position.file = run->file;
  diag.detail = detail;
  wz_diag_sink_forward (run->sink, &diag);
}

static gboolean
wait_for (Run *run, GError **error)
{
  g_autoptr (GPtrArray) readable = wz_plugin_info_list_readable (run->program->info);
  g_ptr_array_add (readable, g_strdup (run->program->data_dir));
  g_ptr_array_add (readable, NULL);
  WzChildSpec spec = {
      .name = run->program->base.name,
      .main = reader_main,
      .main_data = run,
      .is_program = TRUE,
      .file_fd = wz_scratch_get_fd (run->answer),
      .input_fd = wz_scratch_get_fd (run->input),
      .readable = (const gchar *const *) readable->pdata,
      .limits = {.data_bytes = (guint64) WZ_RENDER_MEBIBYTES * 1024 * 1024,
                 .file_bytes = WZ_JSON_MAX_BYTES,
                 .milliseconds = WZ_RENDER_SECONDS * 1000},
      .func = on_message,
      .func_data = run,
  };
  g_autoptr (WzChild) child = wz_child_start (&spec, error);
  if (child == NULL)
    return FALSE;
  while (!wz_child_has_ended (child))
    wz_children_wait (&child, 1, -1, -1);
  return wz_child_check (child, error);
}

static GBytes *
read_by_program (const WzReadProgram *self, GBytes *bytes, const gchar *file, WzDiagSink *sink,
                 GError **error)
{
  const Program *program = (const Program *) self;
  g_autoptr (GError) why = NULL;
  g_autoptr (WzScratch) answer = wz_scratch_new (&why);
  g_autoptr (WzScratch) input = answer != NULL ? wz_scratch_new (&why) : NULL;
  guint64 length = 0;
  gsize size;
  const gchar *data = g_bytes_get_data (bytes, &size);
  Run run = {program, file, input, answer, sink, 0};
  if (input != NULL && wz_program_fill (input, data, size, &why) && wait_for (&run, &why) &&
      wz_scratch_seal (answer, WZ_JSON_MAX_BYTES, &length, &why))
    return g_bytes_new_take (wz_scratch_dup_text (answer, length), (gsize) length);
  g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_NOT_DIGEST,
               _ ("%s: the reader %s (%s) %s; --reader chooses another one"), file, self->name, self->path,
               why->message);
  return NULL;
}

/* ---- All of them ---- */

static void
free_program (gpointer data)
{
  Program *program = data;
  g_ptr_array_unref (program->files);
  g_free (program);
}

static void
add (WzProgramReaders *programs, const WzPluginInfo *info, WzReaders *readers, WzDiagSink *sink)
{
  Program *program = g_new0 (Program, 1);
  program->info = info;
  program->data_dir = programs->data_dir;
  program->files = wz_plugin_info_list_files (info);
  program->base = (WzReadProgram){
      .name = info->name,
      .comment = info->summary,
      .path = info->path,
      .files = (const gchar *const *) program->files->pdata,
      .patterns = (const gchar *const *) info->program->patterns,
      .run = read_by_program,
  };
  g_ptr_array_add (programs->programs, program);
  if (!wz_readers_add_program (readers, &program->base))
    wz_diag_report (
        sink, WZ_SEVERITY_WARNING, "plugin", NULL,
        _ ("plugin %s (%s): there is a reader of that name, which is taken; give it another name"),
        info->name, info->path);
}

WzProgramReaders *
wz_program_readers_new (WzRegistry *registry, const gchar *data_dir, WzReaders *readers, WzDiagSink *sink)
{
  WzProgramReaders *programs = g_new0 (WzProgramReaders, 1);
  g_autoptr (GPtrArray) infos = wz_registry_list_readers (registry);
  programs->programs = g_ptr_array_new_with_free_func (free_program);
  programs->data_dir = g_strdup (data_dir);
  for (guint i = 0; i < infos->len; i++)
    add (programs, g_ptr_array_index (infos, i), readers, sink);
  return programs;
}

void
wz_program_readers_free (WzProgramReaders *programs)
{
  if (programs == NULL)
    return;
  g_ptr_array_unref (programs->programs);
  g_free (programs->data_dir);
  g_free (programs);
}
