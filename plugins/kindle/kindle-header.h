/* kindle-header: record 0 and the small fixed records (KF8 reference, section 2). */
#pragma once

#include "kindle-book.h"

G_BEGIN_DECLS

#define KINDLE_MOBI_HEADER_LENGTH 264

/* What the two halves of a joint file do differently. */
typedef enum {
  KINDLE_HALF_KF8,        /* a file of its own */
  KINDLE_HALF_JOINT_KF8,  /* second half: no resources of its own */
  KINDLE_HALF_JOINT_MOBI6 /* first half: old text, all resources */
} KindleHalf;

/* What the header says; record numbers count from this half's record 0, KINDLE_NULL for none. */
typedef struct {
  KindleHalf half;
  guint32 text_length; /* of all flows, bytes */
  guint32 n_text_records;
  guint32 unique_id;
  guint32 first_non_text;
  guint32 first_resource;
  guint32 n_resources;
  guint32 last_content; /* MOBI6: the last resource, or what else comes last */
  guint32 fdst, n_flows;
  guint32 fcis, flis;
  guint32 ncx, fragments, skeletons, guide;
  guint32 kf8_start;      /* MOBI6: number of the KF8 record 0 */
  guint32 start_position; /* EXTH 116 */
  gint cover;             /* resource index, or -1; the thumbnail is the next */
  gboolean has_fonts;
} KindleHeader;

/**
 * kindle_header_make:
 * @header: numbers of this half
 * @meta: what the book is
 *
 * Returns: (transfer full): record 0 (KF8 reference 2.1 to 2.7)
 */
GBytes *kindle_header_make (const KindleHeader *header, const KindleMetadata *meta);

/** kindle_make_flis: (transfer full): the FLIS record, which is the same in every book (KF8 reference 2.8).
 */
GBytes *kindle_make_flis (void);

/**
 * kindle_make_fcis:
 * @text_length: as in record 0
 *
 * Returns: (transfer full): the FCIS record (KF8 reference 2.8), in the form that serves both halves
 */
GBytes *kindle_make_fcis (guint32 text_length);

/**
 * kindle_make_fdst:
 * @flow_ends: (array length=n_flows): end of each flow in the text
 * @n_flows: how many
 *
 * Returns: (transfer full): the flow table (KF8 reference 4.6)
 */
GBytes *kindle_make_fdst (const guint32 *flow_ends, guint n_flows);

/** kindle_make_eof: (transfer full): the last record of a file. */
GBytes *kindle_make_eof (void);
/** kindle_make_boundary: (transfer full): the record between the halves of a joint file. */
GBytes *kindle_make_boundary (void);

G_END_DECLS
