/* wz-volume.c: what readers have, in an issue of a longer period. SPDX-License-Identifier: MIT */
#include "host/project/wz-volume.h"

#include <glib/gi18n-lib.h>

#include "base/wz-diag-private.h"

typedef struct {
  WzPeriod period;
  const gchar *name; /* lent */
} Part;

static gboolean
parse_any (const gchar *name, WzPeriod *period)
{
  for (WzPeriodKind kind = WZ_PERIOD_WEEK; kind < WZ_PERIOD_RANGE; kind++)
    if (wz_period_parse (name, kind, period))
      return TRUE;
  return FALSE;
}

static gboolean
is_of (const WzSource *source, const WzPeriod *period)
{
  g_autoptr (GArray) days = wz_source_list_days (source);
  for (guint i = 0; i < days->len; i++)
    if (!wz_period_contains (period, g_array_index (days, WzDate, i)))
      return FALSE;
  return TRUE;
}

/* The published issue that stands for a daily; NULL for none. */
static const Part *
find_part (const GArray *parts, const WzSource *source)
{
  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);
    if (is_of (source, &part->period))
      return part;
  }
  return NULL;
}

static void
report_late (const WzPublished *published, const Part *part, const WzSource *source, WzDiagSink *sink)
{
  g_autofree gchar *data = NULL;
  gsize length;
  if (!g_file_get_contents (source->path, &data, &length, NULL))
    return;
  g_autofree gchar *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
  WzPosition here = {source->name, 0, 0};
  if (!wz_published_has_daily (published, part->name, hash))
    wz_diag_report (
        sink, WZ_SEVERITY_WARNING, "volume-late", &here,
        _ ("left out: %s is published, and has another text of this day or none; `wenzhai reissue %s` "
           "takes it in"),
        part->name, part->name);
}

/* Those that have a day of @period, and their models among @sources. */
static GArray *
list_parts (const WzPublished *published, const gchar *const *names, const WzPeriod *period,
            GPtrArray *sources, GPtrArray *chosen, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  for (guint i = 0; names[i] != NULL; i++) {
    Part part = {.name = names[i]};
    if (!parse_any (names[i], &part.period) || wz_date_compare (part.period.last, period->first) < 0 ||
        wz_date_compare (period->last, part.period.first) < 0)
      continue;
    g_autofree gchar *path = wz_published_dup_model (published, names[i], 0, NULL);
    g_autoptr (WzIssue) issue = wz_published_load_issue (published, names[i], 0, NULL, error);
    if (issue == NULL)
      return NULL;
    g_ptr_array_add (chosen, wz_sources_add_issue (sources, path, issue));
    g_array_append_val (parts, part);
  }
  return g_steal_pointer (&parts);
}

GPtrArray *
wz_volume_list (const WzPublished *published, GPtrArray *sources, guint n_read, const WzPeriod *period,
                WzDiagSink *sink, GError **error)
{
  g_auto (GStrv) names = wz_published_dup_names (published);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GArray) parts =
      list_parts (published, (const gchar *const *) names, period, sources, chosen, error);
  if (parts == NULL)
    return NULL;
  for (guint i = 0; i < n_read; i++) {
    WzSource *source = g_ptr_array_index (sources, i);
    const Part *part = find_part (parts, source);
    if (part == NULL)
      g_ptr_array_add (chosen, source);
    else
      report_late (published, part, source, sink);
  }
  wz_sources_sort (chosen);
  wz_sources_sort (sources); /* read ones in front */
  return g_steal_pointer (&chosen);
}
