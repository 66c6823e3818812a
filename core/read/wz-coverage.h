/* wz-coverage.h: what became of every byte of a source. Core only. SPDX-License-Identifier: MIT
 *
 * A text reader puts each byte of the decoded text into exactly one class, so that nothing is dropped in
 * silence. */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

typedef enum {
  WZ_COVERAGE_UNKNOWN,     /* understood by nobody: reported */
  WZ_COVERAGE_FIELD,       /* kept in a field of the issue */
  WZ_COVERAGE_SEPARATOR,   /* white space, invisible characters and punctuation that delimits fields */
  WZ_COVERAGE_BOILERPLATE, /* fixed words of the format, by a table */
  WZ_COVERAGE_N_CLASSES
} WzCoverageClass;

/* Neighbouring bytes of one class. Intervals are ascending, touch each other and cover the whole text. */
typedef struct {
  WzCoverageClass class;
  gsize start_bytes; /* in the decoded text */
  gsize end_bytes;
  guint first_line; /* from 1 */
  guint last_line;
} WzCoverageInterval;

typedef struct _WzCoverage WzCoverage;

/**
 * wz_coverage_new:
 * @classes: (array length=length_bytes): a #WzCoverageClass for each byte of @text
 * @bom_bytes: bytes of the byte order mark that @text no longer has; they count as separator
 */
WzCoverage *wz_coverage_new (const gchar *file, const gchar *text, gsize length_bytes, gsize bom_bytes,
                             const guint8 *classes);
void wz_coverage_free (WzCoverage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzCoverage, wz_coverage_free)

const gchar *wz_coverage_class_get_name (WzCoverageClass class);
/** wz_coverage_get_total: bytes of the decoded text and its byte order mark: the sum of all classes. */
gsize wz_coverage_get_total (const WzCoverage *self);
gsize wz_coverage_get_bytes (const WzCoverage *self, WzCoverageClass class);
guint wz_coverage_get_n_intervals (const WzCoverage *self);
const WzCoverageInterval *wz_coverage_get_interval (const WzCoverage *self, guint i);

/**
 * wz_coverage_dup_text:
 *
 * For people: one line of sums, then each unknown stretch with its lines.
 *
 * Returns: (transfer full)
 */
gchar *wz_coverage_dup_text (const WzCoverage *self);

/**
 * wz_coverage_dup_json:
 *
 * One line of JSON: file, total, a sum for each class, and all intervals as
 * `[class, first byte, end byte, first line, last line]`.
 *
 * Returns: (transfer full)
 */
gchar *wz_coverage_dup_json (const WzCoverage *self);

G_END_DECLS
