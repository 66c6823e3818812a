/* book-plan.c: which documents a book has. In: a galley. Out: documents, places of parts, contents.
 * SPDX-License-Identifier: MIT
 *
 * Names come from keys and section ids, never from numbers that another edition would shift.
 */
#include "book-private.h"

#include <string.h>

#include <wenzhai-kit/wz-chars.h>
#include <wenzhai-kit/wz-formula-plain.h>

/* Above this many documents with entries a book is split by section (epub-quality X15). */
#define MAX_ENTRY_DOCS 300
/* Longest component of a name (epub-quality C3), less `.xhtml` and a counter. */
#define MAX_STEM 52
/* The empty anchor of an entry that stands elsewhere. */
#define PLACE_BYTES 60

/* ---- Names --------------------------------------------------------------------------------------------- */

/* An anchor in lower case, with what names must not hold replaced; long ones cut and told apart by a hash of
 * what stands behind `p-` or `s-`. */
static gchar *
dup_stem (const gchar *anchor)
{
  GString *stem = g_string_new (NULL);

  for (const gchar *p = anchor; *p != '\0'; p++) {
    gchar c = g_ascii_tolower (*p);

    g_string_append_c (stem, g_ascii_isalnum (c) || c == '.' || c == '-' || c == '_' ? c : '-');
  }
  if (stem->len > MAX_STEM) {
    g_autofree gchar *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, anchor + 2, -1);

    g_string_truncate (stem, MAX_STEM - 11);
    g_string_append_printf (stem, "-%.10s", hash);
  }
  return g_string_free (stem, FALSE);
}

static gchar *
dup_stretch (const gchar *name, guint stretch)
{
  return stretch > 0 ? g_strdup_printf ("%s_p%u", name, stretch + 1) : g_strdup (name);
}

