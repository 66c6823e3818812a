/* wz-job.c: accessors of WzJob. SPDX-License-Identifier: MIT */
#include "host/run/wz-job.h"

#include "config.h"
#include "host/process/wz-message.h"

#include <signal.h>
#include <string.h>

const WzIssue *
wz_job_get_issue (const WzJob *job)
{
  return job->issue;
}

const WzStyle *
wz_job_get_style (const WzJob *job)
{
  return job->style;
}

const WzOptions *
wz_job_get_options (const WzJob *job)
{
  return job->options;
}

WzLanguages
wz_job_get_languages (const WzJob *job)
{
  return job->languages;
}

WzDiagSink *
wz_job_get_sink (const WzJob *job)
{
  return job->sink;
}

const gchar *
wz_job_get_data_dir (const WzJob *job)
{
  return job->data_dir;
}

WzGalley *
wz_job_new_galley (const WzJob *job, const gchar *const *overrides)
{
  return wz_galley_new (job->issue, job->style, job->languages, overrides);
}

const gchar *
wz_job_get_extension (const WzJob *job)
{
  return job->extension != NULL ? job->extension : "";
}

const gchar *
wz_job_get_generator (const WzJob *job)
{
  return "wenzhai " WZ_VERSION;
}

GBytes *
wz_job_get_base (const WzJob *job)
{
  return job->base;
}

/* Handlers of a process's own signals are given nothing, so that this is the one way to them. */
static volatile sig_atomic_t cancelled;

static void
on_terminate (int number)
{
  cancelled = TRUE;
}

gboolean
wz_job_is_cancelled (const WzJob *job)
{
  static gsize asked;
  if (g_once_init_enter (&asked)) {
    static const struct sigaction action = {.sa_handler = on_terminate, .sa_flags = SA_RESTART};
    sigaction (SIGTERM, &action, NULL);
    g_once_init_leave (&asked, 1);
  }
  return cancelled != 0;
}

/* The job is const to the plugin, not to its host. */
void
wz_job_set_pages (const WzJob *job, guint pages)
{
  ((WzJob *) (gsize) job)->pages = pages;
}

/* A message at every percent is enough for any display. */
void
wz_job_progress (const WzJob *job, guint done, guint total)
{
  WzJob *mine = (WzJob *) (gsize) job;
  guint permille = total > 0 ? (guint) ((guint64) MIN (done, total) * 1000 / total) : 0;
  if (mine->pipe_fd < 0 || (permille < mine->permille + 10 && permille >= mine->permille))
    return;
  mine->permille = permille;
  wz_message_send_progress (mine->pipe_fd, done, total);
}
