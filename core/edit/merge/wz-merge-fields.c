/* wz-merge-fields.c: what each field of a merged paper takes. SPDX-License-Identifier: MIT
 *
 * In: the entries of one paper, by date. Out: one entry. Field by field, the member wins that is to be
 * trusted most: an authority, then the newest version, then a full entry; of equals the richer text, then the
 * earlier. What differs and was not taken becomes a variant with its source, so that nothing is lost.
 */
#include "edit/merge/wz-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/wz-markdown.h"
#include "edit/wz-names.h"

static const WzMember *
member_at (const WzPaper *paper, guint i)
{
  return g_ptr_array_index (paper->members, i);
}

gboolean
wz_paper_is_full (const WzPaper *paper)
{
  for (guint i = 0; i < paper->members->len; i++)
    if (!member_at (paper, i)->authority && wz_entry_is_full (member_at (paper, i)->entry))
      return TRUE;
  return FALSE;
}

gint
wz_merge_compare_trust (const WzMember *a, const WzMember *b)
{
  guint version = wz_entry_get_arxiv_version (a->entry), other = wz_entry_get_arxiv_version (b->entry);
  if (a->authority != b->authority)
    return a->authority ? 1 : -1;
  if (version != other)
    return version > other ? 1 : -1;
  return wz_entry_is_full (a->entry) - wz_entry_is_full (b->entry);
}

const WzMember *
wz_merge_find_trusted (const WzPaper *paper)
{
  const WzMember *best = member_at (paper, 0);
  for (guint i = 1; i < paper->members->len; i++)
    if (wz_merge_compare_trust (member_at (paper, i), best) > 0)
      best = member_at (paper, i);
  return best;
}

static const gchar *
source_of (const WzMember *member)
{
  if (wz_entry_get_n_appearances (member->entry) > 0)
    return wz_entry_get_appearance (member->entry, 0)->source;
  return wz_entry_get_position (member->entry).file;
}

void
wz_merge_keep_variant (WzMerging *f, const gchar *field, const gchar *lang, const gchar *text,
                       const WzMember *loser, const WzMember *winner, WzPosition position)
{
  WzVariant variant = {field, lang, text, source_of (loser), position};
  wz_entry_add_variant (f->builder, f->mine, &variant);
  const gchar *from = source_of (winner);
  wz_diag_report (f->sink, WZ_SEVERITY_HINT, "merge-field", &position,
                  _ ("%s%s%s%s of %s is taken; this one is kept as a variant"), wz_names_field (field),
                  lang ? " (" : "", lang ? lang : "", lang ? ")" : "", from ? from : "?");
}

/* ---- Texts: title, abstract, body ---- */

typedef const WzText *(*GetText) (const WzEntry *entry, const gchar *lang);

static const WzText *
get_body (const WzEntry *entry, const gchar *lang)
{
  return wz_entry_get_body (entry);
}

gsize
wz_merge_weigh (const WzText *text)
{
  g_autofree gchar *plain = wz_text_dup_plain (text);
  gsize n = 0;
  for (const gchar *p = plain; *p; p = g_utf8_next_char (p))
    n += !g_unichar_isspace (g_utf8_get_char (p));
  return n;
}

/* Of an authority, title and abstract count; a short entry has no abstract because its digest wanted none. */
static gboolean
may_give (const WzPaper *paper, const WzMember *member, GetText get)
{
  return !member->authority || get == wz_entry_get_title ||
         (get == wz_entry_get_abstract && wz_paper_is_full (paper));
}

/* The member whose text wins; NULL where none has one. */
static const WzMember *
choose_text (const WzPaper *paper, GetText get, const gchar *lang)
{
  const WzMember *best = NULL;
  gsize best_weight = 0;
  for (guint i = 0; i < paper->members->len; i++) {
    const WzMember *member = member_at (paper, i);
    const WzText *text = may_give (paper, member, get) ? get (member->entry, lang) : NULL;
    if (text == NULL)
      continue;
    gsize weight = wz_merge_weigh (text);
    gint trust = best != NULL ? wz_merge_compare_trust (member, best) : 1;
    if (weight == 0 && best != NULL)
      continue;
    if (trust > 0 || best_weight == 0 || (trust == 0 && weight > best_weight)) {
      best = member;
      best_weight = weight;
    }
  }
  return best;
}

