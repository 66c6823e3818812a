/* SPDX-License-Identifier: MIT */
/* The rules of the normaliser and the table that lists them, each with its own cases. The order of the rows
 * is the order of their work; the pipeline repeats them until nothing changes. */
#include "edit/normalise/wz-normalise-private.h"

#include <string.h>

enum {
  BRACKETS_MAX = 64, /* nesting; deeper ones are left as they are */
  LABEL_REACH = 32,  /* cells to look ahead for Chinese behind a list label */
};

/* ---- R12: code points ---- */

static void
rule_fold (CellBuffer *buffer, const MarkPair *mark)
{
  for (gint i = 0; i < cell_count (buffer); i++) {
    const Cell *cell = cell_at (buffer, i);
    if (cell->guarded || cell->ch < 0x2E80 || (cell->ch > 0x2FD5 && cell->ch < 0xFF00))
      continue; /* none of these is folded */
    wz_cells_set (buffer, i, wz_cell_fold (cell->ch));
    gboolean in_number = cell->ch == 0xFF0E && wz_cells_class_at (buffer, i - 1) == CELL_DIGIT &&
                         g_unichar_isdigit (wz_cells_char_at (buffer, i + 1));
    if (in_number)
      wz_cells_set (buffer, i, '.');
  }
}

/* A zero-width space stays where it can serve as a break hint: inside a word that is not Chinese. */
static void
rule_zero_width (CellBuffer *buffer, const MarkPair *mark)
{
  for (gint i = 0; i < cell_count (buffer); i++) {
    const Cell *cell = cell_at (buffer, i);
    if (cell->guarded || (cell->ch != 0xFEFF && cell->ch != 0x200B && cell->ch != 0x2060))
      continue;
    CellClass before = wz_cells_class_at (buffer, i - 1), after = wz_cells_class_at (buffer, i + 1);
    gboolean hint =
        cell->ch != 0xFEFF && (before == CELL_LETTER || before == CELL_DIGIT || before == CELL_OTHER) &&
        (after == CELL_LETTER || after == CELL_DIGIT) && wz_cells_char_at (buffer, i - 1) != cell->ch;
    if (!hint)
      wz_cells_kill (buffer, i);
  }
  wz_cells_sweep (buffer);
}

/* A no-break space between a number and its unit does its work (R44). */
static gboolean
is_unit_space (CellBuffer *buffer, gint i)
{
  return wz_cells_char_at (buffer, i) == 0xA0 && wz_cells_class_at (buffer, i - 1) == CELL_DIGIT &&
         wz_cells_class_at (buffer, i + 1) == CELL_LETTER;
}

/* A run of white space becomes one space; at the borders of the paragraph none. U+3000 between two Chinese
 * characters is the author's own gap and stays (R44). A line end between two of them was a hard wrap. */
static void
rule_spaces (CellBuffer *buffer, const MarkPair *mark)
{
  for (gint i = 0; i < cell_count (buffer); i++) {
    if (wz_cells_class_at (buffer, i) != CELL_SPACE || is_unit_space (buffer, i) ||
        cell_at (buffer, i)->guarded)
      continue;
    gint end = i;
    gboolean wide = FALSE, line = FALSE;
    while (end < cell_count (buffer) && wz_cells_class_at (buffer, end) == CELL_SPACE &&
           !is_unit_space (buffer, end)) {
      gunichar ch = wz_cells_char_at (buffer, end++);
      wide |= ch == 0x3000;
      line |= ch == '\n' || ch == '\r' || ch == 0x85 || ch == 0x2028;
    }
    gboolean edge = i == 0 || end == cell_count (buffer);
    gboolean chinese = wz_cells_cjk_at (buffer, i - 1) && wz_cells_cjk_at (buffer, end);
    for (gint k = i + 1; k < end; k++)
      wz_cells_kill (buffer, k);
    if (edge || (line && !wide && chinese))
      wz_cells_kill (buffer, i);
    else
      wz_cells_set (buffer, i, wide && chinese ? 0x3000 : ' ');
    i = end - 1;
  }
  wz_cells_sweep (buffer);
}

