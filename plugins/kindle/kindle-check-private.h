/* kindle-check-private: what kindle-check and kindle-check-markup share. */
#pragma once

#include "kindle-check.h"

G_BEGIN_DECLS

/* What the documents of a half hold, gathered once. */
typedef struct {
  GArray *links;    /* of guint64: fragment << 40 | offset */
  GArray *embeds;   /* of guint32: resource numbers, from 1 */
  GArray *flows;    /* of guint32: flow numbers */
  GHashTable *aids; /* gchar* → GUINT: how often */
  gchar *malformed; /* (nullable): the first document that is not well-formed, and why */
  guint n_malformed;
  guint n_bad; /* kindle: references that can't be read */
  gchar *bad;  /* (nullable): the first of them */
} KindleMarkupFacts;

typedef struct {
  const KindleReadFile *file;
  const KindleReadHalf *half;
  KindleMarkupFacts facts;
  KindleCheckResult *result; /* of the rule under way */
} KindleCheck;

/**
 * kindle_check_fault:
 * @check: the check under way
 * @format: printf() format of what is wrong
 *
 * Notes a fault against the rule that is being checked.
 */
void kindle_check_fault (KindleCheck *check, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * kindle_check_markup_begin:
 * @check: gets the facts that rules 21 to 25 need
 */
void kindle_check_markup_begin (KindleCheck *check);

/**
 * kindle_check_markup_end:
 * @check: loses its facts
 */
void kindle_check_markup_end (KindleCheck *check);

void kindle_check_documents (KindleCheck *check);
void kindle_check_selectors (KindleCheck *check);
void kindle_check_links (KindleCheck *check);
void kindle_check_references (KindleCheck *check);
void kindle_check_aids (KindleCheck *check);
void kindle_check_ncx_places (KindleCheck *check);
void kindle_check_ncx_tree (KindleCheck *check);
void kindle_check_ncx_lengths (KindleCheck *check);
void kindle_check_ncx_order (KindleCheck *check);

G_END_DECLS
