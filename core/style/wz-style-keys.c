/* wz-style-keys.c: the table of style keys, and how a value of each type is read. In: text. Out: typed
 * values. SPDX-License-Identifier: MIT */
#include "base/wz-words.h"
#include "style/wz-style-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PT WZ_STYLE_UNIT (WZ_UNIT_PT)
#define MM WZ_STYLE_UNIT (WZ_UNIT_MM)
#define EM WZ_STYLE_UNIT (WZ_UNIT_EM)
#define PC WZ_STYLE_UNIT (WZ_UNIT_PERCENT)

#define STRING(key, value, help)                                                                             \
  {                                                                                                          \
    key, WZ_STYLE_STRING, 0, 0, 0, {NULL}, value, help                                                       \
  }
#define FAMILIES(key, value, help)                                                                           \
  {                                                                                                          \
    key, WZ_STYLE_FAMILIES, 0, 0, 0, {NULL}, value, help                                                     \
  }
#define BOOLEAN(key, value, help)                                                                            \
  {                                                                                                          \
    key, WZ_STYLE_BOOLEAN, 0, 0, 0, {NULL}, value, help                                                      \
  }
#define NUMBER(key, low, high, value, help)                                                                  \
  {                                                                                                          \
    key, WZ_STYLE_NUMBER, 0, low, high, {NULL}, value, help                                                  \
  }
#define LENGTH(key, units, low, high, value, help)                                                           \
  {                                                                                                          \
    key, WZ_STYLE_LENGTH, units, low, high, {NULL}, value, help                                              \
  }
#define COLOR(key, value, help)                                                                              \
  {                                                                                                          \
    key, WZ_STYLE_COLOR, 0, 0, 0, {NULL}, value, help                                                        \
  }
#define PICTURE(key, help)                                                                                   \
  {                                                                                                          \
    key, WZ_STYLE_PICTURE, 0, 0, 0, {NULL}, "", help                                                         \
  }
#define CHOICE(key, value, help, ...)                                                                        \
  {                                                                                                          \
    key, WZ_STYLE_CHOICE, 0, 0, 0, {__VA_ARGS__}, value, help                                                \
  }

