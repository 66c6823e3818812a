/* hostile-plugin.c: a plugin that does harm, the way that the environment names (HOSTILE). It may ruin its
 * own output and nothing else. What it starts is bounded, should it not be ended. */
#include "hostile-attempts.h"

#include <wenzhai/wz-plugin.h>

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define HIGHEST_FD 1023
#define SECONDS 20 /* that anything lives at most */

static gboolean
is (const gchar *mode)
{
  const gchar *wanted = getenv ("HOSTILE");
  return wanted != NULL && strcmp (wanted, mode) == 0;
}

/* ---- Descriptors ---- */

static gboolean
is_kind (gint fd, mode_t kind)
{
  struct stat info;
  return fstat (fd, &info) == 0 && (info.st_mode & S_IFMT) == kind;
}

static void
write_all (gint fd, const gchar *text)
{
  if (write (fd, text, strlen (text)) < 0 && errno == EBADF)
    return;
}

/* Into every file that is open, by number and by way of /proc. Returns: ten for each, and one for each
 * descriptor of another kind. */
static gint
ruin_files (void)
{
  gint seen = 0;
  for (gint fd = 0; fd <= HIGHEST_FD; fd++) {
    if (!is_kind (fd, S_IFREG)) {
      seen += fcntl (fd, F_GETFD) >= 0;
      continue;
    }
    seen += 10;
    if (ftruncate (fd, 0) == 0 && pwrite (fd, "ruined", 6, 3) < 0)
      abort ();
    g_autofree gchar *path = g_strdup_printf ("/proc/self/fd/%d", fd);
    gint again = open (path, O_RDWR | O_TRUNC);
    if (again >= 0)
      close (again);
  }
  return MIN (seen, 99);
}

static void
say_in_pipe (const gchar *line)
{
  for (gint fd = 3; fd <= HIGHEST_FD; fd++)
    if (is_kind (fd, S_IFIFO))
      write_all (fd, line);
}

/* ---- Processes ---- */

static void
touch (const gchar *variable)
{
  const gchar *path = getenv (variable);
  gint fd = path != NULL ? open (path, O_WRONLY | O_CREAT, 0666) : -1;
  if (fd >= 0)
    close (fd);
}

/* Twice forked, in a session of its own, deaf to the end of its parent. Later it does to all files what can
 * be done, and leaves a mark: it was not ended. */
