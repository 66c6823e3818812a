/* wz-fields.h: what the structs of the model consist of. Core only. SPDX-License-Identifier: MIT
 *
 * The one table of fields, by which the walk over an issue (wz-map.h), the border that its texts pass
 * (wz-tidy.c) and its JSON form go: a field that has a row here is copied, cleaned, written and read.
 */
#pragma once

#include "base/wz-arena.h"
#include "model/wz-builder.h"

/** WzShape: a struct of the model. What is in a text is told by its iterator. */
typedef enum {
  WZ_SHAPE_ISSUE,
  WZ_SHAPE_CATEGORY,
  WZ_SHAPE_SECTION,
  WZ_SHAPE_ENTRY,
  WZ_SHAPE_INDEX,
  WZ_SHAPE_TERM,
  WZ_SHAPE_RESOURCE,
  WZ_SHAPE_STRING,
  WZ_SHAPE_AUTHOR,
  WZ_SHAPE_LINK,
  WZ_SHAPE_POINT,
  WZ_SHAPE_FIGURE,
  WZ_SHAPE_APPEARANCE,
  WZ_SHAPE_BACK_REFERENCE,
  WZ_SHAPE_VARIANT,
  WZ_SHAPE_TEXT,
  WZ_N_SHAPES
} WzShape;

/**
 * WzFieldType: what a field is in memory; strings first.
 * @WZ_FIELD_CODE: a string that stays as it is in every edition: for machines, or said by somebody
 * @WZ_FIELD_NAME: what somebody or something is called, in a language that may not be known
 * @WZ_FIELD_LABEL: words of the editor or the program, in the issue's language where no other is known
 * @WZ_FIELD_PROSE: words of a source
 * @WZ_FIELD_LIST: a WzList of @shape
 * @WZ_FIELD_ARRAY: pointers to @shape, up to a NULL
 * @WZ_FIELD_ENTRIES: the papers of a term, and behind them their number
 */
typedef enum {
  WZ_FIELD_CODE,
  WZ_FIELD_NAME,
  WZ_FIELD_LABEL,
  WZ_FIELD_PROSE,
  WZ_FIELD_KEY,      /* a string that is part of ids and file names */
  WZ_FIELD_LANG,     /* a string: BCP 47 */
  WZ_FIELD_NUMBER,   /* guint */
  WZ_FIELD_FLAG,     /* gboolean */
  WZ_FIELD_KIND,     /* an enum with @names */
  WZ_FIELD_DATE,     /* WzDate */
  WZ_FIELD_TIME,     /* gint64: seconds since 1970 */
  WZ_FIELD_POSITION, /* WzPosition */
  WZ_FIELD_TEXT,     /* WzText * */
  WZ_FIELD_LIST,
  WZ_FIELD_ARRAY,
  WZ_FIELD_RESOURCE, /* WzResource *, told by its id */
  WZ_FIELD_ENTRIES,
  WZ_FIELD_BYTES /* GBytes * */
} WzFieldType;

typedef enum {
  WZ_FIELD_REQUIRED = 1 << 0, /* it makes no sense without: a string of it may be empty, never NULL */
  WZ_FIELD_BY_LANG = 1 << 1,  /* a list with one item a language */
  WZ_FIELD_BLOCKS = 1 << 2,   /* texts are blocks; else inlines */
  WZ_FIELD_LINE = 1 << 3,     /* strings run on in a line: no control character stands in them */
  WZ_FIELD_FILLED = 1 << 4,   /* empty strings are none */
  WZ_FIELD_ALWAYS = 1 << 5,   /* written even where it is empty */
  WZ_FIELD_DERIVED = 1 << 6   /* from other fields, anew in each issue: written only */
} WzFieldFlags;

/**
 * WzField:
 * @name: in the JSON form
 * @shape: of the items of a list or array
 * @words: type of the strings that a list or array of WZ_SHAPE_STRING holds
 * @names: (array zero-terminated=1): of an enum, by value; where it is not required, 0 is none
 */
typedef struct {
  const gchar *name;
  gsize offset;
  WzFieldType type;
  guint flags; /* WzFieldFlags */
  WzShape shape;
  WzFieldType words;
  const gchar *const *names;
} WzField;

/* Names of kinds, by value; NULL-terminated. */
extern const gchar *const wz_section_kinds[];
extern const gchar *const wz_index_kinds[];
extern const gchar *const wz_point_kinds[];
extern const gchar *const wz_statuses[]; /* the first is "", for one that is not known */

/** wz_fields: the fields of @shape, up to one without a name. */
const WzField *wz_fields (WzShape shape);
/** wz_shape_get_size: bytes of the struct. */
gsize wz_shape_get_size (WzShape shape);
/** wz_field_get_size: bytes that a field of @type takes. */
gsize wz_field_get_size (WzFieldType type);
/** wz_field_at: where @field of the struct @owner lies. */
static inline gpointer
wz_field_at (const WzField *field, gconstpointer owner)
{
  return (guint8 *) (gsize) owner + field->offset;
}
/** wz_field_is_map: whether its items are strings alone, one a language, in the JSON form an object. */
static inline gboolean
wz_field_is_map (const WzField *field)
{
  return field->type == WZ_FIELD_LIST && field->shape == WZ_SHAPE_STRING &&
         (field->flags & WZ_FIELD_BY_LANG) != 0;
}
/** wz_item_get_lang: (nullable): of a WZ_SHAPE_STRING or WZ_SHAPE_TEXT. */
const gchar *wz_item_get_lang (WzShape shape, gconstpointer item);
/** wz_field_find: (nullable): the value of the one field of @type that @owner has: its language, its place.
 */
gpointer wz_field_find (WzShape shape, gconstpointer owner, WzFieldType type);

/* ---- Filling structs by the table ---- */

/** wz_issue_builder_get_arena: (transfer none): where all that a struct points at has to live. */
WzArena *wz_issue_builder_get_arena (WzIssueBuilder *builder);
/** wz_issue_builder_string: (transfer none): a new one. */
WzString *wz_issue_builder_string (WzIssueBuilder *builder, const gchar *lang, const gchar *text,
                                   const WzPosition *position);
/** wz_issue_builder_get_head: (transfer none): the struct of the issue itself. */
gpointer wz_issue_builder_get_head (WzIssueBuilder *builder);
/** wz_issue_builder_add: (transfer none): a new struct in @list of @owner. */
gpointer wz_issue_builder_add (WzIssueBuilder *builder, WzShape shape, gpointer owner, WzList *list);
/** wz_issue_builder_settle: to be called when a struct has been filled: does what setters do beside setting.
 */
void wz_issue_builder_settle (WzIssueBuilder *builder, WzShape shape, gpointer mine);
/** wz_list_put_lang: puts @item in the place of that of @lang, or adds it; NULL: removes that. */
void wz_list_put_lang (WzList *list, WzArena *arena, WzShape shape, const gchar *lang, gconstpointer item);
/** wz_list_put: adds @item, or puts it in the place of that of its language. */
void wz_list_put (WzList *list, WzArena *arena, const WzField *field, gconstpointer item);
