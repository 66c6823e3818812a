/* book-plan.c: which documents a book has. In: an issue. Out: documents, places of entries, contents.
 * SPDX-License-Identifier: MIT
 *
 * Names come from keys and section ids, never from numbers that another edition would shift.
 */
#include "book-private.h"

#include <string.h>

#include "../chars/chars.h"

/* Above this many documents with entries a book is split by section (epub-quality X15). */
#define MAX_ENTRY_DOCS 300
/* Longest component of a name (epub-quality C3), less `.xhtml` and a counter. */
#define MAX_STEM 52

/* ---- Names --------------------------------------------------------------------------------------------- */

/* @name in lower case, with what names must not hold replaced; long ones cut and told apart by a hash. */
static gchar *
dup_stem (const gchar *prefix, const gchar *name)
{
  GString *stem = g_string_new (prefix);

  for (const gchar *p = name; *p != '\0'; p++) {
    gchar c = g_ascii_tolower (*p);

    g_string_append_c (stem, g_ascii_isalnum (c) || c == '.' || c == '-' || c == '_' ? c : '-');
  }
  if (stem->len > MAX_STEM) {
    g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

    g_string_truncate (stem, MAX_STEM - 11);
    g_string_append_printf (stem, "-%.10s", hash);
  }
  return g_string_free (stem, FALSE);
}

gchar *
book_dup_section_id (const WzSection *section)
{
  return dup_stem ("s-", wz_section_get_id (section));
}

static gchar *
dup_path (const gchar *stem, guint n)
{
  return n > 1 ? g_strdup_printf ("%s-%u.xhtml", stem, n) : g_strconcat (stem, ".xhtml", NULL);
}

static gchar *
dup_title (const gchar *title, guint n)
{
  return n > 1 ? g_strdup_printf ("%s (%u)", title, n) : g_strdup (title);
}

/* The first of @stem, @stem 2, @stem 3 … that is not in @taken, which holds for each name how far it was
 * counted. */
static gchar *
take_name (GHashTable *taken, const gchar *stem, gchar *(*dup_name) (const gchar *stem, guint n))
{
  gchar *name = dup_name (stem, 1);

  if (g_hash_table_contains (taken, name)) {
    gchar *first = name;
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (taken, first));

    for (name = dup_name (stem, ++n); g_hash_table_contains (taken, name); name = dup_name (stem, ++n))
      g_free (name);
    g_hash_table_insert (taken, first, GUINT_TO_POINTER (n));
  }
  g_hash_table_insert (taken, g_strdup (name), GUINT_TO_POINTER (1));
  return name;
}

/* Adds a document; its name and title get a counter where they are taken. */
static BookDocPlan *
add_doc (Book *book, BookDocKind kind, const gchar *stem, const gchar *title)
{
  BookDocPlan *plan = g_new0 (BookDocPlan, 1);
  g_autofree gchar *clean = chars_dup_clean (title);
  const gchar *folder = kind == BOOK_DOC_CONTENTS ? "" : "text/";

  if (*clean == '\0') {
    g_free (clean);
    clean = g_strdup (wz_label (WZ_LABEL_UNTITLED, wz_issue_get_lang (book->issue)));
  }
  plan->doc.kind = kind;
  g_autofree gchar *path = g_strconcat (folder, stem, NULL);
  plan->doc.path = take_name (book->paths, path, dup_path);
  plan->doc.title = take_name (book->titles, clean, dup_title);
  plan->items = g_array_new (FALSE, FALSE, sizeof (BookItem));
  g_ptr_array_add (book->docs, plan);
  return plan;
}

static void
doc_free (gpointer data)
{
  BookDocPlan *plan = data;

  g_free (plan->doc.path);
  g_free (plan->doc.title);
  g_array_unref (plan->items);
  g_free (plan);
}

/* Name and number, or name and date: all that tells issues apart stands in the one title (epub-quality O2).
 */
