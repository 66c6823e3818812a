/* wz-builder-entry.c: filling the papers of an issue. SPDX-License-Identifier: MIT */
#include "base/wz-identity.h"
#include "model/wz-model-private.h"

#include <string.h>

static void
put_text (WzIssueBuilder *builder, WzList *texts, const gchar *lang, const WzText *text)
{
  WzArena *arena = builder->issue->arena;
  const WzText *mine = wz_issue_builder_take_text (builder, text);
  if (mine != NULL && g_strcmp0 (mine->lang, lang) != 0) {
    WzText *other = wz_arena_new0 (arena, WzText);
    *other = *text;
    other->lang = wz_issue_builder_intern (builder, lang);
    mine = other;
  }
  wz_list_put_lang (texts, arena, WZ_SHAPE_TEXT, lang, mine);
}

WzEntry *
wz_section_add_entry (WzIssueBuilder *builder, WzSection *section, const WzPosition *position)
{
  WzEntry *entry = wz_arena_new0 (builder->issue->arena, WzEntry);
  entry->section = section;
  entry->position = wz_issue_builder_place (builder, position);
  wz_list_add (&section->entries, builder->issue->arena, entry);
  return entry;
}

void
wz_entry_set_key (WzIssueBuilder *builder, WzEntry *entry, const gchar *key)
{
  entry->key = key != entry->key ? wz_issue_builder_dup (builder, key) : key;
  if (entry->key != NULL && !g_hash_table_contains (builder->given_keys, entry->key))
    g_hash_table_insert (builder->given_keys, (gpointer) (gsize) entry->key, entry);
}

void
wz_entry_set_ordinal (WzIssueBuilder *builder, WzEntry *entry, guint ordinal)
{
  entry->ordinal = ordinal;
}

void
wz_entry_set_full (WzIssueBuilder *builder, WzEntry *entry, gboolean full)
{
  entry->full = full != FALSE;
}

void
wz_entry_set_pin (WzIssueBuilder *builder, WzEntry *entry, guint pin)
{
  entry->pin = pin;
}

void
wz_entry_set_authors_cut (WzIssueBuilder *builder, WzEntry *entry, gboolean cut)
{
  entry->authors_cut = cut != FALSE;
}

void
wz_entry_set_affiliations_cut (WzIssueBuilder *builder, WzEntry *entry, gboolean cut)
{
  entry->affiliations_cut = cut != FALSE;
}

void
wz_entry_set_arxiv (WzIssueBuilder *builder, WzEntry *entry, const gchar *id, guint version)
{
  g_autofree gchar *plain = id != NULL ? wz_identity_dup_arxiv (id) : NULL;
  entry->arxiv_id = wz_issue_builder_dup (builder, plain);
  entry->arxiv_version = version;
}

void
wz_entry_set_doi (WzIssueBuilder *builder, WzEntry *entry, const gchar *doi)
{
  g_autofree gchar *lower = doi != NULL ? g_ascii_strdown (doi, -1) : NULL;
  entry->doi = wz_issue_builder_dup (builder, lower);
}

#define SETTER(name, field)                                                                                  \
  void name (WzIssueBuilder *builder, WzEntry *entry, const gchar *text)                                     \
  {                                                                                                          \
    entry->field = text != NULL && *text != '\0' ? wz_issue_builder_dup (builder, text) : NULL;              \
  }
SETTER (wz_entry_set_identity, identity)
SETTER (wz_entry_set_primary_category, primary_category)
SETTER (wz_entry_set_venue, venue)
SETTER (wz_entry_set_comment, comment)
SETTER (wz_entry_set_journal_ref, journal_ref)
SETTER (wz_entry_set_score, score)
SETTER (wz_entry_set_presenter, presenter)

void
wz_entry_set_score_reason (WzIssueBuilder *builder, WzEntry *entry, const WzText *text)
{
  entry->score_reason = wz_issue_builder_take_text (builder, text);
}

void
wz_entry_set_status (WzIssueBuilder *builder, WzEntry *entry, WzStatus status)
{
  entry->status = status;
}

void
wz_entry_set_published (WzIssueBuilder *builder, WzEntry *entry, WzDate date)
{
  entry->published = date;
}

void
wz_entry_set_updated (WzIssueBuilder *builder, WzEntry *entry, WzDate date)
{
  entry->updated = date;
}

void
wz_entry_set_title (WzIssueBuilder *builder, WzEntry *entry, const gchar *lang, const WzText *text)
{
  put_text (builder, &entry->titles, lang, text);
}

void
wz_entry_set_abstract (WzIssueBuilder *builder, WzEntry *entry, const gchar *lang, const WzText *text)
{
  put_text (builder, &entry->abstracts, lang, text);
}

void
wz_entry_set_body (WzIssueBuilder *builder, WzEntry *entry, const WzText *text)
{
  entry->body = wz_issue_builder_take_text (builder, text);
}

void
wz_entry_clear (WzIssueBuilder *builder, WzEntry *entry, WzEntryList list)
{
  entry->lists[list] = (WzList){0};
}

static void
add_to (WzIssueBuilder *builder, WzEntry *entry, WzEntryList list, gconstpointer item)
{
  wz_list_add (&entry->lists[list], builder->issue->arena, (gpointer) (gsize) item);
}

void
wz_entry_add_category (WzIssueBuilder *builder, WzEntry *entry, const gchar *code, const WzPosition *position)
{
  add_to (builder, entry, WZ_ENTRY_CATEGORIES, wz_issue_builder_string (builder, NULL, code, position));
}

