/* epub-css.c: fonts and style sheet. In: the style's faces and the characters of the texts. Out: font files,
 * CSS. Requirements: epub-quality F1–F6, S1–S9. SPDX-License-Identifier: MIT */
#include "epub.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "font/font-subset.h"
#include "xml/xhtml-css.h"

/* Own names: some licences reserve the fonts' (F4). */
#define FAMILY "wenzhai"
/* A family each for further faces: of two of one family and weight, readers take the last alone. */
static const gchar *const more_families[] = {"wenzhai 2", "wenzhai 3"};
/* More faces for characters that the first lacks: each costs some kilobytes. */
#define MAX_MORE 2
/* Characters that every book may show through the reader's own doing (F1). */
#define ALWAYS "，。、；：？！“”‘’（）《》【】—…·\xc2\xa0"

/* The style's Chinese body faces; without them the book goes without fonts (F6). */
void
epub_choose_faces (EpubBook *book)
{
  static const WzFontWeight weights[] = {WZ_WEIGHT_REGULAR, WZ_WEIGHT_BOLD};
  g_autoptr (GPtrArray) credits = g_ptr_array_new ();

  if (g_str_equal (wz_options_get_string (book->options, "embed-fonts"), "subset")) {
    for (guint i = 0; i < G_N_ELEMENTS (weights); i++) {
      EpubFace face = {NULL, FAMILY, weights[i], NULL};
      gchar *credit;

      if (wz_style_get_n_faces (book->style, WZ_FONT_BODY, WZ_SCRIPT_HAN, weights[i]) == 0)
        continue;
      face.face = wz_style_get_face (book->style, WZ_FONT_BODY, WZ_SCRIPT_HAN, weights[i], 0);
      g_array_append_val (book->faces, face);
      credit = font_dup_credit (wz_font_face_get_path (face.face), wz_font_face_get_index (face.face));
      if (credit != NULL && !g_ptr_array_find_with_equal_func (credits, credit, g_str_equal, NULL))
        g_ptr_array_add (credits, credit);
      else
        g_free (credit);
    }
    if (book->faces->len == 0)
      wz_diag_report (book->sink, WZ_SEVERITY_WARNING, "no-font-embedded", NULL,
                      _ ("no font of the style is installed: the book is left to the reader's fonts"));
  }
  g_ptr_array_add (credits, NULL);
  book->credits = (gchar **) g_ptr_array_steal (credits, NULL);
}

/* ---- Subsets ----------------------------------------------------------------------------------------------
 */

typedef struct {
  const WzFontFace *face;
  CharSet *characters;
  const gchar *name;
  EpubFile *file;
  CharSet *covered;
  GError *error;
} Task;

static gpointer
make_subset (gpointer data)
{
  Task *task = data;
  g_autoptr (FontSubset) subset =
      font_subset_characters (wz_font_face_get_path (task->face), wz_font_face_get_index (task->face),
                              task->characters, &task->error);
  g_autoptr (Deflater) deflater = NULL;
  g_autofree gchar *name = NULL;

  if (subset == NULL)
    return NULL;
  name = g_strdup_printf ("EPUB/fonts/%s.%s", task->name, subset->extension);
  task->file = epub_file_new (name, task->name, subset->media_type, subset->data);
  task->covered = g_steal_pointer (&subset->covered);
  deflater = deflater_new (DEFLATE_LEVEL);
  epub_file_pack (task->file, deflater);
  return NULL;
}

static void
task_clear (gpointer data)
{
  Task *task = data;

  g_clear_pointer (&task->characters, char_set_free);
  g_clear_pointer (&task->covered, char_set_free);
  g_clear_error (&task->error);
}

/* All but the last in threads, the last here. */
static void
run_tasks (GArray *tasks)
{
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  for (guint i = 0; i + 1 < tasks->len; i++)
    g_ptr_array_add (threads, g_thread_new ("font", make_subset, &g_array_index (tasks, Task, i)));
  if (tasks->len > 0)
    make_subset (&g_array_index (tasks, Task, tasks->len - 1));
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
}

static void
add_always (CharSet *characters)
{
  for (gunichar c = 0x20; c < 0x7F; c++)
    char_set_add (characters, c);
  char_set_add_text (characters, ALWAYS);
}

static CharSet *
copy_of (const CharSet *characters)
{
  CharSet *copy = char_set_new ();
  gunichar c = G_MAXUINT32;

  while (char_set_next (characters, &c))
    char_set_add (copy, c);
  return copy;
}

static gboolean
is_shown (gunichar c)
{
  return c > 0x20 && g_unichar_type (c) != G_UNICODE_FORMAT && g_unichar_type (c) != G_UNICODE_CONTROL &&
         !g_unichar_isspace (c) && !(c >= 0xFE00 && c <= 0xFE0F) &&
         !(c >= 0xE0100 && c <= 0xE01EF); /* variation selectors */
}

/*
 * The faces that have what the body face lacks, as the font service finds them (F2): authors' names with
 * letters of other alphabets, mathematical letters. Both weights share them.
 */
static void
add_more_tasks (EpubBook *book, GArray *tasks)
{
  static const gchar *const names[MAX_MORE] = {"more-1", "more-2"};
  const WzFontFace *body = g_array_index (book->faces, EpubFace, 0).face;
  guint first = tasks->len;
  gunichar c;

  for (guint w = 0; w < XML_N_WEIGHTS; w++) {
    c = G_MAXUINT32;
    while (char_set_next (book->characters[w], &c)) {
      const WzFontFace *face;
      guint i;

      if (!is_shown (c) || wz_font_face_covers (body, c))
        continue;
      face = wz_style_find_face (book->style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, c);
      if (face == NULL)
        continue;
      for (i = first; i < tasks->len && g_array_index (tasks, Task, i).face != face; i++)
        ;
      if (i == tasks->len) {
        Task task = {
            .face = face, .characters = char_set_new (), .name = names[MIN (i - first, MAX_MORE - 1)]};

        if (i - first == MAX_MORE) {
          char_set_free (task.characters);
          continue;
        }
        g_array_append_val (tasks, task);
      }
      char_set_add (g_array_index (tasks, Task, i).characters, c);
    }
  }
}