static void
warn_titles (WzMerging *f, const gchar *lang, const gchar *taken, const gchar *other, WzPosition position)
{
  g_autofree gchar *a = wz_model_fold_title (taken), *b = wz_model_fold_title (other);
  if (!g_str_equal (a, b))
    wz_diag_report (f->sink, WZ_SEVERITY_WARNING, "merge-title-conflict", &position,
                    _ ("two titles (%s) for %s: “%s”; taken: “%s”"), lang,
                    wz_entry_get_key (member_at (f->paper, 0)->entry), other, taken);
}

static gboolean
already_variant (const WzPaper *paper, guint before, GetText get, const gchar *lang, const gchar *plain)
{
  for (guint i = 0; i < before; i++) {
    const WzText *text = get (member_at (paper, i)->entry, lang);
    g_autofree gchar *other = text ? wz_text_dup_plain (text) : NULL;
    if (other && g_str_equal (other, plain))
      return TRUE;
  }
  return FALSE;
}

static const WzMember *
merge_text (WzMerging *f, GetText get, const gchar *field, const gchar *lang)
{
  const WzMember *best = choose_text (f->paper, get, lang);
  if (best == NULL)
    return NULL;
  const WzText *winner = get (best->entry, lang);
  g_autofree gchar *taken = wz_text_dup_plain (winner);
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzMember *member = member_at (f->paper, i);
    const WzText *text = get (member->entry, lang);
    if (member == best || text == NULL)
      continue;
    g_autofree gchar *plain = wz_text_dup_plain (text);
    if (g_str_equal (plain, taken) || already_variant (f->paper, i, get, lang, plain))
      continue;
    wz_merge_keep_variant (f, field, wz_text_get_lang (text), plain, member, best,
                           wz_text_get_position (text));
    if (get == wz_entry_get_title)
      warn_titles (f, lang, taken, plain, wz_text_get_position (text));
  }
  return best;
}

/* All languages that a member's source has, each once. */
static GPtrArray *
languages_of (const WzPaper *paper)
{
  GPtrArray *langs = g_ptr_array_new ();
  for (guint i = 0; i < paper->members->len; i++) {
    const gchar *const *own = wz_issue_get_langs (member_at (paper, i)->issue);
    for (guint k = 0; own[k] != NULL; k++)
      if (!g_ptr_array_find_with_equal_func (langs, own[k], g_str_equal, NULL))
        g_ptr_array_add (langs, (gpointer) (gsize) own[k]);
  }
  return langs;
}

static void
merge_texts (WzMerging *f)
{
  g_autoptr (GPtrArray) langs = languages_of (f->paper);
  for (guint i = 0; i < langs->len; i++) {
    const gchar *lang = g_ptr_array_index (langs, i);
    const WzMember *title = merge_text (f, wz_entry_get_title, "title", lang);
    if (title)
      wz_entry_set_title (f->builder, f->mine, lang, wz_entry_get_title (title->entry, lang));
    const WzMember *abstract = merge_text (f, wz_entry_get_abstract, "abstract", lang);
    if (abstract)
      wz_entry_set_abstract (f->builder, f->mine, lang, wz_entry_get_abstract (abstract->entry, lang));
  }
  const WzMember *body = merge_text (f, get_body, "body", NULL);
  if (body)
    wz_entry_set_body (f->builder, f->mine, wz_entry_get_body (body->entry));
}

/* ---- Lists of names: authors, affiliations ---- */

typedef struct {
  const gchar *field;
  WzEntryList list;
  guint (*get_n) (const WzEntry *entry);
  const WzString *(*get) (const WzEntry *entry, guint i);
  gboolean (*get_cut) (const WzEntry *entry);
  void (*copy) (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry, guint i);
  void (*set_cut) (WzIssueBuilder *builder, WzEntry *entry, gboolean cut);
} NameList;

static void
copy_author (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry, guint i)
{
  wz_entry_add_person (builder, mine, wz_entry_get_person (entry, i));
}

static void
copy_affiliation (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *entry, guint i)
{
  const WzString *name = wz_entry_get_affiliation (entry, i);
  wz_entry_add_affiliation (builder, mine, name->text, &name->position);
}

