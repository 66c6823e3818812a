/* pdf-blocks.c: see pdf-blocks.h. SPDX-License-Identifier: MIT */
#include "pdf-blocks.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "image/image.h"

/* R81: the mark of a note. */
#define NOTE_SIZE 0.65
#define NOTE_RISE 0.33

/* ---- Help for all files of this stage ------------------------------------------------------------------ */

static void
cell_free (gpointer data)
{
  PdfCell *cell = data;
  pdf_source_free (cell->source);
  g_free (cell);
}

static void
block_free (gpointer data)
{
  PdfBlock *block = data;
  if (block == NULL)
    return;
  pdf_source_free (block->source);
  pdf_source_free (block->label);
  block_free (block->other);
  g_clear_pointer (&block->cells, g_ptr_array_unref);
  g_free (block->table);
  g_free (block->page_of);
  g_free (block->dest);
  g_free (block->qr);
  g_free (block->alt);
  g_free (block);
}

static void
link_free (gpointer data)
{
  PdfLink *link = data;
  g_free (link->uri);
  g_free (link->dest);
  g_free (link);
}

PdfBlocks *
pdf_blocks_new (const WzIssue *issue, const PdfSettings *settings, PdfFonts *fonts, WzDiagSink *sink)
{
  PdfBlocks *blocks = g_new0 (PdfBlocks, 1);
  blocks->issue = issue;
  blocks->settings = settings;
  blocks->fonts = fonts;
  blocks->sink = sink;
  blocks->entry = -1;
  blocks->blocks = g_ptr_array_new_with_free_func (block_free);
  blocks->links = g_ptr_array_new_with_free_func (link_free);
  blocks->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) pdf_source_free);
  return blocks;
}

void
pdf_blocks_free (PdfBlocks *blocks)
{
  if (blocks == NULL)
    return;
  g_ptr_array_unref (blocks->blocks);
  g_ptr_array_unref (blocks->links);
  g_ptr_array_unref (blocks->notes);
  g_free (blocks);
}

guint16
pdf_blocks_style (PdfBlocks *blocks, PdfLook look)
{
  PdfTextStyle style = {look.role, look.weight, pdf_settings_em (blocks->settings, look.size_em), 0,
                        look.color};
  return pdf_fonts_intern_style (blocks->fonts, &style);
}

PdfBlock *
pdf_block_new (PdfBlocks *blocks, PdfBlockKind kind, PdfTag tag)
{
  PdfBlock *block = g_new0 (PdfBlock, 1);
  block->kind = kind;
  block->tag = tag;
  block->section = blocks->section;
  block->entry = blocks->entry;
  block->rows = 1;
  if (kind == PDF_BLOCK_TABLE)
    block->cells = g_ptr_array_new_with_free_func (cell_free);
  return block;
}

PdfBlock *
pdf_blocks_add (PdfBlocks *blocks, PdfBlockKind kind, PdfTag tag)
{
  PdfBlock *block = pdf_block_new (blocks, kind, tag);
  g_ptr_array_add (blocks->blocks, block);
  return block;
}

void
pdf_blocks_add_gap (PdfBlocks *blocks, guint rows)
{
  pdf_blocks_add (blocks, PDF_BLOCK_GAP, PDF_TAG_NONE)->rows = rows;
}

const gchar *
pdf_blocks_han_tag (const PdfBlocks *blocks)
{
  const gchar *const *langs = wz_issue_get_langs (blocks->issue);
  for (guint i = 0; langs[i] != NULL; i++)
    if (wz_lang_is_chinese (langs[i]))
      return langs[i];
  return "zh-Hans";
}

PdfSource *
pdf_blocks_source (PdfBlocks *blocks, const gchar *tag)
{
  return pdf_source_new (tag != NULL ? tag : wz_issue_get_lang (blocks->issue), pdf_blocks_han_tag (blocks));
}

gint32
pdf_blocks_add_link (PdfBlocks *blocks, const gchar *uri, const gchar *dest)
{
  PdfLink *link = g_new0 (PdfLink, 1);
  link->uri = g_strdup (uri);
  link->dest = g_strdup (dest);
  g_ptr_array_add (blocks->links, link);
  return (gint32) blocks->links->len - 1;
}

