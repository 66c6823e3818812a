/* book-entry.c: sections and entries. In: the model. Out: the body of an entries document.
 * SPDX-License-Identifier: MIT
 *
 * Order of an entry's fields: that of wz_issue_text(). Structure: epub-quality X4–X7: section with role
 * doc-chapter and h2, parts under h3, no header or footer elements.
 */
#include "book-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* @key: of the entry, or of its part, in ids; @unit: of the entry's units, the one that comes next */
typedef struct {
  BookOut *out;
  const WzEntry *entry;
  const gchar *key;
  const gchar *own; /* language of the issue */
  const BookItem *item;
  guint unit;
} Writer;

/* ---- Parts of an entry that goes over several documents -------------------------------------------------
 */

static gboolean
is_whole (const Writer *writer)
{
  return writer->item->cuts == NULL;
}

/* The next @n units of the entry are those of a text: which of them stand in this part? FALSE for none. */
static gboolean
take_units (Writer *writer, guint n, guint *from, guint *to)
{
  guint start = writer->unit, first, next;

  *from = 0;
  *to = G_MAXUINT;
  if (is_whole (writer))
    return TRUE;
  writer->unit += n;
  first = writer->item->cuts->firsts[writer->item->part];
  next = writer->item->cuts->firsts[writer->item->part + 1];
  *from = first > start ? first - start : 0;
  *to = next - MIN (start, next);
  return (*from < n) && (*to != 0);
}

/* The part that holds unit @unit of the entry. */
static guint
part_of (const Writer *writer, guint unit)
{
  guint part = 0;

  while (!is_whole (writer) && writer->item->cuts->firsts[part + 1] <= unit)
    part++;
  return part;
}

static gboolean
take_text (Writer *writer, const WzText *text, guint *from, guint *to)
{
  return take_units (writer, is_whole (writer) ? 0 : book_count_units (text), from, to);
}

static gboolean
take_one (Writer *writer)
{
  guint from, to;

  return take_units (writer, 1, &from, &to);
}

/* ---- Languages ----------------------------------------------------------------------------------------- */

/* Letters for ids: `z` for Chinese, `e` for English, else the tag's first subtag (X6). */
static gchar *
dup_lang_id (const gchar *lang)
{
  if (lang == NULL || wz_lang_is_chinese (lang))
    return g_strdup ("z");
  if (g_str_has_prefix (lang, "en"))
    return g_strdup ("e");
  return g_ascii_strdown (lang, (gssize) strcspn (lang, "-"));
}

/* ---- Fields -------------------------------------------------------------------------------------------- */

/* Number and title; further parts say which they are. */
static void
write_heading (Writer *writer, const WzText *title)
{
  BookOut *out = writer->out;
  guint ordinal = wz_entry_get_ordinal (writer->entry), part = writer->item->part;

  book_start (out, "h2");
  if (out->dialect->sections)
    book_id (out, "p-%s-t", writer->key);
  else
    book_id (out, "p-%s", writer->key);
  out->heading = 2;
  if (ordinal > 0) {
    g_autofree gchar *number = g_strdup_printf ("%u", ordinal);

    book_element (out, "span", "n", number);
    xml_text (out->xml, " ");
  }
  if (title == NULL) {
    xml_text (out->xml, wz_label (WZ_LABEL_UNTITLED, writer->own));
  } else {
    book_start (out, "span");
    book_lang (out, wz_text_get_lang (title));
    book_write_inlines (out, title);
    book_end (out);
  }
  if (part > 0) {
    g_autofree gchar *number =
        g_strdup_printf (wz_lang_is_chinese (writer->own) ? "（%u）" : " (%u)", part + 1);

    xml_text (out->xml, number);
  }
  book_end (out);
}

static void
write_titles (Writer *writer)
{
  BookOut *out = writer->out;
  g_autofree const WzText **titles = wz_entry_dup_titles (writer->entry, out->book->options.languages);

  write_heading (writer, titles[0]);
  for (guint i = 1; titles[0] != NULL && titles[i] != NULL && writer->item->part == 0; i++) {
    book_start_class (out, "p", "t2");
    book_lang (out, wz_text_get_lang (titles[i]));
    book_write_inlines (out, titles[i]);
    book_end (out);
  }
}

typedef const WzString *(*GetString) (const WzEntry *entry, guint i);

/* A list of names: the paragraph has the language of the first, others get a span; @cut_mark (nullable) is in
 * that of the last. A name says its language or shows it (X8). */