static const NameList author_list = {"authors",
                                     WZ_ENTRY_AUTHORS,
                                     wz_entry_get_n_authors,
                                     wz_entry_get_author,
                                     wz_entry_get_authors_cut,
                                     copy_author,
                                     wz_entry_set_authors_cut};
static const NameList affiliation_list = {"affiliations",
                                          WZ_ENTRY_AFFILIATIONS,
                                          wz_entry_get_n_affiliations,
                                          wz_entry_get_affiliation,
                                          wz_entry_get_affiliations_cut,
                                          copy_affiliation,
                                          wz_entry_set_affiliations_cut};

static gchar *
join_names (const NameList *kind, const WzEntry *entry)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < kind->get_n (entry); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "; " : "", kind->get (entry, i)->text);
  if (kind->get_cut (entry))
    g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

/* An authority's before others, complete lists before cut ones, then more names, then longer ones (full names
 * before initials). */
static gboolean
is_richer (const NameList *kind, const WzMember *left_member, const WzMember *right_member)
{
  const WzEntry *a = left_member->entry, *b = right_member->entry;
  if (kind->get_n (b) == 0 || kind->get_n (a) == 0)
    return kind->get_n (a) > kind->get_n (b);
  if (left_member->authority != right_member->authority)
    return left_member->authority;
  if (kind->get_cut (a) != kind->get_cut (b))
    return !kind->get_cut (a);
  if (kind->get_n (a) != kind->get_n (b))
    return kind->get_n (a) > kind->get_n (b);
  g_autofree gchar *left = join_names (kind, a), *right = join_names (kind, b);
  return strlen (left) > strlen (right);
}

static void
merge_names (WzMerging *f, const NameList *kind)
{
  const WzMember *best = member_at (f->paper, 0);
  for (guint i = 1; i < f->paper->members->len; i++)
    if (is_richer (kind, member_at (f->paper, i), best))
      best = member_at (f->paper, i);
  wz_entry_clear (f->builder, f->mine, kind->list);
  for (guint i = 0; i < kind->get_n (best->entry); i++)
    kind->copy (f->builder, f->mine, best->entry, i);
  kind->set_cut (f->builder, f->mine, kind->get_cut (best->entry));

  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (seen, join_names (kind, best->entry));
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzMember *member = member_at (f->paper, i);
    g_autofree gchar *names = join_names (kind, member->entry);
    if (kind->get_n (member->entry) > 0 && g_hash_table_add (seen, g_strdup (names)))
      wz_merge_keep_variant (f, kind->field, NULL, names, member, best,
                             kind->get (member->entry, 0)->position);
  }
}

/* ---- Lists that are joined: categories, links, figures, notes, appearances … ---- */

static void
merge_categories (WzMerging *f)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  wz_entry_clear (f->builder, f->mine, WZ_ENTRY_CATEGORIES);
  for (guint m = 0; m < f->paper->members->len; m++)
    for (guint i = 0; i < wz_entry_get_n_categories (member_at (f->paper, m)->entry); i++) {
      const WzString *code = wz_entry_get_category (member_at (f->paper, m)->entry, i);
      if (g_hash_table_add (seen, (gpointer) (gsize) code->text))
        wz_entry_add_category (f->builder, f->mine, code->text, &code->position);
    }
}

/* A link to the paper itself on arXiv: of several, the newest version's is kept. */
static gboolean
is_own_link (const WzPaper *paper, const WzLink *link)
{
  return paper->arxiv_id && strstr (link->url, "arxiv.org/") && strstr (link->url, paper->arxiv_id);
}

/* What tells two links apart: the address, or what is shown of one that leads nowhere. */
static const gchar *
link_identity (const WzLink *link)
{
  return *link->url != '\0' || link->label == NULL ? link->url : link->label;
}

static const WzLink *
find_own_link (const WzPaper *paper, const WzMember *member)
{
  for (guint i = 0; i < wz_entry_get_n_links (member->entry); i++)
    if (is_own_link (paper, wz_entry_get_link (member->entry, i)))
      return wz_entry_get_link (member->entry, i);
  return NULL;
}