PdfLook
pdf_blocks_body_look (const PdfBlocks *blocks, const gchar *tag)
{
  const PdfSettings *settings = blocks->settings;
  PdfLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, wz_lang_is_chinese (tag) ? 1.0 : settings->latin_em,
                  settings->text_color};
  return look;
}

void
pdf_blocks_note (PdfBlocks *blocks, PdfSource *source, const gchar *text, PdfLook look)
{
  const PdfSettings *settings = blocks->settings;
  g_autofree gchar *number = g_strdup_printf ("%u", blocks->notes->len + 1);
  PdfTextStyle style = *pdf_fonts_get_style (blocks->fonts, pdf_blocks_style (blocks, look));
  style.rise = (PdfUnit) (style.size * NOTE_RISE);
  style.size = (PdfUnit) (style.size * NOTE_SIZE);
  style.color = settings->accent_color;
  gint32 link = pdf_blocks_add_link (blocks, text, NULL);
  pdf_source_add (source, number, pdf_fonts_intern_style (blocks->fonts, &style),
                  PDF_CHAR_NO_BREAK | PDF_CHAR_LATIN | PDF_CHAR_NO_HYPHEN, link, NULL);
  PdfNoteMark mark = {pdf_source_get_length (source), blocks->notes->len};
  g_array_append_val (source->notes, mark);

  PdfLook small = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 0.8, settings->text_color};
  PdfLook digits = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, 0.8, settings->accent_color};
  PdfSource *note = pdf_blocks_source (blocks, "en");
  pdf_source_add (note, number, pdf_blocks_style (blocks, digits), PDF_CHAR_NO_HYPHEN, -1, NULL);
  pdf_source_add (note, "\302\240\302\240", pdf_blocks_style (blocks, digits), 0, -1, NULL);
  pdf_source_add (note, text, pdf_blocks_style (blocks, small), PDF_CHAR_URL, link, NULL);
  g_ptr_array_add (blocks->notes, note);
}

/* ---- An entry ------------------------------------------------------------------------------------------ */

void
pdf_blocks_add_title (PdfBlocks *blocks, PdfSource *source, const WzText *title, PdfLook look)
{
  if (title != NULL)
    pdf_blocks_add_inlines (blocks, source, title, look, PDF_CHAR_NO_HYPHEN);
  else
    pdf_source_add (source, wz_label (WZ_LABEL_UNTITLED, wz_issue_get_lang (blocks->issue)),
                    pdf_blocks_style (blocks, look), PDF_CHAR_NO_HYPHEN, -1, NULL);
}

/* R74, R76: first title larger, the translation below it. */
static PdfBlock *
make_title (PdfBlocks *blocks, const WzEntry *entry, const WzText *text, gboolean first)
{
  const PdfSettings *settings = blocks->settings;
  gboolean full = wz_entry_is_full (entry);
  PdfLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, full ? settings->entry_em : 1.0, settings->heading_color};
  if (!first)
    look = (PdfLook){WZ_FONT_BODY, full ? WZ_WEIGHT_BOLD : WZ_WEIGHT_REGULAR,
                     full ? settings->second_em : settings->latin_em, settings->heading_color};
  PdfBlock *block = pdf_block_new (blocks, PDF_BLOCK_TEXT, first ? PDF_TAG_H2 : PDF_TAG_P);
  block->source = pdf_blocks_source (blocks, text != NULL ? wz_text_get_lang (text) : NULL);
  block->align = PDF_ALIGN_BALANCED;
  block->keep_next = block->keep_together = TRUE;
  if (first && full)
    block->line = pdf_settings_em (settings, look.size_em * 1.35);
  pdf_blocks_add_title (blocks, block->source, text, look);
  return block;
}

static PdfUnit
title_inset (const PdfBlocks *blocks, const WzEntry *entry)
{
  if (!blocks->settings->numbers || wz_entry_get_ordinal (entry) == 0)
    return 0;
  return pdf_settings_em (blocks->settings, wz_entry_get_ordinal (entry) > 99 ? 3 : 2);
}

static void
add_number (PdfBlocks *blocks, const WzEntry *entry, PdfBlock *block)
{
  const PdfSettings *settings = blocks->settings;
  if (title_inset (blocks, entry) == 0)
    return;
  PdfLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, wz_entry_is_full (entry) ? settings->entry_em : 1.0,
                  settings->accent_color};
  g_autofree gchar *number = g_strdup_printf ("%u", wz_entry_get_ordinal (entry));
  block->label = pdf_blocks_source (blocks, "en");
  pdf_source_add (block->label, number, pdf_blocks_style (blocks, look), 0, -1, NULL);
}

