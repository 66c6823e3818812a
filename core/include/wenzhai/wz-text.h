/* wz-text.h: rich text and its iterator. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-types.h>

G_BEGIN_DECLS

/**
 * WzTextKind: what a node of rich text is. A title holds inlines only; an abstract or body holds blocks,
 * which hold inlines. A newer core may send kinds that an older plugin does not know: render their children
 * and text.
 *
 * Leaves carry their content in the event's @text and have no children; that of code and formulae may be
 * empty but is never NULL.
 */
typedef enum {
  WZ_TEXT_STRING,     /* characters; only as WZ_TEXT_CHARACTERS events */
  WZ_TEXT_PARAGRAPH,  /* block of inlines */
  WZ_TEXT_HEADING,    /* block of inlines; @number is its level, from 1 below the heading it stands under */
  WZ_TEXT_LIST,       /* block of list items; @number is the first ordinal, 0 for an unordered list */
  WZ_TEXT_LIST_ITEM,  /* blocks */
  WZ_TEXT_QUOTE,      /* blocks */
  WZ_TEXT_CODE_BLOCK, /* leaf; @text the lines, @target the language or NULL */
  WZ_TEXT_FIGURE, /* block; @target a resource id, @text the alternative text; children: the caption's inlines
                   */
  WZ_TEXT_TABLE,  /* block of rows */
  WZ_TEXT_TABLE_ROW,  /* cells; @number 1 for a header row */
  WZ_TEXT_TABLE_CELL, /* inlines; @number columns spanned (at least 1), @target "left", "right", "center" or
                         NULL */
  WZ_TEXT_RULE,       /* leaf */
  WZ_TEXT_FORMULA_BLOCK, /* leaf; @text the TeX source without its dollars */
  WZ_TEXT_EMPHASIS,      /* inlines */
  WZ_TEXT_STRONG,        /* inlines */
  WZ_TEXT_CODE,          /* leaf; @text */
  WZ_TEXT_LINK,          /* inlines; @target the URL as in WzLink, or "#key" for an entry of this issue */
  WZ_TEXT_IMAGE,         /* leaf; @target a resource id, @text the alternative text */
  WZ_TEXT_FORMULA,       /* leaf; @text the TeX source without its dollars */
  WZ_TEXT_LINE_BREAK,    /* leaf */
  WZ_TEXT_SPAN,          /* inlines in another language: @lang */
  WZ_TEXT_NOTE_MARK,     /* leaf; @number of a note of this text, @text what is shown for it: `[1]` */
  WZ_TEXT_NOTE           /* block of blocks: what the marks of this @number lead to; behind all other blocks,
                            in the order of their numbers */
} WzTextKind;

#define WZ_TEXT_N_KINDS (WZ_TEXT_NOTE + 1)

/** Rich text is never deeper than this; readers cut what is. */
#define WZ_TEXT_MAX_DEPTH 64

typedef enum {
  WZ_TEXT_ENTER,     /* a node begins; leaves too */
  WZ_TEXT_LEAVE,     /* it ends */
  WZ_TEXT_CHARACTERS /* characters between */
} WzTextEventType;

/**
 * WzTextEvent: one step through rich text. Strings live as long as the text.
 * @text: CHARACTERS: the characters; ENTER of a leaf: its content; else NULL. NUL-terminated
 * @length: of @text, in bytes
 * @position: where it stands in its source; line 0 when made by the program
 */
typedef struct {
  WzTextEventType type;
  WzTextKind kind;
  const gchar *text;
  gsize length;
  const gchar *target;
  const gchar *lang;
  gint number;
  WzPosition position;
  gpointer reserved[4];
} WzTextEvent;

/** WzTextIter: a walk over rich text, on the caller's stack. All fields are private. */
typedef struct {
  const WzText *text;
  guint index;
  guint end;
  gpointer reserved[4];
} WzTextIter;

/**
 * wz_text_iter_init:
 * @text: (nullable): NULL is an empty text
 */
WZ_API void wz_text_iter_init (WzTextIter *iter, const WzText *text);

/**
 * wz_text_iter_next:
 * @event: (out): filled when TRUE is returned
 *
 * Every ENTER has its LEAVE. Returns: FALSE at the end
 */
WZ_API gboolean wz_text_iter_next (WzTextIter *iter, WzTextEvent *event);

/** wz_text_kind_is_block: whether nodes of @kind stand beside paragraphs, not in them. */
WZ_API gboolean wz_text_kind_is_block (WzTextKind kind);

/** wz_text_n_blocks: of @text (nullable) at its top level; neighbouring inlines there are one paragraph. 0
 * for an empty text. */
WZ_API guint wz_text_n_blocks (const WzText *text);

/** wz_text_iter_init_blocks: as wz_text_iter_init(), for @n_blocks blocks from @first on. */
WZ_API void wz_text_iter_init_blocks (WzTextIter *iter, const WzText *text, guint first, guint n_blocks);

/** wz_text_iter_skip: after an ENTER: the next event will be the LEAVE of that node. */
WZ_API void wz_text_iter_skip (WzTextIter *iter);

/** wz_text_is_empty: TRUE for NULL and for text that shows nothing: no characters but blanks, no images,
 * figures, formulae, rules. */
WZ_API gboolean wz_text_is_empty (const WzText *text);

/** wz_text_contains: whether any node of @text is of @kind. */
WZ_API gboolean wz_text_contains (const WzText *text, WzTextKind kind);

/** wz_text_get_lang: (nullable): the language of the whole, which spans override. */
WZ_API const gchar *wz_text_get_lang (const WzText *text);

/** wz_text_get_position: where it begins; line 0 when the program made it. */
WZ_API WzPosition wz_text_get_position (const WzText *text);

/**
 * wz_text_dup_plain:
 *
 * The characters alone: blocks and line breaks separated by LF, formulae as `$tex$`, pictures as their
 * alternative text.
 *
 * Returns: (transfer full): never NULL
 */
WZ_API gchar *wz_text_dup_plain (const WzText *text);
/** wz_text_dup_plain_blocks: (transfer full): the same of @n_blocks blocks from @first on. */
WZ_API gchar *wz_text_dup_plain_blocks (const WzText *text, guint first, guint n_blocks);

G_END_DECLS