static void
write_names (Writer *writer, const gchar *class, GetString get, guint n, const gchar *comma,
             const gchar *cut_mark)
{
  BookOut *out = writer->out;

  if (n == 0)
    return;
  book_start_class (out, "p", class);
  book_lang (out, wz_entry_get_name_lang (writer->entry, get (writer->entry, 0)));
  for (guint i = 0; i < n; i++) {
    const WzString *name = get (writer->entry, i);
    const gchar *lang = wz_lang_map (wz_entry_get_name_lang (writer->entry, name), WZ_LANG_EPUB);
    gboolean same = g_strcmp0 (lang, xml_writer_get_lang (out->xml)) == 0;

    if (i > 0)
      xml_text (out->xml, comma);
    if (!same) {
      book_start (out, "span");
      xml_attr_lang (out->xml, lang);
    }
    xml_text (out->xml, name->text);
    if (i + 1 == n && cut_mark != NULL) {
      xml_text (out->xml, wz_lang_is_chinese (lang) ? "" : " ");
      xml_text (out->xml, cut_mark);
    }
    if (!same)
      book_end (out);
  }
  book_end (out);
}

static void
write_people (Writer *writer)
{
  const WzEntry *entry = writer->entry;

  if (book_shows (writer->out->book, "authors"))
    write_names (writer, "m", wz_entry_get_author, wz_entry_get_n_authors (entry), ", ",
                 wz_entry_get_authors_cut_mark (entry));
  if (book_shows (writer->out->book, "affiliations"))
    write_names (writer, "m", wz_entry_get_affiliation, wz_entry_get_n_affiliations (entry), "; ",
                 wz_entry_get_affiliations_cut_mark (entry));
}

static void
write_categories (Writer *writer)
{
  BookOut *out = writer->out;

  for (guint i = 0; i < wz_entry_get_n_categories (writer->entry); i++) {
    const gchar *code = wz_entry_get_category (writer->entry, i)->text;
    const gchar *name = wz_issue_get_category_name (out->book->issue, code, NULL);

    if (i > 0)
      xml_text (out->xml, " ");
    book_element (out, "span", "g", code);
    if (name != NULL) {
      xml_text (out->xml, " ");
      book_element (out, "span", NULL, name);
    }
  }
}

static void
write_links (Writer *writer, gboolean behind)
{
  BookOut *out = writer->out;

  for (guint i = 0; i < wz_entry_get_n_links (writer->entry); i++) {
    const WzLink *link = wz_entry_get_link (writer->entry, i);
    g_autofree gchar *text = wz_entry_dup_link_text (writer->entry, i);
    gboolean leads = *link->url != '\0';

    if (i > 0 || behind)
      xml_text (out->xml, " ");
    book_start (out, leads ? "a" : "span");
    xml_attr (out->xml, "href", leads ? link->url : NULL);
    xml_text (out->xml, text);
    book_end (out);
  }
}

/* Whether note @i stands in this part, and with it its mark (X11: both in one document). */
static gboolean
has_note (const Writer *writer, guint i)
{
  return is_whole (writer) || part_of (writer, writer->item->cuts->first_note + i) == writer->item->part;
}

static guint
count_notes (const Writer *writer)
{
  guint n = book_shows (writer->out->book, "notes") ? wz_entry_get_n_notes (writer->entry) : 0;
  guint here = 0;

  for (guint i = 0; i < n; i++)
    here += has_note (writer, i);
  return here;
}

/* The text of a link between note and mark. No two links that lead elsewhere have one name: in EPUB the name
 * says which way it leads, and of which paper. */
static void
write_note_link (Writer *writer, guint i, gboolean back)
{
  BookOut *out = writer->out;
  const gchar *colon = wz_lang_is_chinese (writer->own) ? "：" : ": ";
  g_autofree gchar *name = wz_entry_dup_note_label (writer->entry, i),
                   *paper = book_dup_label (out->book, writer->entry);
  g_autofree gchar *full = g_strconcat (back ? wz_label (WZ_LABEL_BACK_TO_TEXT, writer->own) : "",
                                        back ? colon : "", name, colon, paper, NULL);

  if (out->dialect->roles)
    xml_attr (out->xml, "aria-label", full);
  xml_text (out->xml, name);
}

/* Marks of the editor's notes, which stand at the entry's end (X11). */
static void
write_note_marks (Writer *writer)
{
  BookOut *out = writer->out;
  guint n = book_shows (out->book, "notes") ? wz_entry_get_n_notes (writer->entry) : 0;

  for (guint i = 0; i < n; i++) {
    g_autofree gchar *anchor = g_strdup_printf ("p-%s-n%u", writer->key, i + 1);

    if (!has_note (writer, i))
      continue;
    xml_text (out->xml, " ");
    book_start_class (out, "a", "l");
    xml_mark_bold (out->xml);
    book_semantics (out, "noteref", "doc-noteref");
    book_id (out, "p-%s-r%u", writer->key, i + 1);
    book_link (out, out->doc, anchor);
    write_note_link (writer, i, FALSE);
    book_end (out);
  }
}