static void
add_titles (PdfBlocks *blocks, const WzEntry *entry)
{
  g_autofree const WzText **titles = wz_entry_dup_titles (entry, blocks->settings->languages);
  guint n = g_strv_length ((gchar **) (gpointer) titles);
  PdfUnit inset = title_inset (blocks, entry);
  gboolean pair = blocks->settings->languages == WZ_LANGUAGES_PARALLEL && n == 2;
  PdfBlock *first = NULL;
  for (guint i = 0; i < MAX (n, 1); i++) { /* a paper without a title has a heading none the less */
    PdfBlock *block = make_title (blocks, entry, titles[i], i == 0);
    block->left = pair && i == 1 ? 0 : inset;
    if (i == 0) {
      first = block;
      block->dest = g_strconcat ("p-", wz_entry_get_key (entry), NULL);
      add_number (blocks, entry, block);
      if (blocks->settings->show_qr && wz_entry_is_full (entry) && wz_entry_get_n_links (entry) > 0 &&
          *wz_entry_get_link (entry, 0)->url != '\0')
        block->qr = g_strdup (wz_entry_get_link (entry, 0)->url);
    }
    if (pair && i == 1) {
      first->kind = PDF_BLOCK_PAIR;
      first->other = block;
      block->line = first->line;
    } else
      g_ptr_array_add (blocks->blocks, block);
  }
}

/* A line of names, of smaller type, ragged, broken between names only (R74). */
static PdfBlock *
add_byline (PdfBlocks *blocks, const WzEntry *entry, PdfPrefer prefer)
{
  PdfBlock *block = pdf_blocks_add (blocks, PDF_BLOCK_TEXT, PDF_TAG_P);
  block->source = pdf_blocks_source (blocks, wz_issue_get_lang (blocks->issue));
  block->align = PDF_ALIGN_RAGGED;
  block->prefer = prefer;
  block->left = title_inset (blocks, entry);
  block->keep_next = block->keep_together = TRUE;
  return block;
}

static PdfLook
byline_look (const PdfBlocks *blocks)
{
  const PdfSettings *settings = blocks->settings;
  return (PdfLook){WZ_FONT_BODY, WZ_WEIGHT_REGULAR, settings->byline_em, settings->muted_color};
}

static void
add_words (PdfBlocks *blocks, PdfSource *source, const gchar *text, PdfLook look, const WzPosition *position)
{
  pdf_source_add (source, text, pdf_blocks_style (blocks, look), PDF_CHAR_NO_HYPHEN, -1, position);
}

/* What stands between the items of a list: each item runs in its own direction, the list from left to right.
 */
static void
add_separator (PdfBlocks *blocks, PdfSource *source, const gchar *text, PdfLook look)
{
  pdf_source_add (source, text, pdf_blocks_style (blocks, look), PDF_CHAR_NO_HYPHEN | PDF_CHAR_APART, -1,
                  NULL);
}

/* @mark: (nullable): of a list that was cut; 等 stands close to a name. */
static void
add_cut_mark (PdfBlocks *blocks, PdfSource *source, const gchar *mark, const gchar *lang, PdfLook look)
{
  if (mark == NULL)
    return;
  if (!wz_lang_is_chinese (lang))
    add_words (blocks, source, " ", look, NULL);
  add_words (blocks, source, mark, look, NULL);
}

static void
add_authors (PdfBlocks *blocks, const WzEntry *entry)
{
  guint n = wz_entry_get_n_authors (entry);
  if (!blocks->settings->show_authors || n == 0)
    return;
  PdfSource *source = add_byline (blocks, entry, PDF_PREFER_COMMA)->source;
  PdfLook look = byline_look (blocks);
  for (guint i = 0; i < n; i++) {
    const WzString *author = wz_entry_get_author (entry, i);
    if (i > 0)
      add_separator (blocks, source, ", ", look);
    add_words (blocks, source, author->text, look, &author->position);
  }
  add_cut_mark (blocks, source, wz_entry_get_authors_cut_mark (entry),
                wz_entry_get_name_lang (entry, wz_entry_get_author (entry, n - 1)), look);
}

