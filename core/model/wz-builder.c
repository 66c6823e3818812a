/* wz-builder.c: filling an issue. Setters copy strings into the arena; those of entries lie in
 * wz-builder-entry.c, finish in wz-finish.c. SPDX-License-Identifier: MIT */
#include "model/wz-model-private.h"

#include <string.h>

#include "base/wz-words.h"

WzIssueBuilder *
wz_issue_builder_new (void)
{
  WzIssueBuilder *builder = g_new0 (WzIssueBuilder, 1);
  builder->issue = g_new0 (WzIssue, 1);
  builder->issue->ref_count = 1;
  builder->issue->arena = wz_arena_new ();
  builder->issue->names = g_hash_table_new (g_str_hash, g_str_equal);
  builder->given_keys = g_hash_table_new (g_str_hash, g_str_equal);
  return builder;
}

void
wz_issue_builder_free (WzIssueBuilder *builder)
{
  if (builder == NULL)
    return;
  wz_issue_unref (builder->issue);
  g_hash_table_unref (builder->given_keys);
  g_free (builder);
}

void
wz_issue_builder_keep (WzIssueBuilder *builder, const WzIssue *issue)
{
  WzIssue *mine = builder->issue;
  if (issue == mine)
    return;
  if (mine->kept == NULL)
    mine->kept = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) wz_issue_unref, NULL);
  if (!g_hash_table_contains (mine->kept, issue))
    g_hash_table_add (mine->kept, wz_issue_ref (issue));
}

const WzText *
wz_issue_builder_take_text (WzIssueBuilder *builder, const WzText *text)
{
  if (text != NULL)
    wz_issue_builder_keep (builder, text->issue);
  return text;
}

gchar *
wz_issue_builder_dup (WzIssueBuilder *builder, const gchar *text)
{
  return wz_arena_strndup (builder->issue->arena, text, -1);
}

const gchar *
wz_issue_builder_intern (WzIssueBuilder *builder, const gchar *text)
{
  GHashTable *names = builder->issue->names;
  gchar *interned = text != NULL ? g_hash_table_lookup (names, text) : NULL;
  if (interned == NULL && text != NULL) {
    interned = wz_issue_builder_dup (builder, text);
    g_hash_table_add (names, interned);
  }
  return interned;
}

WzPosition
wz_issue_builder_position (WzIssueBuilder *builder, WzPosition position)
{
  position.file = wz_issue_builder_intern (builder, position.file);
  return position;
}

WzPosition
wz_issue_builder_place (WzIssueBuilder *builder, const WzPosition *position)
{
  return position != NULL ? wz_issue_builder_position (builder, *position) : (WzPosition){NULL, 0, 0};
}

WzString *
wz_issue_builder_string (WzIssueBuilder *builder, const gchar *lang, const gchar *text,
                         const WzPosition *position)
{
  WzString *string = wz_arena_new0 (builder->issue->arena, WzString);
  string->lang = wz_issue_builder_intern (builder, lang);
  string->text = wz_issue_builder_dup (builder, text);
  string->position = wz_issue_builder_place (builder, position);
  return string;
}

void
wz_issue_builder_put_string (WzIssueBuilder *builder, WzList *strings, const gchar *lang, const gchar *text,
                             const WzPosition *position)
{
  wz_list_put_lang (strings, builder->issue->arena, WZ_SHAPE_STRING, lang,
                    text != NULL ? wz_issue_builder_string (builder, lang, text, position) : NULL);
}

/* ---- Issue ---- */

