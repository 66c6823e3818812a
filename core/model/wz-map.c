/* wz-map.c: the walk over an issue, by the table of fields. SPDX-License-Identifier: MIT */
#include "model/wz-map.h"
#include "model/wz-model-private.h"

#include <string.h>

typedef union {
  WzCategory category;
  WzString string;
  WzAuthor author;
  WzLink link;
  WzPoint point;
  WzFigure figure;
  WzAppearance appearance;
  WzBackReference reference;
  WzVariant variant;
  WzIndexTerm term;
} AnyItem;

/* ---- Strings and texts ---- */

static const gchar *
map_words (const WzMapping *m, const WzWords *words)
{
  gboolean optional = words->field->type == words->type && (words->field->flags & WZ_FIELD_REQUIRED) == 0;
  g_autofree gchar *changed =
      m->map->words != NULL && words->text != NULL ? m->map->words (words, m->user_data) : NULL;
  if (changed == NULL || g_str_equal (changed, words->text))
    return m->map->apart ? wz_arena_strndup (m->builder->issue->arena, words->text, -1) : words->text;
  return optional && *changed == '\0' ? NULL : wz_arena_strndup (m->builder->issue->arena, changed, -1);
}

static const gchar *
map_lang (const WzMapping *m, const gchar *lang)
{
  const gchar *mine = m->map->lang != NULL ? m->map->lang (lang, m->user_data) : lang;
  return mine == lang && !m->map->apart ? lang : wz_issue_builder_intern (m->builder, mine);
}

static const WzText *
map_text (const WzMapping *m, const WzField *field, const WzText *text)
{
  const WzText *mine =
      text != NULL && m->map->text != NULL ? m->map->text (m->builder, field, text, m->user_data) : text;
  return m->map->apart ? wz_issue_builder_copy_text (m->builder, mine) : mine;
}

static const WzResource *
take_resource (const WzMapping *m, const WzResource *resource)
{
  if (resource == NULL)
    return NULL;
  return m->map->apart ? wz_issue_builder_add_resource (m->builder, resource->bytes, &resource->position)
                       : wz_issue_builder_take_resource (m->builder, resource);
}

/* ---- Items of lists: one that nothing is changed in stays the old issue's ---- */

static gconstpointer
map_item (const WzMapping *m, WzShape shape, const WzField *field, gconstpointer item)
{
  gsize size = wz_shape_get_size (field->shape);
  AnyItem mine;
  if (field->shape == WZ_SHAPE_TEXT)
    return map_text (m, field, item);
  g_assert (size <= sizeof mine);
  memcpy (&mine, item, size);
  gboolean changed = m->map->apart;
  if (field->shape == WZ_SHAPE_STRING) {
    const WzString *old = item;
    WzString *string = &mine.string;
    string->text =
        map_words (m, &(WzWords){shape, field, field->words, old->text, old->lang, &string->position});
    string->lang = map_lang (m, old->lang);
    if (m->map->apart)
      string->position = wz_issue_builder_position (m->builder, old->position);
    changed = changed || string->text != old->text || string->lang != old->lang;
  } else {
    changed = wz_map_struct (m, field->shape, &mine);
  }
  return changed ? memcpy (wz_arena_alloc (m->builder->issue->arena, size), &mine, size) : item;
}

/* Sections, entries, indices and pictures are made or taken one by one. */
static gboolean
is_structure (WzShape shape)
{
  return shape == WZ_SHAPE_SECTION || shape == WZ_SHAPE_ENTRY || shape == WZ_SHAPE_INDEX ||
         shape == WZ_SHAPE_TERM || shape == WZ_SHAPE_RESOURCE;
}

static void
map_list (const WzMapping *m, WzShape shape, const WzField *field, WzList *list)
{
  WzArena *arena = m->builder->issue->arena;
  WzList mine = {0};
  gboolean walks = m->map->words != NULL || m->map->text != NULL || m->map->lang != NULL || m->map->apart;
  gboolean changed = FALSE;
  if (is_structure (field->shape) || (m->own && wz_list_is_shared (list)))
    return;
  for (guint i = 0; walks && i < list->n; i++) {
    gconstpointer item = map_item (m, shape, field, list->items[i]);
    if (!changed && item == list->items[i])
      continue;
    wz_list_reserve (&mine, arena, list->n);
    for (guint k = 0; k < i && !changed; k++)
      wz_list_add (&mine, arena, list->items[k]);
    wz_list_put (&mine, arena, field, item);
    changed = TRUE;
  }
  if (changed || m->map->apart)
    *list = mine;
  else if (!m->own)
    list->capacity = 0;
}

