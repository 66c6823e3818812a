/* SPDX-License-Identifier: MIT */
/* Clean, what TeX left behind outside formulae: accents, letters, escapes, ties. Rules of every language.
 * What is not certain stays as it is, and the lint tells of it. */
#include "edit/normalise/wz-normalise-private.h"

#include <string.h>

/* ---- Accents, and letters and signs that have a name ---- */

/* K\"ahler, Poincar\'e, Erd\H{o}s, na{\"\i}ve */
void
wz_rule_tex_accents (CellBuffer *buffer, const MarkPair *mark)
{
  gunichar letter[WZ_TEX_ACCENTED];
  if (!wz_cells_saw (buffer, '\\'))
    return;
  for (gint i = 0; i + 2 < cell_count (buffer); i++) {
    gint n = wz_cells_is_command (buffer, i) ? wz_tex_match_accent (wz_cells_peek, buffer, i, letter) : 0,
         k = 0;
    if (n == 0)
      continue;
    for (; k < WZ_TEX_ACCENTED && letter[k] != 0; k++)
      wz_cells_set (buffer, i + k, letter[k]);
    wz_cells_kill_range (buffer, i + k, i + n);
    i += n - 1;
  }
  wz_cells_sweep (buffer);
}

/* Stra\ss e, S{\o}ren, \L ukasz */
void
wz_rule_tex_symbols (CellBuffer *buffer, const MarkPair *mark)
{
  const gchar *text;
  if (!wz_cells_saw (buffer, '\\'))
    return;
  for (gint i = 0; i + 1 < cell_count (buffer); i++) {
    gint n = wz_cells_is_command (buffer, i) ? wz_tex_match_symbol (wz_cells_peek, buffer, i, &text) : 0,
         k = i;
    if (n == 0)
      continue;
    for (; *text != '\0'; text = g_utf8_next_char (text))
      wz_cells_set (buffer, k++, g_utf8_get_char (text));
    wz_cells_kill_range (buffer, k, i + n);
    i += n - 1;
  }
  wz_cells_sweep (buffer);
}

/* ---- Escapes ---- */

/* 30\% of R\&D; `\-` is no more than a place to break at. A quotation mark that is no accent was escaped by
 * some program, as `\~` before a number was by somebody who meant "about". */
void
wz_rule_tex_escapes (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '\\'))
    return;
  for (gint i = 0; i + 1 < cell_count (buffer); i++) {
    gunichar next = wz_cells_char_at (buffer, i + 1);
    if (!wz_cells_is_command (buffer, i) || next == 0 || next >= 0x80)
      continue;
    if (next == '\\') {
      i++; /* a line end of TeX: the second one escapes nothing */
    } else if (strchr ("%&_#{}\"'", (gint) next) != NULL ||
               (next == '~' && g_unichar_isdigit (wz_cells_char_at (buffer, i + 2)))) {
      wz_cells_kill (buffer, i++);
    } else if (next == ',' || (next == ' ' && wz_cells_char_at (buffer, i - 1) == '.')) { /* e.g.\ this */
      wz_cells_set (buffer, i, ' ');
      wz_cells_kill (buffer, ++i);
    } else if ((next == '-' || next == '/') && wz_cells_is_letter (buffer, i - 1)) {
      gunichar after = wz_cells_char_at (buffer, i + 2);
      if (g_unichar_isalnum (after))
        wz_cells_kill (buffer, i++);
      if (g_unichar_isalpha (after)) /* else a name: WikiText\-103 */
        wz_cells_kill (buffer, i);
    }
  }
  wz_cells_sweep (buffer);
}

/* ---- Ties ---- */

/* Fig.~3, et~al., with~GPT: the space between them is not to be broken at. 10~20 is a range, x~N a
 * distribution, ~5 an approximation. */
void
wz_rule_tex_ties (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '~'))
    return;
  for (gint i = 1; i + 1 < cell_count (buffer); i++) {
    gunichar before = wz_cells_char_at (buffer, i - 1), after = wz_cells_char_at (buffer, i + 1);
    gboolean word =
        (before < 0x80 && g_ascii_isalpha ((gchar) before) && wz_cells_is_letter (buffer, i - 2)) ||
        (before < 0x80 && before != 0 && strchr (".,;:)", (gint) before) != NULL);
    gboolean next = after == '[' || after == '\\' || after == '(' || after == '$' ||
                    cell_at (buffer, i + 1)->cls == CELL_OPAQUE ||
                    (after < 0x80 && g_ascii_isalnum ((gchar) after));
    if (cell_at (buffer, i)->ch == '~' && !cell_at (buffer, i)->verbatim && word && next)
      wz_cells_set (buffer, i, 0xA0);
  }
}
