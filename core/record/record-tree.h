/* record-tree.h: nodes while a text is read. Private to core/record. SPDX-License-Identifier: MIT */
#pragma once

#include "record/wz-record.h"

#include "base/wz-arena.h"

G_BEGIN_DECLS

/* An open node. */
typedef struct {
  WzRecordNode *node;
  GString *text; /* of an element so far; kept for the next at this depth */
  guint n_named; /* names on the way here */
  guint live;    /* alternatives of where records stand that have led here: a bit each */
} RecordLevel;

struct _WzRecordTree {
  const WzRecordReading *reading;
  const gchar *file;
  const gchar *text;
  gsize length;
  WzArena *head_arena, *record_arena;
  WzRecordNode *head;
  WzRecordNode *record; /* that is open */
  WzRecordNode *before; /* (nullable): its elder sibling */
  GArray *levels;       /* of RecordLevel */
  guint depth;          /* open nodes, the head among them */
  guint n_nodes;        /* of the record, or of the head */
  guint n_head_nodes;
  guint n_records;
  gchar **places[WZ_RECORD_MAX_ALTERNATIVES];
  guint n_places;
  gsize at; /* that line and column are of */
  guint line, column;
  gboolean stopped; /* whoever takes the records has enough */
  GError *error;    /* sticky */
  gchar *problem;   /* of it, without its place */
};

WzRecordTree *record_tree_new (const gchar *text, gsize length, const gchar *file,
                               const WzRecordReading *reading);
/* @at never decreases from call to call. @name: (nullable): copied. */
WzRecordNode *record_tree_open (WzRecordTree *tree, WzRecordKind kind, const gchar *name, gsize name_length,
                                gsize at);
void record_tree_close (WzRecordTree *tree);
/* A node without children. @text: (nullable): copied. */
WzRecordNode *record_tree_leaf (WzRecordTree *tree, WzRecordKind kind, const gchar *name, gsize name_length,
                                const gchar *text, gsize length, gsize at);
/* A copy of @text that lives as long as the node that is open. */
const gchar *record_tree_keep (WzRecordTree *tree, const gchar *text);
/* Closes what is open above @depth without handing out records. */
void record_tree_abandon (WzRecordTree *tree, guint depth);
RecordLevel *record_tree_top (WzRecordTree *tree);
void record_tree_remark (WzRecordTree *tree, WzRecordRemark remark, gsize at, const gchar *detail);
WzPosition record_tree_place (WzRecordTree *tree, gsize at);
gboolean record_tree_is_over (const WzRecordTree *tree);
void record_tree_fail (WzRecordTree *tree, WzReadError code, gsize at, const gchar *format, ...)
    G_GNUC_PRINTF (4, 5);

void record_read_json (WzRecordTree *tree);
void record_read_csv (WzRecordTree *tree);
void record_read_xml (WzRecordTree *tree);

G_END_DECLS