/* ---- R5, R6, R7: dash, ellipsis, middle dot ---- */

static gint
run_length (CellBuffer *buffer, gint i, gunichar ch)
{
  gint n = 0;
  while (wz_cells_char_at (buffer, i + n) == ch && !cell_at (buffer, i + n)->guarded)
    n++;
  return n;
}

/* Puts exactly @want of @ch in place of the @n cells at @i, @want <= @n + 1. Returns the number of cells
 * there. */
static gint
replace_run (CellBuffer *buffer, gint i, gint n, gunichar ch, gint want)
{
  if (want > n) {
    Cell copy = *cell_at (buffer, i);
    g_array_insert_val (buffer->cells, (guint) i, copy);
    buffer->changed = TRUE;
    n++;
  }
  for (gint k = 0; k < n; k++) {
    if (k < want)
      wz_cells_set (buffer, i + k, ch);
    else
      wz_cells_kill (buffer, i + k);
  }
  return n;
}

/* R6. Three dots or more, three 。 or more, and a lone … beside Chinese make one Chinese ellipsis; 1, 2, ...,
 * n and G Papamakarios... keep theirs. */
static void
rule_ellipsis (CellBuffer *buffer, const MarkPair *mark)
{
  for (gint i = 0; i < cell_count (buffer); i++) {
    gunichar ch = wz_cells_char_at (buffer, i);
    if (ch != '.' && ch != 0x3002 && ch != 0x2026 && ch != 0x22EF)
      continue;
    gint n = MAX (run_length (buffer, i, ch), 1);
    gboolean chinese =
        ch == 0x3002 || wz_cells_cjk_at (buffer, wz_cells_prev_solid (buffer, i)) ||
        (wz_cells_class_at (buffer, i - 1) == CELL_LETTER && wz_cells_class_at (buffer, i + n) == CELL_HAN);
    if (ch == 0x2026 || ch == 0x22EF)
      chinese = chinese || wz_cells_class_at (buffer, i + n) == CELL_HAN;
    gboolean odd = ch == 0x2026 || ch == 0x22EF ? n % 2 == 1 || ch == 0x22EF : n >= 3;
    if (!cell_at (buffer, i)->guarded && chinese && odd)
      n = replace_run (buffer, i, n, 0x2026, ch == 0x2026 && n == 3 ? 2 : ch == 0x2026 ? n + n % 2 : 2);
    i += n - 1;
  }
  wz_cells_sweep (buffer);
}

static gboolean
is_dash (gunichar ch)
{
  return ch == 0x2014 || ch == 0x2015 || ch == 0x2500 || ch == 0xFF0D || ch == '-' || ch == 0x2013;
}

/* R5. Doubled dashes of any kind between Chinese, and a single dash that spaces set apart there, become ——.
 * `--lr` after a Chinese word is an option's name and stays. */
static void
rule_dash (CellBuffer *buffer, const MarkPair *mark)
{
  for (gint i = 0; i < cell_count (buffer); i++) {
    gunichar ch = wz_cells_char_at (buffer, i);
    if (!is_dash (ch) || cell_at (buffer, i)->guarded)
      continue;
    gint n = run_length (buffer, i, ch), before = wz_cells_prev_solid (buffer, i);
    gint after = wz_cells_next_solid (buffer, i + n - 1);
    gboolean spaced = wz_cells_class_at (buffer, i - 1) == CELL_SPACE &&
                      wz_cells_class_at (buffer, i + n) == CELL_SPACE && before >= 0 && after >= 0;
    gboolean left = wz_cells_cjk_at (buffer, before), right = wz_cells_cjk_at (buffer, after);
    gboolean option = ch == '-' && g_unichar_islower (wz_cells_char_at (buffer, i + n));
    gboolean pair = n >= 2 && n <= 3 && before >= 0 && (right || (left && after >= 0 && !option));
    gboolean alone = n == 1 && spaced && (ch == 0x2014 || ch == 0x2013) && left && right;
    if ((pair && !(ch == 0x2014 && n == 2)) || alone)
      n = replace_run (buffer, i, n, 0x2014, 2);
    i += n - 1;
  }
  wz_cells_sweep (buffer);
}