/* An empty title or name is none: outputs ask for NULL alone. */
static const gchar *
unless_empty (const gchar *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

void
wz_issue_builder_set_title (WzIssueBuilder *builder, const gchar *lang, const gchar *text)
{
  wz_issue_builder_put_string (builder, &builder->issue->titles, lang, unless_empty (text), NULL);
}

void
wz_issue_builder_set_subtitle (WzIssueBuilder *builder, const gchar *lang, const gchar *text)
{
  wz_issue_builder_put_string (builder, &builder->issue->subtitles, lang, unless_empty (text), NULL);
}

void
wz_issue_builder_set_summary (WzIssueBuilder *builder, const gchar *lang, const gchar *text)
{
  wz_issue_builder_put_string (builder, &builder->issue->summaries, lang, unless_empty (text), NULL);
}

void
wz_issue_builder_set_series (WzIssueBuilder *builder, const gchar *name, const gchar *slug)
{
  builder->issue->series = wz_issue_builder_dup (builder, unless_empty (name));
  builder->issue->series_slug = wz_issue_builder_dup (builder, unless_empty (slug));
}

#define SETTER(name, field)                                                                                  \
  void name (WzIssueBuilder *builder, const gchar *text)                                                     \
  {                                                                                                          \
    builder->issue->field = wz_issue_builder_dup (builder, unless_empty (text));                             \
  }
SETTER (wz_issue_builder_set_lang, lang)
SETTER (wz_issue_builder_set_number, number)
SETTER (wz_issue_builder_set_volume, volume)
SETTER (wz_issue_builder_set_editor, editor)
SETTER (wz_issue_builder_set_publisher, publisher)
SETTER (wz_issue_builder_set_source, source)
SETTER (wz_issue_builder_set_rights, rights)
SETTER (wz_issue_builder_set_variant, variant)
SETTER (wz_issue_builder_set_edition, edition)
SETTER (wz_issue_builder_set_stem, stem)

void
wz_issue_builder_set_cover (WzIssueBuilder *builder, const WzResource *picture)
{
  builder->issue->cover = picture;
}

void
wz_issue_builder_set_identifier (WzIssueBuilder *builder, const gchar *urn)
{
  builder->issue->identifier = wz_issue_builder_dup (builder, urn);
  builder->issue->identifier_set = urn != NULL;
}

void
wz_issue_builder_derive_identifier (WzIssueBuilder *builder, const gchar *name)
{
  g_autofree gchar *urn = wz_model_uuid_v5 (name);
  wz_issue_builder_set_identifier (builder, urn);
}

void
wz_issue_builder_set_date (WzIssueBuilder *builder, WzDate date)
{
  builder->issue->date = date;
}

void
wz_issue_builder_set_period (WzIssueBuilder *builder, WzDate first, WzDate last)
{
  builder->issue->first_day = first;
  builder->issue->last_day = last;
}

void
wz_issue_builder_set_revision (WzIssueBuilder *builder, guint revision)
{
  builder->issue->revision = revision > 1 ? revision : 0;
}

void
wz_issue_builder_set_modified (WzIssueBuilder *builder, gint64 seconds)
{
  builder->issue->modified = seconds;
  builder->issue->modified_set = TRUE;
}

void
wz_issue_builder_list_codes (WzIssueBuilder *builder)
{
  WzIssue *issue = builder->issue;
  if (issue->by_code == NULL)
    issue->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = g_hash_table_size (issue->by_code); i < issue->categories.n; i++)
    g_hash_table_insert (issue->by_code,
                         (gpointer) (gsize) ((const WzCategory *) issue->categories.items[i])->code,
                         GUINT_TO_POINTER (i + 1));
}

void
wz_issue_builder_set_category (WzIssueBuilder *builder, const gchar *code, const gchar *lang,
                               const gchar *name, const WzPosition *position)
{
  WzIssue *issue = builder->issue;
  WzCategory *category = wz_arena_new0 (issue->arena, WzCategory);
  guint place = wz_issue_find_category (issue, code);
  if (place < issue->categories.n) {
    *category = *(const WzCategory *) issue->categories.items[place];
    wz_list_own (&issue->categories, issue->arena);
    issue->categories.items[place] = category;
  } else {
    category->code = wz_issue_builder_dup (builder, code);
    category->position = wz_issue_builder_place (builder, position);
    wz_list_add (&issue->categories, issue->arena, category);
    wz_issue_builder_list_codes (builder);
  }

  WzList names = {0};
  for (guint i = 0; category->names != NULL && category->names[i] != NULL; i++)
    wz_list_add (&names, issue->arena, (gpointer) (gsize) category->names[i]);
  if (lang != NULL)
    wz_issue_builder_put_string (builder, &names, lang, name, position);
  category->names = wz_list_items (&names);
}

const WzResource *
wz_issue_builder_take_resource (WzIssueBuilder *builder, const WzResource *resource)
{
  WzIssue *issue = builder->issue;
  const WzResource *known = wz_issue_find_resource (issue, resource->id);
  if (known != NULL)
    return known;
  g_bytes_ref (resource->bytes);
  wz_list_add (&issue->resources, issue->arena, (gpointer) (gsize) resource);
  return resource;
}

const WzResource *
wz_issue_builder_add_resource (WzIssueBuilder *builder, GBytes *bytes, const WzPosition *position)
{
  WzResource found = {.bytes = bytes, .position = wz_issue_builder_place (builder, position)};
  found.media_type = wz_picture_probe (bytes, &found.width_px, &found.height_px, NULL);
  if (found.media_type == NULL)
    return NULL;

  g_autofree gchar *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree gchar *id = g_strdup_printf ("r-%.16s", digest);
  const WzResource *known = wz_issue_find_resource (builder->issue, id);
  if (known != NULL)
    return known;
  WzResource *resource = wz_arena_new0 (builder->issue->arena, WzResource);
  *resource = found;
  resource->id = wz_issue_builder_dup (builder, id);
  return wz_issue_builder_take_resource (builder, resource);
}

void
wz_issue_builder_add_file (WzIssueBuilder *builder, const gchar *path)
{
  wz_list_add (&builder->issue->files, builder->issue->arena, wz_issue_builder_dup (builder, path));
}

