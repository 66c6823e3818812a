/* bad-plugin.c: plugins that go wrong, one a build: MODE names the way, NAME the plugin. The host has to
 * survive each of them, name the cause, and leave no half file. */
#include <wenzhai/wz-plugin.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODE_GOOD 0
#define MODE_SEGV 1
#define MODE_ABORT 2
#define MODE_HANG 3
#define MODE_PIPE 4 /* writes garbage into every descriptor it finds */
#define MODE_GMALLOC 5
#define MODE_MALLOC 6
#define MODE_EXIT 7
#define MODE_NOTHING 8
#define MODE_MUTE_ERROR 9
#define MODE_WRONG_MAJOR 10
#define MODE_SHORT 11 /* an older, shorter descriptor and table */
#define MODE_NO_WRITE 12
#define MODE_CONSTRUCTOR 13
#define MODE_NEWER 14 /* needs a function that this core lacks */
#define MODE_NO_QUERY 15
#define MODE_GRANDCHILD 16 /* leaves a process behind that holds the pipe */
#define MODE_CHECK_FAILS 17
#define MODE_BAD_DEFAULT 18
#define MODE_NULL_DESC 19
#define MODE_LATE_SEGV 20 /* after half the file is written */
#define MODE_STDOUT 21
#define MODE_LOUD 22 /* says the same thing a thousand times */
#define MODE_BAD_NAME 23
#define MODE_FLOOD 24     /* always has something new to say */
#define MODE_NULLS 25     /* messages whose members are null, numbers, lists */
#define MODE_USURPER 26   /* calls itself what an output of the program's is called */
#define MODE_MANGLED 27   /* exports what a C++ compiler makes of the query */
#define MODE_PRETENDER 28 /* makes files that end as an output of the program's do */

#if MODE == MODE_CONSTRUCTOR
__attribute__ ((constructor)) static void
fall (void)
{
  raise (SIGSEGV);
}
#endif

#if MODE == MODE_NEWER
WZ_API const gchar *wz_issue_get_something_of_next_year (const WzIssue *issue);
#endif

/* tells a test that the plugin is at work, in the folder where it may write */
G_GNUC_UNUSED static void
mark (void)
{
  g_autofree gchar *path = g_build_filename (g_getenv ("TMPDIR"), "mark", NULL);
  close (open (path, O_WRONLY | O_CREAT, 0666));
}

G_GNUC_UNUSED static void
babble (void)
{
#if MODE == MODE_NULLS
  static const gchar junk[] =
      "{\"type\": \"diag\", \"severity\": 1, \"code\": null, \"detail\": null, \"file\": 7, \"line\": []}\n"
      "{\"type\": \"diag\", \"severity\": 1, \"code\": 7, \"detail\": {}}\n"
      "{\"type\": \"diag\", \"severity\": 1, \"code\": 7, \"detail\": {}, \"file\": null}\n";
#else
  static const gchar junk[] = "\x00\xff{\"type\": \"done\", \n garbage \n";
#endif
  for (gint fd = 3; fd < 64; fd++) {
    struct stat info;
    if (MODE == MODE_NULLS && (fstat (fd, &info) != 0 || !S_ISFIFO (info.st_mode)))
      continue;
    if (write (fd, junk, sizeof junk - (MODE == MODE_NULLS)) < 0 && errno == EBADF)
      continue;
  }
}

G_GNUC_UNUSED static void
eat (gboolean glib)
{
  for (;;) {
    gsize size = 32 * 1024 * 1024;
    gchar *block = glib ? g_malloc (size) : malloc (size);
    memset (block, 1, size);
  }
}

static gboolean
check (const WzJob *job, gpointer state, GError **error)
{
#if MODE == MODE_CHECK_FAILS
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_FAILED, "the moon is in the wrong phase");
  return FALSE;
#else
  return TRUE;
#endif
}

