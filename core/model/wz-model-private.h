/* wz-model-private.h: the structs of the model. core/model only. SPDX-License-Identifier: MIT
 *
 * Everything lives in the arena of an issue and dies with it: of this one, or of one that it keeps alive.
 * Only resources' bytes are counted by themselves. What has been finished is never changed again, since other
 * issues may point at it. Fields are listed in wz-fields.c.
 */
#pragma once

#include "base/wz-arena.h"
#include "model/wz-map.h"

/* A text is its sequence of events; `partner` of an ENTER is the index of its LEAVE. */
typedef struct {
  WzTextEventType type;
  WzTextKind kind;
  gint number;
  guint partner;
  const gchar *text;
  gsize length;
  const gchar *target;
  const gchar *lang;
  WzPosition position;
} WzTextNode;

struct _WzText {
  const WzIssue *issue; /* whose arena it lives in */
  const gchar *lang;
  const WzTextNode *nodes;
  guint n_nodes;
};

struct _WzIndex {
  WzIndexKind kind;
  WzList terms; /* WzIndexTerm */
};

struct _WzSection {
  const WzIssue *issue;
  WzSectionKind kind;
  const gchar *id;
  const gchar *category;
  WzDate date;
  WzList headings; /* WzString */
  const WzText *blocks;
  WzList translations; /* WzText: of the blocks */
  WzList entries;      /* WzEntry */
  WzList former;       /* WzString: keys */
  WzPosition position;
};

struct _WzEntry {
  const WzSection *section;
  const gchar *key;
  guint ordinal;
  guint pin; /* 0: none */
  gboolean full;
  gboolean authors_cut;
  gboolean affiliations_cut;
  const gchar *arxiv_id;
  guint arxiv_version;
  const gchar *doi;
  const gchar *identity;
  const gchar *primary_category;
  const gchar *venue, *comment, *journal_ref;
  const gchar *presenter;
  const gchar *score;
  const WzText *score_reason;
  WzStatus status;
  WzDate published, updated;
  WzList titles;    /* WzText, one a language */
  WzList abstracts; /* WzText, one a language */
  const WzText *body;
  WzList lists[WZ_ENTRY_POINTS + 1]; /* by WzEntryList */
  WzPosition position;
};

struct _WzIssue {
  gint ref_count;
  WzArena *arena;
  GHashTable *kept;  /* issues that this one points into; or NULL */
  GHashTable *names; /* interned: of files and languages */
  const gchar *lang;
  const gchar **langs;
  WzList titles, subtitles, summaries; /* WzString, one a language */
  WzList imprints;                     /* WzText, likewise */
  const gchar *series, *series_slug, *series_id;
  const gchar *number, *volume;
  WzDate date, first_day, last_day;
  guint revision; /* 0: the first */
  gint64 modified;
  gboolean modified_set;   /* not derived */
  gboolean identifier_set; /* likewise */
  const gchar *editor, *publisher, *source, *rights, *identifier, *variant, *edition, *stem;
  const WzResource *cover;
  WzList categories;   /* WzCategory; names are a WzList's items */
  GHashTable *by_code; /* code → place in categories, from 1; or NULL */
  WzList sections;
  WzList entries; /* of all sections, made by finish */
  WzList indices;
  WzList resources;
  WzList files; /* paths: looked for beside the source */
  GHashTable *by_key;
};

struct _WzIssueBuilder {
  WzIssue *issue;
  GHashTable *given_keys; /* key → the first entry it was given to */
};

/** wz_issue_builder_dup: @text (NULL: NULL) in the issue's arena. */
gchar *wz_issue_builder_dup (WzIssueBuilder *builder, const gchar *text);
/** wz_issue_builder_take_text: @text (NULL: NULL) itself, whose issue is kept. */
const WzText *wz_issue_builder_take_text (WzIssueBuilder *builder, const WzText *text);
/** wz_issue_builder_place: wz_issue_builder_position() of @position; NULL: nowhere. */
WzPosition wz_issue_builder_place (WzIssueBuilder *builder, const WzPosition *position);
/** wz_issue_builder_put_string: sets, replaces or (with a NULL text) removes the string of @lang. */
void wz_issue_builder_put_string (WzIssueBuilder *builder, WzList *strings, const gchar *lang,
                                  const gchar *text, const WzPosition *position);
/** wz_issue_builder_intern: @text (NULL: NULL) as the issue has it, once: for names of files and languages.
 */
const gchar *wz_issue_builder_intern (WzIssueBuilder *builder, const gchar *text);
/** wz_issue_builder_copy_text: @text (NULL: NULL) itself where the issue has it, else a copy. */
const WzText *wz_issue_builder_copy_text (WzIssueBuilder *builder, const WzText *text);
/** wz_issue_builder_keep: @issue lives as long as the issue that is built, which may point into it. */
void wz_issue_builder_keep (WzIssueBuilder *builder, const WzIssue *issue);
/** wz_issue_builder_take_resource: @resource of an issue that is kept, or its equal that there is. */
const WzResource *wz_issue_builder_take_resource (WzIssueBuilder *builder, const WzResource *resource);
/** wz_issue_builder_list_codes: notes which categories there are. */
void wz_issue_builder_list_codes (WzIssueBuilder *builder);

/** WzMapping: a walk; @own: over what the builder has made itself, which needs no copies. */
typedef struct {
  WzIssueBuilder *builder;
  const WzIssueMap *map;
  gpointer user_data;
  gboolean own;
} WzMapping;

/** wz_map_struct: maps all fields of @mine but its sections, entries, indices and pictures. Items that change
 * are new ones. Returns whether anything changed. */
gboolean wz_map_struct (const WzMapping *m, WzShape shape, gpointer mine);
/** wz_list_find: (nullable): the item of @list, of WzString or WzText, in @lang; NULL: @own, else the first.
 */
gconstpointer wz_list_find (const WzList *list, WzShape shape, const gchar *lang, const gchar *own);

/* Accessors, under their whole names, so that they can be found. */
#define WZ_GETTER(type, name, Owner, field)                                                                  \
  type name (const Owner *owner)                                                                             \
  {                                                                                                          \
    return owner->field;                                                                                     \
  }
#define WZ_LIST_GETTERS(Owner, list, get_n, Item, get)                                                       \
  guint get_n (const Owner *owner)                                                                           \
  {                                                                                                          \
    return owner->list.n;                                                                                    \
  }                                                                                                          \
  const Item *get (const Owner *owner, guint i)                                                              \
  {                                                                                                          \
    g_return_val_if_fail (i < owner->list.n, NULL);                                                          \
    return owner->list.items[i];                                                                             \
  }

/** wz_model_tidy: what is done to all text and links of an issue before it freezes (wz-tidy.c). */
void wz_model_tidy (WzIssueBuilder *builder, WzDiagSink *sink);

/** wz_model_uuid_v5: (transfer full): `urn:uuid:…` of @name in the project's namespace (RFC 4122 §4.3). */
gchar *wz_model_uuid_v5 (const gchar *name);
/** wz_model_derive_key: (transfer full): the key of an entry, as design §3 fixes it, not yet made unique. */
gchar *wz_model_derive_key (const WzEntry *entry);
