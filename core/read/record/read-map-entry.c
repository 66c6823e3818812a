/* In: a record and the rules of a mapping file. Out: an entry of the issue. What an entry has, stays: rules
 * add what it lacks, so that one paper in two records is one entry. SPDX-License-Identifier: MIT */
#include "read/record/read-map.h"

#include "base/wz-identity.h"
#include "base/wz-url.h"
#include "read/common/read-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Identity and links ---- */

static void
take_identity (ReadAdding *adding, const WzIdentity *identity)
{
  WzEntry *entry = adding->entry;

  if (identity->scheme == WZ_SCHEME_ARXIV && wz_entry_get_arxiv_id (entry) == NULL) {
    wz_entry_set_arxiv (adding->builder, entry, identity->id, identity->version);
  } else if (identity->scheme == WZ_SCHEME_DOI && wz_entry_get_doi (entry) == NULL) {
    wz_entry_set_doi (adding->builder, entry, identity->id);
  } else if (identity->scheme > WZ_SCHEME_DOI && wz_entry_get_identity (entry) == NULL) {
    g_autofree gchar *name = wz_identity_dup_string (identity);

    wz_entry_set_identity (adding->builder, entry, name);
  }
}

static void
add_id (ReadAdding *adding, const ReadRule *rule)
{
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, adding->record, 0);

  for (guint i = 0; i < texts->len; i++) {
    ReadMapText *text = &g_array_index (texts, ReadMapText, i);
    g_auto (WzIdentity) identity = {0};

    if (wz_identity_of_id (read_map_tidy (text), &identity))
      take_identity (adding, &identity);
    else
      read_rule_remark (adding->mapping, rule, text);
  }
}

/* The address that a text is, told from that of the whole where it is relative; @text gets it. */
static const gchar *
settle_address (const ReadMapping *mapping, ReadMapText *text)
{
  gchar *address = wz_url_dup_resolved (read_map_tidy (text), mapping->base);

  g_free (text->text);
  text->text = address;
  return address;
}

static gboolean
has_link (const WzEntry *entry, const gchar *url)
{
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++)
    if (g_str_equal (wz_entry_get_link (entry, i)->url, url))
      return TRUE;
  return FALSE;
}

/* An entry without an identity of its own may have that of its address. */
static void
add_link (ReadAdding *adding, const ReadRule *rule)
{
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, adding->record, 0);

  for (guint i = 0; i < texts->len; i++) {
    ReadMapText *text = &g_array_index (texts, ReadMapText, i);
    g_auto (WzIdentity) identity = {0};

    if (wz_identity_of_link (settle_address (adding->mapping, text), &identity))
      take_identity (adding, &identity);
    if (!has_link (adding->entry, text->text))
      wz_entry_add_link (adding->builder, adding->entry, text->text, NULL, &text->position);
  }
}

/* The number behind a `v`, or alone. */
static gboolean
parse_number (const gchar *text, guint *number)
{
  gchar *end;
  guint64 value = g_ascii_strtoull (text, &end, 10);

  if (end == text || *end != '\0' || value > G_MAXINT32)
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
get_number (ReadAdding *adding, ReadMapField field, guint *number)
{
  const ReadRule *rule = read_map_find_rule (adding->mapping->map, field);

  if (rule == NULL)
    return FALSE;
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, adding->record, 1);

  if (texts->len == 0)
    return FALSE;
  ReadMapText *text = &g_array_index (texts, ReadMapText, 0);
  const gchar *value = read_map_tidy (text);

  if (parse_number (*value == 'v' ? value + 1 : value, number))
    return TRUE;
  read_rule_remark (adding->mapping, rule, text);
  return FALSE;
}

static void
add_code (ReadAdding *adding, const ReadRule *rule)
{
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, adding->record, 0);

  for (guint i = 0; i < texts->len; i++) {
    ReadMapText *text = &g_array_index (texts, ReadMapText, i);
    WzLink link = {.url = settle_address (adding->mapping, text), .position = text->position};
    gboolean there = FALSE;

    for (guint k = 0; k < wz_entry_get_n_code_links (adding->entry); k++)
      there |= g_str_equal (wz_entry_get_code_link (adding->entry, k)->url, link.url);
    get_number (adding, READ_MAP_STARS, &link.stars);
    if (!there)
      wz_entry_add_code_link (adding->builder, adding->entry, &link);
  }
}

/* ---- Texts ---- */