gchar *
wz_book_dup_anchor (const WzPart *part, guint stretch)
{
  gboolean paper = g_str_has_prefix (part->anchor, "p-"); /* or the place of one that is gone */
  g_autofree gchar *stem = paper ? NULL : dup_stem (part->anchor);

  return dup_stretch (stem != NULL ? stem : part->anchor, stretch);
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
static WzBookDocPlan *
add_doc (WzBook *book, WzBookDocKind kind, const gchar *stem, const gchar *title)
{
  WzBookDocPlan *plan = g_new0 (WzBookDocPlan, 1);
  g_autofree gchar *path = g_strconcat (kind == WZ_BOOK_DOC_CONTENTS ? "" : "text/", stem, NULL);
  g_autofree gchar *clean = wz_chars_dup_clean (title);

  plan->doc.kind = kind;
  plan->doc.path = take_name (book->paths, path, dup_path);
  plan->doc.title =
      take_name (book->titles, *clean != '\0' ? clean : wz_galley_get_label (book->galley, WZ_LABEL_UNTITLED),
                 dup_title);
  plan->items = g_array_new (FALSE, FALSE, sizeof (WzBookItem));
  g_ptr_array_add (book->docs, plan);
  return plan;
}

/* ---- Contents ------------------------------------------------------------------------------------------ */

/* A line for what begins in the last document. @label is swallowed. */
static void
list_line (WzBook *book, const WzPart *part, gchar *label, const gchar *lang, gchar *anchor)
{
  WzBookTocItem item = {part->rank, label, lang, book->docs->len - 1, anchor, part->kind == WZ_PART_ENTRY,
                        NULL,       part};

  if (*item.label == '\0') {
    g_free (item.label);
    item.label = g_strdup (wz_galley_get_label (book->galley, WZ_LABEL_UNTITLED));
  }
  g_array_append_val (book->toc, item);
}

/* ---- Sections and entries ------------------------------------------------------------------------------ */

/* @doc: the first that a section has of its own. */
typedef struct {
  const WzSection *section;
  guint doc;
} SectionList;

/*
 * @part: of the galley, the one that is planned
 * @section: that it belongs to
 * @heading: the part of the section's heading, which stands in the document of what comes next; G_MAXUINT:
 * none
 * @plan: that takes more entries of this section; NULL: begin one
 * @label: of an entry, for contents and title; @brief: (nullable): what stands below it
 * @n_entries: planned so far; @since: as many there were behind the last list of short ones, if there was one
 * @lists: SectionList, in order
 */
typedef struct {
  WzBook *book;
  gboolean by_section;
  guint part;
  const WzSection *section;
  guint heading;
  WzBookDocPlan *plan;
  gchar *label;
  gchar *brief;
  const gchar *label_lang;
  guint n_entries;
  guint since;
  gboolean has_list;
  GArray *lists;
} Planner;

static void
add_item (WzBookDocPlan *plan, guint part, gboolean is_place, gsize size)
{
  WzBookItem item = {part, is_place, NULL, 0};

  g_array_append_val (plan->items, item);
  plan->size += size;
}

/* A part that is cut: it begins in @plan and goes on in documents of its own, named after it. */
static void
add_stretches (WzBook *book, WzBookDocPlan *plan, guint part, WzBookCuts *cuts)
{
  g_autofree gchar *name = g_path_get_basename (plan->doc.path);
  g_autofree gchar *title = g_strdup (plan->doc.title);
  WzBookItem item = {part, FALSE, cuts, 0};

  *strrchr (name, '.') = '\0';
  g_ptr_array_add (book->cuts, cuts);
  for (; item.stretch < cuts->n; item.stretch++) {
    if (item.stretch > 0) {
      g_autofree gchar *stem = dup_stretch (name, item.stretch);

      plan = add_doc (book, WZ_BOOK_DOC_ENTRIES, stem, title);
    }
    g_array_append_val (plan->items, item);
  }
}

static void
begin_section_doc (Planner *planner)
{
  const WzPart *part = wz_galley_get_part (planner->book->galley, planner->part);
  const gchar *heading = wz_section_get_heading (planner->section, NULL);
  g_autofree gchar *own = g_strconcat ("s-", wz_section_get_id (planner->section), NULL);
  g_autofree gchar *stem = dup_stem (part->kind == WZ_PART_SECTION ? part->anchor : own);

  planner->plan =
      add_doc (planner->book, WZ_BOOK_DOC_ENTRIES, stem, heading != NULL ? heading : planner->book->title);
  if (planner->lists->len == 0 ||
      g_array_index (planner->lists, SectionList, planner->lists->len - 1).section != planner->section) {
    SectionList list = {planner->section, planner->book->docs->len - 1};
    g_array_append_val (planner->lists, list);
  }
}

static void
add_heading (Planner *planner, guint part)
{
  WzBook *book = planner->book;
  const WzPart *mine = wz_galley_get_part (book->galley, part);

  book->places[part] = book->docs->len - 1;
  if (mine->rank > 0)
    list_line (book, mine, wz_chars_dup_clean (wz_section_get_heading (mine->section, NULL)), book->lang,
               wz_book_dup_anchor (mine, 0));
}

/* Heading or entry in the document that has been begun or grown; one that is cut begins a document and ends
 * one. */
static void
add_part (Planner *planner, gsize size)
{
  WzBook *book = planner->book;

  if (size > book->dialect->max_bytes && book->dialect->cuts_entries) {
    wz_galley_read (book->galley, planner->part, book->pieces);
    add_stretches (book, planner->plan, planner->part, wz_book_cut (book, book->pieces, size));
    planner->plan = NULL;
  } else {
    add_item (planner->plan, planner->part, FALSE, size);
  }
}

static gboolean
has_entries (const Planner *planner)
{
  guint next = planner->part + 1;

  return next < wz_galley_get_n_parts (planner->book->galley) &&
         wz_galley_get_part (planner->book->galley, next)->kind == WZ_PART_ENTRY &&
         wz_galley_get_part (planner->book->galley, next)->section == planner->section;
}

static gboolean
has_short_entries (const WzSection *section)
{
  for (guint i = 0; i < wz_section_get_n_entries (section); i++)
    if (!wz_entry_is_full (wz_section_get_entry (section, i)))
      return TRUE;
  return FALSE;
}

/* With blocks of its own, without entries, or where there was a list of short ones, it has a document; else
 * it stands over the first entry. */
static void
plan_section (Planner *planner)
{
  const WzPiece *text = wz_pieces_find (planner->book->pieces, WZ_ROLE_SECTION_TEXT);
  gboolean had_list = wz_section_get_n_former (planner->section) > 0 && !has_short_entries (planner->section);

  if ((text == NULL || wz_text_is_empty (text->text)) && has_entries (planner) && !had_list) {
    planner->heading = planner->part;
    return;
  }
  begin_section_doc (planner);
  add_heading (planner, planner->part);
  add_part (planner, wz_book_pieces_size (planner->book->pieces));
}

static void
add_pending_heading (Planner *planner)
{
  if (planner->heading == G_MAXUINT)
    return;
  add_item (planner->plan, planner->heading, FALSE, 0);
  add_heading (planner, planner->heading);
  planner->heading = G_MAXUINT;
}

/*
 * Anchors for full entries that a reader may remember from a list of short ones: those of the sections since
 * the last such list (an edition made again may have promoted them), and those that the sources themselves
 * had short.
 */
static void
add_places (Planner *planner)
{
  const WzGalley *galley = planner->book->galley;
  guint n = 0;

  if (planner->n_entries == planner->since)
    return;
  for (guint i = 0; i < wz_galley_get_n_parts (galley); i++) {
    const WzEntry *entry = wz_galley_get_part (galley, i)->entry;
    gboolean since = n >= planner->since && n < planner->n_entries;

    if (entry == NULL)
      continue;
    if (wz_entry_is_full (entry) && (since || (!planner->has_list && wz_entry_was_short (entry))))
      add_item (planner->plan, i, TRUE, PLACE_BYTES);
    n++;
  }
  planner->has_list = TRUE;
}

static void
list_entry (Planner *planner)
{
  WzBook *book = planner->book;
  const WzPart *part = wz_galley_get_part (book->galley, planner->part);

  book->places[planner->part] = book->docs->len - 1;
  list_line (book, part, g_steal_pointer (&planner->label), planner->label_lang,
             wz_book_dup_anchor (part, 0));
  g_array_index (book->toc, WzBookTocItem, book->toc->len - 1).brief = g_steal_pointer (&planner->brief);
}

static void
plan_full_entry (Planner *planner, const WzPart *part, gsize size)
{
  g_autofree gchar *stem = dup_stem (part->anchor);

  planner->plan = add_doc (planner->book, WZ_BOOK_DOC_ENTRIES, stem, planner->label);
  add_pending_heading (planner);
  list_entry (planner);
  add_part (planner, size);
  planner->plan = NULL;
}

/* In documents of the section: by section, or a run of short entries. */
static void
plan_listed_entry (Planner *planner, gboolean full, gsize size)
{
  if (planner->plan == NULL || planner->plan->size + size > planner->book->dialect->max_bytes)
    begin_section_doc (planner);
  add_pending_heading (planner);
  if (!full && !planner->by_section)
    add_places (planner);
  list_entry (planner);
  add_part (planner, size);
  if (!full)
    planner->since = planner->n_entries + 1;
}

/* The size is that of all it has: documents keep their names and places when less is shown of it. */
static gsize
entry_size (Planner *planner, const WzPart *part)
{
  const WzBook *book = planner->book;

  wz_galley_read (book->whole, wz_galley_find_part (book->whole, part->anchor), book->pieces);
  return WZ_BOOK_PART_BYTES + wz_book_pieces_size (book->pieces);
}

static void
plan_entry (Planner *planner, const WzPart *part)
{
  const WzBook *book = planner->book;
  gboolean full = wz_entry_is_full (part->entry);
  gsize size = entry_size (planner, part);

  wz_galley_read_line (book->galley, planner->part, book->pieces);
  planner->label = wz_formula_dup_line (book->pieces);
  planner->brief = wz_formula_dup_brief (book->pieces);
  planner->label_lang = wz_lang_map (wz_pieces_get (book->pieces, 0)->lang, WZ_LANG_EPUB);
  if (full && !planner->by_section)
    plan_full_entry (planner, part, size);
  else
    plan_listed_entry (planner, full, size);
  planner->n_entries++;
}

/* ---- Indices, cover, colophon -------------------------------------------------------------------------- */

static gchar *
dup_back_anchor (const WzBook *book, const WzPart *part)
{
  return book->dialect->page ? g_strdup (part->anchor) : NULL;
}

static void
plan_index (Planner *planner, const WzPart *part)
{
  WzBook *book = planner->book;
  const WzPiece *heading = wz_pieces_find (book->pieces, WZ_ROLE_HEADING);
  WzBookDocPlan *plan = NULL;

  for (guint i = 0; i < wz_pieces_get_n (book->pieces); i++) {
    const WzPiece *piece = wz_pieces_get (book->pieces, i);
    gboolean grouped = wz_pieces_get (book->pieces, i - (i > 0))->role == WZ_ROLE_INDEX_GROUP;

    if (piece->role != WZ_ROLE_INDEX_TERM)
      continue;
    if (plan == NULL || plan->size > book->dialect->max_bytes) {
      gboolean first = plan == NULL;

      plan = add_doc (book, WZ_BOOK_DOC_INDEX, part->anchor, heading->items[0].string);
      plan->part = planner->part;
      plan->first_piece = grouped ? i - 1 : i;
      if (first)
        list_line (book, part, g_strdup (plan->doc.title), book->lang, dup_back_anchor (book, part));
    }
    plan->end_piece = i + 1;
    plan->size += strlen (piece->items[0].string) + 60 + 70 * (gsize) (piece->n_items - 1);
  }
}

static void
plan_colophon (Planner *planner, const WzPart *part)
{
  const WzPiece *heading = wz_pieces_find (planner->book->pieces, WZ_ROLE_HEADING);
  WzBookDocPlan *plan = add_doc (planner->book, WZ_BOOK_DOC_COLOPHON, part->anchor, heading->items[0].string);

  plan->part = planner->part;
  list_line (planner->book, part, g_strdup (plan->doc.title), planner->book->lang,
             dup_back_anchor (planner->book, part));
}

static void
plan_cover (WzBook *book)
{
  const WzPiece *title = wz_pieces_find (book->pieces, WZ_ROLE_TITLE);
  const WzPiece *subtitle = wz_pieces_find (book->pieces, WZ_ROLE_SUBTITLE);

  book->head = g_strdup (title != NULL ? title->items[0].string : book->title);
  book->subtitle = g_strdup (subtitle != NULL ? subtitle->items[0].string : NULL);
  if (book->dialect->cover_page && wz_galley_shows (book->galley, "cover"))
    add_doc (book, WZ_BOOK_DOC_COVER, "cover", wz_galley_get_label (book->galley, WZ_LABEL_COVER));
  add_doc (book, WZ_BOOK_DOC_CONTENTS, "nav", wz_galley_get_label (book->galley, WZ_LABEL_CONTENTS));
}

static void
plan_part (Planner *planner)
{
  WzBook *book = planner->book;
  const WzPart *part = wz_galley_get_part (book->galley, planner->part);

  if (part->section != planner->section) {
    planner->section = part->section;
    planner->heading = G_MAXUINT;
    planner->plan = NULL;
  }
  if (part->kind != WZ_PART_CONTENTS && part->kind != WZ_PART_ENTRY)
    wz_galley_read (book->galley, planner->part, book->pieces);
  switch (part->kind) {
  case WZ_PART_CONTENTS:
    break; /* planned with the cover, whether or not the style has one: books of this kind can't do without */
  case WZ_PART_COVER:
    plan_cover (book);
    break;
  case WZ_PART_SECTION:
    plan_section (planner);
    break;
  case WZ_PART_ENTRY:
    plan_entry (planner, part);
    break;
  case WZ_PART_INDEX:
    plan_index (planner, part);
    break;
  case WZ_PART_COLOPHON:
    plan_colophon (planner, part);
    break;
  }
}

/* ---- Former places ------------------------------------------------------------------------------------- */

static void
add_former (WzBook *book, const WzSection *section, guint doc)
{
  WzBookDocPlan *plan = g_ptr_array_index (book->docs, doc);
  g_autoptr (GHashTable) here = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < plan->items->len; i++)
    g_hash_table_add (here, GUINT_TO_POINTER (g_array_index (plan->items, WzBookItem, i).part));
  for (guint i = 0; i < wz_section_get_n_former (section); i++) {
    g_autofree gchar *anchor = g_strconcat ("p-", wz_section_get_former (section, i)->text, NULL);
    guint part = wz_galley_find_part (book->galley, anchor);

    if (part != G_MAXUINT && g_hash_table_add (here, GUINT_TO_POINTER (part)))
      add_item (plan, part, TRUE, PLACE_BYTES);
  }
}

