/* In: a record. Out: which paper it is, and whether the file had that before. What is lost between records
 * and entries is counted here, for the verdict. SPDX-License-Identifier: MIT */
#include "read/record/read-map.h"

#include "base/wz-identity.h"

#include <string.h>

gboolean
read_map_has_texts (ReadMapping *mapping, ReadMapField field, WzRecordNode *record)
{
  for (guint i = 0; i < mapping->map->rules->len; i++) {
    const ReadRule *rule = &g_array_index (mapping->map->rules, ReadRule, i);

    if (rule->field != field)
      continue;
    g_autoptr (GArray) texts = read_rule_get_texts (mapping, rule, record, 1);

    if (texts->len > 0)
      return TRUE;
  }
  return FALSE;
}

/* (transfer full) (nullable): which paper it is */
static gchar *
dup_identity (ReadMapping *mapping, WzRecordNode *record)
{
  for (guint i = 0; i < mapping->map->rules->len; i++) {
    const ReadRule *rule = &g_array_index (mapping->map->rules, ReadRule, i);

    if (rule->field != READ_MAP_ID && rule->field != READ_MAP_LINK)
      continue;
    g_autoptr (GArray) texts = read_rule_get_texts (mapping, rule, record, 0);

    for (guint k = 0; k < texts->len; k++) {
      const gchar *text = read_map_tidy (&g_array_index (texts, ReadMapText, k));
      g_auto (WzIdentity) identity = {0};

      if (rule->field == READ_MAP_ID ? wz_identity_of_id (text, &identity)
                                     : wz_identity_of_link (text, &identity))
        return wz_identity_dup_string (&identity);
    }
  }
  return NULL;
}

static void
hash_key (const WzRecordNode *node, gpointer user_data)
{
  guint *hash = user_data;

  *hash = *hash * 31 + (node->name != NULL ? g_str_hash (node->name) : 0);
  *hash = *hash * 31 + (node->text != NULL ? g_str_hash (node->text) : 0);
}

guint
read_map_hash_record (const WzRecordNode *record)
{
  guint hash = 0;

  wz_record_visit_keys (record, hash_key, &hash);
  return hash;
}

/* ---- Titles ---- */

/* (element-type utf8): words in small letters; a character that stands for a word is one. */
static GHashTable *
list_words (const gchar *title)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree gchar *small = g_utf8_strdown (title, -1);
  const gchar *start = NULL;

  for (const gchar *p = small;; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean wide = g_unichar_iswide (c), inner = g_unichar_isalnum (c) && !wide;

    if (inner && start == NULL)
      start = p;
    if (!inner && start != NULL) {
      g_hash_table_add (words, g_strndup (start, (gsize) (p - start)));
      start = NULL;
    }
    if (wide && g_unichar_isalnum (c))
      g_hash_table_add (words, g_strndup (p, (gsize) (g_utf8_next_char (p) - p)));
    if (c == 0)
      return words;
  }
}

/* Whether they share less than half of the words of the shorter: no other version has so new a title. */
static gboolean
are_strange (const gchar *a, const gchar *b)
{
  g_autoptr (GHashTable) left = list_words (a), right = list_words (b);
  guint shorter = MIN (g_hash_table_size (left), g_hash_table_size (right)), shared = 0;
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    shared += g_hash_table_contains (right, word);
  return 2 * shared < shorter;
}

/* Whether @record has a title in a language that @entry has one in, and it is another paper's. */
static gboolean
is_other_paper (ReadMapping *mapping, WzRecordNode *record, const WzEntry *entry)
{
  for (guint i = 0; i < mapping->map->rules->len; i++) {
    const ReadRule *rule = &g_array_index (mapping->map->rules, ReadRule, i);

    if (rule->field != READ_MAP_TITLE)
      continue;
    g_autoptr (GArray) texts = read_rule_get_texts (mapping, rule, record, 1);
    ReadMapText *text = texts->len > 0 ? &g_array_index (texts, ReadMapText, 0) : NULL;
    const WzText *title =
        text != NULL ? wz_entry_get_title (entry, read_map_find_lang (text, rule->lang)) : NULL;
    g_autofree gchar *plain = title != NULL ? wz_text_dup_plain (title) : NULL;

    if (plain != NULL && are_strange (plain, read_map_tidy (text)))
      return TRUE;
  }
  return FALSE;
}

/* ---- The whole ---- */

static void
says_something (const WzRecordNode *node, gpointer user_data)
{
  gboolean *says = user_data;

  *says |= node->text != NULL && node->text[strspn (node->text, " \t\r\n")] != '\0';
}

/* A record with nothing in it, such as those that lists end with, is none. */
static void
leave_out (ReadMapping *mapping, const WzRecordNode *record, const WzPosition *position)
{
  gboolean says = FALSE;

  wz_record_visit_keys (record, says_something, &says);
  if (says) {
    g_array_append_val (mapping->lost, position->line);
    mapping->n_records++;
  }
  read_remarks_add (mapping->remarks, READ_DIAG_RECORD_EMPTY, position, NULL);
}

gboolean
read_map_find_paper (ReadMapping *mapping, WzRecordNode *record, guint hash, gchar **identity,
                     WzEntry **entry)
{
  WzPosition position = {mapping->file, record->line, record->column};

  *identity = dup_identity (mapping, record);
  *entry = NULL;
  if (*identity == NULL && !read_map_has_texts (mapping, READ_MAP_TITLE, record)) {
    leave_out (mapping, record, &position);
    return FALSE;
  }
  mapping->n_records++;

  const ReadMapped *before = *identity != NULL ? g_hash_table_lookup (mapping->entries, *identity) : NULL;

  if (before == NULL)
    return TRUE;
  if (before->hash == hash) {
    read_remarks_add (mapping->remarks, READ_DIAG_RECORD_DUPLICATE, &position, NULL);
    wz_record_mark (record, WZ_RECORD_IGNORED);
    return FALSE;
  }
  if (is_other_paper (mapping, record, before->entry)) {
    read_remarks_add (mapping->remarks, READ_DIAG_RECORD_OTHER_PAPER, &position, *identity);
    g_array_append_val (mapping->lost, position.line);
    g_clear_pointer (identity, g_free);
    return TRUE;
  }
  read_remarks_add (mapping->remarks, READ_DIAG_RECORD_DIFFERS, &position, NULL);
  *entry = before->entry;
  return TRUE;
}