static void
map_array (const WzMapping *m, WzShape shape, const WzField *field, gconstpointer *array)
{
  WzList list = {(gpointer *) (gsize) *array, 0, 0};
  while (list.items != NULL && list.items[list.n] != NULL)
    list.n++;
  map_list (&(WzMapping){m->builder, m->map, m->user_data, FALSE}, shape, field, &list);
  *array = wz_list_items (&list);
}

gboolean
wz_map_struct (const WzMapping *m, WzShape shape, gpointer mine)
{
  const gchar *const *lang = wz_field_find (shape, mine, WZ_FIELD_LANG);
  WzWords words = {.shape = shape,
                   .lang = lang != NULL ? *lang : NULL,
                   .position = wz_field_find (shape, mine, WZ_FIELD_POSITION)};
  gboolean changed = m->map->apart;
  for (const WzField *field = wz_fields (shape); field->name != NULL; field++) {
    gpointer at = wz_field_at (field, mine);
    const gchar **string = at;
    gboolean points = field->type <= WZ_FIELD_LANG || field->type == WZ_FIELD_TEXT ||
                      field->type == WZ_FIELD_LIST || field->type == WZ_FIELD_ARRAY ||
                      field->type == WZ_FIELD_RESOURCE;
    gconstpointer before = points ? *(gconstpointer *) at : NULL;
    if (field->type <= WZ_FIELD_KEY) {
      words.field = field;
      words.type = field->type;
      words.text = *string;
      *string = map_words (m, &words);
    } else if (field->type == WZ_FIELD_LANG) {
      *string = map_lang (m, *string);
    } else if (field->type == WZ_FIELD_TEXT) {
      *(const WzText **) at = map_text (m, field, *(const WzText **) at);
    } else if (field->type == WZ_FIELD_LIST) {
      map_list (m, shape, field, at);
    } else if (field->type == WZ_FIELD_ARRAY) {
      map_array (m, shape, field, at);
    } else if (field->type == WZ_FIELD_POSITION && m->map->apart) {
      *(WzPosition *) at = wz_issue_builder_position (m->builder, *(const WzPosition *) at);
    } else if (field->type == WZ_FIELD_RESOURCE) {
      *(const WzResource **) at = take_resource (m, *(const WzResource **) at);
    }
    changed = changed || (points && *(gconstpointer *) at != before);
  }
  return changed;
}

/* ---- Structures ---- */

static void
keep (const WzMapping *m, const WzIssue *issue)
{
  if (!m->map->apart)
    wz_issue_builder_keep (m->builder, issue);
}

static WzEntry *
map_entry (const WzMapping *m, WzSection *section, const WzEntry *entry)
{
  WzEntry *mine = wz_section_add_entry (m->builder, section, NULL);
  *mine = *entry;
  mine->section = section;
  keep (m, entry->section->issue);
  wz_map_struct (m, WZ_SHAPE_ENTRY, mine);
  wz_entry_set_key (m->builder, mine, mine->key);
  if (m->map->entry != NULL)
    m->map->entry (m->builder, mine, entry, m->user_data);
  return mine;
}

static WzSection *
map_section (const WzMapping *m, const WzSection *section)
{
  WzIssueBuilder *builder = m->builder;
  WzSection *mine = wz_issue_builder_add_section (builder, section->kind, NULL);
  *mine = *section;
  mine->issue = builder->issue;
  mine->entries = (WzList){0};
  keep (m, section->issue);
  wz_map_struct (m, WZ_SHAPE_SECTION, mine);
  if (m->map->section != NULL)
    m->map->section (builder, mine, section, m->user_data);
  return mine;
}