static gboolean
has_point (const WzEntry *entry, WzPointKind kind, const gchar *lang)
{
  for (guint i = 0; i < wz_entry_get_n_points (entry); i++) {
    const WzPoint *point = wz_entry_get_point (entry, i);

    if (point->kind == kind && g_strcmp0 (wz_text_get_lang (point->text), lang) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_paper (const WzEntry *entry)
{
  return wz_entry_get_arxiv_id (entry) != NULL || wz_entry_get_doi (entry) != NULL ||
         wz_entry_get_identity (entry) != NULL;
}

static void
put_text (ReadAdding *adding, const ReadRule *rule, const ReadMapText *text)
{
  WzEntry *entry = adding->entry;
  WzIssueBuilder *builder = adding->builder;
  const ReadMapping *mapping = adding->mapping;
  const gchar *lang = read_map_find_lang (text, rule->lang);
  ReadMapField field = rule->field;

  if (field == READ_MAP_TEXT)
    field = is_paper (entry) ? READ_MAP_ABSTRACT : READ_MAP_BODY;
  if (field == READ_MAP_TITLE) {
    if (wz_entry_get_title (entry, lang) == NULL)
      wz_entry_set_title (builder, entry, lang, read_map_build_inlines (mapping, text, lang));
  } else if (field == READ_MAP_ABSTRACT) {
    if (wz_entry_get_abstract (entry, lang) == NULL)
      wz_entry_set_abstract (builder, entry, lang, read_map_build_blocks (mapping, text, lang));
  } else if (field == READ_MAP_BODY) {
    if (wz_entry_get_body (entry) == NULL)
      wz_entry_set_body (builder, entry, read_map_build_blocks (mapping, text, lang));
  } else if (field == READ_MAP_NOTE) {
    wz_entry_add_note (builder, entry, read_map_build_blocks (mapping, text, lang));
  } else if (field == READ_MAP_SCORE_REASON) {
    if (wz_entry_get_score_reason (entry) == NULL)
      wz_entry_set_score_reason (builder, entry, read_map_build_blocks (mapping, text, lang));
  } else {
    WzPointKind kind = (WzPointKind) (field - READ_MAP_TLDR);

    if (kind == WZ_POINT_HIGHLIGHT || !has_point (entry, kind, lang))
      wz_entry_add_point (builder, entry, kind, read_map_build_blocks (mapping, text, lang));
  }
}

static void
add_texts (ReadAdding *adding, const ReadRule *rule)
{
  gboolean many = rule->field == READ_MAP_HIGHLIGHT || rule->field == READ_MAP_NOTE;
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, adding->record, many ? 0 : 1);

  for (guint i = 0; i < texts->len; i++)
    put_text (adding, rule, &g_array_index (texts, ReadMapText, i));
}

/* ---- Words, dates, categories ---- */

static void
add_categories (ReadAdding *adding, const ReadRule *rule)
{
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, adding->record, 0);

  for (guint i = 0; i < texts->len; i++) {
    ReadMapText *text = &g_array_index (texts, ReadMapText, i);
    const gchar *code = read_short_code (read_map_tidy (text));
    gboolean there = FALSE;

    for (guint k = 0; k < wz_entry_get_n_categories (adding->entry); k++)
      there |= g_str_equal (wz_entry_get_category (adding->entry, k)->text, code);
    if (!there)
      wz_entry_add_category (adding->builder, adding->entry, code, &text->position);
    if (rule->field == READ_MAP_PRIMARY_CATEGORY && wz_entry_get_primary_category (adding->entry) == NULL)
      wz_entry_set_primary_category (adding->builder, adding->entry, code);
  }
}

static void
put_status (ReadAdding *adding, const ReadRule *rule, const ReadMapText *text)
{
  static const gchar *const words[] = {[WZ_STATUS_NEW] = "new",
                                       [WZ_STATUS_CROSS] = "cross",
                                       [WZ_STATUS_REPLACED] = "replaced",
                                       [WZ_STATUS_WITHDRAWN] = "withdrawn"};

  for (guint i = WZ_STATUS_NEW; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], text->text)) {
      if (wz_entry_get_status (adding->entry) == WZ_STATUS_UNKNOWN)
        wz_entry_set_status (adding->builder, adding->entry, (WzStatus) i);
      return;
    }
  read_rule_remark (adding->mapping, rule, text);
}

static void
put_date (ReadAdding *adding, const ReadRule *rule, const ReadMapText *text)
{
  gboolean published = rule->field == READ_MAP_PUBLISHED;
  WzDate date,
      there = published ? wz_entry_get_published (adding->entry) : wz_entry_get_updated (adding->entry);

  if (!read_map_parse_date (text->text, rule->value.date_order, &date))
    read_rule_remark (adding->mapping, rule, text);
  else if (there.year == 0 && published)
    wz_entry_set_published (adding->builder, adding->entry, date);
  else if (there.year == 0)
    wz_entry_set_updated (adding->builder, adding->entry, date);
}

static void
put_word (ReadAdding *adding, const ReadRule *rule, const gchar *word)
{
  static const struct {
    ReadMapField field;
    const gchar *(*get) (const WzEntry *entry);
    void (*set) (WzIssueBuilder *builder, WzEntry *entry, const gchar *word);
  } words[] = {
      {READ_MAP_VENUE, wz_entry_get_venue, wz_entry_set_venue},
      {READ_MAP_COMMENT, wz_entry_get_comment, wz_entry_set_comment},
      {READ_MAP_JOURNAL, wz_entry_get_journal_ref, wz_entry_set_journal_ref},
      {READ_MAP_SCORE, wz_entry_get_score, wz_entry_set_score},
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].field == rule->field && words[i].get (adding->entry) == NULL)
      words[i].set (adding->builder, adding->entry, word);
}

