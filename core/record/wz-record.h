/* wz-record.h: JSON, JSON Lines, CSV and XML as one tree of records. Core only. SPDX-License-Identifier: MIT
 *
 * A text is read from its beginning to its end in time that is in proportion to it. Its records are handed
 * out one by one and then forgotten; what stands around them is the head. Every node knows its place and
 * whether anybody has used it, so that what nobody asked for can be told. Nothing is loaded, no entity is
 * expanded.
 */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

#define WZ_RECORD_MAX_DEPTH 256       /* of nodes in one another */
#define WZ_RECORD_MAX_NODES 1000000   /* of a record, and of all that is none */
#define WZ_RECORD_MAX_ATTRIBUTES 256  /* of an element of XML */
#define WZ_RECORD_MAX_ALTERNATIVES 16 /* of places where records may stand */

/**
 * WzRecordFormat:
 * @WZ_RECORD_JSON: RFC 8259: one value, or one a line (JSON Lines)
 * @WZ_RECORD_CSV: RFC 4180, with any line end; the first row has the names
 * @WZ_RECORD_XML: XML 1.0 with namespaces; a document that declares entities is refused
 */
typedef enum { WZ_RECORD_JSON, WZ_RECORD_CSV, WZ_RECORD_XML } WzRecordFormat;

/**
 * WzRecordKind:
 * @WZ_RECORD_NULL: `null`
 * @WZ_RECORD_VALUE: characters: a string, number, `true` or `false`, a field of CSV, an attribute
 * @WZ_RECORD_OBJECT: an object, a row
 * @WZ_RECORD_ARRAY: an array; paths lead through it as if it were not there
 * @WZ_RECORD_ELEMENT: an element: its attributes (`@name`), then its elements, and the characters between
 * them
 */
typedef enum {
  WZ_RECORD_NULL,
  WZ_RECORD_VALUE,
  WZ_RECORD_OBJECT,
  WZ_RECORD_ARRAY,
  WZ_RECORD_ELEMENT
} WzRecordKind;

typedef enum { WZ_RECORD_UNREAD, WZ_RECORD_IGNORED, WZ_RECORD_USED } WzRecordUse;

/**
 * WzRecordNode: read-only, but for @use.
 * @name: (nullable): in an object, or of an element: `local`, `prefix:local` by the table of prefixes, or
 * `{uri}local` for a namespace that has none there. `""` for a field of CSV beyond the names
 * @text: (nullable): of a value or an element that has characters, or has nothing
 * @held_records: records stood in it
 * @markup_start, @markup_end: where the content of an element stands in the text
 */
typedef struct _WzRecordNode WzRecordNode;
struct _WzRecordNode {
  const gchar *name;
  const gchar *text;
  WzRecordNode *parent, *first, *last, *next;
  gsize markup_start, markup_end;
  guint32 line, column;
  WzRecordKind kind;
  WzRecordUse use;
  gboolean held_records;
};

/* ---- Paths: `a.b[0].c@x`, `link[@rel=alternate]@href`, `"odd.name"`, `*` ---- */

typedef struct _WzRecordPath WzRecordPath;

/**
 * wz_record_path_parse:
 * @text: from here
 * @end: (out): where it ends: at a blank, `,` or `|`, or at the end of the text
 *
 * Returns: (transfer full) (nullable): NULL with @error set where it is none; @end is then the place
 */
WzRecordPath *wz_record_path_parse (const gchar *text, const gchar **end, GError **error);
void wz_record_path_free (WzRecordPath *path);

/** wz_record_select: appends the nodes that @path leads to from @node to @found, in order. An index counts
 * what one parent has, from its end when it is negative. */
void wz_record_select (WzRecordNode *node, const WzRecordPath *path, GPtrArray *found);
/** wz_record_has: whether @path leads anywhere. */
gboolean wz_record_has (WzRecordNode *node, const WzRecordPath *path);
/** wz_record_mark: @node and all below it that nobody has used. */
void wz_record_mark (WzRecordNode *node, WzRecordUse use);

/** WzRecordVisit: told of a key. */
typedef void (*WzRecordVisit) (const WzRecordNode *node, gpointer user_data);
/** wz_record_visit_keys: visits what holds something below @node and in it: values, and elements that have
 * characters or nothing. */
void wz_record_visit_keys (const WzRecordNode *node, WzRecordVisit visit, gpointer user_data);
/** wz_record_dup_path: (transfer full): the names from below @top down to @node, as a path without indices.
 */
gchar *wz_record_dup_path (const WzRecordNode *node, const WzRecordNode *top);

/* ---- Reading ---- */

/** WzRecordPrefix: @uri is called @prefix in names; `""`: by its local name. */
typedef struct {
  const gchar *prefix, *uri;
} WzRecordPrefix;

/** WzRecordRemark: what is odd, and read all the same. */
typedef enum {
  WZ_RECORD_LINE_BROKEN,        /* of JSON Lines: no JSON; it was left out. The detail says why */
  WZ_RECORD_CHARACTER_REPLACED, /* an escape that stands for no character: U+FFFD */
  WZ_RECORD_ROW_UNEVEN          /* of CSV: it has another number of fields than the first row */
} WzRecordRemark;

/**
 * WzRecordReading:
 * @places: (array zero-terminated=1): where records stand: `feed.entry`; `""`: what stands for itself
 * @prefixes: (array length=n_prefixes)
 * @separator: between the fields of CSV
 * @take: gets each record, which lives for the call; FALSE ends reading
 * @remark: (nullable): told of what is odd
 */
typedef struct {
  WzRecordFormat format;
  const gchar *const *places;
  const WzRecordPrefix *prefixes;
  guint n_prefixes;
  gchar separator;
  gboolean (*take) (WzRecordNode *record, gpointer user_data);
  void (*remark) (WzRecordRemark remark, const WzPosition *position, const gchar *detail, gpointer user_data);
  gpointer user_data;
} WzRecordReading;

typedef struct _WzRecordTree WzRecordTree;

/**
 * wz_record_read:
 * @text: UTF-8 without NUL, of @length bytes and a NUL behind them
 * @file: display name, for messages
 *
 * Returns: (transfer full) (nullable): what stands around the records; NULL with WZ_READ_ERROR_SYNTAX or
 * WZ_READ_ERROR_LIMIT, line and column in the message
 */
WzRecordTree *wz_record_read (const gchar *text, gsize length, const gchar *file,
                              const WzRecordReading *reading, GError **error);
void wz_record_tree_free (WzRecordTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzRecordTree, wz_record_tree_free)
/** wz_record_tree_get_head: an array of what stands outermost, without the records. */
WzRecordNode *wz_record_tree_get_head (WzRecordTree *tree);

/**
 * wz_record_guess_format:
 *
 * By its first characters: `{` or `[` is JSON, `<` XML, all else may be CSV.
 */
WzRecordFormat wz_record_guess_format (const gchar *text, gsize length);

G_END_DECLS
