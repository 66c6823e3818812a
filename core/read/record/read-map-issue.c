/* In: what stands around the records. Out: title, source and day of the issue. Here, too: a rule with a
 * record. SPDX-License-Identifier: MIT */
#include "read/record/read-map.h"

#define DETAIL_CHARACTERS 60

void
read_rule_remark (ReadMapping *mapping, const ReadRule *rule, const ReadMapText *text)
{
  g_autofree gchar *value =
      g_utf8_substring (text->text, 0, MIN (g_utf8_strlen (text->text, -1), (glong) DETAIL_CHARACTERS));
  g_autofree gchar *detail = g_strdup_printf ("%s=%s", rule->key, value);

  read_remarks_add (mapping->remarks, READ_DIAG_RECORD_VALUE, &text->position, detail);
}

GArray *
read_rule_get_texts (ReadMapping *mapping, const ReadRule *rule, WzRecordNode *node, guint most)
{
  GArray *texts = read_map_texts_new ();

  read_map_value_get (&rule->value, node, mapping->file, mapping->source, mapping->paper, most, texts);
  return texts;
}

/* ---- The issue ---- */

static void
set_issue_text (ReadMapping *mapping, const ReadRule *rule, ReadMapText *text)
{
  WzDate date;
  const gchar *lang = read_map_find_lang (text, rule->lang);
  g_autofree gchar *line = wz_text_dup_plain (read_map_build_inlines (mapping, text, lang));

  if (rule->field == READ_MAP_ISSUE_TITLE)
    wz_issue_builder_set_title (mapping->builder, lang, line);
  else if (rule->field == READ_MAP_ISSUE_SOURCE)
    wz_issue_builder_set_source (mapping->builder, line);
  else if (rule->field == READ_MAP_ISSUE_RIGHTS)
    wz_issue_builder_set_rights (mapping->builder, line);
  else if (read_map_parse_date (line, rule->value.date_order, &date))
    mapping->date = date;
  else
    read_rule_remark (mapping, rule, text);
}

/* What the head says holds against what the file is called. */
static void
settle_date (ReadMapping *mapping)
{
  WzDate name = {0, 0, 0};
  WzPosition whole = {mapping->file, 0, 0};

  if (mapping->file_name != NULL)
    name = wz_read_date_of_name (mapping->file_name);
  if (mapping->date.year != 0 && name.year != 0 && wz_date_compare (mapping->date, name) != 0) {
    g_autofree gchar *said = wz_date_dup_iso (mapping->date), *named = wz_date_dup_iso (name);
    g_autofree gchar *both = g_strdup_printf ("%s, %s", said, named);

    read_remarks_add (mapping->remarks, READ_DIAG_ISSUE_DATE_CLASH, &whole, both);
  }
  if (mapping->date.year == 0)
    mapping->date = name;
  if (mapping->date.year == 0)
    read_remarks_add (mapping->remarks, READ_DIAG_ISSUE_NO_DATE, &whole, NULL);
  else
    wz_issue_builder_set_date (mapping->builder, mapping->date);
}

void
read_map_set_base (ReadMapping *mapping, WzRecordNode *head)
{
  const ReadRule *rule = read_map_find_rule (mapping->map, READ_MAP_ISSUE_BASE);
  g_autoptr (GArray) texts = rule != NULL ? read_rule_get_texts (mapping, rule, head, 1) : NULL;

  if (texts != NULL && texts->len > 0)
    mapping->base = g_strdup (read_map_tidy (&g_array_index (texts, ReadMapText, 0)));
}

void
read_map_set_issue (ReadMapping *mapping, WzRecordNode *head)
{
  const gchar *source = mapping->file_name != NULL ? mapping->file_name : mapping->file;

  for (guint i = 0; i < mapping->map->rules->len; i++) {
    const ReadRule *rule = &g_array_index (mapping->map->rules, ReadRule, i);

    if (rule->field < READ_MAP_ISSUE_TITLE || rule->field > READ_MAP_ISSUE_RIGHTS)
      continue;
    g_autoptr (GArray) texts = read_rule_get_texts (mapping, rule, head, 1);

    if (texts->len > 0)
      set_issue_text (mapping, rule, &g_array_index (texts, ReadMapText, 0));
  }
  settle_date (mapping);
  for (guint i = 0; i < mapping->mapped->len; i++) {
    const ReadMapped *mapped = g_ptr_array_index (mapping->mapped, i);
    WzAppearance appearance = {source, mapping->date, mapped->line,
                               TRUE,   i + 1,         wz_entry_get_arxiv_version (mapped->entry)};

    wz_entry_set_ordinal (mapping->builder, mapped->entry, i + 1);
    wz_entry_set_full (mapping->builder, mapped->entry, TRUE);
    wz_entry_add_appearance (mapping->builder, mapped->entry, &appearance);
  }
}