static void
merge_links (WzMerging *f)
{
  const WzMember *best = wz_merge_find_trusted (f->paper);
  const WzLink *own = find_own_link (f->paper, best);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  wz_entry_clear (f->builder, f->mine, WZ_ENTRY_LINKS);
  if (own) {
    g_hash_table_add (seen, (gpointer) (gsize) link_identity (own));
    wz_entry_add_link (f->builder, f->mine, own->url, own->label, &own->position);
  }
  for (guint m = 0; m < f->paper->members->len; m++) {
    const WzMember *member = member_at (f->paper, m);
    for (guint i = 0; i < wz_entry_get_n_links (member->entry); i++) {
      const WzLink *link = wz_entry_get_link (member->entry, i);
      if (!g_hash_table_add (seen, (gpointer) (gsize) link_identity (link)))
        continue;
      if (own && is_own_link (f->paper, link))
        wz_merge_keep_variant (f, "link", NULL, link->url, member, best, link->position);
      else
        wz_entry_add_link (f->builder, f->mine, link->url, link->label, &link->position);
    }
  }
}

/* Each once, as the member has it that was the last to count its stars. */
static void
merge_code_links (WzMerging *f)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal); /* place in links + 1 */
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  for (guint m = 0; m < f->paper->members->len; m++) {
    const WzEntry *entry = member_at (f->paper, m)->entry;
    for (guint i = 0; i < wz_entry_get_n_code_links (entry); i++) {
      const WzLink *link = wz_entry_get_code_link (entry, i);
      const gchar *identity = link_identity (link);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, identity));
      if (place == 0) {
        g_ptr_array_add (links, (gpointer) (gsize) link);
        g_hash_table_insert (places, (gpointer) (gsize) identity, GUINT_TO_POINTER (links->len));
      } else if (link->stars > 0) {
        links->pdata[place - 1] = (gpointer) (gsize) link;
      }
    }
  }
  wz_entry_clear (f->builder, f->mine, WZ_ENTRY_CODE_LINKS);
  for (guint i = 0; i < links->len; i++)
    wz_entry_add_code_link (f->builder, f->mine, g_ptr_array_index (links, i));
}

static void
merge_ids (WzMerging *f)
{
  wz_entry_set_arxiv (f->builder, f->mine, f->paper->arxiv_id,
                      wz_entry_get_arxiv_version (wz_merge_find_trusted (f->paper)->entry));
  wz_entry_set_doi (f->builder, f->mine, f->paper->doi);
  wz_entry_set_identity (f->builder, f->mine, f->paper->identity);
  for (guint i = 0; i < f->paper->members->len; i++) {
    const WzMember *member = member_at (f->paper, i);
    const gchar *doi = wz_entry_get_doi (member->entry);
    if (doi && f->paper->doi && !g_str_equal (doi, f->paper->doi))
      wz_merge_keep_variant (f, "doi", NULL, doi, member, member_at (f->paper, 0),
                             wz_entry_get_position (member->entry));
  }
}

static gint
compare_appearances (gconstpointer a, gconstpointer b)
{
  const WzAppearance *left = *(const WzAppearance *const *) a, *right = *(const WzAppearance *const *) b;
  return wz_date_compare (left->date, right->date);
}

static void
add_appearances (GPtrArray *all, const GPtrArray *members)
{
  for (guint m = 0; m < members->len; m++) {
    const WzMember *member = g_ptr_array_index (members, m);
    for (guint i = 0; !member->authority && i < wz_entry_get_n_appearances (member->entry); i++)
      g_ptr_array_add (all, (gpointer) (gsize) wz_entry_get_appearance (member->entry, i));
  }
}

static void
merge_appearances (WzMerging *f)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  add_appearances (all, f->paper->members);
  if (f->paper->withdrawn != NULL)
    add_appearances (all, f->paper->withdrawn);
  g_ptr_array_sort (all, compare_appearances); /* merge sort: equal dates stay in the order of sources */
  wz_entry_clear (f->builder, f->mine, WZ_ENTRY_APPEARANCES);
  for (guint i = 0; i < all->len; i++)
    wz_entry_add_appearance (f->builder, f->mine, g_ptr_array_index (all, i));
}