static void
add_affiliations (PdfBlocks *blocks, const WzEntry *entry)
{
  guint n = wz_entry_get_n_affiliations (entry);
  if (!blocks->settings->show_affiliations || n == 0)
    return;
  PdfBlock *block = add_byline (blocks, entry, PDF_PREFER_AMPERSAND);
  PdfLook look = byline_look (blocks);
  for (guint i = 0; i < n; i++) {
    const WzString *affiliation = wz_entry_get_affiliation (entry, i);
    add_separator (blocks, block->source, i > 0 ? " & " : "[", look);
    add_words (blocks, block->source, affiliation->text, look, &affiliation->position);
  }
  add_cut_mark (blocks, block->source, wz_entry_get_affiliations_cut_mark (entry),
                wz_entry_get_name_lang (entry, wz_entry_get_affiliation (entry, n - 1)), look);
  add_separator (blocks, block->source, "]", look);
}

static void
add_categories (PdfBlocks *blocks, const WzEntry *entry, PdfSource *source)
{
  PdfLook code = byline_look (blocks), name = byline_look (blocks);
  code.color = blocks->settings->accent_color;
  name.color = blocks->settings->accent_color;
  for (guint i = 0; i < wz_entry_get_n_categories (entry); i++) {
    const WzString *category = wz_entry_get_category (entry, i);
    const gchar *words = wz_issue_get_category_name (blocks->issue, category->text, NULL);
    if (i > 0)
      add_words (blocks, source, " / ", name, NULL);
    add_words (blocks, source, category->text, code, &category->position);
    if (words != NULL) {
      add_words (blocks, source, "\302\240", name, NULL);
      add_words (blocks, source, words, name, NULL);
    }
  }
}

static void
add_links (PdfBlocks *blocks, const WzEntry *entry, PdfSource *source)
{
  PdfLook look = byline_look (blocks), dot = byline_look (blocks);
  look.color = blocks->settings->link_color;
  for (guint i = 0; i < wz_entry_get_n_links (entry); i++) {
    const WzLink *link = wz_entry_get_link (entry, i);
    g_autofree gchar *text = wz_entry_dup_link_text (entry, i);
    if (pdf_source_get_length (source) > 0)
      add_words (blocks, source, "  |  ", dot, NULL);
    gboolean address = strstr (link->url, text) != NULL, leads = *link->url != '\0';
    pdf_source_add (source, text, pdf_blocks_style (blocks, leads ? look : dot),
                    PDF_CHAR_NO_HYPHEN | (address ? PDF_CHAR_URL : 0),
                    leads ? pdf_blocks_add_link (blocks, link->url, NULL) : -1, &link->position);
    if (blocks->settings->link_notes && leads)
      pdf_blocks_note (blocks, source, link->url, look);
  }
}

static void
add_meta (PdfBlocks *blocks, const WzEntry *entry)
{
  const PdfSettings *settings = blocks->settings;
  gboolean categories = settings->show_categories && wz_entry_get_n_categories (entry) > 0;
  gboolean links = settings->show_links && wz_entry_get_n_links (entry) > 0;
  if (!categories && !links)
    return;
  PdfBlock *block = add_byline (blocks, entry, PDF_PREFER_ANY);
  if (categories)
    add_categories (blocks, entry, block->source);
  if (links)
    add_links (blocks, entry, block->source);
  /* The last line of a short entry has nothing to hold on to. */
  block->keep_next = wz_entry_get_abstract (entry, NULL) != NULL;
}

/* R102: paragraph beside paragraph. The blocks [from, end) of two texts become pairs. */
static void
make_pairs (PdfBlocks *blocks, guint from, guint middle)
{
  GPtrArray *all = blocks->blocks;
  g_autoptr (GPtrArray) right = g_ptr_array_new ();
  while (all->len > middle)
    g_ptr_array_insert (right, 0, g_ptr_array_steal_index (all, all->len - 1));
  for (guint i = 0; i < right->len; i++) {
    PdfBlock *beside = right->pdata[i];
    if (from + i < all->len) {
      PdfBlock *block = all->pdata[from + i];
      block->kind = PDF_BLOCK_PAIR;
      block->other = beside;
      continue;
    }
    PdfBlock *block = pdf_blocks_add (blocks, PDF_BLOCK_PAIR, PDF_TAG_P);
    block->source = pdf_blocks_source (blocks, NULL);
    block->other = beside;
  }
}

