/* read-map.h: mapping files: which key of a record is which field. Private to core/read.
 * SPDX-License-Identifier: MIT
 *
 * A file NAME.reader is a key file (docs/readers.md). It is parsed once, and then nothing of it changes: any
 * number of threads may read by it.
 */
#pragma once

#include "read/common/read-diag.h"
#include "read/wz-read-private.h"
#include "base/wz-decode.h"
#include "model/wz-builder.h"
#include "record/wz-record.h"

G_BEGIN_DECLS

/* The keys of [issue], [entry] and [authors]. */
typedef enum {
  READ_MAP_ISSUE_BASE, /* the address that relative ones are told from */
  READ_MAP_ISSUE_TITLE,
  READ_MAP_ISSUE_DATE,
  READ_MAP_ISSUE_SOURCE,
  READ_MAP_ISSUE_RIGHTS,
  READ_MAP_SKIP,   /* a record that has it is no paper */
  READ_MAP_PAPERS, /* it is as many papers as there are texts */
  READ_MAP_ID,
  READ_MAP_VERSION,
  READ_MAP_TITLE,
  READ_MAP_AUTHORS,
  READ_MAP_AFFILIATIONS,
  READ_MAP_PRIMARY_CATEGORY,
  READ_MAP_CATEGORIES,
  READ_MAP_LINK,
  READ_MAP_CODE,
  READ_MAP_STARS,
  READ_MAP_ABSTRACT,
  READ_MAP_BODY,
  READ_MAP_TEXT, /* the abstract of a paper, the body of what is none */
  READ_MAP_NOTE,
  READ_MAP_TLDR, /* points, as WzPointKind has them */
  READ_MAP_HIGHLIGHT,
  READ_MAP_MOTIVATION,
  READ_MAP_METHOD,
  READ_MAP_RESULT,
  READ_MAP_CONCLUSION,
  READ_MAP_LIMITATION,
  READ_MAP_RECOMMENDATION,
  READ_MAP_VENUE,
  READ_MAP_COMMENT,
  READ_MAP_JOURNAL,
  READ_MAP_SCORE,
  READ_MAP_SCORE_REASON,
  READ_MAP_STATUS,
  READ_MAP_PUBLISHED,
  READ_MAP_UPDATED,
  READ_MAP_PERSON_NAME,
  READ_MAP_PERSON_FAMILY,
  READ_MAP_PERSON_GIVEN,
  READ_MAP_PERSON_SUFFIX,
  READ_MAP_PERSON_AFFILIATION,
  READ_MAP_N_FIELDS
} ReadMapField;

typedef enum {
  READ_NAMES_WHOLE,        /* each text is a name */
  READ_NAMES_NATURAL,      /* each text is a list of names as people print them */
  READ_NAMES_FAMILY_FIRST, /* each text is a name: `Family, Given` */
  READ_NAMES_PARTS         /* family, given, suffix: the items of one array are a name */
} ReadNames;

/* What is done to a text on its way into a field. */
typedef struct _ReadTransform ReadTransform;

/* The right side of a key. */
typedef struct {
  GPtrArray *paths; /* of WzRecordPath */
  gboolean first_of;
  gchar *constant;    /* (nullable): instead of paths */
  GArray *transforms; /* of ReadTransform */
  gboolean html;      /* what comes out of them is HTML */
  gboolean by_type;   /* it is HTML where the element's `type` says so */
  ReadNames names;
  const gchar *date_order; /* (nullable): `dmy` */
} ReadMapValue;

/* A line of the file. @lang: (nullable): that its @key ends in, or that of the file. */
typedef struct {
  ReadMapField field;
  gchar *key;
  gchar *lang;
  ReadMapValue value;
} ReadRule;

typedef struct {
  WzReader reader; /* must be the first */
  gchar *name;
  gchar *file; /* (type filename) */
  gchar *path; /* for messages */
  gchar *comment;
  WzRecordFormat format;
  gchar separator;
  gchar *lang; /* (nullable): of texts whose key names none */
  gchar **places;
  GArray *prefixes;                                                /* of WzRecordPrefix */
  GPtrArray *match, *unless, *head, *empty, *ignore, *head_ignore; /* of WzRecordPath */
  GArray *rules;                                                   /* of ReadRule */
} ReadMap;

