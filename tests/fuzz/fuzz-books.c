/* Fuzz target: from a stranger's JSON to all three books, by the modules that the program opens. Each makes a
 * file, or says why not; the Kindle book passes our own inspection. */
#include "fuzz-target.h"

#include "base/wz-diag-private.h"
#include "host/run/wz-job.h"
#include "host/plugin/wz-module.h"
#include "host/plugin/wz-options-private.h"
#include "json/wz-json.h"
#include "style/wz-style-private.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const gchar *const paths[] = {FUZZ_EPUB, FUZZ_PDF, FUZZ_KINDLE};

typedef struct {
  WzModule modules[G_N_ELEMENTS (paths)];
  WzStyle *style;
} Program;

static const Program *
get_program (void)
{
  static Program *program = NULL;
  if (program == NULL) {
    g_autoptr (GError) error = NULL;
    program = g_new0 (Program, 1);
    /* A critical message is a fault of ours. */
    g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
    for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
      g_autoptr (GArray) modules = wz_module_open_all (paths[i], &error);
      g_assert_no_error (error);
      program->modules[i] = g_array_index (modules, WzModule, 0);
    }
    program->style = wz_style_load ("classic", NULL, FUZZ_DATA, NULL, NULL, 0, NULL, &error);
    g_assert_no_error (error);
  }
  return program;
}

static void
check_diag (const WzDiag *diag, gpointer user_data)
{
  g_assert_true (g_utf8_validate (diag->detail, -1, NULL));
  g_assert_nonnull (diag->code);
}

static void
count_fault (const WzDiag *diag, gpointer n_faults)
{
  check_diag (diag, NULL);
  (*(guint *) n_faults)++;
}

/* What came out; NULL where the plugin said why there is nothing. */
static GBytes *
render (const WzModule *module, const WzJob *job)
{
  gint fd = memfd_create ("book", MFD_CLOEXEC);
  g_autoptr (WzOutput) output = wz_output_new (fd);
  g_autoptr (GError) error = NULL;
  gpointer state = NULL;
  GBytes *bytes = NULL;
  g_assert_cmpint (fd, >=, 0);
  gboolean begun = module->funcs.begin == NULL || module->funcs.begin (job, &state, &error);
  gboolean ok = begun && (module->funcs.check == NULL || module->funcs.check (job, state, &error)) &&
                module->funcs.write (job, state, output, &error) && wz_output_check (output, &error);
  if (begun && module->funcs.end != NULL)
    module->funcs.end (state);
  g_assert_true (ok == (error == NULL));
  if (ok) {
    gsize length = (gsize) wz_output_get_bytes (output);
    gpointer data = g_malloc (length);
    g_assert_cmpint (pread (fd, data, length, 0), ==, (gssize) length);
    bytes = g_bytes_new_take (data, length);
  }
  close (fd);
  return bytes;
}

static void
check_book (const WzModule *module, GBytes *bytes)
{
  static const struct {
    const gchar *name, *magic;
  } heads[] = {{"epub", "PK\003\004"}, {"pdf", "%PDF-1."}};
  gsize length = 0;
  const gchar *data = g_bytes_get_data (bytes, &length);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_equal (module->desc.name, heads[i].name))
      g_assert_true (length > 1000 && memcmp (data, heads[i].magic, strlen (heads[i].magic)) == 0);
  if (module->funcs.inspect != NULL) {
    gint fd = memfd_create ("inspected", MFD_CLOEXEC);
    g_autoptr (WzOutput) output = wz_output_new (fd);
    g_autoptr (GError) error = NULL;
    guint n_faults = 0;
    g_autoptr (WzDiagSink) sink = wz_diag_sink_new (count_fault, &n_faults);
    g_assert_true (module->funcs.inspect (bytes, output, sink, &error));
    g_assert_cmpuint (n_faults, ==, 0);
    close (fd);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const Program *program = get_program ();
  g_autoptr (WzDiagSink) sink = wz_diag_sink_new (check_diag, NULL);
  if (size > 32 * 1024)
    return 0; /* the suite has cases of its own for long texts */
  g_autoptr (WzIssue) issue = wz_json_read ((const gchar *) data, size, "fuzz.json", sink, NULL);
  if (issue == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    const WzModule *module = &program->modules[i];
    g_autoptr (WzOptions) options = wz_options_new (module->desc.options, module->desc.n_options, NULL);
    g_autoptr (WzDiagSink) said = wz_diag_sink_new (check_diag, NULL);
    WzJob job = {.issue = issue,
                 .style = program->style,
                 .options = options,
                 .languages = WZ_LANGUAGES_BOTH,
                 .sink = said,
                 .data_dir = FUZZ_DATA,
                 .pipe_fd = -1};
    g_autoptr (GBytes) bytes = render (module, &job);
    if (bytes != NULL)
      check_book (module, bytes);
  }
  return 0;
}
