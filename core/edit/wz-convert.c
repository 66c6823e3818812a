/* wz-convert.c: an edition in Traditional Chinese, by OpenCC. SPDX-License-Identifier: MIT
 *
 * In: a finished issue in Simplified Chinese. Out: the same in Traditional Chinese: words by OpenCC's
 * dictionaries, quotation marks 「」『』, language tags, identifier. Keys, names, links, formulae and code
 * stay, so that a reader's place and the links between the editions hold.
 */
#include "edit/wz-convert.h"

#include <glib/gi18n-lib.h>
#include <opencc.h>
#include <string.h>

#include "edit/normalise/wz-normalise.h"
#include "model/wz-builder.h"

typedef struct {
  const gchar *tag, *config;
} VariantRow;

static const VariantRow variants[] = {
    {"zh-Hant", "s2t.json"},
    {"zh-Hant-TW", "s2twp.json"}, /* with Taiwan's words */
    {"zh-Hant-HK", "s2hk.json"},
};

typedef struct {
  WzIssueBuilder *builder;
  const WzIssue *issue;
  const gchar *variant;
  opencc_t opencc;
  const gchar *const *from, *const *to;
} Conversion;

static const VariantRow *
find_variant (const gchar *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (g_ascii_strcasecmp (variants[i].tag, tag) == 0)
      return &variants[i];
  return NULL;
}

/* Whether @lang is the Chinese that is converted. */
static gboolean
is_simplified (const gchar *lang)
{
  return wz_lang_is_chinese (lang) && !g_str_has_prefix (lang, "zh-Hant");
}

/* What the dictionaries leave. “” ‘’ → 「」 『』, unless Latin letters stand on both sides of the pair (R4):
 * there the reader sees English. */
static gchar *
finish_words (const gchar *text)
{
  GString *out = g_string_sized_new (strlen (text));
  for (const gchar *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
    gunichar after = g_utf8_get_char (g_utf8_next_char (p));
    gboolean apostrophe = ch == 0x2019 && before < 0x250 && after < 0x250 && g_unichar_isalpha (before) &&
                          g_unichar_isalpha (after);
    switch (apostrophe ? 0 : ch) {
    case 0x201C:
      ch = 0x300C;
      break;
    case 0x201D:
      ch = 0x300D;
      break;
    case 0x2018:
      ch = 0x300E;
      break;
    case 0x2019:
      ch = 0x300F;
      break;
    case 0x5468: /* 第46周: the dictionaries know words, not numbers */
      ch = g_unichar_isdigit (before) ? 0x9031 : ch;
      break;
    default:
      break;
    }
    g_string_append_unichar (out, ch);
  }
  return g_string_free (out, FALSE);
}

static gchar *
convert_string (const Conversion *c, const gchar *text)
{
  if (text == NULL)
    return NULL;
  for (guint i = 0; c->from && c->from[i] != NULL; i++)
    if (g_str_equal (text, c->from[i]))
      return g_strdup (c->to[i]);
  char *converted = opencc_convert_utf8 (c->opencc, text, strlen (text));
  gchar *out = finish_words (converted ? converted : text);
  opencc_convert_utf8_free (converted);
  return out;
}

static const gchar *
convert_lang (const Conversion *c, const gchar *lang)
{
  return is_simplified (lang) ? c->variant : lang;
}

/* ---- Rich text ---- */

static gboolean
has_words (WzTextKind kind)
{
  return kind == WZ_TEXT_FIGURE || kind == WZ_TEXT_IMAGE; /* their alternative text */
}

static const WzText *
convert_text (const Conversion *c, const WzText *text)
{
  if (text == NULL)
    return NULL;
  const gchar *own = wz_text_get_lang (text) ? wz_text_get_lang (text) : wz_issue_get_lang (c->issue);
  WzTextBuilder *out = wz_text_builder_new (convert_lang (c, wz_text_get_lang (text)));
  g_autoptr (GPtrArray) langs = g_ptr_array_new (); /* of the open spans; lent */
  g_ptr_array_add (langs, (gpointer) (gsize) own);
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    const gchar *lang = g_ptr_array_index (langs, langs->len - 1);
    gboolean words =
        event.type == WZ_TEXT_CHARACTERS || (event.type == WZ_TEXT_ENTER && has_words (event.kind));
    g_autofree gchar *converted =
        words && event.text && is_simplified (lang) ? convert_string (c, event.text) : NULL;
    if (converted) {
      event.text = converted;
      event.length = strlen (converted);
    }
    if (event.kind == WZ_TEXT_SPAN && event.type == WZ_TEXT_ENTER)
      g_ptr_array_add (langs, (gpointer) (gsize) (event.lang ? event.lang : lang));
    else if (event.kind == WZ_TEXT_SPAN && event.type == WZ_TEXT_LEAVE)
      g_ptr_array_set_size (langs, (gint) langs->len - 1);
    event.lang = convert_lang (c, event.lang);
    wz_text_builder_event (out, &event);
  }
  return wz_text_builder_finish (out, c->builder);
}

