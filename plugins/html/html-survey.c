/* html-survey.c: what there is to choose from. In: the galley, gone through once. Out: categories, with the
 * tokens that the page marks papers, sections and lines of the contents with; whether there are translations.
 * SPDX-License-Identifier: MIT */
#include "html-job.h"

/* Behind an escape stand always two digits, so that no code has it. */
#define NO_CODE "_"
/* The most frequent ones: each is a rule that browsers go by, and nobody chooses from more. */
#define MAX_CATEGORIES 100

typedef struct {
  HtmlJob *html;
  GHashTable *known;      /* code → HtmlCategory */
  GString *section;       /* tokens of the section's papers so far, */
  GHashTable *in_section; /* and each of them */
} Survey;

/* Letters, digits, `.` and `-` as they are, all else as its bytes. */
static gchar *
dup_token (const gchar *code)
{
  GString *token = g_string_new (NULL);

  for (const gchar *p = code; *p != '\0'; p++) {
    if (g_ascii_isalnum (*p) || *p == '.' || *p == '-')
      g_string_append_c (token, *p);
    else
      g_string_append_printf (token, "_%02X", (guchar) *p);
  }
  return g_string_free (token, FALSE);
}

static void
category_free (gpointer data)
{
  HtmlCategory *category = data;

  g_free (category->code);
  g_free (category->name);
  g_free (category->token);
  g_free (category);
}

/* @code "": of none. */
static HtmlCategory *
find_category (Survey *survey, const gchar *code, const gchar *name)
{
  HtmlCategory *category = g_hash_table_lookup (survey->known, code);

  if (category == NULL) {
    category = g_new0 (HtmlCategory, 1);
    category->code = g_strdup (code);
    category->name = g_strdup (name);
    category->token = *code != '\0' ? dup_token (code) : g_strdup (NO_CODE);
    g_ptr_array_add (survey->html->categories, category);
    g_hash_table_insert (survey->known, category->code, category);
  }
  return category;
}

static void
append (GString *tokens, const gchar *token)
{
  g_string_append_printf (tokens, "%s%s", tokens->len > 0 ? " " : "", token);
}

static void
add_code (Survey *survey, const gchar *code, const gchar *name, GHashTable *seen, GString *tokens)
{
  HtmlCategory *category = find_category (survey, code, name);

  if (!g_hash_table_add (seen, category))
    return;
  category->n_papers++;
  append (tokens, category->token);
  if (g_hash_table_add (survey->in_section, category))
    append (survey->section, category->token);
}

/* Returns: (transfer full): the tokens of a paper. */
static gchar *
add_paper (Survey *survey, const WzPiece *categories)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GString *tokens = g_string_new (NULL);

  for (guint i = 0; categories != NULL && i < categories->n_items; i++) {
    const WzItem *item = &categories->items[i];
    gboolean named = i + 1 < categories->n_items && (item[1].flags & WZ_ITEM_NAME) != 0;

    if ((item->flags & WZ_ITEM_CODE) != 0)
      add_code (survey, item->string, named ? item[1].string : NULL, seen, tokens);
  }
  if (tokens->len == 0)
    add_code (survey, "", wz_galley_get_label (survey->html->galley, WZ_LABEL_OTHER), seen, tokens);
  return g_string_free (tokens, FALSE);
}

/* What has no category comes last; of two with as many papers the lesser code first. */
static gint
compare (gconstpointer a, gconstpointer b)
{
  const HtmlCategory *one = *(const HtmlCategory *const *) a, *other = *(const HtmlCategory *const *) b;

  if ((*one->code == '\0') != (*other->code == '\0'))
    return *one->code == '\0' ? 1 : -1;
  if (one->n_papers != other->n_papers)
    return one->n_papers > other->n_papers ? -1 : 1;
  return g_strcmp0 (one->code, other->code);
}

static void
note_translations (HtmlJob *html, const WzPieces *pieces)
{
  for (guint i = 0; i < wz_pieces_get_n (pieces) && !html->is_bilingual; i++)
    html->is_bilingual = wz_book_find_side (pieces, wz_pieces_get (pieces, i)) != NULL;
}

/* The tokens of a section are known behind its papers. */
static void
end_section (Survey *survey, guint section)
{
  if (section != G_MAXUINT && survey->section->len > 0)
    survey->html->tokens->pdata[section] = g_strdup (survey->section->str);
  g_string_truncate (survey->section, 0);
  g_hash_table_remove_all (survey->in_section);
}

void
html_survey (HtmlJob *html)
{
  guint n = wz_galley_get_n_parts (html->galley), section = G_MAXUINT;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) in_section = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) tokens = g_string_new (NULL);
  const WzSection *of = NULL;
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  Survey survey = {html, known, tokens, in_section};

  html->categories = g_ptr_array_new_with_free_func (category_free);
  html->tokens = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (html->tokens, (gint) n);
  for (guint i = 0; i < n; i++) {
    const WzPart *part = wz_galley_get_part (html->galley, i);

    if (part->section != of) {
      end_section (&survey, section);
      section = part->kind == WZ_PART_SECTION ? i : G_MAXUINT;
      of = part->section;
    }
    if (part->kind != WZ_PART_SECTION && part->kind != WZ_PART_ENTRY)
      continue;
    wz_galley_read (html->galley, i, pieces);
    note_translations (html, pieces);
    if (part->kind == WZ_PART_ENTRY)
      html->tokens->pdata[i] = add_paper (&survey, wz_pieces_find (pieces, WZ_ROLE_CATEGORIES));
  }
  end_section (&survey, section);
  g_ptr_array_sort (html->categories, compare);
  if (html->categories->len > MAX_CATEGORIES)
    g_ptr_array_set_size (html->categories, MAX_CATEGORIES);
}

void
html_put_tokens (const WzPart *part, WzXmlWriter *xml, gpointer user_data)
{
  const HtmlJob *html = user_data;
  guint i = html->categories->len > 1 ? wz_galley_find_part (html->galley, part->anchor) : G_MAXUINT;

  if (i != G_MAXUINT)
    wz_xml_attr (xml, "data-c", html->tokens->pdata[i]);
}
