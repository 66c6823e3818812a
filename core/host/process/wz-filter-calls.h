/* wz-filter-calls.h: numbers of system calls that this machine's headers, or this machine, may lack. From 424
 * on they are the same on all machines. SPDX-License-Identifier: MIT */
#pragma once

#include <sys/syscall.h>

#define CALL_PIDFD_SEND_SIGNAL 424
#define CALL_IO_URING_SETUP 425
#define CALL_IO_URING_ENTER 426
#define CALL_IO_URING_REGISTER 427
#define CALL_OPEN_TREE 428
#define CALL_MOVE_MOUNT 429
#define CALL_FSOPEN 430
#define CALL_FSCONFIG 431
#define CALL_FSMOUNT 432
#define CALL_FSPICK 433
#define CALL_CLONE3 435
#define CALL_OPENAT2 437
#define CALL_PIDFD_GETFD 438
#define CALL_PROCESS_MADVISE 440
#define CALL_MOUNT_SETATTR 442
#define CALL_QUOTACTL_FD 443
#define CALL_MEMFD_SECRET 447
#define CALL_PROCESS_MRELEASE 448
#define CALL_FCHMODAT2 452
#define CALL_SETXATTRAT 463
#define CALL_REMOVEXATTRAT 466
#define CALL_OPEN_TREE_ATTR 467
#define CALL_FILE_SETATTR 469

/* Of old machines only, or of a few. */
#define CALL_NONE (-1)
#ifndef SYS_chmod
#define SYS_chmod CALL_NONE
#endif
#ifndef SYS_chown
#define SYS_chown CALL_NONE
#endif
#ifndef SYS_lchown
#define SYS_lchown CALL_NONE
#endif
#ifndef SYS_fork
#define SYS_fork CALL_NONE
#endif
#ifndef SYS_vfork
#define SYS_vfork CALL_NONE
#endif
#ifndef SYS_futimesat
#define SYS_futimesat CALL_NONE
#endif
#ifndef SYS_ioperm
#define SYS_ioperm CALL_NONE
#endif
#ifndef SYS_iopl
#define SYS_iopl CALL_NONE
#endif
#ifndef SYS_ipc
#define SYS_ipc CALL_NONE
#endif
#ifndef SYS_kexec_file_load
#define SYS_kexec_file_load CALL_NONE
#endif
#ifndef SYS_migrate_pages
#define SYS_migrate_pages CALL_NONE
#endif
#ifndef SYS_msgget
#define SYS_msgget CALL_NONE
#endif
#ifndef SYS_open
#define SYS_open CALL_NONE
#endif
#ifndef SYS_semget
#define SYS_semget CALL_NONE
#endif
#ifndef SYS_shmat
#define SYS_shmat CALL_NONE
#endif
#ifndef SYS_shmget
#define SYS_shmget CALL_NONE
#endif
#ifndef SYS_socketcall
#define SYS_socketcall CALL_NONE
#endif
#ifndef SYS_truncate64
#define SYS_truncate64 CALL_NONE
#endif
#ifndef SYS_chown32
#define SYS_chown32 CALL_NONE
#endif
#ifndef SYS_lchown32
#define SYS_lchown32 CALL_NONE
#endif
#ifndef SYS_fchown32
#define SYS_fchown32 CALL_NONE
#endif
#ifndef SYS_fcntl64
#define SYS_fcntl64 CALL_NONE
#endif
#ifndef SYS_fcntl
#define SYS_fcntl CALL_NONE
#endif
#ifndef SYS_clock_settime64
#define SYS_clock_settime64 CALL_NONE
#endif
#ifndef SYS_clock_adjtime64
#define SYS_clock_adjtime64 CALL_NONE
#endif
#ifndef SYS_utimensat_time64
#define SYS_utimensat_time64 CALL_NONE
#endif
#ifndef SYS_utime
#define SYS_utime CALL_NONE
#endif
#ifndef SYS_utimes
#define SYS_utimes CALL_NONE
#endif
#ifndef SYS_stime
#define SYS_stime CALL_NONE
#endif
#ifndef SYS_umount
#define SYS_umount CALL_NONE
#endif
#ifndef SYS_modify_ldt
#define SYS_modify_ldt CALL_NONE
#endif