static void
start_daemon (void)
{
  gint ready[2];
  if (pipe (ready) != 0 || fork () != 0) {
    gchar byte;
    close (ready[1]);
    if (read (ready[0], &byte, 1) < 0) /* until it has settled */
      abort ();
    return;
  }
  setsid ();
  prctl (PR_SET_PDEATHSIG, 0);
  if (fork () != 0)
    _exit (0);
  setsid ();
  signal (SIGTERM, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  close (ready[0]);
  close (ready[1]);
  alarm (SECONDS);
  for (guint turn = 0; turn < 60; turn++) {
    ruin_files ();
    g_usleep (50 * 1000);
  }
  touch ("HOSTILE_MARK");
  for (;;)
    pause ();
}

/* Many that stay, and one that is another process whenever it is looked at. */
static void
start_storm (void)
{
  for (guint i = 0; i < 100; i++)
    if (fork () == 0) {
      setsid ();
      alarm (SECONDS);
      for (;;)
        pause ();
    }
  if (fork () != 0)
    return;
  for (guint i = 0; i < 5000; i++) {
    setsid ();
    if (fork () != 0)
      _exit (0);
  }
  _exit (0);
}

static pid_t
parent_of (pid_t pid)
{
  g_autofree gchar *path = g_strdup_printf ("/proc/%d/stat", (gint) pid);
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  return (pid_t) g_ascii_strtoll (strrchr (text, ')') + 4, NULL, 10);
}

/* Where that is allowed, what comes of it takes a moment. */
static void
attack_process (pid_t pid, gint number)
{
  if (kill (pid, number) == 0)
    sleep (SECONDS);
}

static void
keep_mapped (gint fd)
{
  if (ftruncate (fd, 4096) != 0 || fork () != 0)
    return;
  setsid ();
  gchar *memory = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  alarm (SECONDS);
  for (;;)
    memory[0] ^= 1;
}

/* ---- Memory and files that no limit of the kernel counts ---- */

#define MUCH (G_GUINT64_CONSTANT (8) << 30)

static void
fill (gchar *memory)
{
  if (memory == MAP_FAILED)
    exit (3);
  for (guint64 at = 0; at < MUCH; at += 4096)
    memory[at] = 1;
}

static void
share_memory (void)
{
  fill (mmap (NULL, MUCH, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
}

/* As a stack, which RLIMIT_DATA does not count. */
static void
grow_down (void)
{
  fill (mmap (NULL, MUCH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_GROWSDOWN,
              -1, 0));
}

static gint
make_file (guint number)
{
  g_autofree gchar *path = g_strdup_printf ("%s/%u", getenv ("TMPDIR"), number);
  return open (path, O_RDWR | O_CREAT, 0);
}

/* Small ones, without end. */
static void
litter (void)
{
  for (guint i = 0; i < 1000000; i++) {
    gint fd = make_file (i);
    if (fd < 0)
      exit (3);
    close (fd);
  }
}

/* Folders in folders that nobody may look into; left behind. */
static void
nest (void)
{
  g_autofree gchar *top = g_strdup (getenv ("TMPDIR"));
  if (chdir (top) != 0)
    exit (3);
  for (guint i = 0; i < 3000; i++)
    if (mkdir ("d", 0700) != 0 || close (open ("f", O_CREAT | O_WRONLY, 0)) != 0 || chdir ("d") != 0)
      exit (3);
  if (mkdir ("shut", 0) != 0 || symlink (top, "up") != 0 || mkfifo ("pipe", 0600) != 0)
    exit (3);
}

/* Files without names, one after another. */
static void
hoard (void)
{
  g_autofree gchar *block = g_malloc0 (1 << 20);
  for (guint i = 0; i < 1000; i++) {
    gint fd = make_file (0);
    g_autofree gchar *path = g_strdup_printf ("%s/0", getenv ("TMPDIR"));
    unlink (path);
    for (guint k = 0; k < 8; k++)
      if (write (fd, block, 1 << 20) < 0)
        exit (3);
  }
}

/* ---- At work ---- */

static const gchar escapes[] = "\033]0;owned\007\033[2J\033[31mred\a \xc2\x9b"
                               "2J \xe2\x80\xae back \xff end\n";

static void
print_escapes (void)
{
  write_all (STDERR_FILENO, escapes);
  write_all (STDOUT_FILENO, escapes);
  g_warning ("warned %s", escapes);
  say_in_pipe (
      "{\"type\": \"diag\", \"severity\": 1, \"code\": \"\\u001b[31m\", \"detail\": \"d\\u001b[2J\\u0007\", "
      "\"file\": \"f\\u001b[2J\", \"line\": 1}\n");
}

static void
report_much (const WzJob *job, guint n)
{
  for (guint i = 0; i < n; i++)
    wz_diag_report (wz_job_get_sink (job), WZ_SEVERITY_WARNING, "chatty", NULL, "message %u", i);
}

static void
print_much (void)
{
  g_autofree gchar *line = g_strnfill (100000, 'x');
  for (guint i = 0; i < 2000; i++) {
    g_autofree gchar *text = g_strdup_printf ("line %u\n", i);
    write_all (STDERR_FILENO, text);
  }
  write_all (STDERR_FILENO, line);
}

static void
write_endlessly (WzOutput *output)
{
  static const gchar block[1 << 16];
  while (wz_output_write (output, block, sizeof block, NULL))
    continue;
}

static gint
find_own_file (void)
{
  for (gint fd = 3; fd <= HIGHEST_FD; fd++)
    if (is_kind (fd, S_IFREG))
      return fd;
  return -1;
}

static void
close_all (void)
{
  for (gint fd = 0; fd <= HIGHEST_FD; fd++)
    close (fd);
}

static void
misbehave (const WzJob *job, WzOutput *output)
{
  if (is ("write"))
    raise (SIGSEGV);
  else if (is ("exit"))
    exit (0);
  else if (is ("close"))
    close_all ();
  else if (is ("attempt"))
    hostile_attempt (getenv ("HOSTILE_VICTIMS"), TRUE);
  else if (is ("share"))
    share_memory ();
  else if (is ("grow-down"))
    grow_down ();
  else if (is ("litter"))
    litter ();
  else if (is ("nest"))
    nest ();
  else if (is ("hoard"))
    hoard ();
  else if (is ("ruin"))
    _exit (ruin_files ());
  else if (is ("daemon"))
    start_daemon ();
  else if (is ("storm"))
    start_storm ();
  else if (is ("mapped"))
    keep_mapped (find_own_file ());
  else if (is ("endless"))
    write_endlessly (output);
  else if (is ("chatty"))
    report_much (job, 60000);
  else if (is ("print"))
    print_much ();
  else if (is ("escape"))
    print_escapes ();
  else if (is ("forge")) {
    say_in_pipe ("{\"type\": \"progress\", \"done\": 99999999999, \"total\": -5}\n"
                 "{\"type\": \"descriptor\", \"name\": \"epub\"}\n{\"type\": \"done\", \"bytes\": 5}\n");
    _exit (0);
  } else if (is ("junk"))
    say_in_pipe ("\001\002 no message\n");
  else if (is ("regicide")) {
    start_daemon ();
    prctl (PR_SET_PDEATHSIG, 0);
    attack_process (getppid (), SIGKILL);
  } else if (is ("parricide")) {
    start_daemon ();
    attack_process (parent_of (getppid ()), SIGKILL);
  } else if (is ("stop"))
    raise (SIGSTOP);
  else if (is ("stop-parent"))
    attack_process (getppid (), SIGSTOP);
  else if (is ("group"))
    kill (0, SIGKILL);
  else if (is ("tty")) {
    gint tty = open ("/dev/tty", O_RDWR);
    if (tty >= 0)
      write_all (tty, escapes);
    write_all (STDERR_FILENO, tty >= 0 ? "there is a terminal\n" : "there is no terminal\n");
  } else if (is ("swap"))
    dup2 (open ("/dev/null", O_RDWR), find_own_file ());
  else if (is ("seal"))
    fcntl (find_own_file (), F_ADD_SEALS, F_SEAL_SEAL);
  else if (is ("hole")) {
    if (ftruncate (find_own_file (), 10 * 1024 * 1024) != 0)
      abort ();
  }
}

static gboolean
begin (const WzJob *job, gpointer *state, GError **error)
{
  if (is ("begin"))
    raise (SIGSEGV);
  return TRUE;
}

static gboolean
check (const WzJob *job, gpointer state, GError **error)
{
  if (is ("check"))
    raise (SIGSEGV);
  if (!is ("refuse"))
    return TRUE;
  g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, "no\033[31m, never\a");
  return FALSE;
}

static gboolean
write_file (const WzJob *job, gpointer state, WzOutput *output, GError **error)
{
  misbehave (job, output);
  return wz_output_write (output, "hostile\n", 8, error);
}

static void
end (gpointer state)
{
  if (is ("end"))
    raise (SIGSEGV);
}

static gboolean
inspect (GBytes *bytes, WzOutput *output, WzDiagSink *sink, GError **error)
{
  return wz_output_write (output, "a\tb\n\033[31mc\n", 11, error);
}

/* ---- What it says of itself ---- */

static WzOutputFuncs funcs = {
    .struct_size = sizeof (WzOutputFuncs),
    .begin = begin,
    .check = check,
    .write = write_file,
    .end = end,
    .inspect = inspect,
};

static const gchar *const choices[] = {"a", "b", NULL}, *const none[] = {NULL}, *const blank[] = {"", NULL};

static WzOptionDef options[5000] = {
    {.name = "width",
     .type = WZ_OPTION_INTEGER,
     .default_value = "10",
     .minimum = 1,
     .maximum = 20,
     .help = "A width"},
    {.name = "kind", .type = WZ_OPTION_CHOICE, .default_value = "a", .choices = choices, .help = "A kind"},
};

static WzPluginDesc desc = {
    WZ_PLUGIN_INIT,
    .name = "hostile",
    .version = "1",
    .summary = "Does harm",
    .license = "MIT",
    .extension = "hostile",
    .media_type = "text/plain",
    .options = options,
    .n_options = 2,
    .funcs = &funcs,
};

static void
spoil_range (void)
{
  if (is ("desc-nan"))
    options[0].minimum = (gdouble) NAN;
  else if (is ("desc-inf"))
    options[0].maximum = (gdouble) INFINITY;
  else if (is ("desc-huge-range"))
    options[0].maximum = 1e300;
  else if (is ("desc-range"))
    options[0].minimum = 30;
  else if (is ("desc-default"))
    options[0].default_value = "21";
}

static void
spoil_options (void)
{
  if (is ("desc-many")) {
    for (guint i = 2; i < G_N_ELEMENTS (options); i++) {
      options[i] = options[0];
      options[i].name = g_strdup_printf ("width-%u", i);
    }
    desc.n_options = G_N_ELEMENTS (options);
  } else if (is ("desc-twice"))
    options[1] = options[0];
  else if (is ("desc-no-choice"))
    options[1].choices = none;
  else if (is ("desc-blank-choice"))
    options[1].choices = blank;
  else if (is ("desc-null-name"))
    options[0].name = NULL;
  else if (is ("desc-null-default"))
    options[0].default_value = NULL;
  else if (is ("desc-type"))
    options[0].type = (WzOptionType) 77;
  else if (is ("desc-help"))
    options[0].help = "\033[2J";
}

static void
spoil_texts (void)
{
  if (is ("desc-control"))
    desc.summary = "Does\033[31m harm\a";
  else if (is ("desc-direction"))
    desc.summary = "Does \xe2\x80\xae harm";
  else if (is ("desc-utf8"))
    desc.summary = "Does \xff harm";
  else if (is ("desc-huge"))
    desc.summary = g_strnfill (3 * 1024 * 1024, 'x');
  else if (is ("desc-extension"))
    desc.extension = "../x";
  else if (is ("desc-null-extension"))
    desc.extension = NULL;
  else if (is ("desc-other-extension"))
    desc.other_extension = "X Y";
  else if (is ("desc-name"))
    desc.name = "a\033b";
  else if (is ("desc-null-name-of-all"))
    desc.name = NULL;
  else if (is ("desc-nulls"))
    desc.version = desc.summary = desc.license = desc.media_type = options[0].help = NULL;
}

static void
spoil_probe (void)
{
  if (is ("query"))
    raise (SIGSEGV);
  else if (is ("query-exit"))
    exit (0);
  else if (is ("query-junk"))
    say_in_pipe ("junk\n");
  else if (is ("query-forge"))
    say_in_pipe ("{\"type\": \"descriptor\", \"name\": 7, \"extension\": [], \"options\": [1, null, {}, "
                 "{\"choices\": [1]}]}\n");
  else if (is ("query-forge-type"))
    say_in_pipe (
        "{\"type\": \"descriptor\", \"name\": \"hostile\", \"extension\": \"x\", \"options\": {\"a\": 1}}\n"
        "{\"type\": \"error\", \"error\": 99999, \"detail\": \"not\\u001b[31m me\"}\n");
  else if (is ("query-print"))
    write_all (STDERR_FILENO, "I am \033[31mhere\a\n");
}

__attribute__ ((constructor)) static void
load (void)
{
  if (is ("load"))
    raise (SIGSEGV);
  else if (is ("load-print")) {
    write_all (STDERR_FILENO, "my last \033[31mwords\n");
    abort ();
  } else if (is ("load-hang")) {
    alarm (SECONDS);
    for (;;)
      pause ();
  } else if (is ("load-daemon"))
    start_daemon ();
}

WZ_API const WzPluginDesc *wz_plugin_query (guint32 host_abi);
WZ_API const WzPluginDesc *
wz_plugin_query (guint32 host_abi)
{
  spoil_probe ();
  spoil_range ();
  spoil_options ();
  spoil_texts ();
  return &desc;
}
