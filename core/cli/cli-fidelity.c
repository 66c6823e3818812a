/* cli-fidelity.c: does a file say what its galley says? In: a galley, the text of a file. Out: what is
 * missing. SPDX-License-Identifier: MIT
 *
 * Letters and digits are compared, in order: how a format escapes and joins is its own. Formulae, which it
 * may set in any way, are passed over. Where something is missing, the fewest items that can be missing are
 * named.
 */
#include "cli/cli-plugin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_MISSING 40
#define SHOWN_CHARACTERS 24

/* An item, or a text: runs of letters that follow each other in the file. */
typedef struct {
  gchar *name;
  GPtrArray *runs;
} Unit;

static void
unit_free (gpointer data)
{
  Unit *unit = data;
  g_free (unit->name);
  g_ptr_array_unref (unit->runs);
  g_free (unit);
}

/* ---- What is wanted -------------------------------------------------------------------------------------
 */

static void
add_run (Unit *unit, const gchar *text)
{
  GString *run = g_string_new (NULL);
  for (const gchar *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (run, g_utf8_get_char (p));
  if (run->len > 0)
    g_ptr_array_add (unit->runs, g_string_free (run, FALSE));
  else
    g_string_free (run, TRUE);
}

static void
add_text_runs (Unit *unit, const WzText *text)
{
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.kind != WZ_TEXT_FORMULA && event.kind != WZ_TEXT_FORMULA_BLOCK && event.kind != WZ_TEXT_FIGURE)
      add_run (unit, event.text);
}

static void
add_unit (GPtrArray *units, const WzPart *part, const WzPiece *piece, const gchar *string, const WzText *text)
{
  g_autofree gchar *plain = string != NULL ? g_strdup (string) : wz_text_dup_plain (text);
  Unit *unit = g_new0 (Unit, 1);
  g_strdelimit (plain, "\n", ' ');
  if (g_utf8_strlen (plain, -1) > SHOWN_CHARACTERS)
    strcpy (g_utf8_offset_to_pointer (plain, SHOWN_CHARACTERS), "");
  unit->name = g_strdup_printf (_ ("%s of %s (“%s”)"), piece->id, part->anchor, plain);
  unit->runs = g_ptr_array_new_with_free_func (g_free);
  add_run (unit, string);
  add_text_runs (unit, text);
  g_ptr_array_add (units, unit);
}

/* (transfer full) (element-type Unit): what every output has to show. */
static GPtrArray *
list_units (const WzGalley *galley)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (unit_free);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint p = 0; p < wz_galley_get_n_parts (galley); p++) {
    const WzPart *part = wz_galley_get_part (galley, p);
    wz_galley_read (galley, p, pieces);
    for (guint i = 0; i < wz_pieces_get_n (pieces); i++) {
      const WzPiece *piece = wz_pieces_get (pieces, i);
      if (piece->kind == WZ_PIECE_TEXT)
        add_unit (units, part, piece, NULL, piece->text);
      for (guint k = 0; k < piece->n_items; k++)
        if ((piece->items[k].flags & WZ_ITEM_MAY_LACK) == 0)
          add_unit (units, part, piece, piece->items[k].string, piece->items[k].text);
    }
  }
  return units;
}

/* ---- What is there --------------------------------------------------------------------------------------
 */

/* The character that an escape of XML (`&#x4E2D;`, `&amp;`) or JSON (`\\u4e2d`, `\\n`) at @at stands for,
 * which moves behind it; 0 for one that has a name. */
static gunichar
read_escape (const gchar **at)
{
  static const gchar name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  gboolean numeric = (*at)[0] == '&' && (*at)[1] == '#', hex = numeric && (*at)[2] == 'x';
  guint64 number = 0;
  if (**at == '\\') {
    g_autofree gchar *digits = g_strndup (*at + 2, (*at)[1] == 'u' ? 4 : 0);
    number = g_ascii_strtoull (digits, NULL, 16);
    *at += (*at)[1] != '\0' ? 2 + strlen (digits) : 1;
  } else if (numeric) {
    number = g_ascii_strtoull (*at + (hex ? 3 : 2), (gchar **) (gsize) at, hex ? 16 : 10);
  } else {
    *at += 1 + strspn (*at + 1, name);
  }
  return number < 0x110000 ? (gunichar) number : 0;
}