/* R7. `.` separates the parts of a name only between two characters of transliteration. */
static void
rule_middle_dot (CellBuffer *buffer, const MarkPair *mark)
{
  for (gint i = 1; i + 1 < cell_count (buffer); i++) {
    gunichar ch = wz_cells_char_at (buffer, i);
    gboolean dot =
        ch == 0x30FB || ch == 0x2027 || ch == 0x2022 || ch == 0x2219 || ch == 0x22C5 || ch == 0xFF65;
    if ((!dot && ch != '.' && ch != 0xFF0E) || cell_at (buffer, i)->guarded)
      continue;
    gunichar before = wz_cells_char_at (buffer, i - 1), after = wz_cells_char_at (buffer, i + 1);
    gboolean chinese = wz_cell_class (before) == CELL_HAN && wz_cell_class (after) == CELL_HAN;
    if (chinese && (dot || (wz_cell_is_transliteration (before) && wz_cell_is_transliteration (after))))
      wz_cells_set (buffer, i, 0xB7);
  }
}

/* ---- R10: brackets, stops ---- */

typedef struct {
  gint at;
  gunichar ch;
} Bracket;

/* `)` and a stop that an ideograph follows */
static gboolean
stop_follows (CellBuffer *buffer, gint close)
{
  gunichar ch = wz_cells_char_at (buffer, close + 1);
  return ch != 0 && ch < 0x80 && strchr (",.:;", (gint) ch) != NULL &&
         wz_cells_class_at (buffer, wz_cells_next_solid (buffer, close + 1)) == CELL_HAN;
}

/* Cells of the label of a list item, `2`, `ii` or `b`, that ends before @end; 0 where there is none. */
static gint
label_before (CellBuffer *buffer, gint end)
{
  gint n = 0;
  while (n < 4 && (wz_cells_class_at (buffer, end - 1 - n) == CELL_DIGIT ||
                   wz_cells_class_at (buffer, end - 1 - n) == CELL_LETTER))
    n++;
  for (gint i = end - n; i < end; i++) {
    gunichar ch = wz_cells_char_at (buffer, i);
    gboolean fits = n == 1 || (n == 2 && wz_cells_class_at (buffer, i) == CELL_DIGIT) || ch == 'i' ||
                    ch == 'v' || ch == 'x';
    if (!fits)
      return 0;
  }
  return n < 4 ? n : 0;
}

/* Whether what follows @i is Chinese before long: the item's text may start with a Latin name. */
static gboolean
chinese_ahead (CellBuffer *buffer, gint i)
{
  for (gint k = i + 1; k < MIN (cell_count (buffer), i + 1 + LABEL_REACH); k++)
    if (wz_cells_class_at (buffer, k) == CELL_HAN)
      return TRUE;
  return FALSE;
}

/* `1)` without an opener, and `(1)` behind an ASCII stop, label items of a Chinese list. */
static gboolean
is_label (CellBuffer *buffer, gint open, gint close)
{
  gint n = label_before (buffer, close);
  gint from = open < 0 ? close - n : open;
  if (n == 0 || (open >= 0 && close - n != open + 1) || !chinese_ahead (buffer, close))
    return FALSE;
  gint before = wz_cells_prev_solid (buffer, from);
  gunichar ch = wz_cells_char_at (buffer, before);
  return before < 0 || wz_cells_cjk_at (buffer, before) || ch == ';' || ch == ':' || (ch == ',' && open >= 0);
}

