/* wz-job.c: accessors of WzJob. SPDX-License-Identifier: MIT */
#include "host/run/wz-job.h"

#include "config.h"
#include "host/process/wz-message.h"

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