/* clang-format off */
static const WzStyleKey keys[] = {
  STRING ("style.Name", "", N_ ("name to show; the folder's where empty")),
  STRING ("style.Comment", "", N_ ("one line on what the style is for")),
  STRING ("style.Inherits", "", N_ ("the style whose values hold where this one is silent: a name, or a folder as seen from this one")),

  FAMILIES ("fonts.body-han", "Noto Serif CJK SC", N_ ("Chinese text (宋)")),
  FAMILIES ("fonts.body-latin", "Noto Serif, Noto Sans Math", N_ ("Latin text beside it")),
  FAMILIES ("fonts.heading-han", "Noto Sans CJK SC", N_ ("Chinese headings (黑)")),
  FAMILIES ("fonts.heading-latin", "Noto Sans, Noto Sans Math", N_ ("Latin headings")),
  FAMILIES ("fonts.quote-han", "LXGW WenKai", N_ ("Chinese quotations, notes and emphasis (楷)")),
  FAMILIES ("fonts.quote-latin", "Noto Serif:italic, Noto Sans Math", N_ ("Latin quotations and emphasis")),
  FAMILIES ("fonts.mono-han", "Noto Sans Mono CJK SC", N_ ("Chinese in code")),
  FAMILIES ("fonts.mono-latin", "DejaVu Sans Mono, Noto Sans Mono CJK SC", N_ ("code")),
  FAMILIES ("fonts.fallback", "Noto Sans Math, Noto Sans Symbols2, Noto Sans Symbols, DejaVu Sans, DejaVu Math TeX Gyre, Noto Serif Devanagari, Noto Serif Bengali, Noto Serif Tamil, Noto Serif Telugu, Noto Serif Thai, Noto Serif Hebrew, Noto Naskh Arabic, Noto Serif Armenian, Noto Serif Georgian, Noto Serif Ethiopic, Noto Serif Khmer", N_ ("asked, in every role, for characters that its own families lack; may be missing")),

  LENGTH ("body.size", PT, 5, 40, "10.5pt", N_ ("size of the text")),
  LENGTH ("body.leading", EM | PT, 1, 60, "1.62em", N_ ("distance of baselines")),
  LENGTH ("body.indent", EM, 0, 8, "2em", N_ ("indent of a Chinese paragraph's first line")),
  LENGTH ("body.indent-latin", EM, 0, 8, "0em", N_ ("indent of an English paragraph's first line")),
  LENGTH ("body.size-latin", EM, 0.5, 2, "0.9em", N_ ("size of English paragraphs")),
  LENGTH ("body.measure", EM | PT | MM, 0, 600, "0em", N_ ("length of a line; 0: as many whole em as the page takes")),
  CHOICE ("body.align", "justify", N_ ("how lines end"), "justify", "left"),
  LENGTH ("body.paragraph-gap", EM, 0, 4, "0em", N_ ("space between paragraphs")),

  LENGTH ("headings.section", EM, 0.5, 5, "1.7em", N_ ("size of a section's heading")),
  LENGTH ("headings.entry", EM, 0.5, 4, "1.25em", N_ ("size of a paper's first title")),
  LENGTH ("headings.second", EM, 0.5, 4, "1.05em", N_ ("size of a paper's title in the other language")),
  LENGTH ("headings.inner", EM, 0.5, 4, "1.1em", N_ ("size of headings inside a text")),
  LENGTH ("headings.byline", EM, 0.5, 2, "0.9em", N_ ("size of authors, affiliations and links")),
  BOOLEAN ("headings.numbers", "yes", N_ ("whether papers show their number")),

  CHOICE ("page.paper", "A5", N_ ("size of the page; custom: page.width and page.height"),
          "A4", "A5", "A6", "B5", "B5-JIS", "16K", "32K", "Letter", "kindle-6", "kindle-7", "kindle-scribe", "kobo-6",
          "kobo-7", "kobo-8", "kobo-elipsa", "boox-6", "boox-7", "boox-10", "boox-13", "remarkable-2", "remarkable-pro",
          "custom"),
  LENGTH ("page.width", MM | PT, 20, 2000, "148mm", N_ ("width of a custom page")),
  LENGTH ("page.height", MM | PT, 20, 2000, "210mm", N_ ("height of a custom page")),
  LENGTH ("page.inner", MM | PT, 0, 300, "0mm", N_ ("margin at the back; 0: as the page's proportions have it")),
  LENGTH ("page.outer", MM | PT, 0, 300, "0mm", N_ ("margin at the fore edge; 0: the same")),
  LENGTH ("page.top", MM | PT, 0, 300, "0mm", N_ ("margin above the text; 0: the same")),
  LENGTH ("page.bottom", MM | PT, 0, 300, "0mm", N_ ("margin below the text; 0: the same")),
  LENGTH ("page.binding", MM | PT, 0, 30, "0mm", N_ ("width that the binding takes at the back")),
  BOOLEAN ("page.two-sided", "yes", N_ ("left pages mirror right ones")),
  NUMBER ("page.columns", 1, 3, "1", N_ ("columns of text")),
  LENGTH ("page.column-gap", EM, 1, 6, "2em", N_ ("space between columns")),
  LENGTH ("page.parallel-share", PC, 20, 80, "45%", N_ ("share of the first language where two stand side by side")),
  BOOLEAN ("page.running-heads", "yes", N_ ("line above the text that says where one is")),
  CHOICE ("page.folio", "outer", N_ ("where the page number stands"), "outer", "center", "head", "none"),
  CHOICE ("page.entries", "run-on", N_ ("where a full entry begins"), "run-on", "page"),
  CHOICE ("page.notes-room", "none", N_ ("room for notes of the reader's own: none, ruled lines after each full entry, or a wide outer margin"), "none", "lines", "margin"),

  CHOICE ("text.languages", "both", N_ ("which languages are shown, and how"), "both", "zh", "en", "parallel", "behind"),
  CHOICE ("text.punctuation", "quanjiao", N_ ("width of Chinese marks: 全角, 开明, 半角"), "quanjiao", "kaiming", "banjiao"),
  BOOLEAN ("text.hanging", "no", N_ ("whether a stop or comma may hang outside the line")),
  CHOICE ("text.level", "gb", N_ ("how strictly marks keep from line ends"), "none", "basic", "gb", "strict"),
  BOOLEAN ("text.hyphenate", "yes", N_ ("whether English words may be broken")),
  CHOICE ("text.links", "inline", N_ ("how a link's address is printed"), "inline", "notes"),

  COLOR ("color.text", "#000000", N_ ("text")),
  COLOR ("color.heading", "#000000", N_ ("headings")),
  COLOR ("color.accent", "#8c1c13", N_ ("numbers of papers, categories and ornaments")),
  COLOR ("color.muted", "#4d4d4d", N_ ("authors, running heads, folios")),
  COLOR ("color.rule", "#b3b3b3", N_ ("rules and leaders")),
  COLOR ("color.link", "#1f3a68", N_ ("links")),

  CHOICE ("cover.layout", "titles", N_ ("what the cover is made of, below the name: titles of papers, the picture, or nothing"), "titles", "picture", "plain"),
  CHOICE ("cover.name", "series", N_ ("what stands large: the series, or the issue's own title"), "series", "title"),
  CHOICE ("cover.titles", "all", N_ ("papers on it: full ones and then the others, full ones alone, or those that the editor put in front"), "all", "full", "featured"),
  NUMBER ("cover.titles-max", 1, 12, "9", N_ ("how many of them at most")),
  PICTURE ("cover.picture", N_ ("PNG, JPEG or GIF; an issue may have its own")),
  CHOICE ("cover.fit", "inside", N_ ("the picture: whole between the margins, or over the whole page, cut where it must be"), "inside", "bleed"),
  BOOLEAN ("cover.masthead", "yes", N_ ("whether name and number stand beside a picture, which is all of the cover else")),
  PICTURE ("cover.logo", N_ ("stands at the foot; may be transparent")),
  COLOR ("cover.background", "#ffffff", N_ ("ground")),
  COLOR ("cover.text", "#000000", N_ ("text; lines of less weight lie between it and the ground")),
  COLOR ("cover.accent", "#000000", N_ ("the bar below the name, and the number of the issue")),
  CHOICE ("cover.name-font", "body", N_ ("role of the name's font"), "body", "heading", "quote"),
  CHOICE ("cover.titles-font", "body", N_ ("role of the titles' font"), "body", "heading", "quote"),

  BOOLEAN ("show.cover", "yes", N_ ("cover page")),
  BOOLEAN ("show.contents", "yes", N_ ("contents")),
  BOOLEAN ("show.categories", "yes", N_ ("category tags of papers")),
  BOOLEAN ("show.authors", "yes", N_ ("authors")),
  BOOLEAN ("show.affiliations", "yes", N_ ("affiliations")),
  NUMBER ("show.authors-max", 0, 9999, "60", N_ ("names that are shown of a list of authors or affiliations, which then says how many there are; 0: all")),
  BOOLEAN ("show.links", "yes", N_ ("links")),
  BOOLEAN ("show.code", "yes", N_ ("links to code, and how many marked it")),
  BOOLEAN ("show.status", "yes", N_ ("whether a paper is a revised or a cross-listed one")),
  BOOLEAN ("show.venue", "yes", N_ ("where a paper is published")),
  BOOLEAN ("show.comment", "yes", N_ ("what its authors say of a version: pages, figures")),
  BOOLEAN ("show.dates", "yes", N_ ("when a paper was first posted, and its version")),
  BOOLEAN ("show.score", "yes", N_ ("what the source thinks a paper is worth, and why")),
  BOOLEAN ("show.tldr", "yes", N_ ("a paper in a sentence")),
  BOOLEAN ("show.points", "yes", N_ ("a paper in points: motivation, method, results …")),
  BOOLEAN ("show.figure", "no", N_ ("whether a paper's first figure stands before its texts")),
  BOOLEAN ("show.appearances", "yes", N_ ("in which dailies a paper stood, where there are several")),
  BOOLEAN ("show.back-references", "yes", N_ ("earlier issues that had the paper")),
  BOOLEAN ("show.notes", "yes", N_ ("the editor's notes")),
  BOOLEAN ("show.figures", "yes", N_ ("figures")),
  BOOLEAN ("show.indices", "yes", N_ ("indices at the end")),
  BOOLEAN ("show.colophon", "yes", N_ ("colophon on the last page")),
  BOOLEAN ("show.qr", "no", N_ ("QR code of each full paper's link (print only)")),
};
/* clang-format on */

