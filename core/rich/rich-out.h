/* rich-out.h: where all forms put what they find: nodes with their places, and the account of bytes. Private
 * to core/rich. SPDX-License-Identifier: MIT */
#pragma once

#include "base/wz-math.h"
#include "rich/wz-rich.h"

G_BEGIN_DECLS

typedef struct {
  WzTextBuilder *builder;
  const WzRichOptions *options;
  const gchar *text;
  gsize length;
  guint8 *runs;     /* of WzRichRun, one a byte */
  GArray *formulae; /* of WzMathSpan, offsets in @text, ascending */
  guint n_passed;   /* of them */
  GArray *names;    /* of RichName, likewise (rich-note.h) */
  guint n_named;
  GArray *definitions; /* of RichDefinition, offsets ascending */
  GHashTable *by_name; /* notes: name → definition, from 1 */
  GArray *order;       /* of guint: definitions by their numbers */
  GArray *waiting;     /* nodes that begin where the next characters are */
  gsize end;           /* of the characters taken last */
  gboolean broken;     /* a line end stands behind them */
  gboolean linked;     /* a link or a picture is open */
  WzPosition cursor;
  gsize cursor_bytes;
  GArray *lines; /* of gsize: where they begin; NULL until one is gone back to */
} RichOut;

void rich_out_init (RichOut *out, WzTextBuilder *builder, const gchar *text, const WzRichOptions *options);
/* Tells of all runs. */
void rich_out_finish (RichOut *out);
void rich_out_clear (RichOut *out);

/* The place of the byte at @at. */
WzPosition rich_place (RichOut *out, gsize at);

void rich_mark (RichOut *out, gsize start, gsize end, WzRichRun kind);
void rich_remark (RichOut *out, WzRichRemark remark, gsize at, const gchar *detail);
/* Opens a node where the next characters will be. */
void rich_enter (RichOut *out, WzTextKind kind, gint number, const gchar *target);
void rich_leave (RichOut *out);
/* A leaf whose source is @start to @end. */
void rich_leaf (RichOut *out, WzTextKind kind, const gchar *target, const gchar *content, gsize start,
                gsize end);
/* The same, with a number. */
void rich_numbered_leaf (RichOut *out, WzTextKind kind, gint number, const gchar *content, gsize start,
                         gsize end);
/* @start to @end as they stand, without looking into them. */
void rich_add_raw (RichOut *out, gsize start, gsize end);
/* The same, with formulae, names and, on a page, addresses. */
void rich_add (RichOut *out, gsize start, gsize end);
/* @characters for @start to @end. */
void rich_add_for (RichOut *out, const gchar *characters, gsize start, gsize end);
/* Whether @target may be a link. */
gboolean rich_leads (const RichOut *out, const gchar *target);
/* Opens a link, unless one is open or a page's link does not lead into the web; whether it did. */
gboolean rich_enter_link (RichOut *out, const gchar *target);
/* The picture whose source is @start to @end, or what stands for it; whether its address is kept. @origin
 * (nullable) is where a page had it from, @alt (nullable) describes it, @title (nullable) is its caption in
 * an editor's text. */
gboolean rich_add_picture (RichOut *out, const gchar *address, const gchar *origin, const gchar *alt,
                           const gchar *title, gsize start, gsize end);
/* Finds the formulae of @text from @start to @end, one paragraph: they come behind those found before. */
void rich_find_formulae (RichOut *out, gsize start, gsize end);
/* The formula that is or begins at @at or behind it; calls come in order. */
const WzMathSpan *rich_next_formula (RichOut *out, gsize at);

G_END_DECLS
