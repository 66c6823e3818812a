/* font-choice.c: see font-choice.h. In: the style's faces and the characters of the texts. Out: subsets.
 * SPDX-License-Identifier: MIT */
#include <wenzhai-kit/wz-font-choice.h>

#include <glib/gi18n-lib.h>

#include <wenzhai-kit/wz-chars.h>

#define MAX_REPORTED 20

static const WzFontWeight weights[] = {WZ_WEIGHT_REGULAR, WZ_WEIGHT_BOLD};

static const WzFontFace *
body_face (const WzStyle *style, WzFontWeight weight)
{
  if (wz_style_get_n_faces (style, WZ_FONT_BODY, WZ_SCRIPT_HAN, weight) == 0)
    return NULL;
  return wz_style_get_face (style, WZ_FONT_BODY, WZ_SCRIPT_HAN, weight, 0);
}

gchar **
wz_font_choice_dup_credits (const WzStyle *style)
{
  g_autoptr (GPtrArray) credits = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++) {
    const WzFontFace *face = body_face (style, weights[i]);
    g_autofree gchar *credit =
        face != NULL ? wz_font_dup_credit (wz_font_face_get_path (face), wz_font_face_get_index (face))
                     : NULL;

    if (credit != NULL && !g_ptr_array_find_with_equal_func (credits, credit, g_str_equal, NULL))
      g_ptr_array_add (credits, g_steal_pointer (&credit));
  }
  g_ptr_array_add (credits, NULL);
  return (gchar **) g_ptr_array_steal (credits, NULL);
}

/* ---- Subsets ------------------------------------------------------------------------------------------- */

typedef struct {
  WzFontChoice *choice;
  WzCharSet *characters;
  GError *error;
} Task;

static void
choice_free (gpointer data)
{
  WzFontChoice *choice = data;

  g_clear_pointer (&choice->subset, wz_font_subset_free);
  g_free (choice->name);
  g_free (choice);
}

static void
task_clear (gpointer data)
{
  Task *task = data;

  g_clear_pointer (&task->choice, choice_free);
  g_clear_pointer (&task->characters, wz_char_set_free);
  g_clear_error (&task->error);
}

/* @name is swallowed. */
static Task *
add_task (GArray *tasks, const WzFontFace *face, WzFontWeight weight, guint family, gchar *name)
{
  Task task = {g_new0 (WzFontChoice, 1), wz_char_set_new (), NULL};

  task.choice->face = face;
  task.choice->weight = weight;
  task.choice->family = family;
  task.choice->name = name;
  g_array_append_val (tasks, task);
  return &g_array_index (tasks, Task, tasks->len - 1);
}

/* One after another, so that one file is mapped at a time: a Chinese face has 25 MB, and a subset touches
 * nearly all of them, since the kernel maps the neighbours of what is read. */
static void
make_subsets (GArray *tasks, const WzFontChoiceJob *job)
{
  for (guint i = 0; i < tasks->len; i++) {
    Task *task = &g_array_index (tasks, Task, i);
    WzFontChoice *choice = task->choice;

    choice->subset =
        wz_font_subset_characters (wz_font_source_of (choice->face), task->characters, &task->error);
    if (choice->subset != NULL && job->made != NULL)
      job->made (choice, job->user_data);
  }
}

static void
add_body_tasks (GArray *tasks, const WzFontChoiceJob *job)
{
  static const gchar *const names[] = {[WZ_WEIGHT_REGULAR] = "regular", [WZ_WEIGHT_BOLD] = "bold"};

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++) {
    const WzFontFace *face = body_face (job->style, weights[i]);
    gunichar c = G_MAXUINT32;
    Task *task;

    if (face == NULL || (job->always == NULL && !wz_char_set_next (job->characters[weights[i]], &c)))
      continue;
    task = add_task (tasks, face, weights[i], 0, g_strdup (names[weights[i]]));
    for (c = G_MAXUINT32; wz_char_set_next (job->characters[weights[i]], &c);)
      wz_char_set_add (task->characters, c);
    if (job->always != NULL)
      wz_char_set_add_text (task->characters, job->always);
  }
}

static Task *
find_more (GArray *tasks, guint first, const WzFontFace *face)
{
  guint n = tasks->len - first;

  for (guint i = first; i < tasks->len; i++)
    if (g_array_index (tasks, Task, i).choice->face == face)
      return &g_array_index (tasks, Task, i);
  if (n == WZ_FONT_MAX_MORE)
    return NULL;
  return add_task (tasks, face, WZ_WEIGHT_REGULAR, n + 1, g_strdup_printf ("more-%u", n + 1));
}

static gboolean
needs_more (const WzFontChoiceJob *job, const WzFontFace *body, gunichar c)
{
  if (!wz_char_is_shown (c))
    return FALSE;
  return body != NULL ? !wz_font_face_covers (body, c) : !wz_style_names_font_for (job->style, c);
}

/*
 * The faces that have what the body face lacks, as the font service finds them (F2): authors' names with
 * letters of other alphabets, mathematical letters, emoji. Both weights share them. Joiners go to all of
 * them: a reader takes a sequence from one font, and only if that has them.
 */
