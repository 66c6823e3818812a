/* wz-model-private.h: the structs of the model. core/model only. SPDX-License-Identifier: MIT
 *
 * Everything lives in the issue's arena and dies with it; only resources' bytes are counted by themselves.
 */
#pragma once

#include "base/wz-arena.h"
#include "model/wz-builder.h"

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
  WzList entries; /* WzEntry */
  WzPosition position;
};

struct _WzEntry {
  const WzSection *section;
  const gchar *key;
  guint ordinal;
  guint full : 1;
  guint authors_cut : 1;
  guint affiliations_cut : 1;
  const gchar *arxiv_id;
  guint arxiv_version;
  const gchar *doi;
  WzList titles;    /* WzText, one a language */
  WzList abstracts; /* WzText, one a language */
  const WzText *body;
  WzList lists[WZ_ENTRY_VARIANTS + 1]; /* by WzEntryList */
  WzPosition position;
};

struct _WzIssue {
  gint ref_count;
  WzArena *arena;
  GHashTable *files; /* interned file names */
  const gchar *lang;
  const gchar **langs;
  WzList titles, subtitles, summaries; /* WzString, one a language */
  const gchar *series, *series_slug, *series_id;
  const gchar *number, *volume;
  WzDate date, first_day, last_day;
  gint64 modified;
  gboolean modified_set;   /* not derived */
  gboolean identifier_set; /* likewise */
  const gchar *editor, *publisher, *source, *rights, *identifier, *variant, *stem;
  WzList categories;   /* WzCategory; names are a WzList's items */
  GHashTable *by_code; /* code → place in categories, from 1; or NULL */
  WzList sections;
  WzList entries; /* of all sections, made by finish */
  WzList indices;
  WzList resources;
  GHashTable *by_key;
};

struct _WzIssueBuilder {
  WzIssue *issue;
  GHashTable *given_keys; /* key → the first entry it was given to */
};

/** wz_strings_find: (nullable): of a list of WzString: @lang exact; NULL: @own, else the first. */
const WzString *wz_strings_find (const WzList *strings, const gchar *lang, const gchar *own);
/** wz_texts_find: (nullable): as wz_strings_find() for a list of WzText. */
const WzText *wz_texts_find (const WzList *texts, const gchar *lang, const gchar *own);

/** wz_model_tidy: what is done to all text and links of an issue before it freezes (wz-tidy.c). */
void wz_model_tidy (WzIssueBuilder *builder, WzDiagSink *sink);

/** wz_model_uuid_v5: (transfer full): `urn:uuid:…` of @name in the project's namespace (RFC 4122 §4.3). */
gchar *wz_model_uuid_v5 (const gchar *name);
/** wz_model_derive_key: (transfer full): the key of an entry, as design §3 fixes it, not yet made unique. */
gchar *wz_model_derive_key (const WzEntry *entry);
/** wz_model_arxiv_month: first day of the month an arXiv id was given out; year 0 when @id is none. */
WzDate wz_model_arxiv_month (const gchar *id);
