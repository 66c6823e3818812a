/* SPDX-License-Identifier: MIT */
/* Characters as the normaliser sees them: classes (R1, R2), folding of look-alikes (R12), and steps over
 * cells. */
#include "edit/normalise/wz-normalise-private.h"

#include <stdlib.h>
#include <string.h>

/* R12: CJK radicals with a unified equivalent (Unicode, EquivalentUnifiedIdeograph). The Kangxi block,
 * 2F00–2FD5, has compatibility decompositions and needs no table. */
static const gunichar radicals[][2] = {
    {0x2E81, 0x5382},  {0x2E82, 0x4E5B},  {0x2E83, 0x4E5A},  {0x2E84, 0x4E59},  {0x2E85, 0x4EBB},
    {0x2E86, 0x5182},  {0x2E87, 0x20628}, {0x2E88, 0x5200},  {0x2E89, 0x5202},  {0x2E8A, 0x535C},
    {0x2E8B, 0x353E},  {0x2E8C, 0x5C0F},  {0x2E8D, 0x5C0F},  {0x2E8E, 0x5140},  {0x2E8F, 0x5C23},
    {0x2E90, 0x5C22},  {0x2E91, 0x21BC2}, {0x2E92, 0x5DF3},  {0x2E93, 0x5E7A},  {0x2E94, 0x5F51},
    {0x2E95, 0x5F50},  {0x2E96, 0x5FC4},  {0x2E97, 0x5FC3},  {0x2E98, 0x624C},  {0x2E99, 0x6535},
    {0x2E9B, 0x65E1},  {0x2E9C, 0x65E5},  {0x2E9D, 0x6708},  {0x2E9E, 0x6B7A},  {0x2E9F, 0x6BCD},
    {0x2EA0, 0x6C11},  {0x2EA1, 0x6C35},  {0x2EA2, 0x6C3A},  {0x2EA3, 0x706C},  {0x2EA4, 0x722B},
    {0x2EA5, 0x722B},  {0x2EA6, 0x4E2C},  {0x2EA7, 0x725B},  {0x2EA8, 0x72AD},  {0x2EA9, 0x738B},
    {0x2EAA, 0x24D14}, {0x2EAB, 0x76EE},  {0x2EAC, 0x793A},  {0x2EAD, 0x793B},  {0x2EAE, 0x25AD7},
    {0x2EAF, 0x7CF9},  {0x2EB0, 0x7E9F},  {0x2EB1, 0x7F53},  {0x2EB2, 0x7F52},  {0x2EB3, 0x34C1},
    {0x2EB4, 0x5197},  {0x2EB5, 0x2626B}, {0x2EB6, 0x7F8A},  {0x2EB7, 0x2634C}, {0x2EB8, 0x2634B},
    {0x2EB9, 0x8002},  {0x2EBA, 0x8080},  {0x2EBB, 0x807F},  {0x2EBC, 0x8089},  {0x2EBD, 0x26951},
    {0x2EBE, 0x8279},  {0x2EBF, 0x8279},  {0x2EC0, 0x8279},  {0x2EC1, 0x864E},  {0x2EC2, 0x8864},
    {0x2EC3, 0x8980},  {0x2EC4, 0x897F},  {0x2EC5, 0x89C1},  {0x2EC6, 0x89D2},  {0x2EC7, 0x278B2},
    {0x2EC8, 0x8BA0},  {0x2EC9, 0x8D1D},  {0x2ECA, 0x27FB7}, {0x2ECB, 0x8F66},  {0x2ECC, 0x8FB6},
    {0x2ECD, 0x8FB6},  {0x2ECE, 0x8FB6},  {0x2ECF, 0x9091},  {0x2ED0, 0x9485},  {0x2ED1, 0x9577},
    {0x2ED2, 0x9578},  {0x2ED3, 0x957F},  {0x2ED4, 0x95E8},  {0x2ED5, 0x28E0F}, {0x2ED6, 0x961D},
    {0x2ED7, 0x96E8},  {0x2ED8, 0x9752},  {0x2ED9, 0x97E6},  {0x2EDA, 0x9875},  {0x2EDB, 0x98CE},
    {0x2EDC, 0x98DE},  {0x2EDD, 0x98DF},  {0x2EDE, 0x2967F}, {0x2EDF, 0x98E0},  {0x2EE0, 0x9963},
    {0x2EE1, 0x29810}, {0x2EE2, 0x9A6C},  {0x2EE3, 0x9AA8},  {0x2EE4, 0x9B3C},  {0x2EE5, 0x9C7C},
    {0x2EE6, 0x9E1F},  {0x2EE7, 0x5364},  {0x2EE8, 0x9EA6},  {0x2EE9, 0x9EC4},  {0x2EEA, 0x9EFE},
    {0x2EEB, 0x6589},  {0x2EEC, 0x9F50},  {0x2EED, 0x6B6F},  {0x2EEE, 0x9F7F},  {0x2EEF, 0x7ADC},
    {0x2EF0, 0x9F99},  {0x2EF1, 0x9F9C},  {0x2EF2, 0x4E80},  {0x2EF3, 0x9F9F},
};