gchar *
book_dup_title (const WzIssue *issue)
{
  const gchar *lang = wz_issue_get_lang (issue);
  const gchar *const names[] = {wz_issue_get_title (issue, NULL), wz_issue_get_series (issue)};
  const gchar *name = NULL;
  const gchar *number = wz_issue_get_number (issue);
  g_autofree gchar *date = wz_date_dup_label (wz_issue_get_date (issue), lang);
  g_autofree gchar *year = g_strdup_printf ("%u", wz_issue_get_date (issue).year);
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names) && name == NULL; i++) {
    g_autofree gchar *clean = chars_dup_clean (names[i]);

    if (*clean != '\0') /* nothing that can be shown is no title */
      name = names[i];
  }
  if (name == NULL)
    name = wz_label (WZ_LABEL_DIGEST, lang);
  g_string_append (title, name);
  g_autofree gchar *label = number != NULL ? wz_number_dup_label (number, lang) : NULL;
  if (number != NULL && !wz_number_is_said (number, name))
    g_string_append_printf (title, " %s", label);
  else if (number == NULL && *date != '\0' && strstr (name, year) == NULL)
    g_string_append_printf (title, " %s", date);
  return chars_dup_clean (title->str);
}

/* ---- Entries ------------------------------------------------------------------------------------------- */

static gboolean
has_own_text (const WzSection *section)
{
  return wz_section_get_heading (section, NULL) != NULL ||
         !wz_text_is_empty (wz_section_get_blocks (section));
}

static void
add_item (BookDocPlan *plan, BookItemKind kind, const WzSection *section, const WzEntry *entry, gsize size)
{
  BookItem item = {kind, section, entry, NULL, 0};

  g_array_append_val (plan->items, item);
  plan->size += size;
}

gchar *
book_dup_part (const gchar *name, guint part)
{
  return part > 0 ? g_strdup_printf ("%s_p%u", name, part + 1) : g_strdup (name);
}

/* An item that is cut: it begins in @plan and goes on in documents of its own, named after it. */
static void
add_parts (Book *book, BookDocPlan *plan, BookItem item, BookCuts *cuts)
{
  g_autofree gchar *name = g_path_get_basename (plan->doc.path);
  g_autofree gchar *title = g_strdup (plan->doc.title);

  *strrchr (name, '.') = '\0';
  g_ptr_array_add (book->cuts, cuts);
  item.cuts = cuts;
  for (item.part = 0; item.part < cuts->n; item.part++) {
    if (item.part > 0) {
      g_autofree gchar *stem = book_dup_part (name, item.part);

      plan = add_doc (book, BOOK_DOC_ENTRIES, stem, title);
    }
    g_array_append_val (plan->items, item);
  }
}

static const gchar *
section_title (const Book *book, const WzSection *section)
{
  const gchar *heading = wz_section_get_heading (section, NULL);

  return heading != NULL ? heading : book->title;
}

static BookDocPlan *
add_section_doc (Book *book, const WzSection *section)
{
  g_autofree gchar *stem = book_dup_section_id (section);

  return add_doc (book, BOOK_DOC_ENTRIES, stem, section_title (book, section));
}

gchar *
book_dup_label (const Book *book, const WzEntry *entry)
{
  return book_dup_entry_label (entry, book->options.languages, wz_issue_get_lang (book->issue));
}

static BookDocPlan *
add_entry_doc (Book *book, const WzEntry *entry)
{
  g_autofree gchar *stem = dup_stem ("p-", wz_entry_get_key (entry));
  g_autofree gchar *label = book_dup_label (book, entry);

  return add_doc (book, BOOK_DOC_ENTRIES, stem, label);
}

/*
 * Anchors for full entries that a reader may remember from a list of short ones: those of the sections since
 * the last such list (an edition made again may have promoted them), and those that the sources themselves
 * had short.
 */
