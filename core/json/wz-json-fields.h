/* wz-json-fields.h: which members an object of the JSON form has. Core only. SPDX-License-Identifier: MIT
 *
 * That is the table of the model's fields, and what only JSON has: what is not in it is reported, and
 * wenzhai-issue.schema.json, which documents it, is compared with it by the tests. Members whose names begin
 * with `x-` are anybody's own and are passed over.
 */
#pragma once

#include "model/wz-fields.h"

/** WzJsonShape: a WzShape, of which WZ_SHAPE_TEXT may have any language or none; or one of these. */
enum {
  WZ_JSON_LANG_TEXT = WZ_N_SHAPES,
  WZ_JSON_NODE,
  WZ_JSON_BY_LANG, /* any language tag, each with a string */
  WZ_JSON_PLAIN,   /* a string, number, truth value, or a list of these */
  WZ_JSON_N_SHAPES
};
typedef guint WzJsonShape;

/**
 * WzJsonField: one member of an object.
 * @shape: of its value, or of each item of it where it @is_list
 */
typedef struct {
  const gchar *name;
  WzJsonShape shape;
  gboolean is_list;
  gboolean required;
} WzJsonField;

/** wz_json_get_field: the member @i of @shape; FALSE where it has no more. */
gboolean wz_json_get_field (WzJsonShape shape, guint i, WzJsonField *field);
/** wz_json_find_field: that of this @name; FALSE where there is none. */
gboolean wz_json_find_field (WzJsonShape shape, const gchar *name, WzJsonField *field);

/**
 * wz_json_dup_advice: (transfer full): what @name, which @shape does not have, was meant to be: a member of a
 * like name, one of another object, or the list of what there is.
 */
gchar *wz_json_dup_advice (WzJsonShape shape, const gchar *name);

/** WzJsonNodeRule: what a node of one kind may have beside `kind` and `at`. */
typedef struct {
  const gchar *members;  /* separated by spaces */
  const gchar *children; /* "blocks", "inlines", "list-item", "table-row", "table-cell"; NULL for a leaf */
  gboolean is_block;
} WzJsonNodeRule;

/** wz_json_node_rule: never NULL. */
const WzJsonNodeRule *wz_json_node_rule (WzTextKind kind);
