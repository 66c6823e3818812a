/* wz-filter.c: the filter of system calls: from a table to a program of the kernel's packet filter (BPF),
 * without a library, since it is one comparison after another. SPDX-License-Identifier: MIT */
#include "host/process/wz-confine-private.h"
#include "host/process/wz-filter-calls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* The machine that this is built for: calls of another (32 bits on 64) have other numbers. Where it is not
 * known here, there is no filter. */
#if defined(__x86_64__) && defined(__LP64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__i386__)
#define MACHINE AUDIT_ARCH_I386
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#elif defined(__arm__)
#define MACHINE AUDIT_ARCH_ARM
#elif defined(__riscv) && __riscv_xlen == 64
#define MACHINE AUDIT_ARCH_RISCV64
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
#define MACHINE AUDIT_ARCH_PPC64LE
#elif defined(__s390x__)
#define MACHINE AUDIT_ARCH_S390X
#elif defined(__loongarch64)
#define MACHINE AUDIT_ARCH_LOONGARCH64
#endif

#ifdef MACHINE

#define X32_BIT 0x40000000u /* of the numbers of x86-64's third kind of calls */

#ifdef __s390x__
#define CLONE_FLAGS_ARGUMENT 1
#else
#define CLONE_FLAGS_ARGUMENT 0
#endif
#define CLONE_NAMESPACES                                                                                     \
  (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |              \
   CLONE_NEWNET | 0x80 /* CLONE_NEWTIME */)

#ifndef F_SETSIG
#define F_SETOWN_EX 15
#define F_SETSIG 10
#endif
#define IOCTL_SETFLAGS 0x40086602u /* FS_IOC_SETFLAGS, of 64 and of 32 bits, FSSETXATTR, ENABLE_VERITY */
#define IOCTL_SETFLAGS_32 0x40046602u
#define IOCTL_FSSETXATTR 0x401c5820u
#define IOCTL_ENABLE_VERITY 0x40806685u

typedef enum { BOTH, NATIVE, PROGRAMS } Who; /* the call is denied to */

typedef enum {
  ALWAYS,
  WHEN,        /* argument & mask == value */
  UNLESS,      /* argument & mask != value */
  WHEN_ANY,    /* argument & mask != 0 */
  WHEN_OTHERS, /* the argument names a process, and that is not this one: not 0, its number or its group */
} Condition;

/* What of a condition another has to hold: Landlock, from an ABI on. */
enum { NEVER = 0, FROM_TRUNCATE = 3, FROM_SIGNALS = 6 };

typedef struct {
  gint call;
  Who who;
  Condition condition;
  guint argument;
  guint32 mask, value;
  guint8 landlock;  /* from this ABI on it is Landlock's; for programs alone where @who is BOTH and signals */
  gboolean missing; /* ENOSYS: the library has another way */
} Row;

#define ALL G_MAXUINT32
#define DENY(name)                                                                                           \
  {                                                                                                          \
    .call = SYS_##name                                                                                       \
  }
#define DENY_NEW(name)                                                                                       \
  {                                                                                                          \
    .call = CALL_##name                                                                                      \
  }

