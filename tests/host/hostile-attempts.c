/* hostile-attempts.c: all that is forbidden, once each, by the calls themselves. SPDX-License-Identifier: MIT
 */
#include "hostile-attempts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define FAMILIES 46
#define SETFLAGS 0x40086602

/* One line a write, so that none is torn. */
static void
say (const char *group, const char *name, int yes)
{
  char line[200];
  int n = snprintf (line, sizeof line, "try %s %s %s\n", group, name, yes ? "yes" : "no");
  if (write (STDERR_FILENO, line, (size_t) n) != n)
    abort ();
}

/* Of calls that return -1 where they fail. */
#define TRY(group, name, call) say (group, name, (call) >= 0)

static char path_buffer[4][PATH_MAX];

static const char *
at (const char *folder, const char *name)
{
  static unsigned turn;
  char *path = path_buffer[turn++ % 4];
  snprintf (path, PATH_MAX, "%s/%s", folder, name);
  return path;
}

static int
open_once (const char *path, int flags)
{
  int fd = open (path, flags, 0600);
  if (fd >= 0)
    close (fd);
  return fd;
}

static int
read_byte (const char *path)
{
  char byte;
  int fd = open (path, O_RDONLY);
  int n = fd >= 0 ? (int) read (fd, &byte, 1) : -1;
  if (fd >= 0)
    close (fd);
  return n == 1 ? 0 : -1;
}

/* Which may leave traces: those that change nothing first. */
static void
try_files (const char *victims)
{
  TRY ("read", "file", read_byte (at (victims, "secret")));
  TRY ("read", "list", open_once (victims, O_RDONLY | O_DIRECTORY));
  TRY ("read", "shadow", read_byte ("/etc/shadow"));
  TRY ("write", "open", open_once (at (victims, "book"), O_WRONLY));
  TRY ("write", "append", open_once (at (victims, "book"), O_RDWR | O_APPEND));
  TRY ("write", "make", open_once (at (victims, "new"), O_WRONLY | O_CREAT));
  TRY ("write", "make-folder", mkdir (at (victims, "new-folder"), 0700));
  TRY ("write", "make-link", symlink ("book", at (victims, "new-link")));
  TRY ("write", "make-pipe", mkfifo (at (victims, "new-pipe"), 0600));
  TRY ("write", "link", link (at (victims, "book"), at (victims, "new-name")));
  TRY ("write", "rename", rename (at (victims, "book"), at (victims, "book")));
  TRY ("write", "remove-folder", rmdir (at (victims, "room")));
  TRY ("write", "shared-memory", open_once ("/dev/shm/wenzhai-test", O_RDWR | O_CREAT));
  TRY ("write", "shorten", open_once (at (victims, "book"), O_WRONLY | O_TRUNC));
  TRY ("write", "shorten-unread", open_once (at (victims, "book"), O_ACCMODE | O_TRUNC));
  TRY ("write", "remove", unlink (at (victims, "book")));
  unlink ("/dev/shm/wenzhai-test");
}

static void
try_shortening (const char *victims)
{
  const char *book = at (victims, "book");
  TRY ("write", "shorten-by-name", truncate (book, 0));
  TRY ("write", "shorten-reading", open_once (book, O_RDONLY | O_TRUNC));
}

static void
try_attributes (const char *victims)
{
  const char *book = at (victims, "book");
  int fd = open ("/dev/null", O_RDONLY), flags = 0;
  struct timespec times[2] = {{0}};
  TRY ("attributes", "mode", chmod (book, 0600));
  TRY ("attributes", "mode-at", fchmodat (AT_FDCWD, book, 0600, 0));
  TRY ("attributes", "mode-at2", syscall (452, AT_FDCWD, book, 0600, 0));
  TRY ("attributes", "owner", chown (book, getuid (), getgid ()));
  TRY ("attributes", "times", utimensat (AT_FDCWD, book, times, 0));
  TRY ("attributes", "extended", syscall (SYS_setxattr, book, "user.x", "x", 1, 0));
  TRY ("attributes", "flags", ioctl (fd, SETFLAGS, &flags));
  close (fd);
}