static const struct {
  const gchar *suffix;
  WzUnit unit;
} units[] = {
    {"pt", WZ_UNIT_PT},
    {"mm", WZ_UNIT_MM},
    {"em", WZ_UNIT_EM},
    {"%", WZ_UNIT_PERCENT},
};

const WzStyleKey *
wz_style_get_keys (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);
  return keys;
}

gint
wz_style_find_key (const gchar *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].key, key) == 0)
      return (gint) i;
  return -1;
}

gboolean
wz_style_has_group (const gchar *group)
{
  gsize length = strlen (group);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strncmp (keys[i].key, group, length) == 0 && keys[i].key[length] == '.')
      return TRUE;
  return FALSE;
}

/* One with the same last part, or the same first letters. */
const gchar *
wz_style_find_similar (const gchar *key)
{
  const gchar *tail = strrchr (key, '.') + 1;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strcasecmp (strrchr (keys[i].key, '.') + 1, tail) == 0)
      return keys[i].key;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strncasecmp (keys[i].key, key, MIN (strlen (key), (gsize) (tail - key) + 2)) == 0)
      return keys[i].key;
  return NULL;
}

static void
append_number (GString *out, gdouble number)
{
  gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%g", number));
}

gchar *
wz_style_key_dup_accepted (const WzStyleKey *key)
{
  GString *out = g_string_new (NULL);
  switch (key->type) {
  case WZ_STYLE_STRING:
    g_string_append (out, _ ("text"));
    break;
  case WZ_STYLE_PICTURE:
    g_string_append (out, _ ("a file, or nothing"));
    break;
  case WZ_STYLE_BOOLEAN:
    g_string_append (out, "yes, no");
    break;
  case WZ_STYLE_COLOR:
    g_string_append (out, "#RRGGBB");
    break;
  case WZ_STYLE_FAMILIES:
    g_string_append (out, _ ("families, comma between"));
    break;
  case WZ_STYLE_CHOICE:
    for (guint i = 0; key->choices[i] != NULL; i++)
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", key->choices[i]);
    break;
  case WZ_STYLE_NUMBER:
  case WZ_STYLE_LENGTH:
    append_number (out, key->minimum);
    g_string_append (out, "–");
    append_number (out, key->maximum);
    for (guint i = 0, n = 0; i < G_N_ELEMENTS (units); i++)
      if ((key->units & WZ_STYLE_UNIT (units[i].unit)) != 0)
        g_string_append_printf (out, "%s%s", n++ > 0 ? ", " : " ", units[i].suffix);
    break;
  }
  return g_string_free (out, FALSE);
}