static void
widen_brackets (CellBuffer *buffer, gint open, gint close)
{
  gboolean chinese = wz_cells_cjk_at (buffer, wz_cells_prev_solid (buffer, open)) ||
                     wz_cells_cjk_at (buffer, wz_cells_next_solid (buffer, close)) ||
                     stop_follows (buffer, close) || is_label (buffer, open, close);
  for (gint i = open + 1; !chinese && i < close; i++)
    chinese = wz_cell_is_cjk (cell_at (buffer, i));
  if (chinese) {
    wz_cells_set (buffer, open, 0xFF08);
    wz_cells_set (buffer, close, 0xFF09);
  }
}

/* Both or neither; but a list's `1)` has no opener. [0,1) and (0,1] are intervals: a square bracket can meet
 * a round one. */
static void
rule_brackets (CellBuffer *buffer, const MarkPair *mark)
{
  Bracket stack[BRACKETS_MAX];
  gint depth = 0;
  for (gint i = 0; i < cell_count (buffer); i++) {
    gunichar ch = wz_cells_char_at (buffer, i);
    if (cell_at (buffer, i)->guarded)
      continue;
    gboolean label = ch == ')' && (depth == 0 || stack[depth - 1].at < i - 3) && is_label (buffer, -1, i);
    if (label) {
      wz_cells_set (buffer, i, 0xFF09);
    } else if ((ch == '(' || ch == 0xFF08 || ch == '[') && depth < BRACKETS_MAX) {
      stack[depth++] = (Bracket){i, ch};
    } else if (ch == ']') {
      if (depth > 0 && stack[depth - 1].ch != 0xFF08)
        depth--;
    } else if ((ch == ')' || ch == 0xFF09) && depth > 0) {
      Bracket open = stack[--depth];
      gboolean mixed = open.ch != '[' && (open.ch == '(' || ch == ')');
      if (mixed)
        widen_brackets (buffer, open.at, i);
    }
  }
}

static gboolean
is_factorial (CellBuffer *buffer, gint i)
{
  CellClass one = wz_cells_class_at (buffer, i - 1), two = wz_cells_class_at (buffer, i - 2);
  if (wz_cells_class_at (buffer, i + 1) != CELL_HAN)
    return FALSE;
  return (one == CELL_DIGIT || one == CELL_LETTER) && (two == CELL_HAN || two == CELL_SPACE);
}

/* 什么是BERT? — one Latin word straight after Chinese, and nothing more: the mark ends a Chinese sentence. */
static gboolean
ends_chinese (CellBuffer *buffer, gint i)
{
  gint next = wz_cells_next_solid (buffer, i);
  if (next >= 0 && wz_cells_class_at (buffer, next) != CELL_CLOSE)
    return FALSE;
  gint k = i - 1;
  while (k >= 0 && !wz_cells_cjk_at (buffer, k) && wz_cells_class_at (buffer, k) != CELL_SPACE)
    k--;
  if (wz_cells_class_at (buffer, k) == CELL_SPACE)
    k = wz_cells_prev_solid (buffer, k);
  return k < i - 1 && wz_cells_cjk_at (buffer, k);
}

/* A stop before `1）` ends a Chinese clause, whatever stands before it. */
static gboolean
label_follows (CellBuffer *buffer, gint i)
{
  for (gint k = wz_cells_next_solid (buffer, i), n = 0; n < 4; k++, n++)
    if (wz_cells_char_at (buffer, k) == 0xFF09)
      return n > 0 && label_before (buffer, k) == n;
  return FALSE;
}

/* The condition of R10 for `, : ; ? !`. */
static gboolean
stop_is_chinese (CellBuffer *buffer, gint i, gunichar ch)
{
  gunichar after = wz_cells_char_at (buffer, i + 1);
  if (wz_cells_class_at (buffer, i - 1) == CELL_DIGIT && wz_cells_class_at (buffer, i + 1) == CELL_DIGIT)
    return FALSE;
  if ((ch == ':' && (after == ':' || wz_cells_char_at (buffer, i - 1) == ':')) || (ch == '!' && after == '='))
    return FALSE;
  if (wz_cells_cjk_at (buffer, wz_cells_prev_solid (buffer, i)))
    return TRUE;
  if (ch == '!' && is_factorial (buffer, i))
    return FALSE;
  CellClass next = wz_cells_class_at (buffer, wz_cells_next_solid (buffer, i));
  if (next == CELL_HAN || next == CELL_OPEN || ((ch == ':' || ch == ';') && label_follows (buffer, i)))
    return TRUE;
  return (ch == '?' || ch == '!') && ends_chinese (buffer, i);
}

