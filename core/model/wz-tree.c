/* wz-tree.c: an issue as an outline. SPDX-License-Identifier: MIT */
#include "model/wz-tree.h"

#include "model/wz-fields.h"

static void G_GNUC_PRINTF (3, 4) line (GString *out, guint depth, const gchar *format, ...)
{
  va_list args;
  va_start (args, format);
  g_string_append_printf (out, "%*s", (gint) depth * 2, "");
  g_string_append_vprintf (out, format, args);
  g_string_append_c (out, '\n');
  va_end (args);
}

static gchar *
place (WzPosition position)
{
  if (position.line == 0)
    return g_strdup ("");
  return g_strdup_printf ("  @%u:%u", position.line, position.column);
}

static void
field (GString *out, guint depth, const gchar *name, const gchar *text, WzPosition position)
{
  if (text == NULL)
    return;
  g_autofree gchar *at = place (position);
  line (out, depth, "%s: %s%s", name, text, at);
}

static const WzPosition nowhere = {NULL, 0, 0};

/* Rich text: blocks a line, inlines in brackets. */
static void
rich (GString *out, guint depth, const gchar *name, const WzText *text)
{
  static const gchar *const kinds[] = {"text",  "p",   "heading", "list", "item", "quote", "pre",    "figure",
                                       "table", "row", "cell",    "rule", "math", "em",    "strong", "code",
                                       "a",     "img", "tex",     "br",   "span", "mark",  "note"};
  G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == WZ_TEXT_N_KINDS);
  if (text == NULL)
    return;
  g_autofree gchar *at = place (wz_text_get_position (text));
  GString *flat = g_string_new (NULL);
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type == WZ_TEXT_CHARACTERS) {
      g_string_append (flat, event.text);
    } else if (event.type == WZ_TEXT_LEAVE) {
      g_string_append_c (flat, '>');
    } else {
      g_string_append_printf (flat, "<%s", kinds[event.kind]);
      if (event.number != 0)
        g_string_append_printf (flat, " %d", event.number);
      if (event.target != NULL)
        g_string_append_printf (flat, " →%s", event.target);
      if (event.lang != NULL)
        g_string_append_printf (flat, " %s", event.lang);
      g_string_append_printf (flat, "|%s", event.text != NULL ? event.text : "");
    }
  }
  for (gchar *p = flat->str; *p != '\0'; p++)
    if (*p == '\n')
      *p = ' ';
  const gchar *lang = wz_text_get_lang (text);
  line (out, depth, "%s[%s]: %s%s", name, lang != NULL ? lang : "", flat->str, at);
  g_string_free (flat, TRUE);
}

static void
date_field (GString *out, guint depth, const gchar *name, WzDate date)
{
  g_autofree gchar *iso = wz_date_dup_iso (date);
  if (*iso != '\0')
    line (out, depth, "%s: %s", name, iso);
}

static void
tree_figures (GString *out, const WzEntry *entry)
{
  for (guint i = 0; i < wz_entry_get_n_figures (entry); i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    line (out, 3, "figure: %s %s %ux%u", figure->resource->id, figure->resource->media_type,
          figure->resource->width_px, figure->resource->height_px);
    for (guint k = 0; figure->captions[k] != NULL; k++)
      rich (out, 4, "caption", figure->captions[k]);
    for (guint k = 0; figure->alts[k] != NULL; k++)
      field (out, 4, "alt", figure->alts[k]->text, figure->alts[k]->position);
  }
}

static void
tree_history (GString *out, const WzEntry *entry)
{
  for (guint i = 0; i < wz_entry_get_n_appearances (entry); i++) {
    const WzAppearance *a = wz_entry_get_appearance (entry, i);
    g_autofree gchar *date = wz_date_dup_iso (a->date);
    line (out, 3, "appearance: %s %s line %u %s ordinal %u v%u", a->source != NULL ? a->source : "?",
          *date != '\0' ? date : "undated", a->line, a->full ? "full" : "short", a->ordinal,
          a->arxiv_version);
  }
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    rich (out, 3, "note", wz_entry_get_note (entry, i));
  for (guint i = 0; i < wz_entry_get_n_back_references (entry); i++) {
    const WzBackReference *r = wz_entry_get_back_reference (entry, i);
    line (out, 3, "seen: %s no. %s %s", r->title != NULL ? r->title : "", r->number != NULL ? r->number : "",
          r->key != NULL ? r->key : "");
  }
  for (guint i = 0; i < wz_entry_get_n_variants (entry); i++) {
    const WzVariant *v = wz_entry_get_variant (entry, i);
    line (out, 3, "%s: %s[%s] of %s: %s", v->corrected ? "corrected" : "variant", v->field,
          v->lang != NULL ? v->lang : "", v->source != NULL ? v->source : "", v->text != NULL ? v->text : "");
  }
}

