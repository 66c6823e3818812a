/* several-plugin.c: modules with more than one output, one a build: KIND names what is wrong with it, if
 * anything. SPDX-License-Identifier: MIT */
#include <wenzhai/wz-plugin.h>

#include <string.h>

#define KIND_GOOD 0
#define KIND_ENDLESS 1 /* the last one's next is the first */
#define KIND_TWICE 2   /* two are called the same */
#define KIND_BROKEN 3  /* the second has no write() */
#define KIND_OLD 4     /* a descriptor that ends before the field, with something behind it */
#define KIND_TAKEN 5   /* the second calls itself as one of the program's does */

static gboolean
write_words (const WzJob *job, WzOutput *output, const gchar *words, GError **error)
{
  g_autofree gchar *said = wz_issue_text (wz_job_get_issue (job), wz_job_get_languages (job));
  g_autofree gchar *text =
      g_strdup_printf ("%s.%s %" G_GINT64_FORMAT "\n%s", words, wz_job_get_extension (job),
                       wz_options_get_integer (wz_job_get_options (job), "times"), said);

  return wz_output_write (output, text, strlen (text), error);
}

static gboolean
write_first (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  return write_words (job, output, "the first", error);
}

static gboolean
write_second (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  return write_words (job, output, "the second", error);
}

static gboolean
inspect_second (GBytes *bytes, WzOutput *output, WzDiagSink *sink, GError **error)
{
  return wz_output_write (output, "seen by the second\n", strlen ("seen by the second\n"), error);
}

static const WzOutputFuncs first_funcs = {.struct_size = sizeof (WzOutputFuncs), .write = write_first};
static const WzOutputFuncs second_funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .write = KIND == KIND_BROKEN ? NULL : write_second,
    .inspect = inspect_second,
};

#define OPTION(value)                                                                                        \
  {                                                                                                          \
    .name = "times", .type = WZ_OPTION_INTEGER, .default_value = value, .maximum = 9, .help = "Times"        \
  }

static const WzOptionDef first_options[] = {OPTION ("1")}, second_options[] = {OPTION ("2")};

static const WzPluginDesc first;

static const WzPluginDesc second = {
    WZ_PLUGIN_INIT,
    .name = KIND == KIND_TWICE   ? "first"
            : KIND == KIND_TAKEN ? "epub"
                                 : "second",
    .version = "1",
    .summary = "The second output",
    .license = "MIT",
    .extension = "two",
    .media_type = "text/plain",
    .options = second_options,
    .n_options = 1,
    .funcs = &second_funcs,
    .next = KIND == KIND_ENDLESS ? &first : NULL,
};

static const WzPluginDesc first = {
    .abi_major = WZ_ABI_MAJOR,
    .abi_minor = WZ_ABI_MINOR,
    .struct_size = KIND == KIND_OLD ? G_STRUCT_OFFSET (WzPluginDesc, next) : sizeof (WzPluginDesc),
    .name = "first",
    .version = "1",
    .summary = "The first output",
    .license = "MIT",
    .extension = "one",
    .media_type = "text/plain",
    .options = first_options,
    .n_options = 1,
    .funcs = &first_funcs,
    .next = &second,
};

WZ_PLUGIN_DEFINE (first)