/* Characters that transliterated names are made of: `.` between two of them is a slip for the interpunct
 * (R7), where between two other ideographs it is a full stop (R10). Characters that are common as ordinary
 * words are left out. */
static const gchar *const transliteration =
    "阿埃艾翰伦弥曼逊爱奥巴柏拜班邦鲍贝彼毕波伯博布查达戴丹德邓狄蒂丁杜顿多恩尔法菲费芬弗福戈格葛古哈海汉豪赫"
    "亨胡华怀惠霍基吉"
    "加贾杰金卡凯坎康考柯科克肯库夸奎拉莱赖兰朗劳勒雷黎李里利莉廉列林琳隆卢鲁路伦罗洛吕玛麦迈曼芒毛梅蒙米密缪"
    "摩莫默"
    "姆穆纳娜南内妮尼涅宁牛纽努诺欧帕派潘庞佩彭皮珀普齐奇乔切琼丘让热荣茹萨塞赛桑瑟莎沙尚舍圣施史舒斯苏索塔泰"
    "坦汤"
    "唐陶特腾提廷图托瓦威韦维翁沃乌伍西希锡夏香谢欣辛休许雅亚扬耶伊茵英尤约泽扎詹珍芝朱兹佐";

static gint
compare_radical (gconstpointer key, gconstpointer row)
{
  gunichar a = *(const gunichar *) key, b = *(const gunichar *) row;
  return a < b ? -1 : a > b;
}

/* One code point for another: full-width letters and digits, radicals, odd spaces (R12, X13). */
gunichar
wz_cell_fold (gunichar ch)
{
  if ((ch >= 0xFF10 && ch <= 0xFF19) || (ch >= 0xFF21 && ch <= 0xFF3A) || (ch >= 0xFF41 && ch <= 0xFF5A))
    return ch - 0xFEE0;
  if (ch >= 0x2E80 && ch <= 0x2EF3) {
    const gunichar *row =
        bsearch (&ch, radicals, G_N_ELEMENTS (radicals), sizeof radicals[0], compare_radical);
    return row ? row[1] : ch;
  }
  if (ch >= 0x2F00 && ch <= 0x2FD5) {
    gunichar whole;
    return g_unichar_fully_decompose (ch, TRUE, &whole, 1) == 1 ? whole : ch;
  }
  return ch;
}

gboolean
wz_cell_is_transliteration (gunichar ch)
{
  return ch > 0x4E00 && g_utf8_strchr (transliteration, -1, ch) != NULL;
}

/* Signs of mathematics: beside one of them, or holding one, brackets belong to a formula. */
gboolean
wz_cell_is_operator (gunichar ch)
{
  return (ch < 0x80 && ch != 0 && strchr ("+*^_=<>|", (gint) ch) != NULL) || ch == 0xD7 || ch == 0xB1 ||
         (ch >= 0x2200 && ch <= 0x22FF && ch != 0x22EF && ch != 0x22C5);
}

/* R1: OP, CL, and PE CM SC EX together. */
/* clang-format off */
static CellClass
mark_class (gunichar ch)
{
  switch (ch) {
  case 0xFF08: case 0x3014: case 0xFF3B: case 0xFF5B: case 0x3008: case 0x300A: case 0x300C: case 0x300E:
  case 0x3010: case 0x3016: case 0x3018: case 0x301A: case 0xFF62:
    return CELL_OPEN;
  case 0xFF09: case 0x3015: case 0xFF3D: case 0xFF5D: case 0x3009: case 0x300B: case 0x300D: case 0x300F:
  case 0x3011: case 0x3017: case 0x3019: case 0x301B: case 0xFF63:
    return CELL_CLOSE;
  case 0x3002: case 0xFF0E: case 0xFF61: case 0xFF0C: case 0x3001: case 0xFF64: case 0xFF1A: case 0xFF1B:
  case 0xFF01: case 0xFF1F: case 0x203C: case 0x2047: case 0x2048: case 0x2049:
    return CELL_STOP;
  default:
    return CELL_OTHER;
  }
}

/* clang-format on */

static gboolean
is_ideographic (gunichar ch)
{
  if (ch < 0x2E80)
    return ch >= 0x2460 && ch <= 0x24FF; /* circled digits and letters: class ID */
  if ((ch >= 0x3005 && ch <= 0x3007) || (ch >= 0x3021 && ch <= 0x3029))
    return TRUE;
  if (ch >= 0x3041 && ch <= 0x33FF)
    return ch != 0x30FB;
  return (ch >= 0x2E80 && ch <= 0x2FDF) || (ch >= 0x3400 && ch <= 0x4DBF) || (ch >= 0x4E00 && ch <= 0x9FFF) ||
         (ch >= 0xAC00 && ch <= 0xD7A3) || (ch >= 0xF900 && ch <= 0xFAFF) || (ch >= 0x20000 && ch <= 0x323AF);
}

