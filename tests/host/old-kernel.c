/* old-kernel.c: to be preloaded: a system that lacks what newer ones have: memfd_create(), close_range(), a
 * list of a process's children, Landlock and filters of system calls. */
#undef _FILE_OFFSET_BITS /* which would make one of open() and open64() */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#define SYS_LANDLOCK_CREATE_RULESET 444

__attribute__ ((visibility ("default"))) int memfd_create (const char *name, unsigned flags);
__attribute__ ((visibility ("default"))) long syscall (long number, ...);
__attribute__ ((visibility ("default"))) int open (const char *path, int flags, ...);
__attribute__ ((visibility ("default"))) int open64 (const char *path, int flags, ...);

int
memfd_create (const char *name, unsigned flags)
{
  (void) name;
  (void) flags;
  errno = ENOSYS;
  return -1;
}

long
syscall (long number, ...)
{
  long (*next) (long, ...) = (long (*) (long, ...)) dlsym (RTLD_NEXT, "syscall");
  long a[6];
  va_list args;
  va_start (args, number);
  for (unsigned i = 0; i < 6; i++)
    a[i] = va_arg (args, long);
  va_end (args);
  if (number == SYS_close_range || number == SYS_memfd_create || number == SYS_seccomp ||
      number == SYS_LANDLOCK_CREATE_RULESET) {
    errno = ENOSYS;
    return -1;
  }
  return next (number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static int
open_if (const char *symbol, const char *path, int flags, mode_t mode)
{
  int (*next) (const char *, int, ...) = (int (*) (const char *, int, ...)) dlsym (RTLD_NEXT, symbol);
  const char *name = strrchr (path, '/');
  if (name != NULL && strcmp (name, "/children") == 0) {
    errno = ENOENT;
    return -1;
  }
  return next (path, flags, mode);
}

#define OPEN(symbol)                                                                                         \
  int symbol (const char *path, int flags, ...)                                                              \
  {                                                                                                          \
    va_list args;                                                                                            \
    va_start (args, flags);                                                                                  \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (args, mode_t) : 0;                          \
    va_end (args);                                                                                           \
    return open_if (#symbol, path, flags, mode);                                                             \
  }

OPEN (open)
OPEN (open64)
