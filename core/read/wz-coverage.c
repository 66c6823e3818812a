/* In: a class for each byte of a text. Out: intervals, sums, and both as text. SPDX-License-Identifier: MIT
 */
#include "read/wz-coverage.h"

#include "base/wz-decode.h"
#include "json/wz-json.h"

#include <string.h>

struct _WzCoverage {
  gchar *file;
  gchar *text; /* of the unknown intervals alone is enough for printing, but lines are needed whole */
  gsize length;
  gsize bom_bytes;
  gsize bytes[WZ_COVERAGE_N_CLASSES];
  GArray *intervals; /* of WzCoverageInterval */
};

const gchar *
wz_coverage_class_get_name (WzCoverageClass class)
{
  static const gchar *const names[] = {
      [WZ_COVERAGE_UNKNOWN] = "unknown",
      [WZ_COVERAGE_FIELD] = "field",
      [WZ_COVERAGE_SEPARATOR] = "separator",
      [WZ_COVERAGE_BOILERPLATE] = "boilerplate",
  };

  g_return_val_if_fail ((gsize) class < G_N_ELEMENTS (names), NULL);
  return names[class];
}

static void
add_interval (WzCoverage *self, WzCoverageInterval interval)
{
  WzCoverageInterval *last = self->intervals->len > 0 ? &g_array_index (self->intervals, WzCoverageInterval,
                                                                        self->intervals->len - 1)
                                                      : NULL;

  self->bytes[interval.class] += interval.end_bytes - interval.start_bytes;
  if (last != NULL && last->class == interval.class && last->end_bytes == interval.start_bytes) {
    last->end_bytes = interval.end_bytes;
    last->last_line = interval.last_line;
  } else
    g_array_append_val (self->intervals, interval);
}

/* Runs of one class within a line; add_interval() joins them over lines. */
static void
add_line (WzCoverage *self, const guint8 *classes, gsize start, gsize end, guint line)
{
  while (start < end) {
    gsize stop = start + 1;

    while (stop < end && classes[stop] == classes[start])
      stop++;
    add_interval (self, (WzCoverageInterval){(WzCoverageClass) classes[start], start, stop, line, line});
    start = stop;
  }
}

WzCoverage *
wz_coverage_new (const gchar *file, const gchar *text, gsize length_bytes, gsize bom_bytes,
                 const guint8 *classes)
{
  WzCoverage *self = g_new0 (WzCoverage, 1);
  gsize at = 0;
  guint line = 1;

  self->file = g_strdup (file);
  self->text = g_strndup (text, length_bytes);
  self->length = length_bytes;
  self->bom_bytes = bom_bytes;
  self->intervals = g_array_new (FALSE, FALSE, sizeof (WzCoverageInterval));
  while (at < length_bytes) {
    gsize next;

    wz_decode_line_end (text, length_bytes, at, &next);
    add_line (self, classes, at, next, line);
    at = next;
    line++;
  }
  self->bytes[WZ_COVERAGE_SEPARATOR] += bom_bytes;
  return self;
}

void
wz_coverage_free (WzCoverage *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->text);
  g_array_unref (self->intervals);
  g_free (self);
}

gsize
wz_coverage_get_total (const WzCoverage *self)
{
  return self->length + self->bom_bytes;
}

gsize
wz_coverage_get_bytes (const WzCoverage *self, WzCoverageClass class)
{
  g_return_val_if_fail (class < WZ_COVERAGE_N_CLASSES, 0);
  return self->bytes[class];
}

guint
wz_coverage_get_n_intervals (const WzCoverage *self)
{
  return self->intervals->len;
}

const WzCoverageInterval *
wz_coverage_get_interval (const WzCoverage *self, guint i)
{
  g_return_val_if_fail (i < self->intervals->len, NULL);
  return &g_array_index (self->intervals, WzCoverageInterval, i);
}

/* The text of an interval on one line, cut for display at a character. */
static void
append_excerpt (GString *out, const WzCoverage *self, const WzCoverageInterval *interval)
{
  enum { SHOWN_CHARS = 60 };
  const gchar *p = self->text + interval->start_bytes, *end = self->text + interval->end_bytes;
  guint n = 0;

  for (; p < end && n < SHOWN_CHARS; p = g_utf8_next_char (p), n++) {
    gunichar c = g_utf8_get_char (p);

    if (c == '\n' || c == '\r' || c == '\t')
      g_string_append_c (out, ' ');
    else if (g_unichar_iscntrl (c))
      g_string_append_printf (out, "<U+%04X>", c);
    else
      g_string_append_unichar (out, c);
  }
  if (p < end)
    g_string_append (out, "…");
}

gchar *
wz_coverage_dup_text (const WzCoverage *self)
{
  static const WzCoverageClass order[] = {WZ_COVERAGE_FIELD, WZ_COVERAGE_BOILERPLATE, WZ_COVERAGE_SEPARATOR,
                                          WZ_COVERAGE_UNKNOWN};
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s: %" G_GSIZE_FORMAT " bytes =", self->file, wz_coverage_get_total (self));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_string_append_printf (out, "%s %s %" G_GSIZE_FORMAT, i > 0 ? " +" : "",
                            wz_coverage_class_get_name (order[i]), self->bytes[order[i]]);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < self->intervals->len; i++) {
    const WzCoverageInterval *interval = wz_coverage_get_interval (self, i);

    if (interval->class != WZ_COVERAGE_UNKNOWN)
      continue;
    g_string_append_printf (out, "  unknown, line %u", interval->first_line);
    if (interval->last_line != interval->first_line)
      g_string_append_printf (out, " to %u", interval->last_line);
    g_string_append_printf (out,
                            ", %" G_GSIZE_FORMAT " bytes: ", interval->end_bytes - interval->start_bytes);
    append_excerpt (out, self, interval);
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}

gchar *
wz_coverage_dup_json (const WzCoverage *self)
{
  GString *out = g_string_new ("{\"file\":");

  wz_json_append_string (out, self->file != NULL ? self->file : "");
  g_string_append_printf (out, ",\"total\":%" G_GSIZE_FORMAT ",\"bom\":%" G_GSIZE_FORMAT,
                          wz_coverage_get_total (self), self->bom_bytes);
  for (guint i = 0; i < WZ_COVERAGE_N_CLASSES; i++)
    g_string_append_printf (out, ",\"%s\":%" G_GSIZE_FORMAT, wz_coverage_class_get_name ((WzCoverageClass) i),
                            self->bytes[i]);
  g_string_append (out, ",\"intervals\":[");
  for (guint i = 0; i < self->intervals->len; i++) {
    const WzCoverageInterval *interval = wz_coverage_get_interval (self, i);

    g_string_append_printf (out, "%s[\"%s\",%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",%u,%u]", i > 0 ? "," : "",
                            wz_coverage_class_get_name (interval->class), interval->start_bytes,
                            interval->end_bytes, interval->first_line, interval->last_line);
  }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}