static void
add_places (Book *book, BookDocPlan *plan, guint from, guint to, gboolean first)
{
  for (guint i = first ? 0 : from; i < wz_issue_get_n_entries (book->issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (book->issue, i);

    if (wz_entry_is_full (entry) && ((i >= from && i < to) || (first && wz_entry_was_short (entry))))
      add_item (plan, BOOK_ITEM_PLACE, NULL, entry, 60);
  }
}

typedef struct {
  Book *book;
  gboolean by_section;
  guint entry;      /* index in the issue of the next entry */
  guint since;      /* of the first entry behind the last list of short ones */
  gboolean n_lists; /* whether there was one */
} Planner;

/* A section in documents of its own: by section, or a run of short entries. */
static BookDocPlan *
grow (Planner *planner, BookDocPlan *plan, const WzSection *section, gsize size)
{
  if (plan != NULL && plan->size + size <= planner->book->dialect->max_bytes)
    return plan;
  return add_section_doc (planner->book, section);
}

/* Heading and blocks of a section; NULL: its last document is full. */
static BookDocPlan *
add_section_blocks (Book *book, const WzSection *section)
{
  BookDocPlan *plan = add_section_doc (book, section);
  gsize size = book_text_size (wz_section_get_blocks (section));

  if (size > book->dialect->max_bytes && book->dialect->cuts_entries) {
    add_parts (book, plan, (BookItem){BOOK_ITEM_SECTION, section, NULL, NULL, 0},
               book_cut_blocks (book, wz_section_get_blocks (section)));
    return NULL;
  }
  add_item (plan, BOOK_ITEM_SECTION, section, NULL, size);
  return plan;
}

/* @plan takes more entries afterwards unless this one is cut, which begins a document and ends one. */
static BookDocPlan *
add_entry (Book *book, BookDocPlan *plan, const WzSection *section, const WzEntry *entry, gsize size)
{
  if (size > book->dialect->max_bytes && book->dialect->cuts_entries) {
    add_parts (book, plan, (BookItem){BOOK_ITEM_ENTRY, section, entry, NULL, 0},
               book_cut_entry (book, entry));
    return NULL;
  }
  add_item (plan, BOOK_ITEM_ENTRY, section, entry, size);
  return plan;
}

static void
plan_section (Planner *planner, const WzSection *section)
{
  Book *book = planner->book;
  guint n = wz_section_get_n_entries (section);
  gboolean heading = has_own_text (section);
  gboolean blocks = !wz_text_is_empty (wz_section_get_blocks (section));
  BookDocPlan *plan = NULL; /* that takes more entries of this section; NULL: begin one */

  if (heading && (blocks || n == 0)) {
    plan = add_section_blocks (book, section);
    heading = FALSE;
  }
  for (guint i = 0; i < n; i++, planner->entry++) {
    const WzEntry *entry = wz_section_get_entry (section, i);
    gboolean full = wz_entry_is_full (entry);
    gsize size = book_entry_size (book, entry);

    if (full && !planner->by_section) {
      BookDocPlan *own = add_entry_doc (book, entry);

      if (heading)
        add_item (own, BOOK_ITEM_SECTION, section, NULL, 0);
      add_entry (book, own, section, entry, size);
      plan = NULL;
    } else {
      plan = grow (planner, plan, section, size);
      if (heading)
        add_item (plan, BOOK_ITEM_SECTION, section, NULL, 0);
      if (!full && !planner->by_section && planner->entry > planner->since) {
        add_places (book, plan, planner->since, planner->entry, !planner->n_lists);
        planner->n_lists = TRUE;
      }
      plan = add_entry (book, plan, section, entry, size);
      if (!full)
        planner->since = planner->entry + 1;
    }
    heading = FALSE;
  }
}

/* Documents that a split by entry would make. */
static guint
count_entry_docs (const WzIssue *issue)
{
  guint n = 0;
  gboolean list = FALSE;

  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    gboolean full = wz_entry_is_full (wz_issue_get_entry (issue, i));

    n += full || !list;
    list = !full;
  }
  return n;
}

/* ---- Indices ------------------------------------------------------------------------------------------- */

static const gchar *
index_stem (const WzIndex *index)
{
  switch (wz_index_get_kind (index)) {
  case WZ_INDEX_AUTHOR:
    return "index-author";
  case WZ_INDEX_AFFILIATION:
    return "index-affiliation";
  case WZ_INDEX_CATEGORY:
    return "index-category";
  case WZ_INDEX_DAY:
    return "index-day";
  }
  return "index";
}

static void
plan_index (Book *book, const WzIndex *index)
{
  const gchar *lang = wz_issue_get_lang (book->issue);
  BookDocPlan *plan = NULL;

  for (guint i = 0; i < wz_index_get_n_terms (index); i++) {
    const WzIndexTerm *term = wz_index_get_term (index, i);

    if (plan == NULL || plan->size > book->dialect->max_bytes) {
      plan = add_doc (book, BOOK_DOC_INDEX, index_stem (index), wz_index_get_heading (index, lang));
      plan->index = index;
      plan->first_term = i;
    }
    plan->n_terms++;
    plan->size += strlen (term->label) + 60 + 70 * (gsize) term->n_entries;
  }
}

