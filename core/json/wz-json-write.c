/* wz-json-write.c: an issue as JSON. SPDX-License-Identifier: MIT
 *
 * Members that are empty or unknown are left out. Positions are `"at": [file, line, column]` with the index
 * of the file in the top-level `files`.
 */
#include "json/wz-json.h"

#include <json-glib/json-glib.h>
#include <string.h>

const gchar *const wz_json_text_kinds[] = {
    "text",  "paragraph", "heading",    "list",       "list-item",     "quote",    "code-block", "figure",
    "table", "table-row", "table-cell", "rule",       "formula-block", "emphasis", "strong",     "code",
    "link",  "image",     "formula",    "line-break", "span",          NULL};
const gchar *const wz_json_section_kinds[] = {"front", "featured", "notable", "category",
                                              "day",   "back",     NULL};
const gchar *const wz_json_index_kinds[] = {"author", "affiliation", "category", "day", NULL};

G_STATIC_ASSERT (G_N_ELEMENTS (wz_json_text_kinds) == WZ_TEXT_N_KINDS + 1);

typedef struct {
  JsonBuilder *json;
  GHashTable *file_numbers; /* name → index + 1 */
  GPtrArray *files;
} Writer;

static void
put_string (Writer *w, const gchar *member, const gchar *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (w->json, member);
  json_builder_add_string_value (w->json, value);
}

static void
put_number (Writer *w, const gchar *member, gint64 value)
{
  if (value == 0)
    return;
  json_builder_set_member_name (w->json, member);
  json_builder_add_int_value (w->json, value);
}

static void
put_true (Writer *w, const gchar *member, gboolean value)
{
  if (!value)
    return;
  json_builder_set_member_name (w->json, member);
  json_builder_add_boolean_value (w->json, TRUE);
}

static void
put_date (Writer *w, const gchar *member, WzDate date)
{
  g_autofree gchar *iso = wz_date_dup_iso (date);
  if (*iso != '\0')
    put_string (w, member, iso);
}

static void
put_position (Writer *w, WzPosition position)
{
  if (position.line == 0)
    return;
  gint number = -1;
  if (position.file != NULL) {
    number = GPOINTER_TO_INT (g_hash_table_lookup (w->file_numbers, position.file)) - 1;
    if (number < 0) {
      number = (gint) w->files->len;
      g_ptr_array_add (w->files, (gpointer) (gsize) position.file);
      g_hash_table_insert (w->file_numbers, (gpointer) (gsize) position.file, GINT_TO_POINTER (number + 1));
    }
  }
  json_builder_set_member_name (w->json, "at");
  json_builder_begin_array (w->json);
  json_builder_add_int_value (w->json, number);
  json_builder_add_int_value (w->json, position.line);
  json_builder_add_int_value (w->json, position.column);
  json_builder_end_array (w->json);
}

static void
begin_array (Writer *w, const gchar *member)
{
  json_builder_set_member_name (w->json, member);
  json_builder_begin_array (w->json);
}

/* ---- Rich text ---- */

static void
put_nodes (Writer *w, const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;
  gboolean children[WZ_TEXT_MAX_DEPTH + 1] = {TRUE}; /* whether the array of this depth is open */
  guint depth = 0;

  json_builder_begin_array (w->json);
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type == WZ_TEXT_LEAVE) {
      if (children[depth])
        json_builder_end_array (w->json);
      json_builder_end_object (w->json);
      depth--;
      continue;
    }
    if (!children[depth]) {
      begin_array (w, "children");
      children[depth] = TRUE;
    }
    json_builder_begin_object (w->json);
    if (event.type == WZ_TEXT_ENTER) {
      put_string (w, "kind", wz_json_text_kinds[event.kind]);
      put_number (w, "number", event.number);
      put_string (w, "target", event.target);
      put_string (w, "lang", event.lang);
    }
    put_string (w, "text", event.text);
    put_position (w, event.position);
    if (event.type == WZ_TEXT_ENTER)
      children[++depth] = FALSE;
    else
      json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

static void
put_text (Writer *w, const gchar *member, const WzText *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (w->json, member);
  json_builder_begin_object (w->json);
  put_string (w, "lang", wz_text_get_lang (text));
  json_builder_set_member_name (w->json, "content");
  put_nodes (w, text);
  json_builder_end_object (w->json);
}

/* ---- Strings by language ---- */

typedef const gchar *(*GetString) (gconstpointer owner, const gchar *lang);