static void
rule_stop (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, mark->ascii))
    return;
  for (gint i = 0; i < cell_count (buffer); i++)
    if (cell_at (buffer, i)->ch == mark->ascii && !cell_at (buffer, i)->guarded &&
        stop_is_chinese (buffer, i, mark->ascii))
      wz_cells_set (buffer, i, mark->full);
}

/* 一.引言: the dot of a numbered heading */
static gboolean
is_numbering (CellBuffer *buffer, gint i)
{
  gint k = i - 1;
  while (k >= 0 && g_utf8_strchr ("一二三四五六七八九十", -1, cell_at (buffer, k)->ch))
    k--;
  return k < 0;
}

static void
rule_full_stop (CellBuffer *buffer, const MarkPair *mark)
{
  if (!wz_cells_saw (buffer, mark->ascii))
    return;
  for (gint i = 1; i < cell_count (buffer); i++) {
    if (cell_at (buffer, i)->ch != mark->ascii || cell_at (buffer, i)->guarded)
      continue;
    CellClass before = wz_cells_class_at (buffer, wz_cells_prev_solid (buffer, i));
    gint next = wz_cells_next_solid (buffer, i);
    gunichar ch = wz_cells_char_at (buffer, next);
    CellClass after = wz_cells_class_at (buffer, next);
    gboolean stops = next < 0 || after == CELL_HAN || after == CELL_CLOSE || after == CELL_OPEN ||
                     ch == ')' || ch == ']' || ch == '"';
    if ((before == CELL_HAN || before == CELL_CLOSE) && stops && !is_numbering (buffer, i))
      wz_cells_set (buffer, i, mark->full);
  }
}

/* ---- R10: spaces ---- */

/* Next to a full-width mark the gap is in the mark. */
static void
rule_mark_spaces (CellBuffer *buffer, const MarkPair *mark)
{
  for (gint i = 0; i < cell_count (buffer); i++) {
    if (wz_cells_class_at (buffer, i) != CELL_SPACE)
      continue;
    CellClass before = wz_cells_class_at (buffer, i - 1), after = wz_cells_class_at (buffer, i + 1);
    gboolean mark_before =
        before >= CELL_OPEN && before <= CELL_JOIN && wz_cells_char_at (buffer, i - 1) != 0xFF5E;
    gboolean mark_after =
        after >= CELL_OPEN && after <= CELL_JOIN && wz_cells_char_at (buffer, i + 1) != 0xFF5E;
    if (mark_before || mark_after)
      wz_cells_kill (buffer, i);
  }
  wz_cells_sweep (buffer);
}

/* R9: whether a letter, a number with its prefix or suffix, or an object begins (@step 1) or ends (@step -1)
 * here. */
static gboolean
is_latin_edge (CellBuffer *buffer, gint i, gint step)
{
  CellClass cls = wz_cells_class_at (buffer, i);
  if (cls == CELL_LETTER || cls == CELL_DIGIT || cls == CELL_OPAQUE)
    return TRUE;
  if (cell_at (buffer, i)->guarded)
    return cell_at (buffer, i)->ch != '&' && cell_at (buffer, i)->ch != ';';
  static const gchar *const prefixes = "$£€¥￥№§±−+-~≈<>≤≥=#", *const suffixes = "%‰‱°′″℃℉％+";
  return g_utf8_strchr (step > 0 ? prefixes : suffixes, -1, cell_at (buffer, i)->ch) != NULL &&
         wz_cells_class_at (buffer, i + step) == CELL_DIGIT;
}

