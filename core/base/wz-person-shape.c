/* wz-person-shape.c: what lists of names look like: where a name ends, which words belong to names, and
 * whether a line is such a list at all. SPDX-License-Identifier: MIT */
#include "base/wz-person-private.h"

#include <string.h>

/* ---- Stretches ---- */

WzNames
wz_names_of (const gchar *text, gssize length)
{
  return (WzNames){text, 0, length >= 0 ? (gsize) length : strlen (text)};
}

WzNames
wz_names_part (WzNames names, gsize start, gsize end)
{
  return (WzNames){names.text, start, MAX (start, end)};
}

gboolean
wz_names_is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x85 || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

static gsize
previous (WzNames names, gsize at)
{
  while (at > names.start && ((guint8) names.text[--at] & 0xC0) == 0x80)
    ;
  return at;
}

static gsize
skip_blank (WzNames names, gsize at)
{
  while (at < names.end && wz_names_is_blank (wz_names_char (names, at)))
    at = wz_names_next (names, at);
  return at;
}

WzNames
wz_names_trim (WzNames names)
{
  names.start = skip_blank (names, names.start);
  while (names.end > names.start && wz_names_is_blank (wz_names_char (names, previous (names, names.end))))
    names.end = previous (names, names.end);
  return names;
}

gboolean
wz_names_starts (WzNames names, const gchar *prefix)
{
  gsize n = strlen (prefix);

  return names.end - names.start >= n && memcmp (names.text + names.start, prefix, n) == 0;
}

gboolean
wz_names_ends (WzNames names, const gchar *suffix)
{
  gsize n = strlen (suffix);

  return names.end - names.start >= n && memcmp (names.text + names.end - n, suffix, n) == 0;
}

static gsize
find (WzNames names, const gchar *needle)
{
  const gchar *found = g_strstr_len (names.text + names.start, (gssize) (names.end - names.start), needle);

  return found != NULL ? (gsize) (found - names.text) : names.end;
}

/* ---- Where a name ends ---- */

/* Behind what opens at @at and belongs to one name, or @at: brackets, braces, `$…$`, `<sup>…</sup>`,
 * `&uuml;`. */
static gsize
skip_group (WzNames names, gsize at)
{
  enum { MAX_BYTES = 400 };
  static const gchar *const pairs[][2] = {{"(", ")"}, {"（", "）"},        {"{", "}"},
                                          {"$", "$"}, {"<sup>", "</sup>"}, {"[", "]"}};
  WzNames rest = wz_names_part (names, at, MIN (names.end, at + MAX_BYTES));

  if (names.text[at] == '&') {
    gsize n = 1;

    while (at + n < rest.end && (g_ascii_isalnum (names.text[at + n]) || names.text[at + n] == '#'))
      n++;
    return n > 1 && n <= 10 && at + n < rest.end && names.text[at + n] == ';' ? at + n + 1 : at;
  }
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    if (!wz_names_starts (rest, pairs[i][0]))
      continue;
    for (gsize end = at + strlen (pairs[i][0]); end < rest.end; end++)
      if (wz_names_starts (wz_names_part (rest, end, rest.end), pairs[i][1]))
        return end + strlen (pairs[i][1]);
  }
  return at;
}

/* `and ` behind white space, and its like. */
static gsize
match_and (WzNames names, gsize at)
{
  static const gchar *const words[] = {"and ", "AND ", "& ", "＆", "&amp; ", "\\& ",
                                       "· ",   "• ",   "/ ", "| ", "和 ",    "与 "};

  if (at == names.start || !wz_names_is_blank (wz_names_char (names, previous (names, at))))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (wz_names_starts (wz_names_part (names, at, names.end), words[i]))
      return strlen (words[i]);
  return 0;
}

/* `Ada Reed/Bo Marsh`: a slash behind a name of two words, where another one begins. */
static gboolean
is_slash (WzNames names, gsize start, gsize at)
{
  return names.text[at] == '/' && at > start && g_ascii_isalpha (names.text[at - 1]) && at + 1 < names.end &&
         g_unichar_isupper (wz_names_char (names, at + 1)) &&
         memchr (names.text + start, ' ', at - start) != NULL;
}

