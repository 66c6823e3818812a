/* bib-record.c: see bib-record.h. SPDX-License-Identifier: MIT */
#include "bib-record.h"

#include <string.h>

#include <wenzhai-kit/wz-chars.h>

static gchar *
dup_clean (const gchar *text)
{
  gchar *clean = wz_chars_dup_clean (text);
  if (*clean == '\0')
    g_clear_pointer (&clean, g_free);
  return clean;
}

/* ---- Titles ---- */

static gboolean
is_english (const WzText *text)
{
  const gchar *lang = wz_text_get_lang (text);
  return lang != NULL && g_ascii_strncasecmp (lang, "en", 2) == 0 && (lang[2] == '\0' || lang[2] == '-');
}

static void
find_titles (WzBibRecord *record, const WzEntry *entry)
{
  g_autofree const WzText **titles = wz_entry_dup_titles (entry, WZ_LANGUAGES_BOTH);
  for (guint i = 0; titles[i] != NULL; i++)
    if (!wz_text_is_empty (titles[i]) &&
        (record->title == NULL || (is_english (titles[i]) && !is_english (record->title))))
      record->title = titles[i];
  for (guint i = 0; titles[i] != NULL; i++) {
    if (titles[i] == record->title || wz_text_is_empty (titles[i]))
      continue;
    gboolean chinese = wz_lang_is_chinese (wz_text_get_lang (titles[i]));
    if (record->translation == NULL ||
        (chinese && !wz_lang_is_chinese (wz_text_get_lang (record->translation))))
      record->translation = titles[i];
  }
}

static void
find_abstract (WzBibRecord *record, const WzEntry *entry)
{
  g_autofree const WzText **abstracts = wz_entry_dup_abstracts (entry, WZ_LANGUAGES_BOTH);
  for (guint i = 0; abstracts[i] != NULL; i++)
    if (!wz_text_is_empty (abstracts[i]) &&
        (record->abstract == NULL || (is_english (abstracts[i]) && !is_english (record->abstract))))
      record->abstract = abstracts[i];
}

/* ---- Where and when ---- */

/* `1706.03762`, `hep-th/9901001`: the month that the identifier was given in. */
static WzDate
date_of_arxiv (const gchar *id)
{
  const gchar *slash = strchr (id, '/');
  const gchar *digits = slash != NULL ? slash + 1 : id;
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isdigit (digits[i]))
      return (WzDate){0};
  guint year = (guint) g_ascii_digit_value (digits[0]) * 10 + (guint) g_ascii_digit_value (digits[1]);
  guint month = (guint) g_ascii_digit_value (digits[2]) * 10 + (guint) g_ascii_digit_value (digits[3]);
  if (month < 1 || month > 12)
    return (WzDate){0};
  return (WzDate){(guint16) (year + (year > 90 ? 1900 : 2000)), (guint8) month, 0}; /* arXiv began in 1991 */
}