static gboolean
only_text (const PdfBlocks *blocks, guint from)
{
  for (guint i = from; i < blocks->blocks->len; i++)
    if (((PdfBlock *) blocks->blocks->pdata[i])->kind != PDF_BLOCK_TEXT)
      return FALSE;
  return TRUE;
}

/* Below another text a paragraph without indent would hardly be seen to begin (R67: 0, or 1 to 2 em). */
static void
indent_first (PdfBlocks *blocks, guint number)
{
  PdfBlock *block = number < blocks->blocks->len ? blocks->blocks->pdata[number] : NULL;
  if (block != NULL && block->tag == PDF_TAG_P && block->indent == 0)
    block->indent = pdf_settings_em (blocks->settings, blocks->settings->indent_em);
}

static void
add_abstracts (PdfBlocks *blocks, const WzEntry *entry)
{
  g_autofree const WzText **texts = wz_entry_dup_abstracts (entry, blocks->settings->languages);
  guint n = g_strv_length ((gchar **) (gpointer) texts);
  guint from = blocks->blocks->len, middle = from;
  for (guint i = 0; i < n; i++) {
    middle = blocks->blocks->len;
    pdf_blocks_add_text (blocks, texts[i], pdf_blocks_body_look (blocks, wz_text_get_lang (texts[i])), 0, 0);
  }
  if (blocks->settings->languages == WZ_LANGUAGES_PARALLEL && n == 2 && only_text (blocks, from))
    make_pairs (blocks, from, middle);
  else if (n > 1)
    indent_first (blocks, middle);
}

gboolean
pdf_blocks_can_show (PdfBlocks *blocks, const WzResource *resource)
{
  g_autoptr (GError) error = NULL;
  ImageInfo info;
  if (image_probe (resource->bytes, &info, &error) && image_can_decode (info.format, &error) &&
      resource->width_px > 0 && resource->height_px > 0)
    return TRUE;
  if (error == NULL)
    g_set_error_literal (&error, WZ_READ_ERROR, WZ_READ_ERROR_SYNTAX, _ ("it has no size"));
  image_report (blocks->sink, &resource->position, error);
  return FALSE;
}

void
pdf_blocks_add_placeholder (PdfBlocks *blocks, const gchar *alt)
{
  PdfBlock *block = pdf_blocks_add (blocks, PDF_BLOCK_TEXT, PDF_TAG_P);
  g_autofree gchar *text = wz_picture_dup_placeholder (alt, wz_issue_get_lang (blocks->issue));
  block->source = pdf_blocks_source (blocks, NULL);
  block->align = PDF_ALIGN_RAGGED;
  block->center = TRUE;
  block->keep_next = TRUE;
  pdf_source_add (block->source, text, pdf_blocks_style (blocks, byline_look (blocks)), 0, -1, NULL);
}

static void
add_captions (PdfBlocks *blocks, const WzFigure *figure)
{
  g_autofree const WzText **captions = wz_figure_dup_captions (figure, blocks->settings->languages);
  PdfLook look = {WZ_FONT_BODY, WZ_WEIGHT_REGULAR, blocks->settings->byline_em, blocks->settings->text_color};
  for (guint i = 0; captions[i] != NULL; i++) {
    PdfBlock *caption = pdf_blocks_add (blocks, PDF_BLOCK_TEXT, PDF_TAG_CAPTION);
    caption->source = pdf_blocks_source (blocks, wz_text_get_lang (captions[i]));
    caption->align = PDF_ALIGN_RAGGED;
    caption->center = TRUE;
    caption->keep_together = TRUE;
    pdf_blocks_add_inlines (blocks, caption->source, captions[i], look, 0);
  }
}

static void
add_figures (PdfBlocks *blocks, const WzEntry *entry)
{
  guint n = blocks->settings->show_figures ? wz_entry_get_n_figures (entry) : 0;
  for (guint i = 0; i < n; i++) {
    const WzFigure *figure = wz_entry_get_figure (entry, i);
    if (!pdf_blocks_can_show (blocks, figure->resource))
      pdf_blocks_add_placeholder (blocks, figure->alts[0] != NULL ? figure->alts[0]->text : NULL);
    else {
      PdfBlock *block = pdf_blocks_add (blocks, PDF_BLOCK_FIGURE, PDF_TAG_FIGURE);
      block->resource = figure->resource;
      block->alt = wz_figure_dup_alt (figure);
      block->keep_next = figure->captions[0] != NULL;
    }
    add_captions (blocks, figure);
  }
}