gsize
wz_names_next_separator (WzNames names, gsize at, WzNamesSeparator *separator, gsize *length)
{
  gsize start = at;

  while (at < names.end) {
    gunichar c = wz_names_char (names, at);
    gsize next;

    *separator = WZ_NAMES_NONE;
    if (c == ';' || c == 0xFF1B)
      *separator = WZ_NAMES_SEMICOLON;
    else if (c == ',' || c == 0xFF0C || c == 0x3001 || c == '\t' || is_slash (names, start, at))
      *separator = WZ_NAMES_COMMA;
    if (*separator != WZ_NAMES_NONE) {
      *length = wz_names_next (names, at) - at;
      return at;
    }
    *length = match_and (names, at);
    if (*length > 0) {
      *separator = WZ_NAMES_AND;
      return at;
    }
    next = skip_group (names, at);
    at = next > at ? next : wz_names_next (names, at);
  }
  *separator = WZ_NAMES_NONE;
  *length = 0;
  return names.end;
}

static gboolean
is_han (gunichar c)
{
  return c >= 0x2E80 && g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static WzNames
without (WzNames names, const gchar *suffix)
{
  if (wz_names_ends (names, suffix))
    names.end -= strlen (suffix);
  return wz_names_trim (names);
}

/* `张三、李四等`, `… 等 1688 位作者`: with a number, or behind a name in a list of several. */
static WzNames
strip_han_cut (WzNames names)
{
  static const gchar *const units[] = {"位", "人", "名", "个"};
  WzNames rest = without (names, "作者"), digits;
  gboolean counted;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    rest = without (rest, units[i]);
  digits = rest;
  while (rest.end > rest.start && g_ascii_isdigit (names.text[rest.end - 1]))
    rest.end--;
  counted = rest.end < digits.end;
  rest = wz_names_trim (rest);
  if (!wz_names_ends (rest, "等") || (counted && digits.end == names.end))
    return names;
  digits = rest;
  rest = without (rest, "等");
  if (rest.start < rest.end &&
      (counted || rest.end + strlen ("等") < digits.end || rest.end + strlen ("等人") == names.end ||
       !is_han (wz_names_char (rest, previous (rest, rest.end))) || find (rest, "、") < rest.end ||
       find (rest, ",") < rest.end || find (rest, "，") < rest.end))
    return rest;
  return names;
}

gsize
wz_person_strip_cut (const gchar *text, gssize length, gboolean *cut)
{
  static const gchar *const marks[] = {"...",        "…",        "。。。", "et al.", "et al", "et. al.",
                                       "and others", "& others", "、",     "，",     ","};
  WzNames names = wz_names_trim (wz_names_of (text, length)), rest;
  gboolean found = TRUE;

  *cut = FALSE;
  while (found) {
    rest = strip_han_cut (names);
    found = rest.end < names.end;
    *cut |= found;
    names = rest;
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
      if (wz_names_ends (names, marks[i]) && (*cut || i < G_N_ELEMENTS (marks) - 3)) {
        names.end -= strlen (marks[i]);
        names = wz_names_trim (names);
        *cut = found = TRUE;
      }
  }
  return names.end;
}

/* ---- Groups ---- */

gboolean
wz_person_is_group (const gchar *text, gssize length)
{
  static const gchar *const words[] = {"Collaboration", "collaboration", "Collaborations", "Consortium",
                                       "Team",          "team",          "Group",          "Initiative",
                                       "Working Group", "合作组",        "团队",           "联盟"};
  static const gchar *const known[] = {"Google DeepMind", "DeepMind",  "OpenAI", "DeepSeek-AI",
                                       "Meta AI",         "Anthropic", "NVIDIA", "Inclusion AI"};
  WzNames names = wz_names_trim (wz_names_of (text, length));

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (wz_names_ends (names, words[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (names.end - names.start == strlen (known[i]) && wz_names_starts (names, known[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_group (WzNames names)
{
  return wz_person_is_group (names.text + names.start, (gssize) (names.end - names.start));
}

/* `R Abbott for the X Collaboration`. */
static gboolean
split_represented (WzNames names, WzNames *person, WzNames *group)
{
  static const gchar *const words[] = {" for the ", " on behalf of the ", " on behalf of ",
                                       " representing the "};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize at = find (names, words[i]);

    if (at >= names.end || at == names.start)
      continue;
    *person = wz_names_trim (wz_names_part (names, names.start, at));
    *group = wz_names_trim (wz_names_part (names, at + strlen (words[i]), names.end));
    return is_group (*group) && person->end > person->start;
  }
  return FALSE;
}

gboolean
wz_names_split_group (WzNames names, WzNames *person, WzNames *group)
{
  static const gchar *const starts[] = {"for the ",      "on behalf of the ", "for ",
                                        "on behalf of ", "and the ",          "the "};
  gsize open = MIN (find (names, "("), find (names, "（"));
  gsize n = wz_names_char (names, open) == '(' ? 1 : strlen ("（");
  gsize shut = wz_names_ends (names, ")") ? 1 : wz_names_ends (names, "）") ? strlen ("）") : 0;

  if (open >= names.end || open == names.start || shut == 0)
    return split_represented (names, person, group);
  *person = wz_names_trim (wz_names_part (names, names.start, open));
  *group = wz_names_trim (wz_names_part (names, open + n, names.end - shut));
  if (!is_group (*group) || person->start >= person->end)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (wz_names_starts (*group, starts[i])) {
      group->start += strlen (starts[i]);
      break;
    }
  return TRUE;
}

/* ---- Words ---- */

gboolean
wz_names_is_particle (WzNames word)
{
  static const gchar *const particles[] = {
      "de",  "da",  "di",  "du", "del", "della", "der", "den", "van", "von", "la", "le",  "el", "al", "bin",
      "ibn", "dos", "das", "do", "ter", "ten",   "te",  "y",   "and", "et",  "zu", "zur", "af", "av", "a"};
  gsize n = word.end - word.start;

  if (n == 1)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (particles); i++)
    if (strlen (particles[i]) == n && wz_names_starts (word, particles[i]))
      return TRUE;
  return FALSE;
}

/* The hundred that most people in China have; then those of two characters. */
gsize
wz_names_surname (WzNames name)
{
  static const gchar surnames[] =
      "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚"
      "沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";
  static const gchar *const doubles[] = {"欧阳", "司马", "上官", "诸葛", "夏侯",
                                         "皇甫", "尉迟", "令狐", "慕容"};

  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    if (wz_names_starts (name, doubles[i]))
      return strlen (doubles[i]);
  if (name.start >= name.end || g_utf8_strchr (surnames, -1, wz_names_char (name, name.start)) == NULL)
    return 0;
  return wz_names_next (name, name.start) - name.start;
}

guint
wz_person_count_spaced (const gchar *text, gssize length)
{
  WzNames names = wz_names_trim (wz_names_of (text, length));
  guint n = 0;

  for (gsize at = names.start; at < names.end; n++) {
    WzNames name = wz_names_part (names, at, at);
    guint chars = 0;

    for (; name.end < names.end && is_han (wz_names_char (names, name.end)); chars++)
      name.end = wz_names_next (names, name.end);
    at = skip_blank (names, name.end);
    if (chars < 2 || chars > 4 || wz_names_surname (name) == 0 || (at == name.end && at < names.end))
      return 0;
  }
  return n >= 2 ? n : 0;
}

/* ---- Whether a line is a list of names ---- */

typedef struct {
  guint pieces;
  guint words;
  guint long_words; /* of more than one letter */
  guint lower;      /* words that begin in lower case and are no particles */
  guint most_words;
  guint most_chars;
  guint han_pieces; /* pieces with Han characters, */
  guint most_han;   /* and the longest of them */
  gboolean mixed;   /* a piece has Han characters and Latin words: a title, no name */
} Census;

static void
count_words (WzNames piece, Census *census)
{
  guint words = 0;

  for (gsize at = skip_blank (piece, piece.start); at < piece.end; at = skip_blank (piece, at)) {
    WzNames word = wz_names_part (piece, at, at);

    while (word.end < piece.end && !wz_names_is_blank (wz_names_char (piece, word.end)))
      word.end = wz_names_next (piece, word.end);
    words++;
    census->long_words += word.end > wz_names_next (piece, at);
    census->lower += g_unichar_islower (wz_names_char (piece, at)) && !wz_names_is_particle (word);
    at = word.end;
  }
  census->words += words;
  census->most_words = MAX (census->most_words, words);
}

static void
count_piece (WzNames piece, Census *census)
{
  guint han = 0, latin = 0, chars = 0, spaced;

  piece = wz_names_trim (piece);
  if (piece.start >= piece.end)
    return;
  spaced = wz_person_count_spaced (piece.text + piece.start, (gssize) (piece.end - piece.start));
  if (spaced > 0) {
    *census = (Census){census->pieces + spaced,
                       census->words + spaced,
                       census->long_words + spaced,
                       census->lower,
                       MAX (census->most_words, 1),
                       MAX (census->most_chars, 4),
                       census->han_pieces + spaced,
                       MAX (census->most_han, 4),
                       census->mixed};
    return;
  }
  for (gsize at = piece.start; at < piece.end; at = wz_names_next (piece, at), chars++) {
    gunichar c = wz_names_char (piece, at);

    han += is_han (c);
    latin += c < 0x2000 && g_unichar_isalpha (c);
  }
  count_words (piece, census);
  census->pieces++;
  census->most_chars = MAX (census->most_chars, chars);
  census->han_pieces += han > 0;
  census->mixed |= han > 0 && latin >= 4;
  census->most_han = MAX (census->most_han, han);
}

/* Names that are told apart by `and` alone: each has two words to four, none in lower case. */
static gboolean
are_persons (const Census *census)
{
  return census->most_words <= 4 && census->words >= 2 * census->pieces && census->lower == 0;
}

/* A sentence, an affiliation, a label of a field in Markdown, an address. */
static gboolean
holds_other (WzNames line)
{
  static const gchar *const marks[] = {"。", "？", "?", "!", "！", "[", "**", "://"};

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (find (line, marks[i]) < line.end)
      return TRUE;
  return FALSE;
}

gboolean
wz_person_is_list (const gchar *text, gssize length)
{
  WzNames line = wz_names_trim (wz_names_of (text, length)), person, group;
  Census census = {0};
  WzNamesSeparator separator;
  guint weak = 0;
  gsize n;
  gboolean cut;

  line.end = MAX (line.start, wz_person_strip_cut (text, length, &cut));
  if (wz_names_split_group (line, &person, &group))
    line = person;
  if (line.start >= line.end || holds_other (line))
    return FALSE;
  for (gsize start = line.start; start < line.end;) {
    gsize at = wz_names_next_separator (line, start, &separator, &n);

    count_piece (wz_names_part (line, start, at), &census);
    weak += separator == WZ_NAMES_AND;
    start = at + MAX (n, 1);
  }
  if (census.mixed || census.pieces == 0 || census.most_chars > 60 || census.most_words > 8 ||
      census.most_han > 5)
    return FALSE;
  if (census.han_pieces > 0 && census.pieces == 1 && census.most_han > 4)
    return FALSE;
  if (weak > 0 && census.pieces == weak + 1 && !are_persons (&census)) /* no comma: words of a title? */
    return FALSE;
  if (census.pieces == 1 && !cut &&
      (census.long_words > 4 || g_unichar_islower (wz_names_char (line, line.start))))
    return FALSE;
  return census.lower * 4 <= census.words;
}