/* What the first member brought is in the copy already. */
static void
add_others (WzMerging *f, const WzMember *base)
{
  g_autoptr (GHashTable) figures = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < wz_entry_get_n_figures (base->entry); i++)
    g_hash_table_add (figures, (gpointer) (gsize) wz_entry_get_figure (base->entry, i)->resource->id);
  for (guint m = 0; m < f->paper->members->len; m++) {
    const WzEntry *entry = member_at (f->paper, m)->entry;
    if (entry == base->entry)
      continue;
    if (wz_entry_get_pin (entry) > 0 && wz_entry_get_pin (f->mine) == 0)
      wz_entry_set_pin (f->builder, f->mine, wz_entry_get_pin (entry));
    for (guint i = 0; i < wz_entry_get_n_figures (entry); i++) {
      const WzFigure *figure = wz_entry_get_figure (entry, i);
      if (g_hash_table_add (figures, (gpointer) (gsize) figure->resource->id))
        wz_entry_add_figure (f->builder, f->mine, figure->resource, figure->captions, figure->alts,
                             &figure->position);
    }
    for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
      wz_entry_add_note (f->builder, f->mine, wz_entry_get_note (entry, i));
    for (guint i = 0; i < wz_entry_get_n_back_references (entry); i++)
      wz_entry_add_back_reference (f->builder, f->mine, wz_entry_get_back_reference (entry, i));
    for (guint i = 0; i < wz_entry_get_n_variants (entry); i++)
      wz_entry_add_variant (f->builder, f->mine, wz_entry_get_variant (entry, i));
  }
}

/* ---- Withdrawn papers ---- */

static void
keep_aside_text (WzMerging *f, const WzMember *member, GetText get, const gchar *field, const gchar *lang)
{
  const WzText *text = get (member->entry, lang), *taken = get (f->mine, lang);
  g_autofree gchar *plain = text != NULL ? wz_text_dup_plain (text) : NULL;
  g_autofree gchar *own = taken != NULL ? wz_text_dup_plain (taken) : NULL;
  if (plain != NULL && g_strcmp0 (plain, own) != 0)
    wz_merge_keep_variant (f, field, wz_text_get_lang (text), plain, member, member_at (f->paper, 0),
                           wz_text_get_position (text));
}

static void
keep_aside_names (WzMerging *f, const WzMember *member, const NameList *kind)
{
  g_autofree gchar *names = join_names (kind, member->entry), *own = join_names (kind, f->mine);
  if (kind->get_n (member->entry) > 0 && !g_str_equal (names, own))
    wz_merge_keep_variant (f, kind->field, NULL, names, member, member_at (f->paper, 0),
                           kind->get (member->entry, 0)->position);
}

/* What the notices say stays with the entry, as variants. */
static void
keep_aside (WzMerging *f, const WzMember *member)
{
  const gchar *const *langs = wz_issue_get_langs (member->issue);
  for (guint i = 0; langs[i] != NULL; i++) {
    keep_aside_text (f, member, wz_entry_get_title, "title", langs[i]);
    keep_aside_text (f, member, wz_entry_get_abstract, "abstract", langs[i]);
  }
  keep_aside_names (f, member, &author_list);
  keep_aside_names (f, member, &affiliation_list);
  for (guint i = 0; i < wz_entry_get_n_links (member->entry); i++) {
    const WzLink *link = wz_entry_get_link (member->entry, i);
    gboolean known = FALSE;
    for (guint k = 0; k < wz_entry_get_n_links (f->mine) && !known; k++)
      known = g_str_equal (wz_entry_get_link (f->mine, k)->url, link->url);
    if (!known)
      wz_merge_keep_variant (f, "link", NULL, link->url, member, member_at (f->paper, 0), link->position);
  }
}

static gboolean
has_note (const WzEntry *entry, const gchar *note)
{
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++) {
    g_autofree gchar *plain = wz_text_dup_plain (wz_entry_get_note (entry, i));
    if (g_str_equal (g_strstrip (plain), note))
      return TRUE;
  }
  return FALSE;
}