/* Papers that were left out are left out of the indices as well. */
static void
map_index (const WzMapping *m, const WzIndex *index)
{
  WzIndex *mine = wz_issue_builder_add_index (m->builder, index->kind);
  for (guint i = 0; i < index->terms.n; i++) {
    WzIndexTerm term = *(const WzIndexTerm *) index->terms.items[i];
    g_autofree WzEntry **entries = g_new0 (WzEntry *, MAX (1, term.n_entries));
    guint n = 0;
    wz_map_struct (m, WZ_SHAPE_TERM, &term);
    for (guint e = 0; e < term.n_entries; e++)
      if ((entries[n] = wz_issue_builder_find_entry (m->builder, term.entries[e]->key)) != NULL)
        n++;
    wz_index_add_term (m->builder, mine, term.group, term.label, term.lang, entries, n);
  }
}

static void
map_head (const WzMapping *m, const WzIssue *issue)
{
  WzIssue *mine = m->builder->issue;
  keep (m, issue);
  for (const WzField *field = wz_fields (WZ_SHAPE_ISSUE); field->name != NULL; field++)
    if ((field->flags & WZ_FIELD_DERIVED) == 0 && !is_structure (field->shape))
      memcpy (wz_field_at (field, mine), wz_field_at (field, issue), wz_field_get_size (field->type));
  mine->modified_set = issue->modified_set;
  mine->identifier_set = issue->identifier_set;
  if (!mine->identifier_set)
    mine->identifier = NULL;
  for (guint i = 0; i < issue->resources.n; i++)
    take_resource (m, issue->resources.items[i]);
  g_autoptr (GPtrArray) files = m->map->apart ? wz_issue_list_files (issue) : NULL;
  for (guint i = 0; files != NULL && i < files->len; i++)
    wz_issue_builder_add_file (m->builder, g_ptr_array_index (files, i));
  wz_map_struct (m, WZ_SHAPE_ISSUE, mine);
  wz_issue_builder_list_codes (m->builder);
}

WzIssueBuilder *
wz_issue_map (const WzIssue *issue, const WzIssueMap *map, gpointer user_data)
{
  WzMapping m = {wz_issue_builder_new (), map, user_data, FALSE};
  map_head (&m, issue);
  for (guint s = 0; s < issue->sections.n; s++) {
    const WzSection *section = issue->sections.items[s];
    WzSection *mine = map_section (&m, section);
    for (guint i = 0; i < section->entries.n; i++)
      if (map->keep == NULL || map->keep (section->entries.items[i], user_data))
        map_entry (&m, mine, section->entries.items[i]);
  }
  for (guint i = 0; i < issue->indices.n; i++)
    map_index (&m, issue->indices.items[i]);
  return m.builder;
}

/* ---- Parts that stay the same ---- */

/* Pictures that a text names by id come along. */
static const WzText *
take_pictures (WzIssueBuilder *builder, const WzField *field, const WzText *text, gpointer from)
{
  for (guint i = 0; ((const WzIssue *) from)->resources.n > 0 && i < text->n_nodes; i++) {
    const WzTextNode *node = &text->nodes[i];
    const WzResource *resource =
        (node->kind == WZ_TEXT_IMAGE || node->kind == WZ_TEXT_FIGURE) && node->target != NULL
            ? wz_issue_find_resource (from, node->target)
            : NULL;
    if (resource != NULL)
      wz_issue_builder_take_resource (builder, resource);
  }
  return text;
}

static WzMapping
map_same (WzIssueBuilder *builder, const WzIssue *from)
{
  static const WzIssueMap same = {.text = take_pictures};
  return (WzMapping){builder, &same, (gpointer) (gsize) from, FALSE};
}

WzEntry *
wz_section_copy_entry (WzIssueBuilder *builder, WzSection *section, const WzEntry *entry)
{
  WzMapping m = map_same (builder, entry->section->issue);
  return map_entry (&m, section, entry);
}

void
wz_issue_builder_copy_head (WzIssueBuilder *builder, const WzIssue *issue)
{
  WzMapping m = map_same (builder, issue);
  map_head (&m, issue);
}

WzSection *
wz_issue_builder_copy_section (WzIssueBuilder *builder, const WzSection *section)
{
  WzMapping m = map_same (builder, section->issue);
  return map_section (&m, section);
}