static void
try_network (void)
{
  int found = -1, pair[2];
  for (int family = 0; family < FAMILIES && found < 0; family++)
    for (int type = SOCK_STREAM; type <= SOCK_SEQPACKET && found < 0; type++)
      found = socket (family, type, 0);
  say ("network", "socket", found >= 0);
  TRY ("network", "pair", socketpair (AF_UNIX, SOCK_DGRAM, 0, pair));
  TRY ("network", "ring", syscall (425, 8, calloc (1, 120)));
}

/* Number 0 is no signal, but asks whether one might be sent. */
static void
try_signals (void)
{
  pid_t parent = getppid ();
  int pair[2], pidfd = (int) syscall (434, parent, 0);
  struct rlimit lim = {1u << 30, 1u << 30};
  cpu_set_t cpus;
  siginfo_t info = {.si_code = SI_QUEUE};
  CPU_ZERO (&cpus);
  CPU_SET (0, &cpus);
  TRY ("signals", "kill", kill (parent, 0));
  TRY ("signals", "thread", syscall (SYS_tgkill, parent, parent, 0));
  TRY ("signals", "tkill", syscall (SYS_tkill, parent, 0));
  TRY ("signals", "queue", syscall (SYS_rt_sigqueueinfo, parent, 0, &info));
  TRY ("signals", "pidfd", pidfd >= 0 ? syscall (424, pidfd, 0, NULL, 0) : -1);
  TRY ("signals", "owner", pipe (pair) == 0 ? fcntl (pair[0], F_SETOWN, parent) : -1);
  TRY ("signals", "limit", syscall (SYS_prlimit64, parent, RLIMIT_STACK, NULL, &lim));
  TRY ("signals", "processors", sched_setaffinity (parent, sizeof cpus, &cpus));
  TRY ("signals", "priority", setpriority (PRIO_USER, 0, 5));
}

static void
try_others (void)
{
  char path[64], byte;
  pid_t parent = getppid ();
  struct iovec here = {&byte, 1}, there = {&path, 1};
  int pidfd = (int) syscall (434, parent, 0);
  snprintf (path, sizeof path, "/proc/%d/mem", (int) parent);
  TRY ("others", "memory", open_once (path, O_RDONLY));
  snprintf (path, sizeof path, "/proc/%d/environ", (int) parent);
  TRY ("others", "environment", read_byte (path));
  TRY ("others", "read", process_vm_readv (parent, &here, 1, &there, 1, 0));
  TRY ("others", "descriptor", pidfd >= 0 ? syscall (438, pidfd, 0, 0) : -1);
  TRY ("others", "trace", ptrace (PTRACE_SEIZE, parent, NULL, NULL));
  TRY ("others", "compare", syscall (SYS_kcmp, parent, parent, 0, 0, 0));
}

static void
try_system (void)
{
  char buffer[128] = {0};
  struct mq_attr queue = {.mq_maxmsg = 1, .mq_msgsize = 1};
  TRY ("system", "namespace", unshare (CLONE_NEWUSER));
  TRY ("system", "mount", mount ("none", "/tmp", "tmpfs", 0, NULL));
  TRY ("system", "root", chroot ("/"));
  TRY ("system", "key", syscall (SYS_keyctl, 0, -3, 1));
  TRY ("system", "bpf", syscall (SYS_bpf, 0, buffer, sizeof buffer));
  TRY ("system", "events", syscall (SYS_perf_event_open, buffer, 0, -1, -1, 0));
  TRY ("system", "faults", syscall (SYS_userfaultfd, 1));
  TRY ("system", "clock", syscall (SYS_clock_settime, CLOCK_REALTIME, NULL) < 0 && errno == EFAULT ? 0 : -1);
  TRY ("system", "memory-file", syscall (SYS_memfd_create, "x", 0));
  TRY ("system", "segment", shmget (IPC_PRIVATE, 4096, 0600));
  TRY ("system", "queue", syscall (SYS_mq_open, "wenzhai-test", O_RDWR | O_CREAT, 0600, &queue));
  TRY ("system", "host-name", sethostname ("x", 0) < 0 && errno == EPERM ? -1 : 0);
}