gboolean
cli_fidelity_can_read (GBytes *bytes)
{
  gsize length;
  const gchar *data = g_bytes_get_data (bytes, &length);
  return g_utf8_validate (data, (gssize) length, NULL);
}

/* Letters and digits of a file. */
static gchar *
dup_letters (GBytes *bytes, const gchar *media_type)
{
  gsize length;
  const gchar *data = g_bytes_get_data (bytes, &length);
  g_autofree gchar *text = g_strndup (data, length);
  gboolean markup = strstr (media_type, "html") != NULL || strstr (media_type, "xml") != NULL;
  gboolean json = strstr (media_type, "json") != NULL;
  GString *out = g_string_new (NULL);
  for (const gchar *p = text; *p != '\0';) {
    gunichar c = g_utf8_get_char (p);
    if ((markup && c == '&') || (json && c == '\\'))
      c = read_escape (&p);
    else if (markup && c == '<')
      p += strcspn (p, ">");
    else
      p = g_utf8_next_char (p);
    if (c != 0 && g_unichar_isalnum (c))
      g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

/* ---- Comparing ------------------------------------------------------------------------------------------
 */

/* Where @unit ends that is found behind @from; NULL: it is not. */
static const gchar *
find_unit (const Unit *unit, const gchar *from)
{
  for (guint i = 0; i < unit->runs->len && from != NULL; i++) {
    const gchar *run = g_ptr_array_index (unit->runs, i);
    from = strstr (from, run);
    if (from != NULL)
      from += strlen (run);
  }
  return from;
}

/*
 * Whether each unit is found when as few as possible are missing: for each number of missing ones, the first
 * place at which all others so far can have ended.
 */
static gboolean
match (const GPtrArray *units, const gchar *text, GByteArray *found)
{
  const gchar *ends[MOST_MISSING + 1] = {text};
  g_autofree guint8 *taken = g_new0 (guint8, (units->len + 1) * (MOST_MISSING + 1));
  guint missing = 0;
  for (guint i = 0; i < units->len; i++)
    for (gint k = MOST_MISSING; k >= 0; k--) {
      const gchar *skipped = k > 0 ? ends[k - 1] : NULL;
      const gchar *end = ends[k] != NULL ? find_unit (units->pdata[i], ends[k]) : NULL;
      gboolean take = end != NULL && (skipped == NULL || end < skipped);
      taken[i * (MOST_MISSING + 1) + (guint) k] = take;
      ends[k] = take ? end : skipped;
    }
  while (missing <= MOST_MISSING && ends[missing] == NULL)
    missing++;
  if (missing > MOST_MISSING)
    return FALSE;
  g_byte_array_set_size (found, units->len);
  for (guint i = units->len; i-- > 0;) {
    found->data[i] = taken[i * (MOST_MISSING + 1) + missing];
    missing -= !found->data[i];
  }
  return TRUE;
}

GPtrArray *
cli_fidelity_find_missing (const WzGalley *galley, GBytes *bytes, const gchar *media_type)
{
  g_autofree gchar *text = dup_letters (bytes, media_type);
  g_autoptr (GPtrArray) units = list_units (galley);
  g_autoptr (GByteArray) found = g_byte_array_new ();
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  if (!match (units, text, found)) {
    const gchar *at = text;
    g_byte_array_set_size (found, units->len);
    for (guint i = 0; i < units->len; i++) {
      const gchar *end = find_unit (units->pdata[i], at);
      found->data[i] = end != NULL;
      at = end != NULL ? end : at;
    }
  }
  for (guint i = 0; i < found->len; i++)
    if (!found->data[i])
      g_ptr_array_add (names, g_strdup (((const Unit *) units->pdata[i])->name));
  return names;
}
