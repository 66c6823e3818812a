/* wz-index.c: indices by author, affiliation, category and day. SPDX-License-Identifier: MIT
 *
 * In: the papers of an issue, in reading order. Out: the terms of each index, in the order of ICU's collation
 * (GLib's follows the locale of the machine): Latin by letter, Chinese by pinyin, both under the letter they
 * begin with.
 */
#include "edit/wz-index.h"

#include <string.h>
#include <unicode/ucol.h>

#include "edit/wz-names.h"
#include <wenzhai/wz-label.h>
#include <wenzhai/wz-lang.h>

typedef struct {
  gchar *label;
  gchar *group;    /* NULL: the index has no groups */
  gchar *sort;     /* what is compared first, plainly; then the label by collation */
  GPtrArray *mine; /* WzEntry */
} Term;

typedef struct {
  GHashTable *by_key; /* what tells terms apart → Term */
  GPtrArray *terms;   /* Term, owned */
  UCollator *collator;
} Making;

static void
term_free (gpointer data)
{
  Term *term = data;
  g_free (term->label);
  g_free (term->group);
  g_free (term->sort);
  g_ptr_array_unref (term->mine);
  g_free (term);
}

/* The term that @key names; a new one gets @label. */
static Term *
find_term (Making *making, const gchar *key, const gchar *label)
{
  Term *term = g_hash_table_lookup (making->by_key, key);
  if (term == NULL) {
    term = g_new0 (Term, 1);
    term->label = g_strdup (label);
    term->mine = g_ptr_array_new ();
    g_ptr_array_add (making->terms, term);
    g_hash_table_insert (making->by_key, g_strdup (key), term);
  }
  return term;
}

static void
add_paper (Term *term, WzEntry *mine)
{
  if (term->mine->len == 0 || g_ptr_array_index (term->mine, term->mine->len - 1) != mine)
    g_ptr_array_add (term->mine, mine);
}

/* ---- Letters ---- */

/* Surnames that are read otherwise than the word. */
static const struct {
  const gchar *surname;
  gchar letter;
} surnames[] = {{"曾", 'Z'}, {"单", 'S'}, {"單", 'S'},   {"解", 'X'},  {"仇", 'Q'},
                {"查", 'Z'}, {"区", 'O'}, {"區", 'O'},   {"缪", 'M'},  {"繆", 'M'},
                {"乐", 'Y'}, {"覃", 'Q'}, {"长孙", 'Z'}, {"尉迟", 'Y'}};

/* The letter of the collation's own groups: its pinyin order has U+FDD0 and a letter where the words of that
 * letter begin (CLDR, index characters). */
static gchar
collated_letter (UCollator *collator, const gchar *label)
{
  gchar found = '#';
  gunichar ch = g_utf8_get_char (label);
  if (collator == NULL || g_unichar_get_script (ch) != G_UNICODE_SCRIPT_HAN)
    return '#';
  for (gchar letter = 'A'; letter <= 'Z'; letter++) {
    const gchar border[] = {'\xEF', '\xB7', '\x90', letter, '\0'};
    UErrorCode status = U_ZERO_ERROR;
    if (ucol_strcollUTF8 (collator, border, -1, label, -1, &status) <= 0) /* no word begins with I, U, V */
      found = letter;
  }
  return found;
}

gchar *
wz_edit_initials (const gchar *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = NULL;
  GString *out = g_string_new (NULL);
  for (const gchar *p = text; *p; p = g_utf8_next_char (p)) {
    gchar one[8] = {0};
    g_utf8_strncpy (one, p, 1);
    if ((guchar) *p >= 0x80 && collator == NULL && U_SUCCESS (status))
      collator = ucol_open ("zh@collation=pinyin", &status);
    gchar letter = (guchar) *p >= 0x80 ? collated_letter (U_SUCCESS (status) ? collator : NULL, one) : '#';
    if (letter == '#')
      g_string_append (out, one);
    else
      g_string_append_c (out, g_ascii_tolower (letter));
  }
  if (collator)
    ucol_close (collator);
  return g_string_free (out, FALSE);
}

static gchar
chinese_letter (const Making *making, const gchar *label, gboolean is_name)
{
  for (guint i = 0; is_name && i < G_N_ELEMENTS (surnames); i++)
    if (g_str_has_prefix (label, surnames[i].surname))
      return surnames[i].letter;
  return collated_letter (making->collator, label);
}

/* A to Z, or `#` for what has no letter. */
static gchar
letter_of (Making *making, const gchar *label, gboolean is_name)
{
  const gchar *p = label;
  while (*p && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  gunichar ch = *p ? g_utf8_get_char (p) : '#';
  gunichar base[8];
  if (ch >= 0x80 && g_unichar_fully_decompose (ch, FALSE, base, G_N_ELEMENTS (base)) > 1)
    ch = base[0]; /* É */
  if (ch < 0x80)
    return g_ascii_isalpha ((gchar) ch) ? g_ascii_toupper ((gchar) ch) : '#';
  return chinese_letter (making, p, is_name);
}

static void
set_letter (Making *making, Term *term, gboolean is_name, const gchar *lang)
{
  if (term->group)
    return;
  gchar letter = letter_of (making, term->label, is_name);
  term->group = letter == '#' ? g_strdup (wz_label (WZ_LABEL_OTHER, lang)) : g_strndup (&letter, 1);
  term->sort = letter == '#' ? g_strdup ("~") : g_strndup (&letter, 1);
}

/* ---- Order ---- */

static gint
compare_terms (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Term *left = *(const Term *const *) a, *right = *(const Term *const *) b;
  const Making *making = user_data;
  gint order = g_strcmp0 (left->sort, right->sort);
  if (order == 0 && making->collator) {
    UErrorCode status = U_ZERO_ERROR;
    order = ucol_strcollUTF8 (making->collator, left->label, -1, right->label, -1, &status);
  }
  return order != 0 ? order : strcmp (left->label, right->label);
}

/* ---- The four ---- */

gchar *
wz_edit_invert_name (const gchar *name)
{
  static const gchar *const suffixes[] = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"};
  const gchar *last = strrchr (name, ' ');
  if (last == NULL || strchr (name, ',') || g_unichar_iswide (g_utf8_get_char (name)))
    return g_strdup (name);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_equal (last + 1, suffixes[i])) {
      const gchar *before = g_strrstr_len (name, last - name, " ");
      if (before == NULL)
        return g_strdup (name);
      last = before;
    }
  return g_strdup_printf ("%s, %.*s", last + 1, (gint) (last - name), name);
}