/* Calls by the numbers of the same processor's other machines, which a filter by number would let through. */
#if defined(__x86_64__) && defined(__LP64__)
static sigjmp_buf before;

static void
come_back (int number)
{
  siglongjmp (before, number);
}

static void
try_other_machines (void)
{
  long result = 20; /* getpid() of i386 */
  struct sigaction action = {.sa_handler = come_back}, old;
  TRY ("system", "x32", syscall (0x40000000 + SYS_getpid));
  sigaction (SIGSEGV, &action, &old);
  if (sigsetjmp (before, 1) == 0)
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
  else
    result = -1; /* the kernel has no such thing */
  sigaction (SIGSEGV, &old, NULL);
  TRY ("system", "i386", result);
}
#else
static void
try_other_machines (void)
{
}
#endif

static int
end_child (pid_t pid)
{
  if (pid == 0)
    _exit (0);
  if (pid > 0)
    waitpid (pid, NULL, 0);
  return pid;
}

static void
try_processes (const char *group)
{
  unsigned long long arguments[8] = {0, [4] = SIGCHLD};
  TRY (group, "fork", end_child (fork ()));
  TRY (group, "clone", end_child ((pid_t) syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0)));
  TRY ("system", "clone3", end_child ((pid_t) syscall (435, arguments, sizeof arguments)));
}

/* Does not return where it succeeds, and then there is no line. */
static void
try_exec (void)
{
  char word[] = "/bin/false";
  char *const words[] = {word, NULL};
  execve (word, words, NULL);
  say ("processes", "exec", 0);
}

/* A copy of a program, in its own folder. */
static void
try_own_program (void)
{
  static char data[1 << 20];
  char word[PATH_MAX];
  char *const words[] = {word, NULL};
  int status = -1, from = open ("/usr/bin/true", O_RDONLY), to;
  snprintf (word, sizeof word, "%s/program", getenv ("TMPDIR"));
  to = open (word, O_WRONLY | O_CREAT, 0700);
  ssize_t n = read (from, data, sizeof data);
  if (n <= 0 || write (to, data, (size_t) n) != n || close (to) != 0)
    abort ();
  pid_t pid = fork ();
  if (pid == 0) {
    execve (word, words, NULL);
    _exit (1);
  }
  waitpid (pid, &status, 0);
  say ("execute", "own-file", status == 0);
}

static void *
run_thread (void *seen)
{
  *(int *) seen = 0;
  return NULL;
}

/* Which libraries do all day. */
static void
try_own (void)
{
  const char *place = getenv ("TMPDIR");
  int seen = -1;
  pthread_t thread;
  void *shared = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (pthread_create (&thread, NULL, run_thread, &seen) == 0)
    pthread_join (thread, NULL);
  TRY ("own", "thread", seen);
  TRY ("own", "signal", kill (getpid (), 0));
  TRY ("own", "raise", raise (SIGWINCH));
  TRY ("own", "limits", getrlimit (RLIMIT_STACK, &(struct rlimit){0}));
  say ("own", "map", shared != MAP_FAILED);
  TRY ("own", "null", open_once ("/dev/null", O_RDWR));
  TRY ("own", "random", read_byte ("/dev/urandom"));
  TRY ("own", "system", open_once ("/usr/share", O_RDONLY));
  TRY ("own", "self", read_byte ("/proc/self/status"));
  if (place == NULL)
    return;
  TRY ("own", "file", open_once (at (place, "file"), O_RDWR | O_CREAT | O_TRUNC));
  TRY ("own", "shorten", truncate (at (place, "file"), 0));
  TRY ("own", "folder", mkdir (at (place, "folder"), 0));
  TRY ("own", "move", rename (at (place, "file"), at (place, "file2")));
  TRY ("own", "remove", unlink (at (place, "file2")));
}

void
hostile_attempt (const char *victims, int native)
{
  try_own ();
  try_attributes (victims);
  try_network ();
  try_signals ();
  try_others ();
  try_system ();
  try_other_machines ();
  try_shortening (victims);
  try_files (victims);
  try_processes (native ? "processes" : "own");
  if (native)
    try_exec ();
  else
    try_own_program ();
}