/* ---- Entries ---- */

static void
convert_figures (const Conversion *c, WzEntry *mine, const WzEntry *entry)
{
  wz_entry_clear (c->builder, mine, WZ_ENTRY_FIGURES);
  for (guint i = 0; i < wz_entry_get_n_figures (entry); i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    g_autoptr (GPtrArray) captions = g_ptr_array_new (), strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) alts = g_ptr_array_new_with_free_func (g_free);
    for (guint k = 0; figure->captions[k] != NULL; k++)
      g_ptr_array_add (captions, (gpointer) (gsize) convert_text (c, figure->captions[k]));
    for (guint k = 0; figure->alts[k] != NULL; k++) {
      WzString *alt = g_memdup2 (figure->alts[k], sizeof *alt);
      gchar *text = is_simplified (alt->lang) ? convert_string (c, alt->text) : g_strdup (alt->text);
      alt->text = text;
      alt->lang = convert_lang (c, alt->lang);
      g_ptr_array_add (strings, text);
      g_ptr_array_add (alts, alt);
    }
    g_ptr_array_add (captions, NULL);
    g_ptr_array_add (alts, NULL);
    wz_entry_add_figure (c->builder, mine, figure->resource, (const WzText *const *) captions->pdata,
                         (const WzString *const *) alts->pdata, &figure->position);
  }
}

static void
convert_back_references (const Conversion *c, WzEntry *mine, const WzEntry *entry)
{
  wz_entry_clear (c->builder, mine, WZ_ENTRY_BACK_REFERENCES);
  for (guint i = 0; i < wz_entry_get_n_back_references (entry); i++) {
    WzBackReference reference = *wz_entry_get_back_reference (entry, i);
    g_autofree gchar *title = convert_string (c, reference.title);
    reference.title = title;
    wz_entry_add_back_reference (c->builder, mine, &reference);
  }
}

static void
convert_variants (const Conversion *c, WzEntry *mine, const WzEntry *entry)
{
  wz_entry_clear (c->builder, mine, WZ_ENTRY_VARIANTS);
  for (guint i = 0; i < wz_entry_get_n_variants (entry); i++) {
    WzVariant variant = *wz_entry_get_variant (entry, i);
    g_autofree gchar *text =
        is_simplified (variant.lang) ? convert_string (c, variant.text) : g_strdup (variant.text);
    variant.text = text;
    variant.lang = convert_lang (c, variant.lang);
    wz_entry_add_variant (c->builder, mine, &variant);
  }
}

static WzEntry *
convert_entry (const Conversion *c, WzSection *section, const WzEntry *entry)
{
  WzEntry *mine = wz_section_copy_entry (c->builder, section, entry);
  const gchar *const *langs = wz_issue_get_langs (c->issue);
  for (guint i = 0; langs[i] != NULL; i++) {
    if (!is_simplified (langs[i]))
      continue;
    const WzText *title = wz_entry_get_title (entry, langs[i]),
                 *abstract = wz_entry_get_abstract (entry, langs[i]);
    wz_entry_set_title (c->builder, mine, langs[i], NULL);
    wz_entry_set_abstract (c->builder, mine, langs[i], NULL);
    if (title)
      wz_entry_set_title (c->builder, mine, c->variant, convert_text (c, title));
    if (abstract)
      wz_entry_set_abstract (c->builder, mine, c->variant, convert_text (c, abstract));
  }
  wz_entry_set_body (c->builder, mine, convert_text (c, wz_entry_get_body (entry)));
  wz_entry_clear (c->builder, mine, WZ_ENTRY_NOTES);
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    wz_entry_add_note (c->builder, mine, convert_text (c, wz_entry_get_note (entry, i)));
  convert_figures (c, mine, entry);
  convert_back_references (c, mine, entry);
  convert_variants (c, mine, entry);
  return mine;
}

/* ---- The issue ---- */