static gboolean
write_file (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
#if MODE == MODE_SEGV
  volatile gint *nowhere = NULL;
  *nowhere = 1;
#elif MODE == MODE_ABORT
  abort ();
#elif MODE == MODE_HANG
  mark ();
  for (;;)
    pause ();
#elif MODE == MODE_PIPE
  babble ();
#elif MODE == MODE_GMALLOC
  eat (TRUE);
#elif MODE == MODE_MALLOC
  eat (FALSE);
#elif MODE == MODE_EXIT
  _exit (7);
#elif MODE == MODE_NOTHING
  return TRUE;
#elif MODE == MODE_MUTE_ERROR
  return FALSE;
#elif MODE == MODE_NEWER
  return wz_issue_get_something_of_next_year (wz_job_get_issue (job)) != NULL;
#elif MODE == MODE_GRANDCHILD
  if (fork () == 0) {
    sleep (30);
    _exit (0);
  }
#elif MODE == MODE_LATE_SEGV
  wz_output_write (output, "half", 4, NULL);
  raise (SIGSEGV);
#elif MODE == MODE_STDOUT
  if (write (STDOUT_FILENO, "noise\n", 6) != 6)
    return FALSE;
#elif MODE == MODE_LOUD
  for (guint i = 0; i < 1000; i++)
    wz_diag_report (wz_job_get_sink (job), WZ_SEVERITY_WARNING, "loud", NULL, "the same again");
#elif MODE == MODE_FLOOD
  for (guint i = 0;; i++)
    wz_diag_report (wz_job_get_sink (job), WZ_SEVERITY_WARNING, "flood", NULL, "drop %u", i);
#elif MODE == MODE_NULLS
  babble ();
#endif
  g_autofree gchar *text = wz_issue_text (wz_job_get_issue (job), wz_job_get_languages (job));
  wz_job_progress (job, 1, 1);
  return wz_output_write (output, text, strlen (text), error);
}

#if MODE != MODE_NO_QUERY
#if MODE == MODE_SHORT
#define TABLE_SIZE G_STRUCT_OFFSET (WzOutputFuncs, end)
#define DESC_SIZE sizeof (WzPluginDesc)
#else
#define TABLE_SIZE sizeof (WzOutputFuncs)
#define DESC_SIZE sizeof (WzPluginDesc)
#endif

/* what a host must not read when the table says that it is shorter */
static void
never (gpointer state)
{
  raise (SIGILL);
}

static const WzOutputFuncs funcs = {
    .struct_size = TABLE_SIZE,
    .check = check,
#if MODE != MODE_NO_WRITE
    .write = write_file,
#endif
#if MODE == MODE_SHORT
    .end = never,
#endif
};

G_GNUC_UNUSED static void (*const unused) (gpointer state) = never;

static const WzOptionDef options[] = {
    {.name = "width",
     .type = WZ_OPTION_INTEGER,
     .default_value = MODE == MODE_BAD_DEFAULT ? "wide" : "10",
     .minimum = 1,
     .maximum = 20,
     .help = "A width"},
};

static const WzPluginDesc desc = {
    .abi_major = MODE == MODE_WRONG_MAJOR ? 99 : WZ_ABI_MAJOR,
    .abi_minor = WZ_ABI_MINOR,
    .struct_size = DESC_SIZE,
    .name = MODE == MODE_BAD_NAME  ? "../Bad Name"
            : MODE == MODE_USURPER ? "epub"
                                   : NAME,
    .version = "1",
    .summary = "Goes wrong",
    .license = "MIT",
    .extension = MODE == MODE_SEGV        ? "segv"
                 : MODE == MODE_PRETENDER ? "epub"
                                          : "bad",
    .other_extension = MODE == MODE_PRETENDER ? "kepub.epub" : NULL,
    .media_type = "text/plain",
    .options = options,
    .n_options = G_N_ELEMENTS (options),
    .funcs = &funcs,
};

#if MODE == MODE_MANGLED
#define wz_plugin_query _Z15wz_plugin_queryj
#endif

WZ_API const WzPluginDesc *wz_plugin_query (guint32 host_abi);
WZ_API const WzPluginDesc *
wz_plugin_query (guint32 host_abi)
{
  return MODE == MODE_NULL_DESC ? NULL : &desc;
}
#endif
