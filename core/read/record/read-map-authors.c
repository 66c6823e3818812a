/* In: a record and the rules for its authors. Out: persons, and where they work. SPDX-License-Identifier: MIT
 */
#include "read/record/read-map.h"

#include "base/wz-person.h"

static void
add_person (ReadAdding *adding, const WzPerson *person, const WzPosition *position)
{
  if (person == NULL)
    return;
  WzAuthor author = {.name = person->name,
                     .position = *position,
                     .given = person->given,
                     .family = person->family,
                     .suffix = person->suffix,
                     .collaboration = person->collaboration};

  wz_entry_add_person (adding->builder, adding->entry, &author);
}

static void
add_whole_name (ReadAdding *adding, ReadMapText *text)
{
  const gchar *name = read_map_tidy (text);
  WzAuthor author = {
      .name = name, .position = text->position, .collaboration = wz_person_is_group (name, -1)};

  wz_entry_add_person (adding->builder, adding->entry, &author);
}

static void
add_name_list (ReadAdding *adding, const ReadMapText *text)
{
  gboolean cut = FALSE;
  g_autoptr (GPtrArray) persons = wz_person_parse_list (text->text, -1, &cut);

  for (guint i = 0; i < persons->len; i++)
    add_person (adding, g_ptr_array_index (persons, i), &text->position);
  if (cut)
    wz_entry_set_authors_cut (adding->builder, adding->entry, TRUE);
}

/* The texts of one array: family, given, suffix. */
static void
add_parts (ReadAdding *adding, const GArray *texts)
{
  for (guint i = 0, next; i < texts->len; i = next) {
    const ReadMapText *text = &g_array_index (texts, ReadMapText, i);
    const gchar *parts[3] = {""};

    for (next = i; next < texts->len && g_array_index (texts, ReadMapText, next).parent == text->parent;
         next++)
      if (next - i < G_N_ELEMENTS (parts))
        parts[next - i] = g_array_index (texts, ReadMapText, next).text;
    g_autoptr (WzPerson) person = wz_person_new_parts (parts[0], parts[1], parts[2]);

    add_person (adding, person, &text->position);
  }
}

static gchar *
dup_part (ReadAdding *adding, WzRecordNode *node, ReadMapField field)
{
  const ReadRule *rule = read_map_find_rule (adding->mapping->map, field);

  if (rule == NULL)
    return NULL;
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, node, 1);

  return texts->len > 0 ? g_strdup (read_map_tidy (&g_array_index (texts, ReadMapText, 0))) : NULL;
}

void
read_map_add_affiliations (ReadAdding *adding, const ReadRule *rule, WzRecordNode *node)
{
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, node, 0);

  for (guint i = 0; i < texts->len; i++) {
    ReadMapText *text = &g_array_index (texts, ReadMapText, i);
    const gchar *name = read_map_tidy (text);
    gboolean there = FALSE;

    for (guint k = 0; k < wz_entry_get_n_affiliations (adding->entry); k++)
      there |= g_str_equal (wz_entry_get_affiliation (adding->entry, k)->text, name);
    if (!there)
      wz_entry_add_affiliation (adding->builder, adding->entry, name, &text->position);
  }
}

/* Each node is an author, of which [authors] tells the parts. */
static void
add_author_nodes (ReadAdding *adding, const ReadRule *rule)
{
  const ReadRule *affiliation = read_map_find_rule (adding->mapping->map, READ_MAP_PERSON_AFFILIATION);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < rule->value.paths->len; i++)
    wz_record_select (adding->record, g_ptr_array_index (rule->value.paths, i), found);
  for (guint i = 0; i < found->len; i++) {
    WzRecordNode *node = g_ptr_array_index (found, i);
    WzPosition position = {adding->mapping->file, node->line, node->column};
    g_autofree gchar *name = dup_part (adding, node, READ_MAP_PERSON_NAME);
    g_autofree gchar *family = dup_part (adding, node, READ_MAP_PERSON_FAMILY);
    g_autofree gchar *given = dup_part (adding, node, READ_MAP_PERSON_GIVEN);
    g_autofree gchar *suffix = dup_part (adding, node, READ_MAP_PERSON_SUFFIX);

    node->use = WZ_RECORD_USED;
    if (family != NULL) {
      g_autoptr (WzPerson) person = wz_person_new_parts (family, given, suffix);

      add_person (adding, person, &position);
    } else if (name != NULL) {
      ReadMapText text = {g_steal_pointer (&name), FALSE, NULL, position};

      add_whole_name (adding, &text);
      g_free (text.text);
    }
    if (affiliation != NULL)
      read_map_add_affiliations (adding, affiliation, node);
  }
}

void
read_map_add_authors (ReadAdding *adding, const ReadRule *rule)
{
  const ReadMap *map = adding->mapping->map;

  if (read_map_find_rule (map, READ_MAP_PERSON_NAME) != NULL ||
      read_map_find_rule (map, READ_MAP_PERSON_FAMILY) != NULL) {
    add_author_nodes (adding, rule);
    return;
  }
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, adding->record, 0);

  if (rule->value.names == READ_NAMES_PARTS) {
    add_parts (adding, texts);
    return;
  }
  for (guint i = 0; i < texts->len; i++) {
    ReadMapText *text = &g_array_index (texts, ReadMapText, i);

    if (rule->value.names == READ_NAMES_FAMILY_FIRST) {
      g_autoptr (WzPerson) person = wz_person_new_inverted (text->text);

      add_person (adding, person, &text->position);
    } else if (rule->value.names == READ_NAMES_NATURAL)
      add_name_list (adding, text);
    else
      add_whole_name (adding, text);
  }
}
