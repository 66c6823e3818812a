/* SPDX-License-Identifier: MIT */
/* Clean: what arXiv's feeds write around a title and before an abstract. */
#include "edit/normalise/wz-normalise-private.h"

#include <string.h>

enum { MARK_MAX = 80 /* cells */ };

/* Cells that @word takes at @i, 0 where it does not stand there. */
static gint
match_word (CellBuffer *buffer, gint i, const gchar *word)
{
  gint k = i;
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (wz_cells_char_at (buffer, k++) != g_utf8_get_char (word))
      return 0;
  return k - i;
}

/* `arXiv:2301.01234v2`, `arXiv:math/0309136`: its cells. */
static gint
match_id (CellBuffer *buffer, gint i)
{
  gint n = match_word (buffer, i, "arXiv:"), digits = 0;
  if (n == 0)
    return 0;
  for (gunichar ch; (ch = wz_cells_char_at (buffer, i + n)) < 0x80 && ch != 0 && n < MARK_MAX; n++) {
    if (!g_ascii_isalnum ((gchar) ch) && strchr ("./-", (gint) ch) == NULL)
      break;
    digits += g_ascii_isdigit ((gchar) ch);
  }
  return digits >= 7 ? n : 0;
}

/* ` (arXiv:… [cs.CL] UPDATED)` at the end: where it begins, -1 where there is none. */
static gint
find_tail (CellBuffer *buffer)
{
  static const gchar *const words[] = {" UPDATED", " CROSS LISTED", " REPLACED"};
  gint n = cell_count (buffer), at = n - 1;
  if (n == 0 || cell_at (buffer, at)->ch != ')')
    return -1;
  while (at > 0 && n - at < MARK_MAX && cell_at (buffer, at)->ch != '(')
    at--;
  gint id = cell_at (buffer, at)->ch == '(' ? match_id (buffer, at + 1) : 0, k = at + 1 + id;
  gboolean said = FALSE;
  if (id == 0 || at == 0)
    return -1;
  if (match_word (buffer, k, " [") > 0) {
    said = TRUE;
    while (k < n && cell_at (buffer, k)->ch != ']')
      k++;
    k++;
  }
  for (guint w = 0; w < G_N_ELEMENTS (words); w++) {
    gint length = match_word (buffer, k, words[w]);
    said |= length > 0;
    k += length;
  }
  return said && k == n - 1 ? at : -1;
}

/* `arXiv:…v1 Announce Type: new Abstract: `, and what a machine made of it in Chinese: its cells. */
static gint
match_head (CellBuffer *buffer)
{
  static const gchar *const kinds[][2] = {{" Announce Type: ", "Abstract: "}, {"公告类型：", "摘要："}};
  gint start = match_word (buffer, 0, "摘要："), id = match_id (buffer, start);
  for (guint i = 0; id > 0 && i < G_N_ELEMENTS (kinds); i++) {
    gint n = match_word (buffer, start + id, kinds[i][0]);
    for (gint k = start + id + n; n > 0 && k < start + id + n + MARK_MAX && k < cell_count (buffer); k++)
      if (match_word (buffer, k, kinds[i][1]) > 0)
        return k + match_word (buffer, k, kinds[i][1]);
  }
  return 0;
}

void
wz_rule_arxiv_marks (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, ':') || !wz_cells_saw (buffer, 'X'))
    return;
  gint tail = find_tail (buffer), head = match_head (buffer);
  wz_cells_kill_range (buffer, 0, head);
  if (tail >= head)
    for (gint i = tail; i < cell_count (buffer); i++)
      wz_cells_kill (buffer, i);
  for (gint i = tail - 1; i > head && cell_at (buffer, i)->cls == CELL_SPACE; i--)
    wz_cells_kill (buffer, i);
  wz_cells_sweep (buffer);
}
