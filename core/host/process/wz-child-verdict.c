/* wz-child-verdict.c: how a child ended, and why. SPDX-License-Identifier: MIT */
#include "host/process/wz-child-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* Bytes of address space, where the system gives less of it than the child may take; else 0. */
static guint64
get_address_space (const WzChild *child)
{
  struct rlimit space;
  if (getrlimit (RLIMIT_AS, &space) != 0 || space.rlim_cur == RLIM_INFINITY ||
      (child->limits.data_bytes > 0 && space.rlim_cur >= child->limits.data_bytes))
    return 0;
  return space.rlim_cur;
}

gboolean
wz_child_would_repeat (const WzChild *child)
{
  gint status = child->report.status;
  if (child->timed_out)
    return TRUE;
  if (!child->reported || child->report.error != 0 || get_address_space (child) > 0)
    return FALSE;
  return WIFSIGNALED (status) ? WTERMSIG (status) != SIGKILL && WTERMSIG (status) != SIGTERM : !child->done;
}

/* (nullable): what memory there is, and who gives more. */
static gchar *
dup_memory_limit (const WzChild *child)
{
  guint64 space = get_address_space (child), mebibyte = 1024 * 1024;
  if (space > 0)
    return g_strdup_printf (_ ("the system gives it %" PRIu64 " MiB of memory, fonts included; `ulimit -v` "
                               "raises that"),
                            space / mebibyte);
  if (child->limits.data_bytes == 0)
    return NULL;
  return g_strdup_printf (_ ("limit %" PRIu64 " MiB%s"), child->limits.data_bytes / mebibyte,
                          child->limits.adjustable ? _ ("; --memory-limit raises it") : "");
}

/* Whether it is for want of memory that the child failed, as far as can be seen. */
static gboolean
is_short_of_memory (const WzChild *child)
{
  return get_address_space (child) > 0 ||
         (child->limits.data_bytes > 0 &&
          (guint64) child->report.max_rss_kib >= child->limits.data_bytes / 1024 / 4 * 3);
}

static void
describe_signal (const WzChild *child, GError **error)
{
  gint number = WTERMSIG (child->report.status);
  const gchar *words = child->error != NULL ? child->error->message : "";
  const gchar *colon = *words != '\0' ? ": " : "";
  g_autofree gchar *limit = dup_memory_limit (child);
  if (limit != NULL && child->error != NULL && child->error->code == WZ_PLUGIN_ERROR_LIMIT)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
                 _ ("ran out of memory (%s) and ended by signal %d (%s): %s"), limit, number,
                 strsignal (number), words);
  else if (limit != NULL && is_short_of_memory (child))
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT,
                 _ ("ended by signal %d (%s), holding %ld MiB (%s)%s%s"), number, strsignal (number),
                 child->report.max_rss_kib / 1024, limit, colon, words);
  else
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED, _ ("ended by signal %d (%s)%s%s"), number,
                 strsignal (number), colon, words);
}

/* What the child said of its failure, or that it said nothing. */
static void
describe_failure (const WzChild *child, GError **error)
{
  g_autofree gchar *limit = dup_memory_limit (child);
  g_autoptr (GError) own = child->error != NULL ? g_error_copy (child->error)
                                                : g_error_new (WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED,
                                                               _ ("ended without a word (exit status %d)"),
                                                               WEXITSTATUS (child->report.status));
  if (limit != NULL && (own->code == WZ_PLUGIN_ERROR_LIMIT || is_short_of_memory (child)))
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, "%s (%s)", own->message, limit);
  else
    g_propagate_error (error, g_steal_pointer (&own));
}

/* NULL: the process ended as it should. */
static const gchar *
find_mischief (const WzChild *child)
{
  if (child->babbled)
    return child->is_program
               ? _ ("wrote a line to descriptor 3 that is no message; a message is an object of JSON in "
                    "a line, whose type is progress, diag or error")
               : _ ("wrote into the pipe that belongs to the host");
  if (!child->reported)
    return _ ("ended the process that watches over it");
  if (child->report.survivors)
    return _ ("left processes behind that cannot be ended");
  return NULL;
}

/* What its warden ended it for. */
static void
describe_excess (const WzChild *child, GError **error)
{
  g_autofree gchar *limit = dup_memory_limit (child);
  guint64 mebibytes = child->limits.file_bytes / 1024 / 1024;
  if (child->report.excess == WZ_EXCESS_MEMORY)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, _ ("took more memory than it may (%s)"),
                 limit != NULL ? limit : "");
  else if (child->report.excess == WZ_EXCESS_PROCESSES)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED, _ ("started more than %d processes"),
                 WZ_CENSUS_MAX_PROCESSES);
  else
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED,
                 _ ("left more than %" PRIu64 " MiB, or %d files, in its scratch folder"), mebibytes,
                 WZ_CENSUS_MAX_FILES);
}

gboolean
wz_child_check (const WzChild *child, GError **error)
{
  const gchar *mischief = find_mischief (child);
  if (child->timed_out)
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_LIMIT, _ ("was stopped after %.1f s, its limit%s"),
                 (gdouble) child->limits.milliseconds / 1000,
                 child->limits.adjustable ? _ ("; --time-limit raises it") : "");
  else if (mischief != NULL)
    g_set_error_literal (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_CRASHED, mischief);
  else if (child->report.excess != WZ_EXCESS_NONE)
    describe_excess (child, error);
  else if (child->report.error != 0) {
    errno = child->report.error;
    wz_child_set_errno (error, _ ("cannot start a process"));
  } else if (WIFSIGNALED (child->report.status))
    describe_signal (child, error);
  else if (child->error != NULL || !(child->done || child->is_program) ||
           WEXITSTATUS (child->report.status) != 0)
    describe_failure (child, error);
  else
    return TRUE;
  return FALSE;
}