static gboolean
parse_color (const gchar *text, guint32 *color)
{
  gsize length = strlen (text);
  guint32 value = 0;
  if (text[0] != '#' || (length != 7 && length != 4))
    return FALSE;
  for (gsize i = 1; i < length; i++) {
    gint digit = g_ascii_xdigit_value (text[i]);
    if (digit < 0)
      return FALSE;
    value = value << 4 | (guint32) digit;
    if (length == 4) /* #RGB: each digit twice */
      value = value << 4 | (guint32) digit;
  }
  *color = value;
  return TRUE;
}

/* A number as style files write it: digits with at most one point. No exponent, no hexadecimal, no `inf`. */
static gboolean
parse_number (const gchar *text, gdouble *number, const gchar **end)
{
  const gchar *p = text;
  guint digits = 0;
  if (*p == '-')
    p++;
  for (; g_ascii_isdigit (*p) || *p == '.'; p++)
    digits += *p != '.';
  if (digits == 0 || digits > 12)
    return FALSE;
  g_autofree gchar *part = g_strndup (text, (gsize) (p - text));
  gchar *stop = NULL;
  *number = g_ascii_strtod (part, &stop);
  *end = p;
  return *stop == '\0';
}

static gboolean
parse_length (const WzStyleKey *key, const gchar *text, WzStyleValue *value, gchar **problem)
{
  const gchar *end = NULL;
  if (!parse_number (text, &value->number, &end)) {
    *problem = g_strdup_printf (_ ("“%s” is not a length"), text);
    return FALSE;
  }
  while (*end == ' ')
    end++;
  value->unit = WZ_UNIT_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (end, units[i].suffix) == 0)
      value->unit = units[i].unit;
  if (value->unit == WZ_UNIT_NONE) {
    *problem = *end == '\0' ? g_strdup_printf (_ ("“%s” has no unit"), text)
                            : g_strdup_printf ("“%s” is not a unit", end);
    return FALSE;
  }
  if ((key->units & WZ_STYLE_UNIT (value->unit)) == 0) {
    *problem = g_strdup_printf (_ ("the unit “%s” is not accepted here"), end);
    return FALSE;
  }
  return TRUE;
}