static void
tell_withdrawn (const WzMerging *f, const WzMember *notice, const gchar *note)
{
  WzPosition here = wz_entry_get_position (notice->entry);
  const gchar *key = wz_entry_get_key (notice->entry);
  guint version = wz_entry_get_arxiv_version (f->mine);
  if (f->paper->withdrawn == NULL)
    wz_diag_report (f->sink, WZ_SEVERITY_WARNING, "merge-withdrawn", &here,
                    _ ("%s is withdrawn, and there is no earlier text of it; the entry says: %s"), key, note);
  else if (version > 0)
    wz_diag_report (f->sink, WZ_SEVERITY_WARNING, "merge-withdrawn", &here,
                    _ ("%s is withdrawn; the entry has the text and the number of v%u, and says: %s"), key,
                    version, note);
  else
    wz_diag_report (f->sink, WZ_SEVERITY_WARNING, "merge-withdrawn", &here,
                    _ ("%s is withdrawn; the entry has its last text, and says: %s"), key, note);
}

/* Says so in the entry, in the language of its issue, as a note of the editor's. */
static void
mark_withdrawn (WzMerging *f, const gchar *lang)
{
  const WzMember *notice = f->paper->notice;
  WzPosition here = wz_entry_get_position (notice->entry);
  wz_entry_set_status (f->builder, f->mine, WZ_STATUS_WITHDRAWN);
  g_autofree gchar *note = wz_withdrawal_dup_note (
      notice->withdrawal, wz_entry_get_arxiv_version (notice->entry), notice->date, lang);
  const WzMarkdownText text = {.markdown = note, .lang = lang, .position = here};
  if (!has_note (f->mine, note)) /* a dump has it already */
    wz_entry_add_note (f->builder, f->mine, wz_markdown_to_text (f->builder, &text, NULL, NULL, NULL, NULL));
  for (guint i = 0; f->paper->withdrawn != NULL && i < f->paper->withdrawn->len; i++)
    keep_aside (f, g_ptr_array_index (f->paper->withdrawn, i));
  tell_withdrawn (f, notice, note);
}

/* The entry the merged one is named and placed after: the first full one, else the first. */
static const WzMember *
choose_base (const WzPaper *paper)
{
  for (guint i = 0; i < paper->members->len; i++)
    if (!member_at (paper, i)->authority && wz_entry_is_full (member_at (paper, i)->entry))
      return member_at (paper, i);
  return member_at (paper, 0);
}

static void
explain_upgrade (const WzPaper *paper, const WzMember *base, WzDiagSink *sink)
{
  for (guint i = 0; i < paper->members->len; i++) {
    const WzMember *member = member_at (paper, i);
    if (wz_entry_is_full (base->entry) && !wz_entry_is_full (member->entry) && !member->authority) {
      WzPosition here = wz_entry_get_position (member->entry), there = wz_entry_get_position (base->entry);
      wz_diag_report (sink, WZ_SEVERITY_HINT, "merge-upgrade", &here,
                      _ ("this short entry is upgraded by the full one, %s:%u"),
                      there.file ? there.file : "?", there.line);
    }
  }
}

static void
merge_members (WzMerging *f, const WzMember *base)
{
  wz_entry_set_key (f->builder, f->mine, NULL); /* derived anew: a suffix was a matter of its source */
  merge_ids (f);
  merge_texts (f);
  merge_names (f, &author_list);
  merge_names (f, &affiliation_list);
  merge_categories (f);
  merge_links (f);
  merge_code_links (f);
  wz_merge_record (f);
  merge_appearances (f);
  add_others (f, base);
  explain_upgrade (f->paper, base, f->sink);
}

WzEntry *
wz_merge_fields (WzIssueBuilder *builder, WzSection *section, const WzPaper *paper, const gchar *lang,
                 WzDiagSink *sink)
{
  const WzMember *base = choose_base (paper);
  WzEntry *mine = wz_section_copy_entry (builder, section, base->entry);
  wz_entry_set_full (builder, mine, wz_paper_is_full (paper));
  wz_entry_set_ordinal (builder, mine, 0); /* its daily's; the issue's are given when it is laid out */
  WzMerging f = {builder, mine, paper, sink};
  if (paper->members->len > 1)
    merge_members (&f, base);
  if (paper->withdrawn != NULL)
    merge_appearances (&f);
  if (paper->notice != NULL)
    mark_withdrawn (&f, lang);
  return mine;
}
