/* bib-csl.c: items of CSL-JSON (https://github.com/citation-style-language/schema, csl-data.json 1.0.2).
 * SPDX-License-Identifier: MIT */
#include "bib-record.h"

#include <wenzhai-kit/wz-json.h>

static const gchar *const types[WZ_BIB_N_KINDS] = {"article-journal", "paper-conference", "article",
                                                   "document"};

static void
member (GString *out, const gchar *name, const gchar *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (out, ",\n    \"%s\": ", name);
  wz_json_escape (out, text);
}

static void
rich_member (GString *out, const gchar *name, const WzText *text, const gchar *between)
{
  g_autofree gchar *plain = text != NULL ? wz_bib_dup_plain (text, between) : NULL;
  member (out, name, plain);
}

static void
append_name (GString *out, const WzBibName *name)
{
  const struct {
    const gchar *member, *text;
  } parts[] = {
      {"family", name->family}, {"given", name->given}, {"suffix", name->suffix}, {"literal", name->whole}};
  gboolean first = TRUE;
  g_string_append_c (out, '{');
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (parts[i].text == NULL)
      continue;
    g_string_append_printf (out, first ? "\"%s\": " : ", \"%s\": ", parts[i].member);
    wz_json_escape (out, parts[i].text);
    first = FALSE;
  }
  g_string_append_c (out, '}');
}

static void
append_names (GString *out, const WzBibRecord *record)
{
  static const WzBibName others = {.whole = (gchar *) "others"}; /* what pandoc makes of BibTeX's */
  if (record->names->len == 0)
    return;
  g_string_append (out, ",\n    \"author\": [");
  for (guint i = 0; i < record->names->len; i++) {
    g_string_append (out, i > 0 ? ",\n      " : "\n      ");
    append_name (out, g_ptr_array_index (record->names, i));
  }
  if (record->cut) {
    g_string_append (out, ",\n      ");
    append_name (out, &others);
  }
  g_string_append (out, "\n    ]");
}

static void
append_date (GString *out, WzDate date)
{
  if (date.year == 0)
    return;
  g_string_append_printf (out, ",\n    \"issued\": {\"date-parts\": [[%u", date.year);
  if (date.month > 0)
    g_string_append_printf (out, ", %u", date.month);
  if (date.day > 0)
    g_string_append_printf (out, ", %u", date.day);
  g_string_append (out, "]]}");
}

static void
append_place (GString *out, const WzBibRecord *record)
{
  g_autofree gchar *pages = record->last != NULL ? g_strdup_printf ("%s-%s", record->first, record->last)
                                                 : g_strdup (record->first);
  member (out, "container-title", record->container);
  member (out, "volume", record->volume);
  member (out, "issue", record->number);
  member (out, "page", pages);
  append_date (out, record->date);
  if (record->kind == WZ_BIB_PREPRINT)
    member (out, "publisher", "arXiv");
  if (record->eprint != NULL) {
    g_autofree gchar *number = g_strdup_printf (
        "%s:%s", wz_bib_record_is_arxiv (record) ? "arXiv" : record->archive, record->eprint);
    member (out, "number", number);
  }
  if (record->version > 0) {
    g_autofree gchar *version = g_strdup_printf ("%u", record->version);
    member (out, "version", version);
  }
}

/* What the schema has no name for. */
static void
append_custom (GString *out, const WzBibRecord *record)
{
  g_autofree gchar *plain = record->translation != NULL ? wz_bib_dup_plain (record->translation, " ") : NULL;
  if (plain == NULL || *plain == '\0')
    return;
  g_string_append (out, ",\n    \"custom\": {\"translated-title\": ");
  wz_json_escape (out, plain);
  g_string_append_c (out, '}');
}

void
wz_bib_csl_append (GString *out, const WzBibRecord *record, const WzBibOptions *options, guint number)
{
  g_autofree gchar *keywords = g_strjoinv (", ", record->keywords);
  g_string_append (out, number > 0 ? ",\n  {\n    \"id\": " : "\n  {\n    \"id\": ");
  wz_json_escape (out, record->key);
  member (out, "type", types[record->kind]);
  append_names (out, record);
  rich_member (out, "title", record->title, " ");
  append_place (out, record);
  member (out, "DOI", record->doi);
  member (out, "URL", record->url);
  member (out, "keyword", keywords);
  if (record->title != NULL)
    member (out, "language", wz_text_get_lang (record->title));
  member (out, "note", record->remark);
  member (out, "annote", record->comment);
  append_custom (out, record);
  if (options->abstracts)
    rich_member (out, "abstract", record->abstract, "\n\n");
  g_string_append (out, "\n  }");
}