/**
 * read_map_new:
 * @path: of the file, which gives it its name
 * @sink: (nullable): told of each line that is wrong, as an error `reader-syntax`, with place and remedy
 *
 * Returns: (transfer full) (nullable): NULL where anything is wrong with it
 */
ReadMap *read_map_new (const gchar *path, WzDiagSink *sink);
void read_map_free (ReadMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReadMap, read_map_free)

/** read_map_find_rule: (nullable): the first rule for @field. */
const ReadRule *read_map_find_rule (const ReadMap *map, ReadMapField field);

/* ---- read-map-value.c ---- */

/**
 * read_map_value_parse:
 * @text: `first-of a, b | match "^(.*)$" | names natural`
 * @at: (out): where the error is, in @text
 */
gboolean read_map_value_parse (ReadMapValue *value, const gchar *text, const gchar **at, GError **error);
void read_map_value_clear (ReadMapValue *value);
/** read_map_parse_paths: appends the paths of a list with commas. */
gboolean read_map_parse_paths (GPtrArray *paths, const gchar *text, const gchar **at, GError **error);

/* A text on its way. @parent: (nullable): what its node stands in */
typedef struct {
  gchar *text;
  gboolean html;
  const WzRecordNode *parent;
  WzPosition position;
} ReadMapText;

/**
 * read_map_value_get:
 * @source: the text that @node is of
 * @paper: (nullable): which of a post's papers is asked for, as it stands there; NULL: the first
 * @most: how many texts are wanted; 0: all
 *
 * Appends texts to @texts (element-type ReadMapText). Nodes that were asked for are marked as used, those
 * excepted of whose text nothing was left.
 */
void read_map_value_get (const ReadMapValue *value, WzRecordNode *node, const gchar *file,
                         const gchar *source, const gchar *paper, guint most, GArray *texts);
GArray *read_map_texts_new (void);

/* ---- read-map-date.c ---- */

/** read_map_parse_date: ISO 8601, RFC 5322, or numbers in @order (nullable). */
gboolean read_map_parse_date (const gchar *text, const gchar *order, WzDate *date);

/* ---- read-map-issue.c ---- */

typedef struct _ReadRemarks ReadRemarks;

/* An entry that was made of a record. */
typedef struct {
  WzEntry *entry;
  guint line;
  guint hash; /* of all that the record says */
} ReadMapped;

typedef struct {
  const ReadMap *map;
  const gchar *file;      /* display name */
  const gchar *source;    /* text of the file */
  const gchar *file_name; /* (nullable): without folders */
  ReadRemarks *remarks;
  WzIssueBuilder *builder;
  WzPictures *pictures;
  WzSection *section; /* (nullable): until there is an entry */
  WzDate date;
  gchar *base;         /* (nullable): READ_MAP_ISSUE_BASE, as far as it stands before the first record */
  const gchar *paper;  /* (nullable): which of a record's papers is under way */
  GPtrArray *mapped;   /* of ReadMapped */
  GHashTable *entries; /* identity → one of them */
  guint n_records;     /* with something in them */
  GArray *lost;        /* lines of those that are no paper, or have the identifier of another one */
  GHashTable *keys;    /* (nullable): key → ReadMapKey: what became of it */
} ReadMapping;

/** read_map_set_base: what the head, as far as it has been read, says of relative addresses. */
void read_map_set_base (ReadMapping *mapping, WzRecordNode *head);
/** read_map_set_issue: what the head says of the whole. */
void read_map_set_issue (ReadMapping *mapping, WzRecordNode *head);
/** read_rule_get_texts: (transfer full) (element-type ReadMapText): what @rule has of @node. */
GArray *read_rule_get_texts (ReadMapping *mapping, const ReadRule *rule, WzRecordNode *node, guint most);
/** read_rule_remark: tells that @text is no value of the field. */
void read_rule_remark (ReadMapping *mapping, const ReadRule *rule, const ReadMapText *text);