/* ---- What no face has -------------------------------------------------------------------------------------
 */

static gboolean
has_character (const WzText *text, gunichar c)
{
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type != WZ_TEXT_LEAVE && event.text != NULL &&
        g_utf8_strchr (event.text, (gssize) event.length, c) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
entry_has (const WzIssue *issue, const WzEntry *entry, gunichar c)
{
  const gchar *const *langs = wz_issue_get_langs (issue);

  for (guint i = 0; langs[i] != NULL; i++)
    if (has_character (wz_entry_get_title (entry, langs[i]), c) ||
        has_character (wz_entry_get_abstract (entry, langs[i]), c))
      return TRUE;
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    if (g_utf8_strchr (wz_entry_get_author (entry, i)->text, -1, c) != NULL)
      return TRUE;
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++)
    if (g_utf8_strchr (wz_entry_get_affiliation (entry, i)->text, -1, c) != NULL)
      return TRUE;
  return has_character (wz_entry_get_body (entry), c);
}

static WzPosition
find_position (const WzIssue *issue, gunichar c)
{
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++)
    if (entry_has (issue, wz_issue_get_entry (issue, i), c))
      return wz_entry_get_position (wz_issue_get_entry (issue, i));
  return (WzPosition){NULL, 0, 0};
}

/* Never .notdef: such characters go to the reader's own fonts, and the user is told (F2). */
static void
report_uncovered (EpubBook *book, const GArray *tasks)
{
  guint n = 0;

  for (guint w = 0; w < XML_N_WEIGHTS; w++) {
    gunichar c = G_MAXUINT32;

    while (char_set_next (book->characters[w], &c)) {
      gboolean covered = !is_shown (c);
      WzPosition position;
      gchar text[8] = "";

      for (guint i = 0; i < tasks->len && !covered; i++)
        covered = g_array_index (tasks, Task, i).covered != NULL &&
                  char_set_contains (g_array_index (tasks, Task, i).covered, c);
      if (covered || (w > 0 && char_set_contains (book->characters[0], c)) || n++ >= 20)
        continue;
      position = find_position (book->issue, c);
      g_unichar_to_utf8 (c, text);
      wz_diag_report (book->sink, WZ_SEVERITY_HINT, "character-not-embedded",
                      position.line > 0 ? &position : NULL,
                      _ ("no embedded font has U+%04X “%s”: it is left to the reader's fonts"), c, text);
    }
  }
  if (n > 20)
    wz_diag_report (book->sink, WZ_SEVERITY_HINT, "character-not-embedded", NULL,
                    _ ("%u more characters are left to the reader's fonts"), n - 20);
}

void
epub_subset_faces (EpubBook *book)
{
  static const gchar *const names[] = {[WZ_WEIGHT_REGULAR] = "regular", [WZ_WEIGHT_BOLD] = "bold"};
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  guint n_more = 0;

  if (book->faces->len == 0)
    return;
  g_array_set_clear_func (tasks, task_clear);
  for (guint i = 0; i < book->faces->len; i++) {
    const EpubFace *face = &g_array_index (book->faces, EpubFace, i);
    Task task = {.face = face->face, .name = names[face->weight]};

    task.characters =
        copy_of (book->characters[face->weight == WZ_WEIGHT_BOLD ? XML_WEIGHT_BOLD : XML_WEIGHT_REGULAR]);
    add_always (task.characters);
    g_array_append_val (tasks, task);
  }
  add_more_tasks (book, tasks);
  run_tasks (tasks);
  g_array_set_size (book->faces, 0);
  for (guint i = 0; i < tasks->len; i++) {
    Task *task = &g_array_index (tasks, Task, i);
    gboolean more = g_str_has_prefix (task->name, "more");
    EpubFace face = {task->face, more ? more_families[n_more++] : FAMILY,
                     g_str_equal (task->name, "bold") ? WZ_WEIGHT_BOLD : WZ_WEIGHT_REGULAR, task->file};

    if (task->file != NULL)
      g_array_append_val (book->faces, face);
    else
      wz_diag_report (book->sink, WZ_SEVERITY_WARNING, "font-not-embedded", NULL,
                      _ ("a font is not embedded: %s"), task->error->message);
  }
  report_uncovered (book, tasks);
}

/* ---- The style sheet
 * --------------------------------------------------------------------------------------- */

GBytes *
epub_make_css (const EpubBook *book)
{
  g_autofree XhtmlCssFace *faces = g_new0 (XhtmlCssFace, book->faces->len + 1);
  const gchar *leading = wz_options_get_string (book->options, "line-height");
  gdouble line_height = -1;
  gchar *css;

  for (guint i = 0; i < book->faces->len; i++) {
    const EpubFace *face = &g_array_index (book->faces, EpubFace, i);

    faces[i].family = face->family;
    faces[i].weight = face->weight;
    faces[i].href = face->file->name + strlen ("EPUB/");
  }
  if (g_str_equal (leading, "none"))
    line_height = 0;
  else if (wz_options_is_set (book->options, "line-height"))
    line_height = wz_options_get_length (book->options, "line-height").value;
  css = xhtml_dup_css (book->style, wz_issue_get_lang (book->issue), XHTML_EPUB, line_height, faces,
                       book->faces->len);
  return g_bytes_new_take (css, strlen (css));
}