/* R84: the editor's words stand in 楷, inset. */
static void
add_notes (PdfBlocks *blocks, const WzEntry *entry)
{
  PdfUnit two = pdf_settings_em (blocks->settings, 2);
  for (guint i = 0; i < wz_entry_get_n_notes (entry) && blocks->settings->show_notes; i++) {
    const WzText *note = wz_entry_get_note (entry, i);
    PdfLook look = pdf_blocks_body_look (blocks, wz_text_get_lang (note));
    look.role = WZ_FONT_QUOTE;
    guint first = blocks->blocks->len;
    pdf_blocks_add_text (blocks, note, look, two, two);
    if (blocks->blocks->len == first)
      continue;
    PdfBlock *block = blocks->blocks->pdata[first];
    if (block->kind != PDF_BLOCK_TEXT || block->label != NULL)
      continue;
    /* The label goes before the first line, as a run-in heading. */
    PdfLook label = look;
    label.role = WZ_FONT_HEADING;
    label.weight = WZ_WEIGHT_BOLD;
    label.color = blocks->settings->accent_color;
    PdfSource *source = pdf_blocks_source (blocks, block->source->tag);
    g_autofree gchar *name = wz_entry_dup_note_label (entry, i);
    add_words (blocks, source, name, label, NULL);
    add_words (blocks, source, wz_lang_is_chinese (block->source->tag) ? "　" : "  ", label, NULL);
    pdf_source_append (source, block->source);
    pdf_source_free (block->source);
    block->source = source;
    block->indent = 0;
  }
}

/* In which dailies the paper stood, where that says more than the issue's own date; earlier issues that had
 * it. */
static void
add_history (PdfBlocks *blocks, const WzEntry *entry)
{
  const PdfSettings *settings = blocks->settings;
  const gchar *lang = wz_issue_get_lang (blocks->issue);
  gboolean zh = wz_lang_is_chinese (lang);
  GString *text = g_string_new (NULL);
  guint n = settings->show_appearances && wz_entry_shows_appearances (entry)
                ? wz_entry_get_n_appearances (entry)
                : 0;
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *label = wz_appearance_dup_label (wz_entry_get_appearance (entry, i), lang);
    if (i > 0)
      g_string_append (text, wz_label (WZ_LABEL_LIST_SEPARATOR, lang));
    else
      g_string_append_printf (text, "%s%s", wz_label (WZ_LABEL_APPEARED, lang), zh ? "：" : ": ");
    g_string_append (text, label);
  }
  n = settings->show_back_references ? wz_entry_get_n_back_references (entry) : 0;
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *label = wz_back_reference_dup_label (wz_entry_get_back_reference (entry, i), lang);
    if (i > 0)
      g_string_append (text, wz_label (WZ_LABEL_LIST_SEPARATOR, lang));
    else
      g_string_append_printf (text, "%s%s%s", text->len > 0 ? (zh ? "。" : ". ") : "",
                              wz_label (WZ_LABEL_SEEN_IN, lang), zh ? "：" : ": ");
    g_string_append (text, label);
  }
  if (text->len > 0) {
    PdfBlock *before = blocks->blocks->pdata[blocks->blocks->len - 1];
    PdfBlock *block = add_byline (blocks, entry, PDF_PREFER_ANY);
    before->keep_next = TRUE;
    block->left = 0;
    block->keep_next = FALSE;
    pdf_source_add (block->source, text->str, pdf_blocks_style (blocks, byline_look (blocks)), 0, -1, NULL);
  }
  g_string_free (text, TRUE);
}

static void
add_entry (PdfBlocks *blocks, const WzEntry *entry)
{
  add_titles (blocks, entry);
  add_authors (blocks, entry);
  add_affiliations (blocks, entry);
  add_meta (blocks, entry);
  add_abstracts (blocks, entry);
  if (wz_entry_get_body (entry) != NULL)
    pdf_blocks_add_text (blocks, wz_entry_get_body (entry),
                         pdf_blocks_body_look (blocks, wz_text_get_lang (wz_entry_get_body (entry))), 0, 0);
  add_figures (blocks, entry);
  add_notes (blocks, entry);
  add_history (blocks, entry);
  /* An entry never ends by holding on to the next one. */
  PdfBlock *last = blocks->blocks->len > 0 ? blocks->blocks->pdata[blocks->blocks->len - 1] : NULL;
  if (last != NULL)
    last->keep_next = FALSE;
  if (blocks->settings->room == PDF_ROOM_LINES && wz_entry_is_full (entry))
    pdf_blocks_add (blocks, PDF_BLOCK_ROOM, PDF_TAG_NONE)->rows = 5;
}