/* `van Beethoven, Ludwig, Jr.`: by the family's name where it is known. */
static gchar *
dup_person (const WzAuthor *person)
{
  if (person->collaboration)
    return g_strdup (person->name);
  if (person->family == NULL || g_unichar_iswide (g_utf8_get_char (person->name)))
    return wz_edit_invert_name (person->name);
  GString *label = g_string_new (person->family);
  if (person->given != NULL)
    g_string_append_printf (label, ", %s", person->given);
  if (person->suffix != NULL)
    g_string_append_printf (label, ", %s", person->suffix);
  return g_string_free (label, FALSE);
}

static void
collect_name (Making *making, const WzIndexPaper *paper, const gchar *label, gboolean is_person,
              const gchar *lang)
{
  Term *term = find_term (making, label, label);
  set_letter (making, term, is_person, lang);
  add_paper (term, paper->mine);
}

static void
collect_authors (Making *making, const WzIndexPaper *paper, const WzIssue *issue, const gchar *lang)
{
  for (guint i = 0; i < wz_entry_get_n_authors (paper->entry); i++) {
    g_autofree gchar *label = dup_person (wz_entry_get_person (paper->entry, i));
    collect_name (making, paper, label, TRUE, lang);
  }
}

static void
collect_affiliations (Making *making, const WzIndexPaper *paper, const WzIssue *issue, const gchar *lang)
{
  for (guint i = 0; i < wz_entry_get_n_affiliations (paper->entry); i++)
    collect_name (making, paper, wz_entry_get_affiliation (paper->entry, i)->text, FALSE, lang);
}

static void
collect_categories (Making *making, const WzIndexPaper *paper, const WzIssue *issue, const gchar *lang)
{
  for (guint i = 0; i < wz_entry_get_n_categories (paper->entry); i++) {
    const gchar *code = wz_entry_get_category (paper->entry, i)->text;
    g_autofree gchar *label = wz_names_dup_category (issue, code, lang);
    Term *term = find_term (making, code, label);
    if (term->sort == NULL)
      term->sort = g_strdup_printf ("%06u", wz_names_category_rank (issue, code));
    add_paper (term, paper->mine);
  }
}

static void
collect_days (Making *making, const WzIndexPaper *paper, const WzIssue *issue, const gchar *lang)
{
  for (guint i = 0; i < wz_entry_get_n_appearances (paper->entry); i++) {
    WzDate date = wz_entry_get_appearance (paper->entry, i)->date;
    if (!wz_date_is_known (date))
      continue;
    g_autofree gchar *label = wz_names_dup_short_day (date, lang), *iso = wz_date_dup_iso (date);
    Term *term = find_term (making, iso, label);
    if (term->sort == NULL) {
      term->sort = g_strdup (iso);
      term->group = wz_names_dup_month (date, lang);
    }
    add_paper (term, paper->mine);
  }
}

typedef void (*Collect) (Making *making, const WzIndexPaper *paper, const WzIssue *issue, const gchar *lang);

static void
make_index (WzIssueBuilder *builder, Making *making, WzIndexKind kind, const gchar *lang)
{
  if (making->terms->len == 0)
    return;
  g_ptr_array_sort_with_data (making->terms, compare_terms, making);
  WzIndex *index = wz_issue_builder_add_index (builder, kind);
  gboolean words = kind == WZ_INDEX_CATEGORY || kind == WZ_INDEX_DAY;
  for (guint i = 0; i < making->terms->len; i++) {
    const Term *term = g_ptr_array_index (making->terms, i);
    wz_index_add_term (builder, index, term->group, term->label, words ? lang : NULL,
                       (WzEntry *const *) term->mine->pdata, term->mine->len);
  }
}

void
wz_edit_add_indices (WzIssueBuilder *builder, const WzIssue *issue, const WzIndexPaper *papers,
                     guint n_papers, guint kinds, const gchar *lang)
{
  static const Collect collectors[] = {
      [WZ_INDEX_AUTHOR] = collect_authors,
      [WZ_INDEX_AFFILIATION] = collect_affiliations,
      [WZ_INDEX_CATEGORY] = collect_categories,
      [WZ_INDEX_DAY] = collect_days,
  };
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = ucol_open (wz_lang_is_chinese (lang) ? "zh@collation=pinyin" : "en", &status);
  Making making = {.collator = U_SUCCESS (status) ? collator : NULL};
  for (guint kind = 0; kind < G_N_ELEMENTS (collectors); kind++) {
    if (!(kinds & (1u << kind)))
      continue;
    making.terms = g_ptr_array_new_with_free_func (term_free);
    making.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < n_papers; i++)
      collectors[kind](&making, &papers[i], issue, lang);
    make_index (builder, &making, (WzIndexKind) kind, lang);
    g_hash_table_unref (making.by_key);
    g_ptr_array_unref (making.terms);
  }
  if (making.collator)
    ucol_close (making.collator);
}