/* ---- Contents ------------------------------------------------------------------------------------------ */

static void
add_toc (Book *book, guint depth, const gchar *label, const gchar *lang, guint doc, gchar *anchor,
         const WzSection *section, const WzEntry *entry)
{
  BookTocItem item = {depth, chars_dup_clean (label), lang, doc, anchor, entry, section};

  if (*item.label == '\0') {
    g_free (item.label);
    item.label = g_strdup (wz_label (WZ_LABEL_UNTITLED, wz_issue_get_lang (book->issue)));
  }
  g_array_append_val (book->toc, item);
}

/* The label is in the title's language; the number before it is in all of them. */
static const gchar *
label_lang (const Book *book, const WzEntry *entry)
{
  const WzText *title = wz_entry_get_first_title (entry, book->options.languages);
  const gchar *lang = title != NULL ? wz_text_get_lang (title) : NULL;

  return lang != NULL ? wz_lang_map (lang, WZ_LANG_EPUB) : NULL;
}

static void
list_entries (Book *book, guint doc, const BookDocPlan *plan, guint *depth)
{
  for (guint i = 0; i < plan->items->len; i++) {
    const BookItem *item = &g_array_index (plan->items, BookItem, i);

    if (item->part > 0)
      continue; /* N2: listed where it begins */
    if (item->kind == BOOK_ITEM_SECTION) {
      g_hash_table_insert (book->headings, (gpointer) item->section, GUINT_TO_POINTER (doc + 1));
      *depth = 1;
      if (wz_section_get_heading (item->section, NULL) != NULL) {
        add_toc (book, 1, wz_section_get_heading (item->section, NULL), book->lang, doc,
                 book_dup_section_id (item->section), item->section, NULL);
        *depth = 2;
      }
    } else if (item->kind == BOOK_ITEM_ENTRY) {
      g_autofree gchar *label = book_dup_label (book, item->entry);

      if (!has_own_text (item->section))
        *depth = 1;
      add_toc (book, *depth, label, label_lang (book, item->entry), doc,
               g_strconcat ("p-", wz_entry_get_key (item->entry), NULL), item->section, item->entry);
      g_hash_table_insert (book->places, (gpointer) wz_entry_get_key (item->entry),
                           GUINT_TO_POINTER (doc + 1));
    }
  }
}

static void
make_toc (Book *book)
{
  guint depth = 1;
  const WzIndex *last = NULL;

  for (guint d = 0; d < book->docs->len; d++) {
    const BookDocPlan *plan = g_ptr_array_index (book->docs, d);

    if (plan->doc.kind == BOOK_DOC_ENTRIES)
      list_entries (book, d, plan, &depth);
    else if ((plan->doc.kind == BOOK_DOC_INDEX && plan->index != last) || plan->doc.kind == BOOK_DOC_COLOPHON)
      add_toc (book, 1, plan->doc.title, book->lang, d, NULL, NULL, NULL);
    last = plan->index;
  }
}

static void
toc_item_clear (gpointer data)
{
  BookTocItem *item = data;

  g_free (item->label);
  g_free (item->anchor);
}

/* ---- The book ------------------------------------------------------------------------------------------ */

static void
make_docs (Book *book)
{
  const gchar *lang = wz_issue_get_lang (book->issue);
  Planner planner = {.book = book};

  planner.by_section =
      book->options.split == BOOK_SPLIT_SECTION ||
      (book->options.split == BOOK_SPLIT_AUTO && count_entry_docs (book->issue) > MAX_ENTRY_DOCS);
  if (book->options.has_cover)
    add_doc (book, BOOK_DOC_COVER, "cover", wz_label (WZ_LABEL_COVER, lang));
  add_doc (book, BOOK_DOC_CONTENTS, "nav", wz_label (WZ_LABEL_CONTENTS, lang));
  for (guint i = 0; i < wz_issue_get_n_sections (book->issue); i++)
    plan_section (&planner, wz_issue_get_section (book->issue, i));
  for (guint i = 0; book_shows (book, "indices") && i < wz_issue_get_n_indices (book->issue); i++)
    plan_index (book, wz_issue_get_index (book->issue, i));
  add_doc (book, BOOK_DOC_COLOPHON, "colophon", wz_label (WZ_LABEL_COLOPHON, lang));
}