/* `{"zh-Hans": …, "en": …}` in the order of the issue's languages. */
static void
put_by_lang (Writer *w, const gchar *member, const WzIssue *issue, gconstpointer owner, GetString get)
{
  const gchar *const *langs = wz_issue_get_langs (issue);
  gboolean open = FALSE;
  for (guint i = 0; langs[i] != NULL; i++) {
    const gchar *text = get (owner, langs[i]);
    if (text == NULL)
      continue;
    if (!open) {
      json_builder_set_member_name (w->json, member);
      json_builder_begin_object (w->json);
      open = TRUE;
    }
    put_string (w, langs[i], text);
  }
  if (open)
    json_builder_end_object (w->json);
}

static const gchar *
get_title (gconstpointer issue, const gchar *lang)
{
  return wz_issue_get_title (issue, lang);
}

static const gchar *
get_subtitle (gconstpointer issue, const gchar *lang)
{
  return wz_issue_get_subtitle (issue, lang);
}

static const gchar *
get_summary (gconstpointer issue, const gchar *lang)
{
  return wz_issue_get_summary (issue, lang);
}

static const gchar *
get_heading (gconstpointer section, const gchar *lang)
{
  return wz_section_get_heading (section, lang);
}

static void
add_wz_string (Writer *w, const WzString *string)
{
  json_builder_begin_object (w->json);
  put_string (w, "lang", string->lang);
  put_string (w, "text", string->text);
  put_position (w, string->position);
  json_builder_end_object (w->json);
}

/* ---- Entries ---- */

static void
put_strings (Writer *w, const gchar *member, const WzEntry *entry, guint n,
             const WzString *(*get) (const WzEntry *entry, guint i))
{
  if (n == 0)
    return;
  begin_array (w, member);
  for (guint i = 0; i < n; i++)
    add_wz_string (w, get (entry, i));
  json_builder_end_array (w->json);
}