static const Row rows[] = {
    /* Sockets. Of pairs, programs have those that cannot be turned to another address. */
    DENY (socket),
    DENY (connect),
    DENY (bind),
    DENY (listen),
    DENY (socketcall),
    {SYS_socketpair, NATIVE, ALWAYS},
    {SYS_socketpair, PROGRAMS, UNLESS, 0, ALL, AF_UNIX},
    {SYS_socketpair, PROGRAMS, UNLESS, 1, 0xf, SOCK_STREAM},
    /* Signals, limits and order of others. */
    {SYS_kill, BOTH, WHEN_OTHERS, 0, .landlock = FROM_SIGNALS},
    {SYS_tkill, BOTH, WHEN_OTHERS, 0, .landlock = FROM_SIGNALS},
    {SYS_tgkill, BOTH, WHEN_OTHERS, 0, .landlock = FROM_SIGNALS},
    {SYS_rt_sigqueueinfo, BOTH, WHEN_OTHERS, 0, .landlock = FROM_SIGNALS},
    {SYS_rt_tgsigqueueinfo, BOTH, WHEN_OTHERS, 0, .landlock = FROM_SIGNALS},
    DENY_NEW (PIDFD_SEND_SIGNAL),
    {SYS_fcntl, BOTH, WHEN, 1, ALL, F_SETOWN},
    {SYS_fcntl, BOTH, WHEN, 1, ALL, F_SETOWN_EX},
    {SYS_fcntl, BOTH, WHEN, 1, ALL, F_SETSIG},
    {SYS_fcntl64, BOTH, WHEN, 1, ALL, F_SETOWN},
    {SYS_fcntl64, BOTH, WHEN, 1, ALL, F_SETOWN_EX},
    {SYS_fcntl64, BOTH, WHEN, 1, ALL, F_SETSIG},
    {SYS_ioctl, BOTH, WHEN, 1, ALL, FIOSETOWN},
    {SYS_ioctl, BOTH, WHEN, 1, ALL, SIOCSPGRP},
    {SYS_ioctl, BOTH, WHEN, 1, ALL, TIOCSTI},
    {SYS_ioctl, BOTH, WHEN, 1, ALL, TIOCLINUX},
    {SYS_prlimit64, BOTH, WHEN_OTHERS, 0},
    {SYS_sched_setaffinity, BOTH, WHEN_OTHERS, 0},
    {SYS_sched_setscheduler, BOTH, WHEN_OTHERS, 0},
    {SYS_sched_setparam, BOTH, WHEN_OTHERS, 0},
    {SYS_sched_setattr, BOTH, WHEN_OTHERS, 0},
    {SYS_setpriority, BOTH, UNLESS, 0, ALL, PRIO_PROCESS},
    {SYS_setpriority, BOTH, WHEN_OTHERS, 1},
    DENY (ioprio_set),
    DENY (migrate_pages),
    DENY (move_pages),
    /* Looking into others. */
    DENY (ptrace),
    DENY (process_vm_readv),
    DENY (process_vm_writev),
    DENY (kcmp),
    DENY_NEW (PIDFD_GETFD),
    DENY_NEW (PROCESS_MADVISE),
    DENY_NEW (PROCESS_MRELEASE),
    DENY (perf_event_open),
    DENY (userfaultfd),
    /* Processes. The flags of clone3() lie in memory, where a filter cannot look. */
    {CALL_CLONE3, .missing = TRUE},
    {SYS_clone, NATIVE, UNLESS, CLONE_FLAGS_ARGUMENT, CLONE_THREAD, CLONE_THREAD},
    {SYS_clone, PROGRAMS, WHEN_ANY, CLONE_FLAGS_ARGUMENT, CLONE_NAMESPACES},
    {SYS_fork, NATIVE},
    {SYS_vfork, NATIVE},
    {SYS_execve, NATIVE},
    {SYS_execveat, NATIVE},
    /* Files, as far as Landlock does not see it: O_TRUNC without writing shortens, and so does the fourth way
     * of opening, which is neither reading nor writing. */
    {CALL_OPENAT2, .missing = TRUE},
    {SYS_open, BOTH, WHEN, 1, O_TRUNC | O_ACCMODE, O_TRUNC},
    {SYS_open, BOTH, WHEN, 1, O_ACCMODE, O_ACCMODE},
    {SYS_openat, BOTH, WHEN, 2, O_TRUNC | O_ACCMODE, O_TRUNC},
    {SYS_openat, BOTH, WHEN, 2, O_ACCMODE, O_ACCMODE},
    {SYS_truncate, .landlock = FROM_TRUNCATE},
    {SYS_truncate64, .landlock = FROM_TRUNCATE},
    DENY (chmod),
    DENY (fchmod),
    DENY (fchmodat),
    DENY_NEW (FCHMODAT2),
    DENY (chown),
    DENY (lchown),
    DENY (fchown),
    DENY (fchownat),
    DENY (chown32),
    DENY (lchown32),
    DENY (fchown32),
    DENY (utime),
    DENY (utimes),
    DENY (futimesat),
    DENY (utimensat),
    DENY (utimensat_time64),
    DENY (setxattr),
    DENY (lsetxattr),
    DENY (fsetxattr),
    DENY_NEW (SETXATTRAT),
    DENY (removexattr),
    DENY (lremovexattr),
    DENY (fremovexattr),
    DENY_NEW (REMOVEXATTRAT),
    DENY_NEW (FILE_SETATTR),
    {SYS_ioctl, BOTH, WHEN, 1, ALL, IOCTL_SETFLAGS},
    {SYS_ioctl, BOTH, WHEN, 1, ALL, IOCTL_SETFLAGS_32},
    {SYS_ioctl, BOTH, WHEN, 1, ALL, IOCTL_FSSETXATTR},
    {SYS_ioctl, BOTH, WHEN, 1, ALL, IOCTL_ENABLE_VERITY},
    DENY (open_by_handle_at),
    DENY (fanotify_init),
    DENY (quotactl),
    DENY_NEW (QUOTACTL_FD),
    DENY (acct),
    /* Memory that is nobody's, and lives on. */
    DENY (memfd_create),
    DENY_NEW (MEMFD_SECRET),
    DENY (shmget),
    DENY (shmat),
    DENY (msgget),
    DENY (semget),
    DENY (ipc),
    DENY (mq_open),
    /* The system's own. */
    DENY_NEW (IO_URING_SETUP),
    DENY_NEW (IO_URING_ENTER),
    DENY_NEW (IO_URING_REGISTER),
    DENY (mount),
    DENY (umount),
    DENY (umount2),
    DENY (pivot_root),
    DENY (chroot),
    DENY (unshare),
    DENY (setns),
    DENY_NEW (OPEN_TREE),
    DENY_NEW (OPEN_TREE_ATTR),
    DENY_NEW (MOVE_MOUNT),
    DENY_NEW (FSOPEN),
    DENY_NEW (FSCONFIG),
    DENY_NEW (FSMOUNT),
    DENY_NEW (FSPICK),
    DENY_NEW (MOUNT_SETATTR),
    DENY (keyctl),
    DENY (add_key),
    DENY (request_key),
    DENY (bpf),
    DENY (swapon),
    DENY (swapoff),
    DENY (reboot),
    DENY (kexec_load),
    DENY (kexec_file_load),
    DENY (init_module),
    DENY (finit_module),
    DENY (delete_module),
    DENY (iopl),
    DENY (ioperm),
    DENY (modify_ldt),
    DENY (settimeofday),
    DENY (stime),
    DENY (clock_settime),
    DENY (clock_settime64),
    DENY (clock_adjtime),
    DENY (clock_adjtime64),
    DENY (adjtimex),
    DENY (sethostname),
    DENY (setdomainname),
    DENY (syslog),
    DENY (vhangup),
};

