/* SPDX-License-Identifier: MIT */
/* Clean, what HTML left behind: character references (HTML 5, 13.5), tags around words, and short sub- and
 * superscripts. Rules of every language. What is not resolved for certain stays as it is. */
#include "edit/normalise/wz-normalise-private.h"

#include "rich/wz-rich.h"

#include <string.h>

enum {
  NAME_MAX_CELLS = 32, /* the longest name of a character reference has 31 characters */
  SCRIPT_MAX = 12,     /* cells inside <sub>…</sub> */
  TAG_NAME_MAX = 8,
  TAG_MAX = 120, /* cells of a tag with its attributes */
  TAG_DEPTH = 16,
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
is_script (gunichar ch)
{
  return wz_cell_script (ch, TRUE) != 0 || wz_cell_script (ch, FALSE) != 0 ||
         (ch < 0x80 && (g_ascii_isalnum ((gchar) ch) || ch == ','));
}

static gboolean
matches_tag (CellBuffer *buffer, gint i, const gchar *tag)
{
  for (; *tag != '\0'; tag++, i++)
    if (wz_cells_char_at (buffer, i) != (guchar) *tag)
      return FALSE;
  return TRUE;
}

/* H<sub>2</sub>O; x_max, 5th where not all of it has a form of its own. */
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
      gboolean all = TRUE, letters = TRUE;
      while (to - from < SCRIPT_MAX && is_script (wz_cells_char_at (buffer, to))) {
        all &= wz_cell_script (wz_cells_char_at (buffer, to), t == 1) != 0;
        letters &= wz_cells_class_at (buffer, to) == CELL_LETTER;
        to++;
      }
      if (to == from || !matches_tag (buffer, to, tags[t][1]))
        continue;
      for (gint k = i; k < to + 6; k++) {
        if (k < from || k >= to)
          wz_cells_kill (buffer, k);
        else if (all)
          wz_cells_set (buffer, k, wz_cell_script (cell_at (buffer, k)->ch, t == 1));
      }
      if (!all && !(letters && t == 1)) {
        cell_at (buffer, i)->dead = FALSE;
        wz_cells_set (buffer, i, t == 0 ? '_' : '^');
      }
      i = to + 5;
      break;
    }
  wz_cells_sweep (buffer);
}

/* ---- Tags around words ---- */

static const struct {
  const gchar *name;
  guint look;
} word_tags[] = {{"i", WZ_LOOK_EMPHASIS},
                 {"em", WZ_LOOK_EMPHASIS},
                 {"b", WZ_LOOK_STRONG},
                 {"strong", WZ_LOOK_STRONG},
                 {"code", WZ_LOOK_CODE},
                 {"tt", WZ_LOOK_CODE},
                 {"u", 0},
                 {"span", 0},
                 {"font", 0},
                 {"p", 0},
                 {"small", 0},
                 {"sc", 0},
                 {"scp", 0},
                 {"mark", 0}};

typedef struct {
  guint tag; /* of word_tags */
  gint from, to;
} OpenTag;

/* The cells of the tag at @i, 0 where there is none of word_tags. */
static gint
match_word_tag (CellBuffer *buffer, gint i, guint *tag, gboolean *closes)
{
  gchar name[TAG_NAME_MAX + 1];
  gint n = 0, k = i + 1;
  *closes = wz_cells_char_at (buffer, k) == '/';
  k += *closes;
  for (; n < TAG_NAME_MAX && wz_cells_char_at (buffer, k) < 0x80 &&
         g_ascii_isalpha ((gchar) wz_cells_char_at (buffer, k));
       k++)
    name[n++] = g_ascii_tolower ((gchar) wz_cells_char_at (buffer, k));
  name[n] = '\0';
  for (*tag = 0; *tag < G_N_ELEMENTS (word_tags) && strcmp (word_tags[*tag].name, name) != 0; (*tag)++)
    ;
  if (*tag == G_N_ELEMENTS (word_tags))
    return 0;
  if (!*closes && wz_cells_char_at (buffer, k) == ' ') /* attributes */
    while (k < i + TAG_MAX && wz_cells_char_at (buffer, k) != 0 &&
           strchr ("<>", (gint) MIN (wz_cells_char_at (buffer, k), 127)) == NULL)
      k++;
  return wz_cells_char_at (buffer, k) == '>' ? k + 1 - i : 0;
}

/* <i>E. coli</i>, where both tags are there; <think> is none of them. */
void
wz_rule_html_tags (CellBuffer *buffer, const MarkPair *mark)
{
  OpenTag stack[TAG_DEPTH];
  guint depth = 0, tag;
  gboolean closes;
  if (!wz_cells_saw (buffer, '<') || !wz_cells_saw (buffer, '>'))
    return;
  for (gint i = 0; i < cell_count (buffer); i++) {
    gint n = cell_at (buffer, i)->ch == '<' && !cell_at (buffer, i)->verbatim
                 ? match_word_tag (buffer, i, &tag, &closes)
                 : 0;
    if (n == 0)
      continue;
    if (!closes && depth < TAG_DEPTH)
      stack[depth++] = (OpenTag){tag, i, i + n};
    guint at = closes ? depth : 0;
    while (at > 0 && stack[at - 1].tag != tag)
      at--;
    if (at > 0) {
      const OpenTag *open = &stack[at - 1];
      depth = at - 1;
      wz_cells_add_look (buffer, open->to, i, word_tags[tag].look);
      wz_cells_kill_range (buffer, open->from, open->to);
      wz_cells_kill_range (buffer, i, i + n);
    }
    i += n - 1;
  }
  wz_cells_sweep (buffer);
}