static void
add_more_tasks (GArray *tasks, const WzFontChoiceJob *job)
{
  const WzFontFace *body = tasks->len > 0 ? g_array_index (tasks, Task, 0).choice->face : NULL;
  guint first = tasks->len;

  for (guint w = 0; w < G_N_ELEMENTS (weights); w++)
    for (gunichar c = G_MAXUINT32; wz_char_set_next (job->characters[weights[w]], &c);) {
      const WzFontFace *face =
          needs_more (job, body, c)
              ? wz_style_find_face (job->style, WZ_FONT_BODY, WZ_SCRIPT_LATIN, WZ_WEIGHT_REGULAR, c)
              : NULL;
      Task *task = face != NULL ? find_more (tasks, first, face) : NULL;

      if (task != NULL)
        wz_char_set_add (task->characters, c);
    }
  for (guint w = 0; w < G_N_ELEMENTS (weights) && tasks->len > first; w++)
    for (gunichar c = G_MAXUINT32; wz_char_set_next (job->characters[weights[w]], &c);)
      for (guint i = first; i < tasks->len && wz_char_is_joiner (c); i++)
        wz_char_set_add (g_array_index (tasks, Task, i).characters, c);
}

gchar *
wz_font_choice_dup_family (const gchar *base, guint family)
{
  return family == 0 ? g_strdup (base) : g_strdup_printf ("%s %u", base, family + 1);
}

/* ---- What no face has ---------------------------------------------------------------------------------- */

static gboolean
text_has (const WzText *text, gunichar c)
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
piece_has (const WzPiece *piece, gunichar c)
{
  for (guint i = 0; i < piece->n_items; i++)
    if (text_has (piece->items[i].text, c) ||
        (piece->items[i].string != NULL && g_utf8_strchr (piece->items[i].string, -1, c) != NULL))
      return TRUE;
  return text_has (piece->text, c);
}

/* Where the paper begins that has it. */
static WzPosition
find_position (const WzGalley *galley, gunichar c)
{
  g_autoptr (WzPieces) pieces = wz_pieces_new ();

  for (guint i = 0; i < wz_galley_get_n_parts (galley); i++) {
    if (wz_galley_get_part (galley, i)->kind != WZ_PART_ENTRY)
      continue;
    wz_galley_read (galley, i, pieces);
    for (guint k = 0; k < wz_pieces_get_n (pieces); k++)
      if (piece_has (wz_pieces_get (pieces, k), c))
        return wz_pieces_get (pieces, 0)->position;
  }
  return (WzPosition){NULL, 0, 0};
}

static gboolean
is_covered (const GArray *tasks, gunichar c)
{
  for (guint i = 0; i < tasks->len; i++) {
    const WzFontSubset *subset = g_array_index (tasks, Task, i).choice->subset;

    if (subset != NULL && wz_char_set_contains (subset->covered, c))
      return TRUE;
  }
  return FALSE;
}

/* Never .notdef: such characters go to the reader's own fonts, and the user is told (F2). */
static void
report_uncovered (const GArray *tasks, const WzFontChoiceJob *job)
{
  guint n = 0;

  for (guint w = 0; w < G_N_ELEMENTS (weights); w++)
    for (gunichar c = G_MAXUINT32; wz_char_set_next (job->characters[weights[w]], &c);) {
      WzPosition position;
      gchar text[8] = "";

      if (!wz_char_is_shown (c) || is_covered (tasks, c) ||
          (w > 0 && wz_char_set_contains (job->characters[weights[0]], c)) || n++ >= MAX_REPORTED)
        continue;
      position = find_position (job->galley, c);
      g_unichar_to_utf8 (c, text);
      wz_diag_report (job->sink, WZ_SEVERITY_HINT, "character-not-embedded",
                      position.line > 0 ? &position : NULL,
                      _ ("no embedded font has U+%04X “%s”: it is left to the reader's fonts"), c, text);
    }
  if (n > MAX_REPORTED)
    wz_diag_report (job->sink, WZ_SEVERITY_HINT, "character-not-embedded", NULL,
                    _ ("%u more characters are left to the reader's fonts"), n - MAX_REPORTED);
}

GPtrArray *
wz_font_choice_make (const WzFontChoiceJob *job)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (Task));

  g_array_set_clear_func (tasks, task_clear);
  if (!job->strays_only)
    add_body_tasks (tasks, job);
  if (!job->strays_only && tasks->len == 0)
    return choices;
  add_more_tasks (tasks, job);
  make_subsets (tasks, job);
  if (!job->strays_only)
    report_uncovered (tasks, job);
  for (guint i = 0; i < tasks->len; i++) {
    Task *task = &g_array_index (tasks, Task, i);

    if (task->choice->subset != NULL)
      g_ptr_array_add (choices, g_steal_pointer (&task->choice));
    else
      wz_diag_report (job->sink, WZ_SEVERITY_WARNING, "font-not-embedded", NULL,
                      _ ("a font is not embedded: %s"), task->error->message);
  }
  return choices;
}
