/* hostile-program.c: a program that does harm, the way that its first word names. SPDX-License-Identifier:
 * MIT */
#include "hostile-attempts.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define MESSAGES 3 /* the descriptor */
#define SECONDS 20 /* that anything lives at most */
#define MUCH (8ul << 30)
#define PART (100ul << 20)

static void
say (const char *text)
{
  if (write (STDOUT_FILENO, text, strlen (text)) < 0)
    exit (4);
}

static void
tell (const char *text)
{
  if (write (MESSAGES, text, strlen (text)) < 0)
    exit (4);
}

static void
close_all (void)
{
  for (int fd = 0; fd < 1024; fd++)
    close (fd);
}

static void
fill (char *memory, size_t length)
{
  if (memory == MAP_FAILED)
    exit (3);
  for (size_t at = 0; at < length; at += 4096)
    memory[at] = 1;
}

static void
wait_long (void)
{
  alarm (SECONDS);
  for (;;)
    pause ();
}

/* Each takes less than it may; all together they take more. */
static void
take_together (void)
{
  for (int i = 0; i < 40; i++)
    if (fork () == 0) {
      alarm (SECONDS);
      fill (mmap (NULL, PART, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), PART);
      wait_long ();
    }
  wait_long ();
}

/* Twice forked, in a session of its own, deaf. */
static void
start_daemon (void)
{
  if (fork () != 0)
    return;
  setsid ();
  signal (SIGTERM, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  if (fork () != 0)
    _exit (0);
  wait_long ();
}

static void
start_storm (void)
{
  alarm (SECONDS);
  for (int i = 0; i < 100000; i++)
    if (fork () == 0) {
      setsid ();
      wait_long ();
    }
}

int
main (int n, char **words)
{
  const char *mode = n > 1 ? words[1] : "";
  if (strcmp (mode, "attempt") == 0)
    hostile_attempt (words[2], 0);
  else if (strcmp (mode, "crash") == 0)
    raise (SIGSEGV);
  else if (strcmp (mode, "hang") == 0)
    wait_long ();
  else if (strcmp (mode, "stop") == 0)
    raise (SIGSTOP);
  else if (strcmp (mode, "malloc") == 0)
    for (char *memory; (memory = malloc (PART)) != NULL;)
      fill (memory, PART);
  else if (strcmp (mode, "share") == 0)
    fill (mmap (NULL, MUCH, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0), MUCH);
  else if (strcmp (mode, "together") == 0)
    take_together ();
  else if (strcmp (mode, "daemon") == 0)
    start_daemon ();
  else if (strcmp (mode, "storm") == 0)
    start_storm ();
  else if (strcmp (mode, "half") == 0)
    tell ("{\"type\": \"diag\", \"severity\": ");
  else if (strcmp (mode, "junk") == 0)
    tell ("\001\002 no message\n");
  else if (strcmp (mode, "forge") == 0)
    tell ("{\"type\": \"descriptor\", \"name\": \"epub\"}\n");
  else if (strcmp (mode, "escape") == 0)
    tell ("{\"type\": \"diag\", \"severity\": \"warning\", \"code\": \"\\u001b[31m\", "
          "\"detail\": \"d\\u001b[2J\\u0007\"}\n");
  else if (strcmp (mode, "close") == 0)
    close_all ();
  else if (strcmp (mode, "swap") == 0)
    dup2 (MESSAGES, STDOUT_FILENO);
  else if (strcmp (mode, "seal") == 0)
    fcntl (STDOUT_FILENO, F_ADD_SEALS, F_SEAL_SEAL);
  else if (strcmp (mode, "nothing") == 0)
    return 0;
  if (strcmp (mode, "malloc") == 0)
    return 3;
  say ("hostile\n");
  return 0;
}
