/* trial.c: another machine for `wenzhai plugin test`. SPDX-License-Identifier: MIT
 *
 * Preloaded (LD_PRELOAD) into the program, its children and programs that are plugins. WENZHAI_TRIAL is the
 * time (seconds since 1970) that it is when a process begins, so that two runs have the same. What the kernel
 * then refuses to let be opened or connected to (EACCES, EPERM: wz-confine.h) is printed to standard error, a
 * line each, which the program tells as the plugin's. It is a probe and no fence: who makes system calls by
 * himself is not seen, and is held all the same.
 */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define EXPORT __attribute__ ((visibility ("default")))
#define REAL(name) ((__typeof__ (&(name))) dlsym (RTLD_NEXT, #name))

/* ---- Another time of the day; it passes as it does ---- */

static struct timespec began; /* of the clock that only counts */

__attribute__ ((constructor)) static void
begin (void)
{
  REAL (clock_gettime) (CLOCK_MONOTONIC, &began);
}

EXPORT int
clock_gettime (clockid_t clock, struct timespec *at)
{
  const char *text = getenv ("WENZHAI_TRIAL");
  if (text == NULL || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE && clock != CLOCK_TAI))
    return REAL (clock_gettime) (clock, at);
  int status = REAL (clock_gettime) (CLOCK_MONOTONIC, at);
  at->tv_sec += strtol (text, NULL, 10) - began.tv_sec;
  at->tv_nsec -= began.tv_nsec;
  if (at->tv_nsec < 0) {
    at->tv_nsec += 1000000000;
    at->tv_sec--;
  }
  return status;
}

EXPORT int
gettimeofday (struct timeval *restrict at, void *restrict zone)
{
  struct timespec now = {0};
  int status = clock_gettime (CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return status;
}

EXPORT time_t
time (time_t *at)
{
  struct timespec now = {0};
  clock_gettime (CLOCK_REALTIME, &now);
  if (at != NULL)
    *at = now.tv_sec;
  return now.tv_sec;
}

EXPORT int
timespec_get (struct timespec *at, int base)
{
  return base == TIME_UTC && clock_gettime (CLOCK_REALTIME, at) == 0 ? base : 0;
}

/* ---- What is refused ---- */

static void
tell (const char *call, const char *what)
{
  int error = errno;
  char line[512];
  int machine =
      strncmp (what, "/sys/", 5) == 0 || strncmp (what, "/proc/", 6) == 0 || strncmp (what, "/dev/", 5) == 0;
  if (!machine && (error == EACCES || error == EPERM)) {
    int n = snprintf (line, sizeof line, "wenzhai-trial: %s %s\n", call, what);
    if (n > 0 && write (STDERR_FILENO, line, (size_t) n < sizeof line ? (size_t) n : sizeof line - 1) < 0)
      line[0] = '\0'; /* nobody listens */
  }
  errno = error;
}

static mode_t
take_mode (int flags, va_list args)
{
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg (args, mode_t) : 0;
}

#define OPEN(name)                                                                                           \
  EXPORT int name (const char *path, int flags, ...)                                                         \
  {                                                                                                          \
    va_list args;                                                                                            \
    va_start (args, flags);                                                                                  \
    int fd = REAL (name) (path, flags, take_mode (flags, args));                                             \
    va_end (args);                                                                                           \
    if (fd < 0)                                                                                              \
      tell ("open", path);                                                                                   \
    return fd;                                                                                               \
  }
#define OPEN_AT(name)                                                                                        \
  EXPORT int name (int folder, const char *path, int flags, ...)                                             \
  {                                                                                                          \
    va_list args;                                                                                            \
    va_start (args, flags);                                                                                  \
    int fd = REAL (name) (folder, path, flags, take_mode (flags, args));                                     \
    va_end (args);                                                                                           \
    if (fd < 0)                                                                                              \
      tell ("open", path);                                                                                   \
    return fd;                                                                                               \
  }
#define FOPEN(name)                                                                                          \
  EXPORT FILE *name (const char *restrict path, const char *restrict mode)                                   \
  {                                                                                                          \
    FILE *file = REAL (name) (path, mode);                                                                   \
    if (file == NULL)                                                                                        \
      tell ("open", path);                                                                                   \
    return file;                                                                                             \
  }

#undef open
#undef open64
#undef openat
#undef openat64
#undef fopen
#undef fopen64
int open64 (const char *path, int flags, ...);
int openat64 (int folder, const char *path, int flags, ...);
FILE *fopen64 (const char *restrict path, const char *restrict mode);
OPEN (open)
OPEN (open64)
OPEN_AT (openat)
OPEN_AT (openat64)
FOPEN (fopen)
FOPEN (fopen64)

EXPORT int
socket (int domain, int type, int protocol)
{
  int fd = REAL (socket) (domain, type, protocol);
  if (fd < 0)
    tell ("socket", domain == AF_UNIX ? "(local)" : "(network)");
  return fd;
}
