/* bib-tex.c: text as TeX, BibTeX, biber and those who imitate them read it: see bib-record.h. In a file of
 * theirs a brace counts whether or not a backslash stands before it. SPDX-License-Identifier: MIT */
#include "bib-record.h"

#include <string.h>

#include <wenzhai-kit/wz-chars.h>

typedef struct {
  GString *out;
  gboolean commands;
  gboolean protect;
} Tex;

/* ---- Characters ---- */

static const struct {
  gunichar c;
  const gchar *tex;
} specials[] = {
    {'%', "\\%"},
    {'&', "\\&"},
    {'#', "\\#"},
    {'_', "\\_"},
    {'$', "\\$"},
    {'~', "\\textasciitilde{}"},
    {'^', "\\textasciicircum{}"},
    {'\\', "\\textbackslash{}"},
    {'<', "\\textless{}"},
    {'>', "\\textgreater{}"},
};

/* What TeX has a command for; the rest stays as it is. */
static const struct {
  gunichar c;
  const gchar *tex;
} letters[] = {
    {0xDF, "{\\ss}"}, {0xC6, "{\\AE}"},      {0xE6, "{\\ae}"}, {0x152, "{\\OE}"}, {0x153, "{\\oe}"},
    {0xD8, "{\\O}"},  {0xF8, "{\\o}"},       {0x141, "{\\L}"}, {0x142, "{\\l}"},  {0x131, "{\\i}"},
    {0x2013, "--"},   {0x2014, "---"},       {0x2018, "`"},    {0x2019, "'"},     {0x201C, "``"},
    {0x201D, "''"},   {0x2026, "{\\ldots}"},
};

static const struct {
  gunichar mark;
  gchar command;
} accents[] = {
    {0x300, '`'}, {0x301, '\''}, {0x302, '^'}, {0x303, '~'}, {0x304, '='},
    {0x306, 'u'}, {0x307, '.'},  {0x308, '"'}, {0x30A, 'r'}, {0x30B, 'H'},
    {0x30C, 'v'}, {0x323, 'd'},  {0x327, 'c'}, {0x328, 'k'}, {0x331, 'b'},
};

static gboolean
append_command (GString *out, gunichar c)
{
  gunichar base, mark;
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].c == c) {
      g_string_append (out, letters[i].tex);
      return TRUE;
    }
  if (!g_unichar_decompose (c, &base, &mark) || base > 'z' || !g_ascii_isalpha ((gchar) base))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (accents); i++)
    if (accents[i].mark == mark) {
      g_string_append_printf (out, base == 'i' && mark < 0x323 ? "{\\%c{\\i}}" : "{\\%c{%c}}",
                              accents[i].command, (gchar) base);
      return TRUE;
    }
  return FALSE;
}

static gboolean
ends_with (const GString *text, const gchar *end)
{
  return text->len >= strlen (end) && g_str_equal (text->str + text->len - strlen (end), end);
}