static void
tree_author (GString *out, const WzAuthor *author)
{
  field (out, 3, author->collaboration ? "collaboration" : "author", author->name, author->position);
  field (out, 4, "given", author->given, nowhere);
  field (out, 4, "family", author->family, nowhere);
  field (out, 4, "suffix", author->suffix, nowhere);
}

static void
tree_link (GString *out, const gchar *name, const WzLink *link)
{
  field (out, 3, name, link->url, link->position);
  field (out, 4, "label", link->label, nowhere);
  if (link->stars > 0)
    line (out, 4, "stars: %u", link->stars);
}

/* What an archive or a crawler says of a paper, beside its texts. */
static void
tree_record (GString *out, const WzEntry *entry)
{
  if (wz_entry_get_status (entry) != WZ_STATUS_UNKNOWN)
    line (out, 3, "status: %s", wz_statuses[wz_entry_get_status (entry)]);
  field (out, 3, "identity", wz_entry_get_identity (entry), nowhere);
  field (out, 3, "primary category", wz_entry_get_primary_category (entry), nowhere);
  field (out, 3, "presenter", wz_entry_get_presenter (entry), nowhere);
  field (out, 3, "venue", wz_entry_get_venue (entry), nowhere);
  field (out, 3, "comment", wz_entry_get_comment (entry), nowhere);
  field (out, 3, "journal ref", wz_entry_get_journal_ref (entry), nowhere);
  date_field (out, 3, "published", wz_entry_get_published (entry));
  date_field (out, 3, "updated", wz_entry_get_updated (entry));
  field (out, 3, "score", wz_entry_get_score (entry), nowhere);
  rich (out, 3, "score reason", wz_entry_get_score_reason (entry));
  for (guint i = 0; i < wz_entry_get_n_points (entry); i++) {
    const WzPoint *point = wz_entry_get_point (entry, i);
    rich (out, 3, wz_point_kinds[point->kind], point->text);
  }
}

static void
tree_entry (GString *out, const gchar *const *langs, const WzEntry *entry)
{
  g_autofree gchar *at = place (wz_entry_get_position (entry));
  line (out, 2, "entry %s #%u %s%s", wz_entry_get_key (entry), wz_entry_get_ordinal (entry),
        wz_entry_is_full (entry) ? "full" : "short", at);
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++)
    field (out, 3, "category", wz_entry_get_category (entry, i)->text,
           wz_entry_get_category (entry, i)->position);
  for (guint i = 0; langs[i] != NULL; i++)
    rich (out, 3, "title", wz_entry_get_title (entry, langs[i]));
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    tree_author (out, wz_entry_get_person (entry, i));
  if (wz_entry_get_authors_cut (entry))
    line (out, 3, "authors cut");
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++)
    field (out, 3, "affiliation", wz_entry_get_affiliation (entry, i)->text,
           wz_entry_get_affiliation (entry, i)->position);
  if (wz_entry_get_affiliations_cut (entry))
    line (out, 3, "affiliations cut");
  if (wz_entry_get_arxiv_id (entry) != NULL)
    line (out, 3, "arxiv: %s v%u", wz_entry_get_arxiv_id (entry), wz_entry_get_arxiv_version (entry));
  field (out, 3, "doi", wz_entry_get_doi (entry), nowhere);
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++)
    tree_link (out, "link", wz_entry_get_link (entry, i));
  for (guint i = 0; i < wz_entry_get_n_code_links (entry); i++)
    tree_link (out, "code", wz_entry_get_code_link (entry, i));
  tree_record (out, entry);
  for (guint i = 0; langs[i] != NULL; i++)
    rich (out, 3, "abstract", wz_entry_get_abstract (entry, langs[i]));
  rich (out, 3, "body", wz_entry_get_body (entry));
  tree_figures (out, entry);
  tree_history (out, entry);
}