Book *
book_new (const WzIssue *issue, const BookOptions *options)
{
  Book *book = g_new0 (Book, 1);

  book->issue = issue;
  book->options = *options;
  book->dialect = &book_dialects[options->format];
  book->lang = wz_lang_map (wz_issue_get_lang (issue), WZ_LANG_EPUB);
  book->title = book_dup_title (issue);
  book->docs = g_ptr_array_new_with_free_func (doc_free);
  book->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->toc = g_array_new (FALSE, FALSE, sizeof (BookTocItem));
  g_array_set_clear_func (book->toc, toc_item_clear);
  book->places = g_hash_table_new (g_str_hash, g_str_equal);
  book->headings = g_hash_table_new (NULL, NULL);
  book->cuts = g_ptr_array_new_with_free_func ((GDestroyNotify) book_cuts_free);
  make_docs (book);
  make_toc (book);
  return book;
}

void
book_free (Book *book)
{
  if (book == NULL)
    return;
  g_free (book->title);
  g_ptr_array_unref (book->docs);
  g_hash_table_unref (book->paths);
  g_hash_table_unref (book->titles);
  g_array_unref (book->toc);
  g_hash_table_unref (book->places);
  g_hash_table_unref (book->headings);
  g_ptr_array_unref (book->cuts);
  g_free (book);
}

gboolean
book_shows (const Book *book, const gchar *part)
{
  g_autofree gchar *key = NULL;

  if (book->options.style == NULL)
    return TRUE;
  key = g_strconcat ("show.", part, NULL);
  return wz_style_get_boolean (book->options.style, key);
}

guint
book_find_place (const Book *book, const gchar *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (book->places, key)) - 1; /* 0 - 1: G_MAXUINT */
}

gchar *
book_dup_top (const Book *book, guint doc)
{
  const BookDocPlan *plan = g_ptr_array_index (book->docs, doc);

  for (guint i = 0; i < plan->items->len; i++) {
    const BookItem *item = &g_array_index (plan->items, BookItem, i);

    g_autofree gchar *name = NULL;

    if (item->kind == BOOK_ITEM_PLACE)
      continue;
    name = item->kind == BOOK_ITEM_SECTION ? book_dup_section_id (item->section)
                                           : g_strconcat ("p-", wz_entry_get_key (item->entry), NULL);
    return book_dup_part (name, item->part);
  }
  return NULL;
}

const WzIssue *
book_get_issue (const Book *book)
{
  return book->issue;
}

const gchar *
book_get_title (const Book *book)
{
  return book->title;
}

const gchar *
book_get_lang (const Book *book)
{
  return book->lang;
}

guint
book_get_n_docs (const Book *book)
{
  return book->docs->len;
}

const BookDoc *
book_get_doc (const Book *book, guint i)
{
  return g_ptr_array_index (book->docs, i);
}

guint
book_find_doc (const Book *book, BookDocKind kind)
{
  for (guint i = 0; i < book->docs->len; i++)
    if (book_get_doc (book, i)->kind == kind)
      return i;
  return G_MAXUINT;
}

guint
book_get_n_toc (const Book *book)
{
  return book->toc->len;
}

const BookTocItem *
book_get_toc (const Book *book, guint i)
{
  return &g_array_index (book->toc, BookTocItem, i);
}

gchar *
book_dup_href (const Book *book, guint from, guint doc, const gchar *anchor)
{
  const gchar *path = book_get_doc (book, doc)->path;
  gboolean from_folder = strchr (book_get_doc (book, from)->path, '/') != NULL;
  const gchar *slash = strchr (path, '/');
  const gchar *hash = anchor != NULL ? "#" : "";

  if (from == doc && anchor != NULL)
    return g_strconcat ("#", anchor, NULL);
  if (!from_folder)
    return g_strconcat (path, hash, anchor, NULL);
  return slash != NULL ? g_strconcat (slash + 1, hash, anchor, NULL)
                       : g_strconcat ("../", path, hash, anchor, NULL);
}