/* Between an ideograph and Latin the typesetter makes the gap (R44). */
static void
rule_script_spaces (CellBuffer *buffer, const MarkPair *mark)
{
  for (gint i = 1; i + 1 < cell_count (buffer); i++) {
    if (wz_cells_class_at (buffer, i) != CELL_SPACE || cell_at (buffer, i)->guarded)
      continue;
    gboolean han_before = wz_cells_class_at (buffer, i - 1) == CELL_HAN;
    gboolean han_after = wz_cells_class_at (buffer, i + 1) == CELL_HAN;
    if ((han_before && is_latin_edge (buffer, i + 1, 1)) || (han_after && is_latin_edge (buffer, i - 1, -1)))
      wz_cells_kill (buffer, i);
  }
  wz_cells_sweep (buffer);
}

/* Prose has a comma or a full stop; a line without them may be a list of names or of headings. */
static gboolean
is_prose (CellBuffer *buffer)
{
  for (gint i = 0; i < cell_count (buffer); i++)
    if (cell_at (buffer, i)->ch == 0x3002 || cell_at (buffer, i)->ch == 0xFF0C)
      return TRUE;
  return FALSE;
}

/* A space between two ideographs is residue of markup in prose, and a separator elsewhere (R44). */
static void
rule_han_spaces (CellBuffer *buffer, const MarkPair *mark)
{
  if (!is_prose (buffer))
    return;
  for (gint i = 1; i + 1 < cell_count (buffer); i++)
    if (cell_at (buffer, i)->ch == ' ' && !cell_at (buffer, i)->guarded &&
        wz_cells_class_at (buffer, i - 1) == CELL_HAN && wz_cells_class_at (buffer, i + 1) == CELL_HAN)
      wz_cells_kill (buffer, i);
  wz_cells_sweep (buffer);
}

/* ---- the table ---- */

#define CASES(...) ((const WzNormaliseCase[]){__VA_ARGS__, {NULL, NULL}})