/* ---- The plan ------------------------------------------------------------------------------------------ */

/* Documents that a split by entry would make. */
static guint
count_entry_docs (const WzGalley *galley)
{
  guint n = 0;
  gboolean list = FALSE;

  for (guint i = 0; i < wz_galley_get_n_parts (galley); i++) {
    const WzEntry *entry = wz_galley_get_part (galley, i)->entry;
    gboolean full = entry != NULL && wz_entry_is_full (entry);

    if (entry == NULL)
      continue;
    n += full || !list;
    list = !full;
  }
  return n;
}

void
wz_book_make_plan (WzBook *book)
{
  guint n = wz_galley_get_n_parts (book->galley);
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (SectionList));
  Planner planner = {.book = book, .heading = G_MAXUINT, .lists = lists};

  planner.by_section =
      book->dialect->page || book->options.split == WZ_BOOK_SPLIT_SECTION ||
      (book->options.split == WZ_BOOK_SPLIT_AUTO && count_entry_docs (book->galley) > MAX_ENTRY_DOCS);
  for (; planner.part < n; planner.part++) {
    book->places[planner.part] = G_MAXUINT;
    plan_part (&planner);
  }
  for (guint i = 0; i < lists->len; i++) {
    const SectionList *list = &g_array_index (lists, SectionList, i);
    add_former (book, list->section, list->doc);
  }
}