static void
collect_files (const WzIssue *issue, GHashTable *issues, GHashTable *files)
{
  GHashTableIter kept;
  gpointer other;
  if (!g_hash_table_add (issues, (gpointer) issue))
    return;
  for (guint i = 0; i < issue->files.n; i++)
    g_hash_table_add (files, issue->files.items[i]);
  if (issue->kept == NULL)
    return;
  g_hash_table_iter_init (&kept, issue->kept);
  while (g_hash_table_iter_next (&kept, &other, NULL))
    collect_files (other, issues, files);
}

GPtrArray *
wz_issue_list_files (const WzIssue *issue)
{
  g_autoptr (GHashTable) issues = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path;
  collect_files (issue, issues, files);
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (list, g_strdup (path));
  g_ptr_array_sort (list, wz_words_compare);
  return list;
}

const WzResource *
wz_issue_builder_find_resource (WzIssueBuilder *builder, const gchar *id)
{
  return wz_issue_find_resource (builder->issue, id);
}

WzEntry *
wz_issue_builder_find_entry (WzIssueBuilder *builder, const gchar *key)
{
  return g_hash_table_lookup (builder->given_keys, key);
}

/* ---- Sections ---- */

WzSection *
wz_issue_builder_add_section (WzIssueBuilder *builder, WzSectionKind kind, const WzPosition *position)
{
  WzSection *section = wz_arena_new0 (builder->issue->arena, WzSection);
  section->issue = builder->issue;
  section->kind = kind;
  section->position = wz_issue_builder_place (builder, position);
  wz_list_add (&builder->issue->sections, builder->issue->arena, section);
  return section;
}

void
wz_section_set_id (WzIssueBuilder *builder, WzSection *section, const gchar *id)
{
  section->id = wz_issue_builder_dup (builder, id);
}

void
wz_section_set_heading (WzIssueBuilder *builder, WzSection *section, const gchar *lang, const gchar *text)
{
  wz_issue_builder_put_string (builder, &section->headings, lang, unless_empty (text), NULL);
}

void
wz_section_set_date (WzIssueBuilder *builder, WzSection *section, WzDate date)
{
  section->date = date;
}

void
wz_section_set_category (WzIssueBuilder *builder, WzSection *section, const gchar *code)
{
  section->category = wz_issue_builder_dup (builder, code);
}

void
wz_section_set_blocks (WzIssueBuilder *builder, WzSection *section, const WzText *text)
{
  section->blocks = wz_issue_builder_take_text (builder, text);
}

static void
put_text (WzIssueBuilder *builder, WzList *texts, const WzText *text)
{
  wz_list_put_lang (texts, builder->issue->arena, WZ_SHAPE_TEXT, text->lang,
                    wz_issue_builder_take_text (builder, text));
}

void
wz_section_set_translation (WzIssueBuilder *builder, WzSection *section, const WzText *text)
{
  put_text (builder, &section->translations, text);
}

void
wz_section_clear_texts (WzIssueBuilder *builder, WzSection *section)
{
  section->blocks = NULL;
  section->translations = (WzList){0};
}

void
wz_section_add_former (WzIssueBuilder *builder, WzSection *section, const gchar *key)
{
  wz_list_add (&section->former, builder->issue->arena,
               (gpointer) (gsize) wz_issue_builder_string (builder, NULL, key, NULL));
}

void
wz_issue_builder_set_imprint (WzIssueBuilder *builder, const WzText *text)
{
  put_text (builder, &builder->issue->imprints, text);
}

/* ---- Indices ---- */

WzIndex *
wz_issue_builder_add_index (WzIssueBuilder *builder, WzIndexKind kind)
{
  WzIndex *index = wz_arena_new0 (builder->issue->arena, WzIndex);
  index->kind = kind;
  wz_list_add (&builder->issue->indices, builder->issue->arena, index);
  return index;
}

void
wz_index_add_term (WzIssueBuilder *builder, WzIndex *index, const gchar *group, const gchar *label,
                   const gchar *lang, WzEntry *const *entries, guint n_entries)
{
  WzArena *arena = builder->issue->arena;
  WzIndexTerm *term = wz_arena_new0 (arena, WzIndexTerm);
  const WzEntry **mine = wz_arena_alloc (arena, MAX (1, n_entries) * sizeof (WzEntry *));
  for (guint i = 0; i < n_entries; i++)
    mine[i] = entries[i];
  *term = (WzIndexTerm){
      .group = wz_issue_builder_dup (builder, group),
      .label = wz_issue_builder_dup (builder, label),
      .lang = wz_issue_builder_dup (builder, lang),
      .entries = mine,
      .n_entries = n_entries,
  };
  wz_list_add (&index->terms, arena, term);
}

WzArena *
wz_issue_builder_get_arena (WzIssueBuilder *builder)
{
  return builder->issue->arena;
}

gpointer
wz_issue_builder_get_head (WzIssueBuilder *builder)
{
  return builder->issue;
}