static void
convert_head (const Conversion *c)
{
  WzIssueBuilder *b = c->builder;
  const WzIssue *issue = c->issue;
  const gchar *lang = wz_issue_get_lang (issue);
  g_autofree gchar *title = convert_string (c, wz_issue_get_title (issue, lang));
  g_autofree gchar *subtitle = convert_string (c, wz_issue_get_subtitle (issue, lang));
  g_autofree gchar *summary = convert_string (c, wz_issue_get_summary (issue, lang));
  g_autofree gchar *series = convert_string (c, wz_issue_get_series (issue));
  g_autofree gchar *stem =
      wz_issue_get_stem (issue) ? g_strconcat (wz_issue_get_stem (issue), "-", c->variant, NULL) : NULL;
  wz_issue_builder_copy_head (b, issue);
  wz_issue_builder_set_lang (b, c->variant);
  wz_issue_builder_set_title (b, lang, NULL);
  wz_issue_builder_set_subtitle (b, lang, NULL);
  wz_issue_builder_set_summary (b, lang, NULL);
  wz_issue_builder_set_title (b, c->variant, title);
  wz_issue_builder_set_subtitle (b, c->variant, subtitle);
  wz_issue_builder_set_summary (b, c->variant, summary);
  wz_issue_builder_set_variant (b, c->variant);
  wz_issue_builder_set_stem (b, stem);
  g_autofree gchar *source = convert_string (c, wz_issue_get_source (issue));
  g_autofree gchar *publisher = convert_string (c, wz_issue_get_publisher (issue));
  g_autofree gchar *rights = convert_string (c, wz_issue_get_rights (issue));
  wz_issue_builder_set_source (b, source);
  wz_issue_builder_set_publisher (b, publisher);
  wz_issue_builder_set_rights (b, rights);
  if (series)
    wz_issue_builder_set_series (b, series, wz_issue_get_series_slug (issue));
  for (guint i = 0; i < wz_issue_get_n_categories (issue); i++) {
    const WzCategory *category = wz_issue_get_category (issue, i);
    for (guint k = 0; category->names[k] != NULL; k++) {
      const WzString *name = category->names[k];
      g_autofree gchar *text = is_simplified (name->lang) ? convert_string (c, name->text) : NULL;
      if (text == NULL)
        continue;
      wz_issue_builder_set_category (b, category->code, name->lang, NULL, NULL);
      wz_issue_builder_set_category (b, category->code, c->variant, text, &name->position);
    }
  }
}

static void
convert_section (const Conversion *c, const WzSection *section, GHashTable *entries)
{
  static const gchar *const simplified[] = {"zh-Hans", "zh", "zh-CN", "zh-Hans-CN"};
  WzSection *mine = wz_issue_builder_copy_section (c->builder, section);
  for (guint i = 0; i < G_N_ELEMENTS (simplified); i++) {
    const gchar *heading = wz_section_get_heading (section, simplified[i]);
    g_autofree gchar *text = convert_string (c, heading);
    if (text) {
      wz_section_set_heading (c->builder, mine, simplified[i], NULL);
      wz_section_set_heading (c->builder, mine, c->variant, text);
    }
  }
  wz_section_set_blocks (c->builder, mine, convert_text (c, wz_section_get_blocks (section)));
  for (guint i = 0; i < wz_section_get_n_entries (section); i++) {
    const WzEntry *entry = wz_section_get_entry (section, i);
    g_hash_table_insert (entries, (gpointer) (gsize) entry, convert_entry (c, mine, entry));
  }
}

static void
convert_index (const Conversion *c, const WzIndex *index, GHashTable *entries)
{
  WzIndex *mine = wz_issue_builder_add_index (c->builder, wz_index_get_kind (index));
  for (guint i = 0; i < wz_index_get_n_terms (index); i++) {
    const WzIndexTerm *term = wz_index_get_term (index, i);
    gboolean words = is_simplified (term->lang);
    g_autofree gchar *group = convert_string (c, term->group);
    g_autofree gchar *label = words ? convert_string (c, term->label) : g_strdup (term->label);
    g_autofree WzEntry **list = g_new0 (WzEntry *, MAX (term->n_entries, 1));
    for (guint e = 0; e < term->n_entries; e++)
      list[e] = g_hash_table_lookup (entries, term->entries[e]);
    wz_index_add_term (c->builder, mine, group, label, convert_lang (c, term->lang), list, term->n_entries);
  }
}

WzIssue *
wz_edit_convert (const WzIssue *issue, const gchar *variant, const gchar *const *from, const gchar *const *to,
                 WzDiagSink *sink, GError **error)
{
  const VariantRow *row = find_variant (variant);
  g_return_val_if_fail (row != NULL, NULL);
  opencc_t opencc = opencc_open (row->config);
  if (opencc == (opencc_t) -1) {
    g_set_error (error, WZ_READ_ERROR, WZ_READ_ERROR_IO,
                 _ ("OpenCC cannot open %s; is libopencc-data installed?"), row->config);
    return NULL;
  }
  Conversion c = {wz_issue_builder_new (), issue, row->tag, opencc, from, to};
  g_autoptr (GHashTable) entries = g_hash_table_new (NULL, NULL);
  convert_head (&c);
  for (guint i = 0; i < wz_issue_get_n_sections (issue); i++)
    convert_section (&c, wz_issue_get_section (issue, i), entries);
  for (guint i = 0; i < wz_issue_get_n_indices (issue); i++)
    convert_index (&c, wz_issue_get_index (issue, i), entries);
  opencc_close (opencc);
  return wz_issue_builder_finish (c.builder, sink);
}