/* A reference may be to a conference's proceedings. */
static gboolean
is_conference (const gchar *reference)
{
  static const gchar *const words[] = {"proceedings", "proc.", "conference", "workshop", "symposium"};
  g_autofree gchar *small = g_utf8_strdown (reference, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (small, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* What is said of the day is of the preprint; of a publication only its year is known. */
static void
find_place (WzBibRecord *record, const WzEntry *entry)
{
  g_autofree gchar *reference = dup_clean (wz_entry_get_journal_ref (entry));
  g_autofree gchar *venue = dup_clean (wz_entry_get_venue (entry));
  record->kind = wz_bib_record_is_arxiv (record) ? WZ_BIB_PREPRINT : WZ_BIB_OTHER;
  if (reference != NULL) {
    record->kind = is_conference (reference) ? WZ_BIB_PROCEEDINGS : WZ_BIB_ARTICLE;
    wz_bib_journal_parse (record, reference);
    record->remark = g_steal_pointer (&venue);
  } else if (venue != NULL) {
    record->kind = WZ_BIB_PROCEEDINGS;
    record->container = g_steal_pointer (&venue);
  }
  if (record->container != NULL && record->date.year == 0)
    record->date.year = wz_bib_find_year (record->container);
  if (record->date.year == 0)
    record->date = wz_entry_get_published (entry);
  if (record->date.year == 0 && wz_bib_record_is_arxiv (record))
    record->date = date_of_arxiv (record->eprint);
}

/* ---- Identifiers ---- */

/* A brace that nothing closes ends a field of BibTeX too early; RFC 3986 knows a way to write it. */
static gchar *
dup_address (const gchar *text)
{
  g_autofree gchar *clean = dup_clean (text);
  if (clean == NULL)
    return NULL;
  GString *address = g_string_new (clean);
  g_string_replace (address, "{", "%7B", 0);
  g_string_replace (address, "}", "%7D", 0);
  return g_string_free (address, FALSE);
}

static void
find_eprint (WzBibRecord *record, const WzEntry *entry)
{
  const gchar *arxiv = wz_entry_get_arxiv_id (entry), *identity = wz_entry_get_identity (entry);
  const gchar *colon = identity != NULL ? strchr (identity, ':') : NULL;
  if (arxiv != NULL) {
    record->archive = g_strdup ("arxiv");
    record->eprint = dup_address (arxiv);
    record->version = wz_entry_get_arxiv_version (entry);
  } else if (colon != NULL) {
    record->archive = g_strndup (identity, (gsize) (colon - identity));
    record->eprint = dup_address (colon + 1);
  }
}

static gchar *
dup_url (const WzBibRecord *record, const WzEntry *entry)
{
  if (wz_bib_record_is_arxiv (record) && record->version > 0)
    return g_strdup_printf ("https://arxiv.org/abs/%sv%u", record->eprint, record->version);
  if (wz_bib_record_is_arxiv (record))
    return g_strconcat ("https://arxiv.org/abs/", record->eprint, NULL);
  return wz_entry_get_n_links (entry) > 0 ? dup_address (wz_entry_get_link (entry, 0)->url) : NULL;
}

/* Classes of arXiv's that one archive has alone (https://arxiv.org/category_taxonomy): a digest prints them
 * without it. `CV` is vision, and complex variables. */
static const struct {
  const gchar *archive;
  const gchar *codes;
} classes[] = {
    {"cs", " AI AR CC CE CL CR CY DB DC DL DM ET FL GL HC IR LG MA MM MS NE NI OH OS PF PL RO SD SE SI "},
    {"eess", " AS IV "},
    {"stat", " ME ML "},
};

static gchar *
dup_class (const gchar *code)
{
  g_autofree gchar *word = g_strdup_printf (" %s ", code);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strstr (classes[i].codes, word) != NULL)
      return g_strdup_printf ("%s.%s", classes[i].archive, code);
  return g_strdup (code);
}

/* Codes alone: names are other ones in other digests. */
static void
find_categories (WzBibRecord *record, const WzEntry *entry)
{
  g_autoptr (GPtrArray) keywords = g_ptr_array_new ();
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++) {
    g_autofree gchar *code = dup_clean (wz_entry_get_category (entry, i)->text);
    if (code != NULL)
      g_ptr_array_add (keywords,
                       wz_bib_record_is_arxiv (record) ? dup_class (code) : g_steal_pointer (&code));
  }
  g_ptr_array_add (keywords, NULL);
  record->keywords = (gchar **) g_ptr_array_free (g_steal_pointer (&keywords), FALSE);
  const gchar *primary = wz_entry_get_primary_category (entry);
  if (primary == NULL || !wz_bib_record_is_arxiv (record))
    return;
  g_autofree gchar *code = dup_class (primary);
  if (strchr (code, '.') != NULL)
    record->eprint_class = dup_clean (code);
}

/* ---- All ---- */

static void
free_name (gpointer name)
{
  wz_bib_name_free (name);
}

static void
find_names (WzBibRecord *record, const WzEntry *entry)
{
  record->names = g_ptr_array_new_with_free_func (free_name);
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++) {
    WzBibName *name = wz_bib_name_new (wz_entry_get_person (entry, i));
    if (name->whole != NULL && *name->whole == '\0')
      wz_bib_name_free (name);
    else
      g_ptr_array_add (record->names, name);
  }
  record->cut = wz_entry_get_authors_cut (entry) && record->names->len > 0;
}

WzBibRecord *
wz_bib_record_new (const WzEntry *entry)
{
  WzBibRecord *record = g_new0 (WzBibRecord, 1);
  record->key = wz_bib_dup_key (entry);
  find_titles (record, entry);
  find_abstract (record, entry);
  find_names (record, entry);
  find_eprint (record, entry);
  find_place (record, entry);
  find_categories (record, entry);
  record->doi = dup_address (wz_entry_get_doi (entry));
  record->url = dup_url (record, entry);
  record->comment = dup_clean (wz_entry_get_comment (entry));
  if (wz_entry_get_status (entry) == WZ_STATUS_WITHDRAWN) {
    g_autofree gchar *other = record->remark;
    record->remark = other != NULL ? g_strconcat ("withdrawn; ", other, NULL) : g_strdup ("withdrawn");
  }
  return record;
}

void
wz_bib_record_free (WzBibRecord *record)
{
  gchar *texts[] = {record->key,          record->container, record->volume,  record->number, record->first,
                    record->last,         record->eprint,    record->archive, record->doi,    record->url,
                    record->eprint_class, record->remark,    record->comment};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (record->names);
  g_strfreev (record->keywords);
  g_free (record);
}

gboolean
wz_bib_record_is_arxiv (const WzBibRecord *record)
{
  return g_strcmp0 (record->archive, "arxiv") == 0 && record->eprint != NULL;
}