/* The class of a character seen alone. Quotes, dashes and dots depend on their place: wz_cells_classify(). */
CellClass
wz_cell_class (gunichar ch)
{
  if (ch < 0x80) {
    if (g_ascii_isalpha ((gchar) ch))
      return CELL_LETTER;
    if (g_ascii_isdigit ((gchar) ch))
      return CELL_DIGIT;
    return ch == ' ' || (ch >= '\t' && ch <= '\r') ? CELL_SPACE : CELL_OTHER;
  }
  if (ch >= 0x4E00 && ch <= 0x9FFF) /* most of a Chinese text */
    return CELL_HAN;
  if (ch == 0xA0 || ch == 0x3000 || ch == 0x202F || (ch >= 0x2000 && ch <= 0x200A) || ch == 0x85 ||
      ch == 0x2028)
    return CELL_SPACE;
  if (is_ideographic (ch))
    return CELL_HAN;
  if (ch >= 0x3000 || (ch >= 0x2010 && ch < 0x2070)) {
    CellClass cls = mark_class (ch);
    if (cls != CELL_OTHER)
      return cls;
  }
  if (g_unichar_isdigit (ch))
    return CELL_DIGIT;
  return g_unichar_isalpha (ch) ? CELL_LETTER : CELL_OTHER;
}

static gboolean
is_mark (gunichar ch)
{
  GUnicodeType type = g_unichar_type (ch);
  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK ||
         type == G_UNICODE_SPACING_MARK;
}

/* R5, R6, R7: a run of two dashes or ellipses is Chinese wherever it stands; one alone, and a middle dot,
 * only beside an ideograph. */
static gboolean
joins_chinese (CellBuffer *buffer, gint i)
{
  gunichar ch = cell_at (buffer, i)->ch;
  if (ch == 0x2E3A || ch == 0xFF5E || ch == 0x30FB)
    return TRUE;
  if (ch == 0x2014 || ch == 0x2026 || ch == 0x22EF) {
    if (wz_cells_char_at (buffer, i - 1) == ch || wz_cells_char_at (buffer, i + 1) == ch)
      return TRUE;
  } else if (ch != 0xB7) {
    return FALSE;
  }
  return wz_cells_class_at (buffer, i - 1) == CELL_HAN || wz_cells_class_at (buffer, i + 1) == CELL_HAN;
}

/* Sets the class of each cell and whether it is guarded. Opaque cells keep theirs; combining marks take that
 * of their base (R3). */
void
wz_cells_classify (CellBuffer *buffer)
{
  for (gint i = 0; i < cell_count (buffer); i++) {
    Cell *cell = cell_at (buffer, i);
    if (cell->cls == CELL_OPAQUE)
      continue;
    cell->cls = wz_cell_class (cell->ch);
    wz_cells_see (buffer, cell->ch);
    if (i > 0 && cell->ch >= 0x300 && cell->cls != CELL_HAN && is_mark (cell->ch))
      cell->cls = cell_at (buffer, i - 1)->cls;
  }
  for (gint i = 0; i < cell_count (buffer); i++) {
    Cell *cell = cell_at (buffer, i);
    if (cell->cls == CELL_OTHER && cell->ch >= 0x80 && joins_chinese (buffer, i))
      cell->cls = CELL_JOIN;
  }
  wz_cells_guard (buffer); /* sees the curly quotes unresolved, always: the outcome hangs on the text alone */
  wz_cells_resolve_quotes (buffer);
}

/* Index of the nearest cell before @index that is no space; -1 where there is none. */
gint
wz_cells_prev_solid (CellBuffer *buffer, gint index)
{
  for (index--; index >= 0; index--)
    if (cell_at (buffer, index)->cls != CELL_SPACE && !cell_at (buffer, index)->dead)
      return index;
  return -1;
}

/* Index of the nearest cell after @index that is no space; -1 where there is none. */
gint
wz_cells_next_solid (CellBuffer *buffer, gint index)
{
  for (index++; index < cell_count (buffer); index++)
    if (cell_at (buffer, index)->cls != CELL_SPACE && !cell_at (buffer, index)->dead)
      return index;
  return -1;
}

void
wz_cells_set (CellBuffer *buffer, gint index, gunichar ch)
{
  Cell *cell = cell_at (buffer, index);
  if (cell->ch == ch)
    return;
  cell->ch = ch;
  cell->cls = wz_cell_class (ch);
  wz_cells_see (buffer, ch);
  if (cell->cls == CELL_OTHER && (ch == 0x2014 || ch == 0x2026 || ch == 0xB7))
    cell->cls = CELL_JOIN;
  buffer->changed = TRUE;
}

void
wz_cells_kill (CellBuffer *buffer, gint index)
{
  cell_at (buffer, index)->dead = TRUE;
  buffer->has_dead = buffer->changed = TRUE;
}

/* Takes the killed cells out. Rules that kill call it before they return. */
void
wz_cells_sweep (CellBuffer *buffer)
{
  guint kept = 0;
  if (!buffer->has_dead)
    return;
  buffer->has_dead = FALSE;
  for (guint i = 0; i < buffer->cells->len; i++) {
    Cell *cell = &g_array_index (buffer->cells, Cell, i);
    if (!cell->dead)
      g_array_index (buffer->cells, Cell, kept++) = *cell;
  }
  g_array_set_size (buffer->cells, kept);
}