void
wz_entry_add_author (WzIssueBuilder *builder, WzEntry *entry, const gchar *name, const WzPosition *position)
{
  WzAuthor author = {.name = name, .position = wz_issue_builder_place (builder, position)};
  wz_entry_add_person (builder, entry, &author);
}

void
wz_entry_add_affiliation (WzIssueBuilder *builder, WzEntry *entry, const gchar *name,
                          const WzPosition *position)
{
  add_to (builder, entry, WZ_ENTRY_AFFILIATIONS, wz_issue_builder_string (builder, NULL, name, position));
}

void
wz_entry_add_figure (WzIssueBuilder *builder, WzEntry *entry, const WzResource *resource,
                     const WzText *const *captions, const WzString *const *alts, const WzPosition *position)
{
  WzArena *arena = builder->issue->arena;
  WzList my_captions = {0}, my_alts = {0};
  for (guint i = 0; captions != NULL && captions[i] != NULL; i++)
    put_text (builder, &my_captions, captions[i]->lang, captions[i]);
  for (guint i = 0; alts != NULL && alts[i] != NULL; i++)
    wz_issue_builder_put_string (builder, &my_alts, alts[i]->lang, alts[i]->text, &alts[i]->position);

  WzFigure *figure = wz_arena_new0 (arena, WzFigure);
  figure->resource = wz_issue_builder_add_resource (builder, resource->bytes, &resource->position);
  figure->captions = wz_list_items (&my_captions);
  figure->alts = wz_list_items (&my_alts);
  figure->position = wz_issue_builder_place (builder, position);
  add_to (builder, entry, WZ_ENTRY_FIGURES, figure);
}

void
wz_entry_add_note (WzIssueBuilder *builder, WzEntry *entry, const WzText *text)
{
  add_to (builder, entry, WZ_ENTRY_NOTES, wz_issue_builder_take_text (builder, text));
}

void
wz_entry_add_point (WzIssueBuilder *builder, WzEntry *entry, WzPointKind kind, const WzText *text)
{
  WzPoint *point = wz_arena_new0 (builder->issue->arena, WzPoint);
  point->kind = kind;
  point->text = wz_issue_builder_take_text (builder, text);
  add_to (builder, entry, WZ_ENTRY_POINTS, point);
}

/* ---- Structs by the table ---- */

gpointer
wz_issue_builder_add (WzIssueBuilder *builder, WzShape shape, gpointer owner, WzList *list)
{
  if (shape == WZ_SHAPE_SECTION)
    return wz_issue_builder_add_section (builder, WZ_SECTION_FRONT, NULL);
  if (shape == WZ_SHAPE_ENTRY)
    return wz_section_add_entry (builder, owner, NULL);
  gpointer item = wz_arena_alloc (builder->issue->arena, wz_shape_get_size (shape));
  wz_list_add (list, builder->issue->arena, item);
  return item;
}

void
wz_issue_builder_settle (WzIssueBuilder *builder, WzShape shape, gpointer mine)
{
  WzEntry *entry = mine;
  if (shape == WZ_SHAPE_ISSUE) {
    builder->issue->identifier_set = builder->issue->identifier != NULL;
  } else if (shape == WZ_SHAPE_ENTRY) {
    wz_entry_set_key (builder, entry, entry->key);
    wz_entry_set_arxiv (builder, entry, entry->arxiv_id, entry->arxiv_version);
    wz_entry_set_doi (builder, entry, entry->doi);
  }
}

/* ---- Structs that are copied as they are ---- */

static void
add_copy (WzIssueBuilder *builder, WzEntry *entry, WzEntryList list, WzShape shape, gconstpointer item)
{
  static const WzIssueMap apart = {.apart = TRUE};
  gpointer mine = wz_issue_builder_add (builder, shape, entry, &entry->lists[list]);
  memcpy (mine, item, wz_shape_get_size (shape));
  wz_map_struct (&(WzMapping){builder, &apart, NULL, FALSE}, shape, mine);
}

void
wz_entry_add_person (WzIssueBuilder *builder, WzEntry *entry, const WzAuthor *person)
{
  add_copy (builder, entry, WZ_ENTRY_AUTHORS, WZ_SHAPE_AUTHOR, person);
}

void
wz_entry_add_link (WzIssueBuilder *builder, WzEntry *entry, const gchar *url, const gchar *label,
                   const WzPosition *position)
{
  WzLink link = {.url = url, .label = label, .position = wz_issue_builder_place (builder, position)};
  add_copy (builder, entry, WZ_ENTRY_LINKS, WZ_SHAPE_LINK, &link);
}

void
wz_entry_add_code_link (WzIssueBuilder *builder, WzEntry *entry, const WzLink *link)
{
  add_copy (builder, entry, WZ_ENTRY_CODE_LINKS, WZ_SHAPE_LINK, link);
}

void
wz_entry_add_appearance (WzIssueBuilder *builder, WzEntry *entry, const WzAppearance *appearance)
{
  add_copy (builder, entry, WZ_ENTRY_APPEARANCES, WZ_SHAPE_APPEARANCE, appearance);
}

void
wz_entry_add_back_reference (WzIssueBuilder *builder, WzEntry *entry, const WzBackReference *reference)
{
  add_copy (builder, entry, WZ_ENTRY_BACK_REFERENCES, WZ_SHAPE_BACK_REFERENCE, reference);
}

void
wz_entry_add_variant (WzIssueBuilder *builder, WzEntry *entry, const WzVariant *variant)
{
  add_copy (builder, entry, WZ_ENTRY_VARIANTS, WZ_SHAPE_VARIANT, variant);
}