static void
add_word (ReadAdding *adding, const ReadRule *rule)
{
  g_autoptr (GArray) texts = read_rule_get_texts (adding->mapping, rule, adding->record, 1);

  if (texts->len == 0)
    return;
  ReadMapText *text = &g_array_index (texts, ReadMapText, 0);
  const gchar *word = read_map_tidy (text);

  if (rule->field == READ_MAP_STATUS)
    put_status (adding, rule, text);
  else if (rule->field == READ_MAP_PUBLISHED || rule->field == READ_MAP_UPDATED)
    put_date (adding, rule, text);
  else
    put_word (adding, rule, word);
}

/* ---- The whole ---- */

static void
add_rule (ReadAdding *adding, const ReadRule *rule)
{
  switch (rule->field) {
  case READ_MAP_ID:
    add_id (adding, rule);
    break;
  case READ_MAP_LINK:
    add_link (adding, rule);
    break;
  case READ_MAP_CODE:
    add_code (adding, rule);
    break;
  case READ_MAP_AUTHORS:
    if (wz_entry_get_n_authors (adding->entry) == 0)
      read_map_add_authors (adding, rule);
    else /* they were asked for, and are known */
      g_array_unref (read_rule_get_texts (adding->mapping, rule, adding->record, 0));
    break;
  case READ_MAP_AFFILIATIONS:
    read_map_add_affiliations (adding, rule, adding->record);
    break;
  case READ_MAP_PRIMARY_CATEGORY:
  case READ_MAP_CATEGORIES:
    add_categories (adding, rule);
    break;
  default:
    if (rule->field == READ_MAP_TITLE || (rule->field >= READ_MAP_ABSTRACT && rule->field < READ_MAP_VENUE) ||
        rule->field == READ_MAP_SCORE_REASON)
      add_texts (adding, rule);
    else if (rule->field >= READ_MAP_VENUE && rule->field <= READ_MAP_UPDATED)
      add_word (adding, rule);
  }
}

static WzEntry *
add_entry (ReadMapping *mapping, const WzRecordNode *record, gchar *identity, guint hash)
{
  WzPosition position = {mapping->file, record->line, record->column};
  ReadMapped *mapped = g_new0 (ReadMapped, 1);

  if (mapping->section == NULL)
    mapping->section = wz_issue_builder_add_section (mapping->builder, WZ_SECTION_FEATURED, &position);
  mapped->entry = wz_section_add_entry (mapping->builder, mapping->section, &position);
  mapped->line = record->line;
  mapped->hash = hash;
  g_ptr_array_add (mapping->mapped, mapped);
  if (identity != NULL)
    g_hash_table_insert (mapping->entries, identity, mapped);
  return mapped->entry;
}

static void
settle_version (ReadAdding *adding)
{
  guint version;
  const gchar *id = wz_entry_get_arxiv_id (adding->entry);

  if (id != NULL && wz_entry_get_arxiv_version (adding->entry) == 0 &&
      get_number (adding, READ_MAP_VERSION, &version)) {
    g_autofree gchar *copy = g_strdup (id);

    wz_entry_set_arxiv (adding->builder, adding->entry, copy, version);
  }
}

static void
add_paper (ReadMapping *mapping, WzRecordNode *record, guint hash)
{
  ReadAdding adding = {mapping, mapping->builder, record, NULL};
  g_autofree gchar *identity = NULL;

  if (!read_map_find_paper (mapping, record, hash, &identity, &adding.entry))
    return;
  if (adding.entry == NULL)
    adding.entry = add_entry (mapping, record, g_steal_pointer (&identity), hash);
  for (guint i = 0; i < mapping->map->rules->len; i++)
    add_rule (&adding, &g_array_index (mapping->map->rules, ReadRule, i));
  settle_version (&adding);
}

/* Each paper of a record that is several. */
static void
add_papers (ReadMapping *mapping, const ReadRule *rule, WzRecordNode *record, guint hash)
{
  g_autoptr (GArray) texts = read_rule_get_texts (mapping, rule, record, 0);

  for (guint i = 0; i < texts->len; i++) {
    mapping->paper = g_array_index (texts, ReadMapText, i).text;
    add_paper (mapping, record, hash * 31 + g_str_hash (mapping->paper));
  }
  mapping->paper = NULL;
}

void
read_map_add_entry (ReadMapping *mapping, WzRecordNode *record)
{
  WzPosition position = {mapping->file, record->line, record->column};
  const ReadRule *papers = read_map_find_rule (mapping->map, READ_MAP_PAPERS);
  guint hash;

  if (read_map_has_texts (mapping, READ_MAP_SKIP, record) ||
      (papers != NULL && !read_map_has_texts (mapping, READ_MAP_PAPERS, record))) {
    read_remarks_add (mapping->remarks, READ_DIAG_RECORD_SKIPPED, &position, NULL);
    wz_record_mark (record, WZ_RECORD_IGNORED);
    return;
  }
  hash = read_map_hash_record (record);
  if (papers != NULL)
    add_papers (mapping, papers, record, hash);
  else
    add_paper (mapping, record, hash);
}