static void
append_char (const Tex *tex, gunichar c, gboolean balanced)
{
  if (!wz_char_is_allowed (c))
    return;
  if (c == '-' && ends_with (tex->out, "-"))
    g_string_append (tex->out, "{}"); /* which TeX would join */
  if (c == '{' || c == '}') {
    g_string_append (tex->out, balanced   ? (c == '{' ? "\\{" : "\\}")
                               : c == '{' ? "\\textbraceleft{}"
                                          : "\\textbraceright{}");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    if (specials[i].c == c) {
      g_string_append (tex->out, specials[i].tex);
      return;
    }
  if (!tex->commands || c < 0x80 || !append_command (tex->out, c))
    g_string_append_unichar (tex->out, c);
}

/* ---- Words ---- */

static gboolean
is_word (gunichar c)
{
  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !wz_char_is_chinese (c);
}

/* Whether a style that writes titles small would spoil a word: BERT, iPhone, 3D, GPT; but `A` is a word of
 * English. */
static gboolean
is_name (const gchar *word, gsize length)
{
  gboolean upper = FALSE, first = TRUE;
  if (length == 1)
    return g_ascii_isupper (*word) && *word != 'A';
  for (const gchar *p = word; p < word + length; p = g_utf8_next_char (p), first = FALSE)
    upper = upper || (g_unichar_isupper (g_utf8_get_char (p)) && !first) ||
            (first && g_unichar_isupper (g_utf8_get_char (p)) && strcspn (p, "0123456789") < length);
  return upper;
}

static gboolean
is_balanced (const gchar *text, gsize length)
{
  gint depth = 0;
  for (gsize i = 0; i < length && depth >= 0; i++)
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
  return depth == 0;
}

/* Runs of white space are one. */
static void
append_text (const Tex *tex, const gchar *text, gsize length)
{
  gboolean balanced = is_balanced (text, length);
  for (const gchar *p = text; p < text + length;) {
    const gchar *end = p;
    while (end < text + length && is_word (g_utf8_get_char (end)))
      end = g_utf8_next_char (end);
    gboolean name = tex->protect && end > p && is_name (p, (gsize) (end - p));
    if (name)
      g_string_append_c (tex->out, '{');
    for (; p < end; p = g_utf8_next_char (p))
      append_char (tex, g_utf8_get_char (p), balanced);
    if (name)
      g_string_append_c (tex->out, '}');
    if (p == text + length)
      break;
    gunichar c = g_utf8_get_char (p);
    gboolean space = c == 0x2028 || c == 0x2029 || (g_unichar_isspace (c) && c != 0x3000);
    if (!space)
      append_char (tex, c, balanced);
    else if (tex->out->len > 0 && tex->out->str[tex->out->len - 1] != ' ')
      g_string_append_c (tex->out, ' ');
    p = g_utf8_next_char (p);
  }
}

gchar *
wz_bib_tex_dup (const gchar *text, gboolean commands, gboolean protect)
{
  Tex tex = {g_string_new (NULL), commands, protect};
  append_text (&tex, text, strlen (text));
  return g_strstrip (g_string_free (tex.out, FALSE));
}

/* ---- Rich text ---- */

/* Source that may stand between dollars in a file of BibTeX: its braces match, and nothing in it ends the
 * formula or the line. */
static gboolean
is_formula (const gchar *tex)
{
  gint depth = 0;
  for (const gchar *p = tex; *p != '\0' && depth >= 0; p++) {
    if (*p == '$' || *p == '%' || (*p == '\\' && p[1] == '\0') || (guchar) *p < 0x20)
      return FALSE;
    depth += *p == '{' ? 1 : *p == '}' ? -1 : 0;
    if (*p == '\\' && p[1] != '{' && p[1] != '}' && (guchar) p[1] >= 0x20 && p[1] != '$')
      p++; /* \% and \\ */
  }
  return depth == 0 && *tex != '\0';
}

static void
append_formula (const Tex *tex, const gchar *source)
{
  g_autofree gchar *clean = wz_chars_dup_clean (source);
  if (!is_formula (clean)) {
    g_autofree gchar *shown = g_strdup_printf ("$%s$", clean);
    append_text (tex, shown, strlen (shown));
    return;
  }
  g_string_append_printf (tex->out, tex->protect ? "{$%s$}" : "$%s$", clean);
}

static const gchar *const commands[WZ_TEXT_N_KINDS] = {
    [WZ_TEXT_EMPHASIS] = "\\emph{",
    [WZ_TEXT_STRONG] = "\\textbf{",
};

static void
break_block (const Tex *tex)
{
  while (tex->out->len > 0 && tex->out->str[tex->out->len - 1] == ' ')
    g_string_truncate (tex->out, tex->out->len - 1);
  if (tex->out->len > 0 && !ends_with (tex->out, "\\par"))
    g_string_append (tex->out, "\\par");
  if (tex->out->len > 0)
    g_string_append_c (tex->out, ' ');
}

static void
enter (const Tex *tex, const WzTextEvent *event)
{
  g_autofree gchar *shown = NULL;
  switch (event->kind) {
  case WZ_TEXT_FORMULA_BLOCK:
    break_block (tex);
    append_formula (tex, event->text);
    break;
  case WZ_TEXT_FORMULA:
    append_formula (tex, event->text);
    break;
  case WZ_TEXT_CODE:
    g_string_append (tex->out, "\\texttt{");
    append_text (tex, event->text, event->length);
    g_string_append_c (tex->out, '}');
    break;
  case WZ_TEXT_LINE_BREAK:
  case WZ_TEXT_TABLE_CELL:
    append_text (tex, " ", 1);
    break;
  case WZ_TEXT_NOTE_MARK:
    break;
  default:
    if (commands[event->kind] != NULL)
      g_string_append (tex->out, commands[event->kind]);
    else if (wz_text_kind_is_block (event->kind) || event->kind == WZ_TEXT_LIST_ITEM ||
             event->kind == WZ_TEXT_TABLE_ROW)
      break_block (tex);
    if (event->text != NULL)
      append_text (tex, event->text, event->length);
  }
}

gchar *
wz_bib_tex_dup_text (const WzText *text, gboolean with_commands, gboolean protect)
{
  Tex tex = {g_string_new (NULL), with_commands, protect};
  WzTextIter iter;
  WzTextEvent event;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.kind == WZ_TEXT_NOTE && event.type == WZ_TEXT_ENTER)
      wz_text_iter_skip (&iter);
    else if (event.type == WZ_TEXT_CHARACTERS)
      append_text (&tex, event.text, event.length);
    else if (event.kind >= WZ_TEXT_N_KINDS)
      continue;
    else if (event.type == WZ_TEXT_ENTER)
      enter (&tex, &event);
    else if (commands[event.kind] != NULL)
      g_string_append_c (tex.out, '}');
  }
  gchar *made = g_strstrip (g_string_free (tex.out, FALSE));
  while (g_str_has_suffix (made, "\\par"))
    made[strlen (made) - strlen ("\\par")] = '\0';
  return g_strchomp (made);
}