/* ---- From the table to the kernel ---- */

#define MAX_PER_ROW 8
#define N_HEAD 8

typedef struct {
  struct sock_filter code[N_HEAD + G_N_ELEMENTS (rows) * MAX_PER_ROW];
  gushort n;
} Program;

static void
add (Program *program, guint code, guint32 k)
{
  program->code[program->n++] = (struct sock_filter){(guint16) code, 0, 0, k};
}

/* @equal, @other: how many instructions are left out then. */
static void
add_jump (Program *program, guint32 k, guint equal, guint other)
{
  program->code[program->n++] =
      (struct sock_filter){BPF_JMP | BPF_JEQ | BPF_K, (guint8) equal, (guint8) other, k};
}

static void
add_load (Program *program, gsize offset)
{
  add (program, BPF_LD | BPF_W | BPF_ABS, (guint32) offset);
}

/* The lower half: all arguments that count here are of 32 bits. */
static gsize
offset_of_argument (guint i)
{
  gsize half = G_BYTE_ORDER == G_BIG_ENDIAN ? sizeof (guint32) : 0;
  return offsetof (struct seccomp_data, args) + i * sizeof (guint64) + half;
}

static void
add_answer (Program *program, const Row *row)
{
  add (program, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (guint32) (row->missing ? ENOSYS : EPERM));
}

/* The accumulator has the number of the call, before and after: who is no row's is past it in one step. */
static void
add_row (Program *program, const Row *row, guint32 self)
{
  gushort jump = program->n;
  add_jump (program, (guint32) row->call, 0, 0); /* the way past the row is known at its end */
  if (row->condition != ALWAYS)
    add_load (program, offset_of_argument (row->argument));
  if (row->mask != 0 && row->mask != ALL)
    add (program, BPF_ALU | BPF_AND | BPF_K, row->mask);
  if (row->condition == WHEN)
    add_jump (program, row->value, 0, 1);
  else if (row->condition == UNLESS || row->condition == WHEN_ANY)
    add_jump (program, row->condition == UNLESS ? row->value : 0, 1, 0);
  else if (row->condition == WHEN_OTHERS) {
    add_jump (program, 0, 3, 0);
    add_jump (program, self, 2, 0);
    add_jump (program, 0 - self, 1, 0);
  }
  add_answer (program, row);
  if (row->condition != ALWAYS)
    add_load (program, offsetof (struct seccomp_data, nr));
  program->code[jump].jf = (guint8) (program->n - jump - 1);
}

/* Signals to its own children are a program's affair, where Landlock knows which they are. */
static gboolean
is_wanted (const Row *row, gboolean programs, gint landlock_abi)
{
  gboolean landlocks = row->landlock != NEVER && landlock_abi >= row->landlock;
  if (row->call < 0 || (row->who == NATIVE && programs) || (row->who == PROGRAMS && !programs))
    return FALSE;
  return !landlocks || (row->landlock == FROM_SIGNALS && !programs);
}

gboolean
wz_filter_install (gboolean programs, gint landlock_abi)
{
  static const Row other_machine = {.call = 0};
  Program program = {.n = 0};
  guint32 self = (guint32) getpid ();
  add_load (&program, offsetof (struct seccomp_data, arch));
  add_jump (&program, MACHINE, 1, 0);
  add_answer (&program, &other_machine);
  add_load (&program, offsetof (struct seccomp_data, nr));
#ifdef __x86_64__
  program.code[program.n++] = (struct sock_filter){BPF_JMP | BPF_JGE | BPF_K, 0, 1, X32_BIT};
  add_answer (&program, &other_machine);
#endif
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_wanted (&rows[i], programs, landlock_abi))
      add_row (&program, &rows[i], self);
  add (&program, BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog whole = {program.n, program.code};
  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole, 0, 0) == 0;
}

gboolean
wz_filter_is_there (void)
{
  guint32 action = SECCOMP_RET_ERRNO;
  return syscall (SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

#else

gboolean
wz_filter_install (gboolean programs, gint landlock_abi)
{
  return TRUE;
}

gboolean
wz_filter_is_there (void)
{
  return FALSE;
}

#endif
