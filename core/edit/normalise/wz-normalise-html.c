/* SPDX-License-Identifier: MIT */
/* Clean, what HTML left behind: character references (HTML 5, 13.5) and short sub- and superscripts. Rules of
 * every language. What is not resolved for certain stays as it is. */
#include "edit/normalise/wz-normalise-private.h"

#include "rich/wz-rich.h"

enum {
  NAME_MAX_CELLS = 32, /* the longest name of a character reference has 31 characters */
  SCRIPT_MAX = 12,     /* cells inside <sub>…</sub> */
};

static gboolean
is_useful (gunichar ch)
{
  return ch >= 0x20 && g_unichar_validate (ch) && !(ch >= 0x7F && ch < 0xA0) && ch != 0xFFFE && ch != 0xFFFF;
}

/* Cells of the reference at @i, 0 where there is none; @out gets what it stands for. */
static gint
match_reference (CellBuffer *buffer, gint i, gunichar out[2], guint *n_out)
{
  gchar name[NAME_MAX_CELLS + 4] = "&";
  gint n = 1;
  while (n < NAME_MAX_CELLS && wz_cells_char_at (buffer, i + n) < 0x80 &&
         (g_ascii_isalnum ((gchar) wz_cells_char_at (buffer, i + n)) ||
          (n == 1 && wz_cells_char_at (buffer, i + n) == '#'))) {
    name[n] = (gchar) wz_cells_char_at (buffer, i + n);
    n++;
  }
  if (n < 3 || wz_cells_char_at (buffer, i + n) != ';')
    return 0;
  name[n] = ';';
  *n_out = wz_rich_resolve (name, (gsize) n + 1, out);
  if (name[1] == '#' && *n_out > 0 && (out[0] == 0xFFFD || !is_useful (out[0])))
    *n_out = 0;
  if (*n_out > 0 && out[0] == 0xA0)
    out[0] = ' ';
  return *n_out > 0 ? n + 1 : 0;
}

/* &amp; &#39; &eacute; */
void
wz_rule_entities (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, '&') || !wz_cells_saw (buffer, ';'))
    return;
  for (gint i = 0; i < cell_count (buffer); i++) {
    gunichar out[2];
    guint n_out = 0;
    if (cell_at (buffer, i)->ch != '&' || cell_at (buffer, i)->verbatim)
      continue;
    gint n = match_reference (buffer, i, out, &n_out);
    for (gint k = 0; k < n; k++) {
      if (k < (gint) n_out)
        wz_cells_set (buffer, i + k, out[k]);
      else
        wz_cells_kill (buffer, i + k);
    }
    i += MAX (n - 1, 0);
  }
  wz_cells_sweep (buffer);
}

/* The character as a sub- or superscript, 0 where Unicode has none. */
gunichar
wz_cell_script (gunichar ch, gboolean super)
{
  static const gunichar supers[10] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
  if (ch >= '0' && ch <= '9')
    return super ? supers[ch - '0'] : 0x2080 + (ch - '0');
  if (ch == '+')
    return super ? 0x207A : 0x208A;
  if (ch == '-' || ch == 0x2212)
    return super ? 0x207B : 0x208B;
  if (ch == 'n')
    return super ? 0x207F : 0x2099;
  return super && ch == 'i' ? 0x2071 : 0;
}

static gboolean
matches_tag (CellBuffer *buffer, gint i, const gchar *tag)
{
  for (; *tag != '\0'; tag++, i++)
    if (wz_cells_char_at (buffer, i) != (guchar) *tag)
      return FALSE;
  return TRUE;
}

/* H<sub>2</sub>O, where all of it has a form of its own. */
void
wz_rule_html_scripts (CellBuffer *buffer, const MarkPair *mark)
{
  static const gchar *const tags[][2] = {{"<sub>", "</sub>"}, {"<sup>", "</sup>"}};
  if (!wz_cells_saw (buffer, '<') || !wz_cells_saw (buffer, '>'))
    return;
  for (gint i = 0; i < cell_count (buffer); i++)
    for (guint t = 0; t < G_N_ELEMENTS (tags); t++) {
      if (cell_at (buffer, i)->ch != '<' || cell_at (buffer, i)->verbatim ||
          !matches_tag (buffer, i, tags[t][0]))
        continue;
      gint from = i + 5, to = from;
      while (to - from < SCRIPT_MAX && wz_cell_script (wz_cells_char_at (buffer, to), t == 1) != 0)
        to++;
      if (to == from || !matches_tag (buffer, to, tags[t][1]))
        continue;
      for (gint k = i; k < to + 6; k++) {
        if (k >= from && k < to)
          wz_cells_set (buffer, k, wz_cell_script (cell_at (buffer, k)->ch, t == 1));
        else
          wz_cells_kill (buffer, k);
      }
      i = to + 5;
      break;
    }
  wz_cells_sweep (buffer);
}