static void
put_texts_by_lang (Writer *w, const gchar *member, const WzIssue *issue, const WzEntry *entry,
                   const WzText *(*get) (const WzEntry *entry, const gchar *lang))
{
  if (get (entry, NULL) == NULL)
    return;
  begin_array (w, member);
  const gchar *const *langs = wz_issue_get_langs (issue);
  for (guint i = 0; langs[i] != NULL; i++) {
    const WzText *text = get (entry, langs[i]);
    if (text == NULL)
      continue;
    json_builder_begin_object (w->json);
    put_string (w, "lang", wz_text_get_lang (text));
    json_builder_set_member_name (w->json, "content");
    put_nodes (w, text);
    json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

static void
put_figures (Writer *w, const WzEntry *entry)
{
  if (wz_entry_get_n_figures (entry) == 0)
    return;
  begin_array (w, "figures");
  for (guint i = 0; i < wz_entry_get_n_figures (entry); i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    json_builder_begin_object (w->json);
    put_string (w, "resource", figure->resource->id);
    begin_array (w, "captions");
    for (guint k = 0; figure->captions[k] != NULL; k++) {
      json_builder_begin_object (w->json);
      put_string (w, "lang", wz_text_get_lang (figure->captions[k]));
      json_builder_set_member_name (w->json, "content");
      put_nodes (w, figure->captions[k]);
      json_builder_end_object (w->json);
    }
    json_builder_end_array (w->json);
    begin_array (w, "alts");
    for (guint k = 0; figure->alts[k] != NULL; k++)
      add_wz_string (w, figure->alts[k]);
    json_builder_end_array (w->json);
    put_position (w, figure->position);
    json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

static void
put_links (Writer *w, const WzEntry *entry)
{
  if (wz_entry_get_n_links (entry) == 0)
    return;
  begin_array (w, "links");
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++) {
    const WzLink *link = wz_entry_get_link (entry, i);
    json_builder_begin_object (w->json);
    put_string (w, "url", link->url);
    put_string (w, "label", link->label);
    put_position (w, link->position);
    json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

static void
put_appearances (Writer *w, const WzEntry *entry)
{
  if (wz_entry_get_n_appearances (entry) == 0)
    return;
  begin_array (w, "appearances");
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++) {
    const WzAppearance *a = wz_entry_get_appearance (entry, i);
    json_builder_begin_object (w->json);
    put_string (w, "source", a->source);
    put_date (w, "date", a->date);
    put_number (w, "line", a->line);
    put_true (w, "full", a->full);
    put_number (w, "ordinal", a->ordinal);
    put_number (w, "arxivVersion", a->arxiv_version);
    json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

static void
put_history (Writer *w, const WzEntry *entry)
{
  if (wz_entry_get_n_notes (entry) > 0) {
    begin_array (w, "notes");
    for (guint i = 0; i < wz_entry_get_n_notes (entry); i++) {
      const WzText *note = wz_entry_get_note (entry, i);
      json_builder_begin_object (w->json);
      put_string (w, "lang", wz_text_get_lang (note));
      json_builder_set_member_name (w->json, "content");
      put_nodes (w, note);
      json_builder_end_object (w->json);
    }
    json_builder_end_array (w->json);
  }
  if (wz_entry_get_n_back_references (entry) > 0) {
    begin_array (w, "backReferences");
    for (guint i = 0; i < wz_entry_get_n_back_references (entry); i++) {
      const WzBackReference *r = wz_entry_get_back_reference (entry, i);
      json_builder_begin_object (w->json);
      put_string (w, "title", r->title);
      put_string (w, "number", r->number);
      put_string (w, "identifier", r->identifier);
      put_string (w, "key", r->key);
      put_date (w, "date", r->date);
      json_builder_end_object (w->json);
    }
    json_builder_end_array (w->json);
  }
  if (wz_entry_get_n_variants (entry) > 0) {
    begin_array (w, "variants");
    for (guint i = 0; i < wz_entry_get_n_variants (entry); i++) {
      const WzVariant *v = wz_entry_get_variant (entry, i);
      json_builder_begin_object (w->json);
      put_string (w, "field", v->field);
      put_string (w, "lang", v->lang);
      put_string (w, "text", v->text);
      put_string (w, "source", v->source);
      put_position (w, v->position);
      json_builder_end_object (w->json);
    }
    json_builder_end_array (w->json);
  }
}

static void
add_entry (Writer *w, const WzIssue *issue, const WzEntry *entry)
{
  json_builder_begin_object (w->json);
  put_string (w, "key", wz_entry_get_key (entry));
  put_number (w, "ordinal", wz_entry_get_ordinal (entry));
  put_true (w, "full", wz_entry_is_full (entry));
  put_strings (w, "categories", entry, wz_entry_get_n_categories (entry), wz_entry_get_category);
  put_texts_by_lang (w, "titles", issue, entry, wz_entry_get_title);
  put_strings (w, "authors", entry, wz_entry_get_n_authors (entry), wz_entry_get_author);
  put_true (w, "authorsCut", wz_entry_get_authors_cut (entry));
  put_strings (w, "affiliations", entry, wz_entry_get_n_affiliations (entry), wz_entry_get_affiliation);
  put_true (w, "affiliationsCut", wz_entry_get_affiliations_cut (entry));
  put_string (w, "arxivId", wz_entry_get_arxiv_id (entry));
  put_number (w, "arxivVersion", wz_entry_get_arxiv_version (entry));
  put_string (w, "doi", wz_entry_get_doi (entry));
  put_links (w, entry);
  put_texts_by_lang (w, "abstracts", issue, entry, wz_entry_get_abstract);
  put_text (w, "body", wz_entry_get_body (entry));
  put_figures (w, entry);
  put_appearances (w, entry);
  put_history (w, entry);
  put_position (w, wz_entry_get_position (entry));
  json_builder_end_object (w->json);
}

/* ---- Issue ---- */

static void
put_head (Writer *w, const WzIssue *issue)
{
  put_string (w, "lang", wz_issue_get_lang (issue));
  put_by_lang (w, "title", issue, issue, get_title);
  put_by_lang (w, "subtitle", issue, issue, get_subtitle);
  put_by_lang (w, "summary", issue, issue, get_summary);
  put_string (w, "series", wz_issue_get_series (issue));
  put_string (w, "seriesSlug", wz_issue_get_series_slug (issue));
  put_string (w, "seriesId", wz_issue_get_series_id (issue));
  put_string (w, "number", wz_issue_get_number (issue));
  put_string (w, "volume", wz_issue_get_volume (issue));
  put_date (w, "date", wz_issue_get_date (issue));
  put_date (w, "firstDay", wz_issue_get_first_day (issue));
  put_date (w, "lastDay", wz_issue_get_last_day (issue));
  g_autoptr (GDateTime) modified = g_date_time_new_from_unix_utc (wz_issue_get_modified (issue));
  g_autofree gchar *stamp = g_date_time_format (modified, "%Y-%m-%dT%H:%M:%SZ");
  put_string (w, "modified", stamp);
  put_string (w, "editor", wz_issue_get_editor (issue));
  put_string (w, "publisher", wz_issue_get_publisher (issue));
  put_string (w, "source", wz_issue_get_source (issue));
  put_string (w, "rights", wz_issue_get_rights (issue));
  put_string (w, "identifier", wz_issue_get_identifier (issue));
  put_string (w, "variant", wz_issue_get_variant (issue));
  put_string (w, "stem", wz_issue_get_stem (issue));
}

static void
put_categories (Writer *w, const WzIssue *issue)
{
  begin_array (w, "categories");
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    json_builder_begin_object (w->json);
    put_string (w, "code", category->code);
    begin_array (w, "names");
    for (guint k = 0; category->names[k] != NULL; k++)
      add_wz_string (w, category->names[k]);
    json_builder_end_array (w->json);
    put_position (w, category->position);
    json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

static void
put_sections (Writer *w, const WzIssue *issue)
{
  begin_array (w, "sections");
  for (guint s = 0; s < wz_issue_get_n_sections (issue); s++) {
    const WzSection *section = wz_issue_get_section (issue, s);
    json_builder_begin_object (w->json);
    put_string (w, "kind", wz_json_section_kinds[wz_section_get_kind (section)]);
    put_string (w, "id", wz_section_get_id (section));
    put_by_lang (w, "heading", issue, section, get_heading);
    put_date (w, "date", wz_section_get_date (section));
    put_string (w, "category", wz_section_get_category (section));
    put_text (w, "blocks", wz_section_get_blocks (section));
    begin_array (w, "entries");
    for (guint i = 0; i < wz_section_get_n_entries (section); i++)
      add_entry (w, issue, wz_section_get_entry (section, i));
    json_builder_end_array (w->json);
    put_position (w, wz_section_get_position (section));
    json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

static void
put_indices (Writer *w, const WzIssue *issue)
{
  if (wz_issue_get_n_indices (issue) == 0)
    return;
  begin_array (w, "indices");
  for (guint i = 0; i < wz_issue_get_n_indices (issue); i++) {
    const WzIndex *index = wz_issue_get_index (issue, i);
    json_builder_begin_object (w->json);
    put_string (w, "kind", wz_json_index_kinds[wz_index_get_kind (index)]);
    begin_array (w, "terms");
    for (guint k = 0; k < wz_index_get_n_terms (index); k++) {
      const WzIndexTerm *term = wz_index_get_term (index, k);
      json_builder_begin_object (w->json);
      put_string (w, "group", term->group);
      put_string (w, "label", term->label);
      put_string (w, "lang", term->lang);
      begin_array (w, "entries");
      for (guint e = 0; e < term->n_entries; e++)
        json_builder_add_string_value (w->json, wz_entry_get_key (term->entries[e]));
      json_builder_end_array (w->json);
      json_builder_end_object (w->json);
    }
    json_builder_end_array (w->json);
    json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

static void
put_resources (Writer *w, const WzIssue *issue)
{
  if (wz_issue_get_n_resources (issue) == 0)
    return;
  begin_array (w, "resources");
  for (guint i = 0; i < wz_issue_get_n_resources (issue); i++) {
    const WzResource *resource = wz_issue_get_resource (issue, i);
    gsize size;
    const guchar *data = g_bytes_get_data (resource->bytes, &size);
    g_autofree gchar *base64 = g_base64_encode (data, size);
    json_builder_begin_object (w->json);
    put_string (w, "id", resource->id);
    put_string (w, "mediaType", resource->media_type);
    put_number (w, "width", resource->width_px);
    put_number (w, "height", resource->height_px);
    put_string (w, "data", base64);
    put_position (w, resource->position);
    json_builder_end_object (w->json);
  }
  json_builder_end_array (w->json);
}

gchar *
wz_json_write (const WzIssue *issue)
{
  g_autoptr (JsonBuilder) json = json_builder_new_immutable ();
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  Writer w = {json, numbers, files};

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "wenzhai");
  json_builder_add_int_value (json, 1);
  put_head (&w, issue);
  put_categories (&w, issue);
  put_sections (&w, issue);
  put_indices (&w, issue);
  put_resources (&w, issue);
  begin_array (&w, "files");
  for (guint i = 0; i < files->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (files, i));
  json_builder_end_array (json);
  json_builder_end_object (json);

  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 1);
  json_generator_set_root (generator, root);
  gsize length;
  g_autofree gchar *text = json_generator_to_data (generator, &length);
  return g_strconcat (text, "\n", NULL);
}