/* The range holds for the number as written, whatever its unit. */
static gboolean
in_range (const WzStyleKey *key, const WzStyleValue *value)
{
  if (key->minimum == 0 && key->maximum == 0)
    return TRUE;
  return value->number >= key->minimum && value->number <= key->maximum;
}

static gboolean
parse_typed (const WzStyleKey *key, const gchar *text, WzStyleValue *value, gchar **problem)
{
  const gchar *end = NULL;
  switch (key->type) {
  case WZ_STYLE_BOOLEAN:
    if (wz_words_parse_boolean (text, &value->flag))
      return TRUE;
    *problem = g_strdup_printf (_ ("“%s” is neither yes nor no"), text);
    return FALSE;
  case WZ_STYLE_COLOR:
    if (parse_color (text, &value->color))
      return TRUE;
    *problem = g_strdup_printf (_ ("“%s” is not a colour"), text);
    return FALSE;
  case WZ_STYLE_CHOICE:
    for (guint i = 0; key->choices[i] != NULL; i++)
      if (strcmp (key->choices[i], text) == 0)
        return TRUE;
    *problem = g_strdup_printf (_ ("“%s” is not one of the choices"), text);
    return FALSE;
  case WZ_STYLE_NUMBER:
    if (parse_number (text, &value->number, &end) && *end == '\0')
      return TRUE;
    *problem = g_strdup_printf (_ ("“%s” is not a number"), text);
    return FALSE;
  case WZ_STYLE_LENGTH:
    return parse_length (key, text, value, problem);
  case WZ_STYLE_FAMILIES:
    if (*text != '\0')
      return TRUE;
    *problem = g_strdup (_ ("no font family is named"));
    return FALSE;
  case WZ_STYLE_STRING:
  case WZ_STYLE_PICTURE: /* is read where it is known from where */
    return TRUE;
  }
  return TRUE;
}

gboolean
wz_style_value_parse (const WzStyleKey *key, const gchar *text, WzStyleValue *value, gchar **problem)
{
  memset (value, 0, sizeof *value);
  g_autofree gchar *trimmed = g_strstrip (g_strdup (text));
  if (!g_utf8_validate (trimmed, -1, NULL)) {
    *problem = g_strdup (_ ("the value is not UTF-8"));
    return FALSE;
  }
  if (!parse_typed (key, trimmed, value, problem))
    return FALSE;
  if ((key->type == WZ_STYLE_NUMBER || key->type == WZ_STYLE_LENGTH) && !in_range (key, value)) {
    *problem = g_strdup_printf (_ ("%s is out of range"), trimmed);
    return FALSE;
  }
  value->text = g_steal_pointer (&trimmed);
  return TRUE;
}

void
wz_style_value_clear (WzStyleValue *value)
{
  g_clear_pointer (&value->text, g_free);
  g_clear_pointer (&value->picture.bytes, g_bytes_unref);
  g_free ((gchar *) value->picture.id);
  value->picture.id = NULL;
}