/* ---- Sections ------------------------------------------------------------------------------------------ */

static gboolean
add_section_heading (PdfBlocks *blocks, const WzSection *section)
{
  const PdfSettings *settings = blocks->settings;
  const gchar *heading = wz_section_get_heading (section, NULL);
  if (heading == NULL)
    return FALSE;
  PdfBlock *block = pdf_blocks_add (blocks, PDF_BLOCK_TEXT, PDF_TAG_H1);
  PdfLook look = {WZ_FONT_HEADING, WZ_WEIGHT_BOLD, settings->section_em, settings->heading_color};
  WzPosition position = wz_section_get_position (section);
  block->source = pdf_blocks_source (blocks, wz_issue_get_lang (blocks->issue));
  block->align = PDF_ALIGN_BALANCED;
  block->line = pdf_settings_em (settings, settings->section_em * 1.3);
  block->rows = 4; /* R75: a heading of the first level takes 4 to 6 lines */
  block->keep_next = block->keep_together = TRUE;
  block->dest = g_strconcat ("s-", wz_section_get_id (section), NULL);
  pdf_source_add (block->source, heading, pdf_blocks_style (blocks, look), PDF_CHAR_NO_HYPHEN, -1, &position);
  return TRUE;
}

void
pdf_blocks_add_issue (PdfBlocks *blocks)
{
  guint index = 0;
  for (guint s = 0; s < wz_issue_get_n_sections (blocks->issue); s++) {
    const WzSection *section = wz_issue_get_section (blocks->issue, s);
    blocks->section = s;
    blocks->entry = -1;
    if (s > 0)
      pdf_blocks_add_gap (blocks, 1);
    gboolean headed = add_section_heading (blocks, section);
    if (wz_section_get_blocks (section) != NULL) {
      const gchar *lang = wz_text_get_lang (wz_section_get_blocks (section));
      pdf_blocks_add_text (blocks, wz_section_get_blocks (section), pdf_blocks_body_look (blocks, lang), 0,
                           0);
      headed = FALSE;
    }
    for (guint i = 0; i < wz_section_get_n_entries (section); i++) {
      const WzEntry *entry = wz_section_get_entry (section, i);
      if (blocks->settings->entries_on_pages && wz_entry_is_full (entry) && i > 0)
        pdf_blocks_add (blocks, PDF_BLOCK_PAGE, PDF_TAG_NONE);
      else if (i > 0 || !headed)
        pdf_blocks_add_gap (blocks, 1);
      blocks->entry = (gint) index++;
      add_entry (blocks, entry);
      blocks->entry = -1;
    }
  }
}

gchar *
pdf_blocks_dup_text (const PdfBlocks *blocks)
{
  static const gchar *const kinds[] = {"text", "gap", "rule", "pair", "table", "figure", "room", "page"};
  static const gchar *const tags[] = {"-",    "P",     "H1",     "H2",      "H3",
                                      "LI",   "Quote", "Code",   "Caption", "Note",
                                      "TOCI", "Index", "Figure", "Formula", "Table"};
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < blocks->blocks->len; i++) {
    const PdfBlock *block = blocks->blocks->pdata[i];
    g_string_append_printf (out, "%s %s s%u e%d rows %u%s%s", kinds[block->kind], tags[block->tag],
                            block->section, block->entry, block->rows, block->keep_next ? " keep-next" : "",
                            block->keep_together ? " keep-together" : "");
    const PdfSource *sources[] = {block->label, block->source,
                                  block->other != NULL ? block->other->source : NULL};
    for (guint k = 0; k < G_N_ELEMENTS (sources); k++) {
      g_autofree gchar *text = sources[k] != NULL ? pdf_source_dup_text (sources[k]) : NULL;
      if (text != NULL)
        g_string_append_printf (out, " | %s", text);
    }
    g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}