static void
write_meta (Writer *writer)
{
  BookOut *out = writer->out;
  gboolean first = writer->item->part == 0;
  gboolean categories =
      first && book_shows (out->book, "categories") && wz_entry_get_n_categories (writer->entry) > 0;
  gboolean links = first && book_shows (out->book, "links") && wz_entry_get_n_links (writer->entry) > 0;

  if (first)
    write_people (writer);
  if (categories || links || count_notes (writer) > 0) {
    book_start_class (out, "p", "m");
    if (categories)
      write_categories (writer);
    if (links)
      write_links (writer, categories);
    write_note_marks (writer);
    book_end (out);
  }
}

/* ---- Texts --------------------------------------------------------------------------------------------- */

/* The abstracts that are shown, and with which of the entry's units each begins. */
typedef struct {
  const WzText **texts;
  guint *starts;
  guint n;
} Abstracts;

/*
 * Each abstract in its own language, under its own heading, which leads on to the other: `rel="alternate"`
 * with `hreflang` says that they are translations of each other.
 */
static void
write_abstract (Writer *writer, const Abstracts *all, guint i, guint from, guint to)
{
  BookOut *out = writer->out;
  const gchar *lang = wz_text_get_lang (all->texts[i]);
  g_autofree gchar *id = dup_lang_id (lang);
  gboolean wrapped = book_wrap (out, NULL, "abstract", "doc-abstract");

  if (wrapped) {
    book_id (out, "p-%s-%s", writer->key, id);
    book_label (out, "p-%s-%s-t p-%s-t", writer->key, id, writer->key);
    book_lang (out, lang);
  }
  book_start (out, "h3");
  if (wrapped)
    book_id (out, "p-%s-%s-t", writer->key, id);
  else
    book_id (out, "p-%s-%s", writer->key, id);
  book_lang (out, lang);
  out->heading = 3;
  xml_text (out->xml, wz_label (WZ_LABEL_ABSTRACT, lang));
  for (guint j = 0; j < all->n && out->dialect->translation_links; j++) {
    const gchar *other = wz_text_get_lang (all->texts[j]);
    guint part = part_of (writer, all->starts[j]);
    g_autofree gchar *other_id = dup_lang_id (other);
    g_autofree gchar *key = book_dup_part (wz_entry_get_key (writer->entry), part);
    g_autofree gchar *anchor = g_strdup_printf ("p-%s-%s", key, other_id);

    if (j == i)
      continue;
    xml_text (out->xml, " ");
    book_start_class (out, "a", "o");
    book_link (out, out->doc + part - writer->item->part, anchor); /* parts lie one behind the other */
    xml_attr (out->xml, "rel", "alternate");
    xml_attr (out->xml, "hreflang", other != NULL ? wz_lang_map (other, WZ_LANG_EPUB) : NULL);
    book_lang (out, other);
    xml_text (out->xml, wz_label (WZ_LABEL_ABSTRACT, other));
    book_end (out);
  }
  book_end (out);
  book_write_units (out, all->texts[i], 3, from, to);
  if (wrapped)
    book_end (out);
}

static void
write_abstracts (Writer *writer)
{
  g_autofree const WzText **texts =
      wz_entry_dup_abstracts (writer->entry, writer->out->book->options.languages);
  guint n = g_strv_length ((gchar **) (gpointer) texts);
  g_autofree guint *starts = g_new (guint, n + 1);
  Abstracts all = {texts, starts, n};
  guint from, to, unit = writer->unit;

  for (guint i = 0; i < n; i++) {
    starts[i] = unit;
    unit += is_whole (writer) ? 0 : book_count_units (texts[i]);
  }
  for (guint i = 0; i < n; i++)
    if (take_text (writer, texts[i], &from, &to))
      write_abstract (writer, &all, i, from, to);
}

static void
write_body (Writer *writer)
{
  const WzText *body = wz_entry_get_body (writer->entry);
  guint from, to;

  if (body != NULL && take_text (writer, body, &from, &to))
    book_write_units (writer->out, body, 2, from, to);
}

