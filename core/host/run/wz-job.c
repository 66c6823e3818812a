/* wz-job.c: accessors of WzJob. SPDX-License-Identifier: MIT */
#include "host/run/wz-job.h"

#include "host/run/wz-plan.h"

#include "config.h"
#include "host/process/wz-message.h"

#include <string.h>

#define JOB_GETTER(type, field)                                                                              \
  type wz_job_get_##field (const WzJob *job)                                                                 \
  {                                                                                                          \
    return job->field;                                                                                       \
  }
JOB_GETTER (const WzIssue *, issue)
JOB_GETTER (const WzStyle *, style)
JOB_GETTER (const WzOptions *, options)
JOB_GETTER (WzLanguages, languages)
JOB_GETTER (WzDiagSink *, sink)
JOB_GETTER (const gchar *, data_dir)

WzGalley *
wz_job_new_galley (const WzJob *job, const gchar *const *overrides)
{
  return wz_galley_new (job->issue, job->style, job->languages, overrides);
}

const gchar *
wz_job_get_extension (const WzJob *job)
{
  const gchar *extension = job->path != NULL ? wz_plan_get_extension (job->path) : NULL;
  return extension != NULL ? extension : "";
}

const gchar *
wz_job_get_generator (const WzJob *job)
{
  return "wenzhai " WZ_VERSION;
}

/* A message at every percent is enough for any display. The job is const to the plugin, not to its host. */
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