/* ---- read-map-text.c ---- */

/** read_map_build_inlines: (transfer none): @text in one line. */
const WzText *read_map_build_inlines (const ReadMapping *mapping, const ReadMapText *text, const gchar *lang);
/** read_map_build_blocks: (transfer none): @text in paragraphs: an empty line parts them, and so do blanks at
 * the beginning of a line. */
const WzText *read_map_build_blocks (const ReadMapping *mapping, const ReadMapText *text, const gchar *lang);
/** read_map_find_lang: @lang, or that of the text. */
const gchar *read_map_find_lang (const ReadMapText *text, const gchar *lang);
/** read_map_tidy: @text in one line without blanks around it, changed in place. */
const gchar *read_map_tidy (ReadMapText *text);

/* ---- A record ---- */

/* A record on its way. */
typedef struct {
  ReadMapping *mapping;
  WzIssueBuilder *builder;
  WzRecordNode *record;
  WzEntry *entry;
} ReadAdding;

/* ---- read-map-authors.c ---- */

void read_map_add_authors (ReadAdding *adding, const ReadRule *rule);
/** read_map_add_affiliations: from @node, which is the record or one of its authors. */
void read_map_add_affiliations (ReadAdding *adding, const ReadRule *rule, WzRecordNode *node);

/* ---- read-map-entry.c ---- */

/** read_map_add_entry: adds the papers that @record is. One that the file had before gets what it lacks. */
void read_map_add_entry (ReadMapping *mapping, WzRecordNode *record);

/* ---- read-map-known.c ---- */

/** read_map_has_texts: whether @record has something for @field. */
gboolean read_map_has_texts (ReadMapping *mapping, ReadMapField field, WzRecordNode *record);
/** read_map_hash_record: a hash of all that @record says. */
guint read_map_hash_record (const WzRecordNode *record);
/**
 * read_map_find_paper:
 * @hash: of @record
 * @identity: (out) (nullable) (transfer full): what a new entry is to be known by
 * @entry: (out) (nullable): that of the same paper in an earlier record, for what it lacks
 *
 * What is odd is told of. A paper that stands in several lists of an archive stands in the file as often; a
 * record whose title is of another paper than the one with its identifier is a paper of its own.
 *
 * Returns: FALSE: @record is no paper, or stands before, word for word
 */
gboolean read_map_find_paper (ReadMapping *mapping, WzRecordNode *record, guint hash, gchar **identity,
                              WzEntry **entry);

/* ---- read-map-read.c ---- */

/* How often a key stood in the file, by what became of it: WzRecordUse. */
typedef struct {
  guint n[WZ_RECORD_USED + 1];
} ReadMapKey;

/** read_map_decode: the text of a file of records, by what somebody says, what the bytes are, or what an XML
 * document declares. */
WzDecoded *read_map_decode (GBytes *bytes, const gchar *encoding, GError **error);
/** read_map_matches: how much of what the mapping file wants to see @text has; 0 where it is not of its kind.
 */
guint read_map_matches (const ReadMap *map, const gchar *text, gsize length);
/**
 * read_map_read:
 * @options: the encoding, and whether the reader was asked for by name: then nothing is refused
 * @keys: (nullable) (element-type utf8 ReadMapKey): gets each key of the file
 *
 * Returns: (transfer full) (nullable): an issue, which has no papers where there are none
 */
WzIssue *read_map_read (const ReadMap *map, GBytes *bytes, const gchar *file, const WzReadOptions *options,
                        WzPictures *pictures, GHashTable *keys, WzDiagSink *sink, GError **error);

/* ---- read-map-remarks.c: what is odd, each kind once, with how often it was so ---- */

ReadRemarks *read_remarks_new (const gchar *file);
void read_remarks_free (ReadRemarks *remarks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReadRemarks, read_remarks_free)
/* @detail: (nullable): of one kind is what has the same @code and @detail */
void read_remarks_add (ReadRemarks *remarks, ReadDiagCode code, const WzPosition *position,
                       const gchar *detail);
void read_remarks_flush (ReadRemarks *remarks, WzDiagSink *sink);

G_END_DECLS