const WzNormaliseRule wz_normalise_rules[] = {
    {"code-points",
     "R12",
     rule_fold,
     {0, 0},
     CASES ({"⼀⻓⻅", "一长见"}, {"Ａ１", "A1"}, {"３．５倍", "3.5倍"}, {"x²①：", "x²①："}, {"豈", "豈"})},
    {"zero-width",
     "R12",
     rule_zero_width,
     {0, 0},
     CASES ({"的方\u200B\u200B法", "的方法"}, {"\uFEFF方法", "方法"},
            {"super\u200Bcalifragilistic", "super\u200Bcalifragilistic"},
            {"方\u2060法BERT\u200B的", "方法BERT的"})},
    {"spaces",
     "R12, R44",
     rule_spaces,
     {0, 0},
     CASES ({" 方法\t \u00A0BERT ", "方法 BERT"}, {"标题\u3000副题", "标题\u3000副题"},
            {"25\u00A0km", "25\u00A0km"}, {"神经\n网络", "神经网络"}, {"neural\nnet", "neural net"},
            {"方法\u3000BERT", "方法 BERT"})},
    {"tex-quotes",
     "R10",
     wz_rule_tex_quotes,
     {0, 0},
     CASES ({"执行``近似''推理", "执行“近似”推理"}, {"执行`近似'推理", "执行‘近似’推理"},
            {"调用`f(x)`函数", "调用`f(x)`函数"},
            {"performing `exact inference' here", "performing `exact inference' here"})},
    {"ellipsis",
     "R6",
     rule_ellipsis,
     {0, 0},
     CASES ({"以确定...", "以确定……"}, {"因为......：通过", "因为……：通过"}, {"等等。。。", "等等……"},
            {"等…结果", "等……结果"}, {"G Papamakarios...", "G Papamakarios..."},
            {"1, 2, ..., n个", "1, 2, ..., n个"}, {"天………地", "天……地"}, {"BERT...等", "BERT……等"},
            {"甲…………乙", "甲…………乙"}, {"A…B", "A…B"})},
    {"dash",
     "R5",
     rule_dash,
     {0, 0},
     CASES ({"输出--可重复", "输出——可重复"}, {"模型 — 一种", "模型 —— 一种"},
            {"学习器——一种", "学习器——一种"}, {"2019—2023年", "2019—2023年"},
            {"加上--lr选项", "加上--lr选项"}, {"甲──乙", "甲——乙"}, {"GNN--一种", "GNN——一种"},
            {"图像-文本", "图像-文本"}, {"a--b", "a--b"}, {"甲———乙", "甲——乙"})},
    {"middle-dot",
     "R7",
     rule_middle_dot,
     {0, 0},
     CASES ({"达・芬奇", "达·芬奇"}, {"约翰.史密斯", "约翰·史密斯"}, {"a·b", "a·b"},
            {"成立.本文", "成立.本文"}, {"l•l", "l•l"})},
    {"brackets",
     "R10",
     rule_brackets,
     {'(', 0xFF08},
     CASES (
         {"微调(PEFT)和", "微调（PEFT）和"},
         {"SETFIT(Sentence Transformer Finetuning),一种", "SETFIT（Sentence Transformer Finetuning）,一种"},
         {"ωB97M-D3(BJ)/def2-TZVPPD理论", "ωB97M-D3(BJ)/def2-TZVPPD理论"},
         {"BERT (large) model", "BERT (large) model"}, {"降到O(n log n)的", "降到O(n log n)的"},
         {"从O((T × N)²)降低", "从O((T × N)²)降低"}, {"R(2+1)D网络", "R(2+1)D网络"},
         {"具有Theta(sqrt(N))或", "具有Theta(sqrt(N))或"}, {"为t(59)=3.34，", "为t(59)=3.34，"},
         {"方法(PEFT）和", "方法（PEFT）和"}, {"区间[0,1)内", "区间[0,1)内"}, {"(1)首先", "（1）首先"},
         {"1)首先；2)BERT模型", "1）首先；2）BERT模型"}, {"模型72B(47.3%);表现", "模型72B（47.3%）;表现"},
         {"高达+3.2mAP(+20%)。", "高达+3.2mAP（+20%）。"}, {"为0.78(p=0.047)、", "为0.78（p=0.047）、"},
         {"为68.5%;(2)LLM在3D上", "为68.5%;（2）LLM在3D上"}, {"SE(3)姿态", "SE(3)姿态"},
         {"为(x+y)^2的", "为(x+y)^2的"}, {"甲(乙(丙)丁)戊", "甲（乙（丙）丁）戊"},
         {"调用make_data(text)时", "调用make_data(text)时"},
         {"句子Transformer(ST)进行", "句子Transformer（ST）进行"})},
    {"comma",
     "R10",
     rule_stop,
     {',', 0xFF0C},
     CASES ({"能力,特别", "能力，特别"}, {"1e-4,批", "1e-4，批"}, {"1,000个", "1,000个"},
            {"方法,BERT", "方法，BERT"}, {"x,y和z", "x,y和z"}, {"（h, r, t）", "（h, r, t）"},
            {"BERT, 一种", "BERT， 一种"}, {"ImageNet, COCO上", "ImageNet, COCO上"},
            {"见https://a.b/c,d,本文", "见https://a.b/c,d，本文"})},
    {"colon",
     "R10",
     rule_stop,
     {':', 0xFF1A},
     CASES ({"SPICE:用于训练", "SPICE：用于训练"}, {"比例为3:1时", "比例为3:1时"},
            {"在10:30开始", "在10:30开始"}, {"类别:A", "类别：A"},
            {"见arXiv:2209.11142", "见arXiv:2209.11142"}, {"std::vector类", "std::vector类"},
            {"链接:https://a.b/", "链接：https://a.b/"})},
    {"semicolon",
     "R10",
     rule_stop,
     {';', 0xFF1B},
     CASES ({"其一;其二", "其一；其二"}, {"&lt;标签", "&lt;标签"}, {"a;b", "a;b"})},
    {"question",
     "R10",
     rule_stop,
     {'?', 0xFF1F},
     CASES ({"真的吗?当然", "真的吗？当然"}, {"什么是BERT?", "什么是BERT？"}, {"what is it?", "what is it?"},
            {"https://a.b/?q=1的", "https://a.b/?q=1的"})},
    {"exclamation",
     "R10",
     rule_stop,
     {'!', 0xFF01},
     CASES ({"当然!", "当然！"}, {"共n!个排列", "共n!个排列"}, {"5!种", "5!种"}, {"a!=b的", "a!=b的"},
            {"用GPT-4!然后", "用GPT-4！然后"})},
    {"full-stop",
     "R10",
     rule_full_stop,
     {'.', 0x3002},
     CASES ({"成立.本文", "成立。本文"}, {"成立.", "成立。"}, {"采用BERT.", "采用BERT."},
            {"提高2.5倍", "提高2.5倍"}, {"一.引言", "一.引言"}, {"(成立.)", "(成立。)"})},
    {"double-quotes",
     "R10",
     wz_rule_quotes,
     {'"', 0x201C},
     CASES ({"通过\"纳入\"知识", "通过“纳入”知识"}, {"所谓 \"BERT\" 模型", "所谓 “BERT” 模型"},
            {"say \"hi\" to", "say \"hi\" to"}, {"“近似\"模型", "“近似”模型"},
            {"12\"屏幕,\"大\"屏", "12\"屏幕,“大”屏"}, {"Gr\"onwall不等式", "Gr\"onwall不等式"},
            {"\"甲\"。乙\"丙。丁\"戊\"己", "“甲”。乙\"丙。丁“戊”己"})},
    {"single-quotes",
     "R10",
     wz_rule_quotes,
     {'\'', 0x2018},
     CASES ({"称为'标记'的", "称为‘标记’的"}, {"称为'token'的", "称为‘token’的"},
            {"Newton's法", "Newton's法"}, {"Fleiss' Kappa达到", "Fleiss' Kappa达到"},
            {"Farias '24]。其中'甲'", "Farias '24]。其中‘甲’"}, {"RG'G和RG'G的", "RG'G和RG'G的"},
            {"“他说'好'了”", "“他说‘好’了”"})},
    {"word-apostrophes",
     "Clean",
     wz_rule_word_apostrophes,
     {'\'', 0x2019},
     CASES ({"Newton's法", "Newton’s法"}, {"所谓it's是", "所谓it’s是"}, {"在WMT'14上", "在WMT’14上"},
            {"RG'G和f'", "RG'G和f'"}, {"称为'标记'的", "称为'标记'的"}, {"式$f'g$和", "式$f'g$和"})},
    {"mark-spaces",
     "R10",
     rule_mark_spaces,
     {0, 0},
     CASES ({"BERT， 一种", "BERT，一种"}, {"微调 （PEFT） 和", "微调（PEFT）和"},
            {"模型 —— 一种", "模型——一种"}, {"所谓 “BERT” 模型", "所谓“BERT”模型"},
            {"见Vaswani “Attention” 2017一文", "见Vaswani “Attention” 2017一文"})},
    {"script-spaces",
     "R10, R44",
     rule_script_spaces,
     {0, 0},
     CASES ({"在 BERT 上", "在BERT上"}, {"提高 20% 以上", "提高20%以上"}, {"约 $170 元", "约$170元"},
            {"用 C++ 写", "用C++ 写"}, {"长期 预测", "长期 预测"}, {"参数 α 为", "参数α为"},
            {"界为 $O(n)$ 的", "界为$O(n)$的"})},
    {"han-spaces",
     "R44",
     rule_han_spaces,
     {0, 0},
     CASES ({"包括 图像分类、分割，以及 检测", "包括图像分类、分割，以及检测"},
            {"生成模型 综述", "生成模型 综述"}, {"标题\u3000副题。", "标题\u3000副题。"},
            {"用 BERT 做。", "用 BERT 做。"})},
};
const guint wz_normalise_n_rules = G_N_ELEMENTS (wz_normalise_rules);
