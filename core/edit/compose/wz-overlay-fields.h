/* wz-overlay-fields.h: what an overlay can say: the one table of its keys. Core only.
 * SPDX-License-Identifier: MIT
 *
 * Reading, applying, the worksheet and the test of the manual go by it: a new key is a row.
 */
#pragma once

#include "edit/compose/wz-overlay.h"
#include "edit/wz-find.h"
#include "model/wz-builder.h"

G_BEGIN_DECLS

/** WzOverlayType: what is written behind a key. */
typedef enum {
  WZ_OVERLAY_TYPE_TITLE, /* running text with formulae */
  WZ_OVERLAY_TYPE_TEXT,  /* CommonMark */
  WZ_OVERLAY_TYPE_LINE,
  WZ_OVERLAY_TYPE_NAMES,
  WZ_OVERLAY_TYPE_LIST,  /* what semicolons separate */
  WZ_OVERLAY_TYPE_CODES, /* what commas separate */
  WZ_OVERLAY_TYPE_LINK,
  WZ_OVERLAY_TYPE_DAY,
  WZ_OVERLAY_TYPE_ARXIV,
  WZ_OVERLAY_TYPE_DOI,
  WZ_OVERLAY_TYPE_IDENTITY,
  WZ_OVERLAY_TYPE_PICTURE, /* a file beside the overlay */
  WZ_OVERLAY_TYPE_STATUS,
  WZ_OVERLAY_TYPE_PLACE,
  WZ_OVERLAY_TYPE_YES,
  WZ_OVERLAY_TYPE_REPLACEMENT,
  WZ_OVERLAY_TYPE_SETTING, /* what its row of the recipe accepts */
  WZ_OVERLAY_N_TYPES
} WzOverlayType;

typedef enum {
  WZ_OVERLAY_OF_PAPER = 1 << 0,
  WZ_OVERLAY_OF_ISSUE = 1 << 1,
  WZ_OVERLAY_BY_LANG = 1 << 2,    /* KEY.LANG: that language's alone */
  WZ_OVERLAY_SEVERAL = 1 << 3,    /* KEY.2, KEY.3 …: all of a group together are the value */
  WZ_OVERLAY_ADDS = 1 << 4,       /* stands behind what there is; else takes its place */
  WZ_OVERLAY_BY_SECTION = 1 << 6, /* KEY.SECTION */
  WZ_OVERLAY_SHEET = 1 << 5,      /* an editor corrects it often: in the worksheet */
} WzOverlayFlags;

/** WzOverlaySetting: what a setter works on: @mine, which began as a paper of @issue. All of it is lent. */
typedef struct {
  WzIssueBuilder *builder;
  const WzIssue *issue;
  WzEntry *mine;
  const WzOverlayField *field;
  const gchar *lang; /* of the text: never NULL */
  WzFinder *finder;  /* of the papers of @issue */
  WzDiagSink *sink;
} WzOverlaySetting;

/**
 * WzOverlayField: a row.
 * @name: (nullable): of the field in variants and in diffs
 * @point: of a point
 * @set: (nullable): gives a paper the values of @ops (array length=n); none: takes the field away
 * @get: (nullable): adds the values of a paper to @values (of gchar *), each as an overlay would have it but
 *   for wz_overlay_escape()
 * @get_word, @set_word, @get_day, @set_day: what these two of a plain field use
 * @setting, @english: of the recipe: where the issue's value goes, in its own language and in English;
 *   WZ_RECIPE_N_FIELDS: nowhere
 * @set_issue: (nullable): for other languages, and for what the recipe has not
 * @dup_issue: (nullable): what an issue has, in its own language
 */
struct _WzOverlayField {
  const gchar *key;
  WzOverlayKind kind;
  WzOverlayType type;
  guint flags; /* WzOverlayFlags */
  const gchar *name;
  WzPointKind point;
  void (*set) (const WzOverlaySetting *setting, const WzOverlayOp *const *ops, guint n);
  void (*get) (const WzEntry *entry, const WzOverlayField *field, const gchar *lang, GPtrArray *values);
  const gchar *(*get_word) (const WzEntry *entry);
  void (*set_word) (WzIssueBuilder *builder, WzEntry *entry, const gchar *text);
  WzDate (*get_day) (const WzEntry *entry);
  void (*set_day) (WzIssueBuilder *builder, WzEntry *entry, WzDate day);
  WzRecipeField setting, english;
  void (*set_issue) (WzIssueBuilder *builder, const gchar *lang, const gchar *text);
  gchar *(*dup_issue) (const WzIssue *issue);
};

guint wz_overlay_get_n_fields (void);
const WzOverlayField *wz_overlay_get_field (guint i);
/** wz_overlay_find_field: (nullable): @stem: a key without what stands behind its point. */
const WzOverlayField *wz_overlay_find_field (const gchar *stem, gboolean of_issue);
/** wz_overlay_field_reads_file: whether `KEY-file` says where its text lies. */
gboolean wz_overlay_field_reads_file (const WzOverlayField *field);
/** wz_overlay_field_accepts: whether @value can stand behind its key; a picture's file is not looked for. */
gboolean wz_overlay_field_accepts (const WzOverlayField *field, const gchar *value);
/** wz_overlay_field_dup_accepted: (transfer full): what can, for messages. */
gchar *wz_overlay_field_dup_accepted (const WzOverlayField *field);
/** wz_overlay_split_replacement: parts `a → b` (or `a -> b`) in two; FALSE where it is none. */
gboolean wz_overlay_split_replacement (const gchar *value, gchar **what, gchar **with);
/** wz_overlay_split_picture: parts `![words](file "caption")`, as an editorial has it, in three; @value that
 * is not so is the file. What is not there is NULL. */
void wz_overlay_split_picture (const gchar *value, gchar **file, gchar **words, gchar **caption);
/** wz_overlay_field_dup_key: (transfer full): as it is written for @lang in an issue that speaks @own:
 * `abstract`, `abstract.en`. */
gchar *wz_overlay_field_dup_key (const WzOverlayField *field, const gchar *lang, const gchar *own);
/** wz_overlay_field_dup_value: (transfer full) (nullable): all that a paper has, in a line, for comparing and
 * for messages; NULL for nothing. */
gchar *wz_overlay_field_dup_value (const WzOverlayField *field, const WzEntry *entry, const gchar *lang);

G_END_DECLS