static void
tree_section (GString *out, const gchar *const *langs, const WzSection *section)
{
  line (out, 1, "section %s (%s)", wz_section_get_id (section),
        wz_section_kinds[wz_section_get_kind (section)]);
  field (out, 2, "heading", wz_section_get_heading (section, NULL), wz_section_get_position (section));
  date_field (out, 2, "date", wz_section_get_date (section));
  field (out, 2, "category", wz_section_get_category (section), nowhere);
  rich (out, 2, "blocks", wz_section_get_blocks (section));
  for (guint i = 0; i < wz_section_get_n_translations (section); i++)
    rich (out, 2, "translation", wz_section_get_translation (section, i));
  for (guint i = 0; i < wz_section_get_n_entries (section); i++)
    tree_entry (out, langs, wz_section_get_entry (section, i));
}

static void
tree_index (GString *out, const WzIndex *index)
{
  line (out, 1, "index %s", wz_index_kinds[wz_index_get_kind (index)]);
  for (guint i = 0; i < wz_index_get_n_terms (index); i++) {
    const WzIndexTerm *term = wz_index_get_term (index, i);
    g_autoptr (GString) keys = g_string_new (NULL);
    for (guint k = 0; k < term->n_entries; k++)
      g_string_append_printf (keys, " %s", wz_entry_get_key (term->entries[k]));
    line (out, 2, "%s | %s:%s", term->group != NULL ? term->group : "", term->label, keys->str);
  }
}

gchar *
wz_issue_tree (const WzIssue *issue)
{
  GString *out = g_string_new (NULL);
  const gchar *const *langs = wz_issue_get_langs (issue);
  line (out, 0, "issue %s", wz_issue_get_identifier (issue));
  g_autofree gchar *all = g_strjoinv (" ", (gchar **) (gsize) langs);
  line (out, 1, "languages: %s", all);
  for (guint i = 0; langs[i] != NULL; i++) {
    field (out, 1, "title", wz_issue_get_title (issue, langs[i]), nowhere);
    field (out, 1, "subtitle", wz_issue_get_subtitle (issue, langs[i]), nowhere);
    field (out, 1, "summary", wz_issue_get_summary (issue, langs[i]), nowhere);
  }
  for (guint i = 0; i < wz_issue_get_n_imprints (issue); i++)
    rich (out, 1, "imprint", wz_issue_get_imprint (issue, i));
  const struct {
    const gchar *name;
    const gchar *text;
  } fields[] = {
      {"series", wz_issue_get_series (issue)},       {"number", wz_issue_get_number (issue)},
      {"volume", wz_issue_get_volume (issue)},       {"editor", wz_issue_get_editor (issue)},
      {"publisher", wz_issue_get_publisher (issue)}, {"source", wz_issue_get_source (issue)},
      {"rights", wz_issue_get_rights (issue)},       {"variant", wz_issue_get_variant (issue)},
      {"edition", wz_issue_get_edition (issue)},     {"stem", wz_issue_get_stem (issue)},
  };
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    field (out, 1, fields[i].name, fields[i].text, nowhere);
  date_field (out, 1, "date", wz_issue_get_date (issue));
  date_field (out, 1, "first day", wz_issue_get_first_day (issue));
  date_field (out, 1, "last day", wz_issue_get_last_day (issue));
  if (wz_issue_get_revision (issue) > 1)
    line (out, 1, "revision: %u", wz_issue_get_revision (issue));
  line (out, 1, "modified: %" G_GINT64_FORMAT, wz_issue_get_modified (issue));
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    g_autofree gchar *at = place (category->position);
    line (out, 1, "legend %s%s", category->code, at);
    for (guint k = 0; category->names[k] != NULL; k++)
      line (out, 2, "%s: %s", category->names[k]->lang, category->names[k]->text);
  }
  for (guint s = 0; s < wz_issue_get_n_sections (issue); s++)
    tree_section (out, langs, wz_issue_get_section (issue, s));
  for (guint i = 0; i < wz_issue_get_n_indices (issue); i++)
    tree_index (out, wz_issue_get_index (issue, i));
  return g_string_free (out, FALSE);
}