static void
write_captions (Writer *writer, const WzFigure *figure)
{
  BookOut *out = writer->out;
  g_autofree const WzText **captions = wz_figure_dup_captions (figure, out->book->options.languages);

  if (captions[0] == NULL)
    return;
  book_start (out, "figcaption");
  for (guint i = 0; captions[i] != NULL; i++) {
    book_start_class (out, "p", "m");
    book_lang (out, wz_text_get_lang (captions[i]));
    book_write_inlines (out, captions[i]);
    book_end (out);
  }
  book_end (out);
}

static void
write_figures (Writer *writer)
{
  BookOut *out = writer->out;
  guint n = book_shows (out->book, "figures") ? wz_entry_get_n_figures (writer->entry) : 0;

  for (guint i = 0; i < n; i++) {
    const WzFigure *figure = wz_entry_get_figure (writer->entry, i);
    g_autofree gchar *alt = wz_figure_dup_alt (figure);

    if (!take_one (writer))
      continue;
    book_start (out, "figure");
    if (!book_write_picture (out, figure->resource, alt)) {
      g_autofree gchar *words =
          wz_picture_dup_placeholder (figure->alts[0] != NULL ? figure->alts[0]->text : NULL, writer->own);

      book_element (out, "p", "m", words);
    }
    write_captions (writer, figure);
    book_end (out);
  }
}

/* Each note by itself is a footnote, with a link back (X11). */
static void
write_notes (Writer *writer)
{
  BookOut *out = writer->out;
  guint n = book_shows (out->book, "notes") ? wz_entry_get_n_notes (writer->entry) : 0;

  for (guint i = 0; i < n; i++) {
    const WzText *note = wz_entry_get_note (writer->entry, i);
    g_autofree gchar *anchor = g_strdup_printf ("p-%s-r%u", writer->key, i + 1);

    if (!take_one (writer))
      continue;
    if (out->dialect->asides) {
      book_start_class (out, "aside", "k");
      book_semantics (out, "footnote", "doc-footnote");
      book_id (out, "p-%s-n%u", writer->key, i + 1);
    }
    book_start_class (out, "p", "m");
    if (!out->dialect->asides)
      book_id (out, "p-%s-n%u", writer->key, i + 1);
    book_start_class (out, "a", "l");
    xml_mark_bold (out->xml);
    book_semantics (out, "backlink", "doc-backlink");
    book_link (out, out->doc, anchor);
    write_note_link (writer, i, TRUE);
    book_end (out);
    book_end (out);
    book_write_blocks (out, note, 2);
    if (out->dialect->asides)
      book_end (out);
  }
}

/* `刊载 2022年9月22日（v1）、2022年9月23日（v2）` */
static void
write_appearances (Writer *writer)
{
  BookOut *out = writer->out;
  guint n = wz_entry_get_n_appearances (writer->entry);

  if (!wz_entry_shows_appearances (writer->entry) || !book_shows (out->book, "appearances"))
    return;
  book_start_class (out, "p", "m");
  book_bold (out, wz_label (WZ_LABEL_APPEARED, writer->own));
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *label =
        wz_appearance_dup_label (wz_entry_get_appearance (writer->entry, i), writer->own);

    xml_text (out->xml, i > 0 ? wz_label (WZ_LABEL_LIST_SEPARATOR, writer->own) : " ");
    xml_text (out->xml, label);
  }
  book_end (out);
}

static void
write_back_references (Writer *writer)
{
  BookOut *out = writer->out;
  guint n = wz_entry_get_n_back_references (writer->entry);

  if (n == 0 || !book_shows (out->book, "back-references"))
    return;
  book_start_class (out, "p", "m");
  book_bold (out, wz_label (WZ_LABEL_SEEN_IN, writer->own));
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *label =
        wz_back_reference_dup_label (wz_entry_get_back_reference (writer->entry, i), writer->own);

    xml_text (out->xml, i > 0 ? wz_label (WZ_LABEL_LIST_SEPARATOR, writer->own) : " ");
    book_element (out, "span", NULL, label);
  }
  book_end (out);
}

static void
write_entry (BookOut *out, const BookItem *item)
{
  const WzEntry *entry = item->entry;
  g_autofree gchar *key = book_dup_part (wz_entry_get_key (entry), item->part);
  Writer writer = {out, entry, key, wz_issue_get_lang (out->book->issue), item, 0};
  guint dropped = xml_writer_get_dropped (out->xml, NULL);
  WzPosition position = wz_entry_get_position (entry);
  gboolean wrapped = book_wrap (out, wz_entry_is_full (entry) ? NULL : "s", "chapter", "doc-chapter");

  if (wrapped) {
    book_id (out, "p-%s", writer.key);
    book_label (out, "p-%s-t", writer.key);
  }
  write_titles (&writer);
  write_meta (&writer);
  write_abstracts (&writer);
  write_body (&writer);
  write_figures (&writer);
  write_notes (&writer);
  if (is_whole (&writer) || item->part + 1 == item->cuts->n) {
    write_appearances (&writer);
    write_back_references (&writer);
  }
  if (wrapped)
    book_end (out);
  book_dropped (out, dropped, &position);
}

/* ---- Sections and documents ---------------------------------------------------------------------------- */

static const struct {
  const gchar *type;
  const gchar *role;
} section_semantics[] = {
    [WZ_SECTION_FRONT] = {"preface", "doc-preface"}, [WZ_SECTION_FEATURED] = {"part", "doc-part"},
    [WZ_SECTION_NOTABLE] = {"part", "doc-part"},     [WZ_SECTION_CATEGORY] = {"part", "doc-part"},
    [WZ_SECTION_DAY] = {"part", "doc-part"},         [WZ_SECTION_BACK] = {"appendix", "doc-appendix"},
};

static void
write_section (BookOut *out, const BookItem *item)
{
  const WzSection *section = item->section;
  const gchar *heading = wz_section_get_heading (section, NULL);
  g_autofree gchar *name = book_dup_section_id (section);
  g_autofree gchar *id = book_dup_part (name, item->part);
  guint from = item->cuts != NULL ? item->cuts->firsts[item->part] : 0;
  guint to = item->cuts != NULL ? item->cuts->firsts[item->part + 1] : G_MAXUINT;
  WzSectionKind kind = wz_section_get_kind (section);
  guint dropped = xml_writer_get_dropped (out->xml, NULL);
  WzPosition position = wz_section_get_position (section);
  gboolean known = (guint) kind < G_N_ELEMENTS (section_semantics) && heading != NULL;
  gboolean wrapped = book_wrap (out, NULL, known ? section_semantics[kind].type : NULL,
                                known ? section_semantics[kind].role : NULL);

  if (wrapped) {
    book_id (out, "%s", id);
    if (heading != NULL)
      book_label (out, "%s-t", id);
  }
  if (heading != NULL) {
    book_start (out, "h1");
    if (wrapped)
      book_id (out, "%s-t", id);
    else
      book_id (out, "%s", id);
    xml_text (out->xml, heading);
    book_end (out);
    out->heading = 1;
  } else if (!wrapped) {
    book_start_class (out, "p", "m");
    book_id (out, "%s", id);
    book_end (out);
  }
  book_write_units (out, wz_section_get_blocks (section), heading != NULL ? 1 : 0, from, to);
  if (wrapped)
    book_end (out);
  book_dropped (out, dropped, &position);
}

/* Back, contents, on: between documents with entries. */
static void
write_ways (BookOut *out)
{
  const gchar *lang = wz_issue_get_lang (out->book->issue);
  guint contents = book_find_doc (out->book, BOOK_DOC_CONTENTS);
  const struct {
    guint doc;
    WzLabel label;
  } ways[] = {
      {out->doc - 1, WZ_LABEL_PREVIOUS}, {contents, WZ_LABEL_CONTENTS}, {out->doc + 1, WZ_LABEL_NEXT}};

  book_start_class (out, "p", "w");
  for (guint i = 0, n = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree gchar *top = NULL;

    if (ways[i].label != WZ_LABEL_CONTENTS &&
        (ways[i].doc >= book_get_n_docs (out->book) ||
         book_get_doc (out->book, ways[i].doc)->kind != BOOK_DOC_ENTRIES))
      continue;
    if (n++ > 0)
      xml_text (out->xml, " ");
    top = book_dup_top (out->book, ways[i].doc);
    book_start (out, "a");
    book_link (out, ways[i].doc, top);
    xml_text (out->xml, wz_label (ways[i].label, lang));
    book_end (out);
  }
  book_end (out);
}

void
book_write_entries (BookOut *out, const BookDocPlan *plan)
{
  gboolean places = FALSE;

  for (guint i = 0; i < plan->items->len; i++) {
    const BookItem *item = &g_array_index (plan->items, BookItem, i);

    if (places && item->kind != BOOK_ITEM_PLACE) {
      book_end (out);
      places = FALSE;
    }
    switch (item->kind) {
    case BOOK_ITEM_SECTION:
      write_section (out, item);
      break;
    case BOOK_ITEM_ENTRY:
      write_entry (out, item);
      break;
    case BOOK_ITEM_PLACE:
      if (!places)
        book_start_class (out, "p", "m");
      places = TRUE;
      book_start (out, "span");
      book_id (out, "p-%s", wz_entry_get_key (item->entry));
      book_end (out);
      break;
    }
  }
  write_ways (out);
}
