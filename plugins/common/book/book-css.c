/* book-css.c: the style sheet. In: a resolved style. Out: rules. SPDX-License-Identifier: MIT
 *
 * A table of rules, each for some formats; `$name` in a rule stands for a value of the style. No
 * colours and no functions but url() (S1, S2); every class of paragraph says its indent, since KOReader and
 * Kindle have one of their own (2.1; kindle-kf8 8.3). A Kindle's text keeps the reader's size, leading and
 * face (kindle-kf8 8.3), its side margins are in per cent.
 */
#include <wenzhai-kit/wz-book-css.h>

#include "book-private.h"

#include <wenzhai/wz-lang.h>

#include <string.h>

enum {
  EPUB = 1 << WZ_BOOK_EPUB,
  KF8 = 1 << WZ_BOOK_KF8,
  HTML = 1 << WZ_BOOK_HTML,
  BOTH = EPUB | KF8,
  BROWSERS = EPUB | HTML,
  ALL = BOTH | HTML
};

static const struct {
  guint formats;
  const gchar *rule;
} rules[] = {
    {EPUB, "body{margin:0;padding:0;line-break:strict;-epub-line-break:strict;text-autospace:normal;"
           "text-spacing-trim:normal;overflow-wrap:break-word;word-wrap:break-word;$leading}"},
    {BOTH, "h1,h2,h3,h4,h5,h6{text-align:left;text-indent:0;line-height:1.3;font-weight:bold;"
           "page-break-after:avoid;page-break-inside:avoid}"},
    {EPUB, "h1,h2,h3,h4,h5,h6{break-after:avoid;break-inside:avoid;text-wrap:balance}"},
    {BOTH, "h1{font-size:$section;margin:0 0 1em}"},
    {BOTH, "h2{font-size:$entry;margin:1.2em 0 .4em}"},
    {BOTH, "h3{font-size:1em;margin:1em 0 .3em}"},
    {ALL, "h1.inner,h2.inner,h3.inner,h4.inner,h5.inner,h6.inner{font-size:$inner;margin:1em 0 .3em}"},
    {ALL, "p{margin:0 0 .5em;text-indent:0}"},
    {BOTH, "p.t2{font-size:$second;line-height:1.35;text-align:left;margin:0 0 .6em}"},
    {ALL, "p.z{margin:0 0 $gap;text-indent:$indent;text-align:$align}"},
    {BROWSERS, "p.e{font-size:$latin;text-indent:$latin-indent;text-align:left;$hyphens}"},
    {KF8, "p.e{text-indent:$latin-indent;text-align:left}"},
    {HTML, "h2{font-size:$section;margin:0 0 .8em}"},
    {HTML, "h3{font-size:$entry;margin:0 0 .4em}"},
    {HTML, "h4{font-size:$inner;margin:1.2em 0 .4em}"},
    {HTML, "article>h2{font-size:$entry;margin:0 0 .4em}"},
    {HTML, "article>section>h3{font-size:$inner;margin:1.2em 0 .4em}"},
    {HTML, "h2 .t2,h3 .t2{font-size:$second}"},
    {HTML, "p.m{font-size:$byline;margin:0 0 .3em}"},
    {HTML, "body{$leading}"},
    {BOTH, "p.m{font-size:$byline;text-align:left;margin:0 0 .3em}"},
    {BOTH, "p.w{font-size:$byline;text-align:left;margin:1.5em 0 0}"},
    {ALL, "p.x{text-align:left;margin:0 0 .2em}"},
    {ALL, "p.f{text-align:center;margin:.5em 0}"},
    {KF8, "p.c1{text-align:left;font-weight:bold;margin:1em 0 .3em}"},
    {KF8, "p.c2{text-align:left;margin:0 0 .4em}"},
    {EPUB, "h2 .n{font-weight:normal;margin-right:.2em}"},
    {EPUB, "p.m a{margin-left:.5em}"},
    {ALL, ".g{font-size:.85em}"},
    {ALL, ".l{font-weight:bold}"},
    {BOTH, "em{font-style:normal;font-weight:bold}"},
    {BOTH, "p.e em,p.e i{font-style:italic;font-weight:normal}"},
    {ALL, ".math i{font-style:italic;font-weight:normal}"},
    {BROWSERS, "i{font-style:normal}"},
    {BROWSERS, "p.e i,.math i{font-style:italic}"},
    {ALL, "code,pre{font-size:.9em}"},
    {ALL, "pre{text-align:left;text-indent:0;white-space:pre-wrap;margin:.5em 0}"},
    {ALL, "blockquote{margin:.5em 5%}"},
    {ALL, "ul,ol{margin:.3em 0 .6em;padding:0 0 0 1.5em}"},
    {ALL, "li p.z,li p.e{margin:0;text-indent:0}"},
    {ALL, "figure p.m{text-align:center}"},
    {BOTH, "figure{margin:1em 0;text-align:center;text-indent:0;page-break-inside:avoid}"},
    {EPUB, "img{max-width:100%;max-height:100%}"},
    {KF8, "img{max-width:100%}"},
    {ALL, "table{border-collapse:collapse;margin:.8em 0}"},
    {ALL,
     "th,td{border-bottom:1px solid;padding:.2em .5em;text-align:left;text-indent:0;vertical-align:top}"},
    {ALL, "th.r,td.r{text-align:right}"},
    {ALL, "th.c,td.c{text-align:center}"},
    {ALL, "hr{margin:1em 20%}"},
    {EPUB, "a{color:inherit}"},
    {EPUB, "a.o{font-size:.8em;font-weight:normal;margin-left:.6em}"},
    {EPUB, "p.w a{margin-right:1em}"},
    {EPUB, "nav ol{list-style-type:none;margin:0;padding:0;text-align:left;text-indent:0}"},
    {EPUB, "nav li{margin:.5em 0}"},
    {EPUB, "nav li li{margin:.35em 0 .35em 1em}"},
    {EPUB, "nav a{text-decoration:none}"},
    {EPUB, "nav .b{display:block;font-size:$byline}"},
    {EPUB, "div.cover{margin:0;padding:0;text-align:center;text-indent:0}"},
    {EPUB, "aside.k{margin:.8em 0;border-top:1px solid}"},
    {EPUB, "section.s{margin:0 0 1.2em}"},
    {ALL, "sub,sup{font-size:.75em;line-height:0}"},
    /* A formula's line of text behind its MathML. No size and no sight, yet not `display:none` or
     * `visibility:hidden`, which calibre's text obeys; a box of its own without width, since KOReader has no
     * size below 8 pixels and a justified line widens what spaces it finds, hidden or not. MuPDF breaks the
     * line around boxes of the kinds it knows and goes by the last `display`, so that comes last which it
     * does not know. No break before the box, or a line could begin with the comma that follows. */
    {BROWSERS, ".mf{white-space:nowrap}"},
    {BROWSERS, ".mf math{white-space:normal}"},
    {EPUB,
     ".mt{font-size:0;visibility:collapse;display:inline-block;width:0;overflow:hidden;display:inline-flex}"},
};

/* Families that reading systems have for Chinese text (S4). */
static const gchar *
find_stack (const gchar *lang)
{
  static const struct {
    const gchar *tag, *families;
  } stacks[] = {
      {"ZHT ", "\"Source Han Serif TC\",\"Noto Serif CJK TC\",\"Songti TC\",\"PMingLiU\",\"MingLiU\",serif"},
      {"ZHH ", "\"Source Han Serif HC\",\"Noto Serif CJK HK\",\"Songti TC\",\"MingLiU_HKSCS\",\"MingLiU\","
               "serif"},
  };
  const gchar *tag = lang != NULL ? wz_lang_map (lang, WZ_LANG_OPENTYPE) : "";

  for (guint i = 0; i < G_N_ELEMENTS (stacks); i++)
    if (g_str_equal (stacks[i].tag, tag))
      return stacks[i].families;
  return "\"Source Han Serif SC\",\"Noto Serif CJK SC\",\"Songti "
         "SC\",\"STSong\",\"DK-SONGTI\",\"SimSun\",serif";
}

typedef struct {
  const gchar *name;
  gchar *text;
} Value;

/* @number with at most three decimals, as CSS writes it. */
static gchar *
dup_number (gdouble number, const gchar *unit)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];
  gchar *end;

  g_ascii_formatd (text, sizeof text, "%.3f", number);
  end = text + strlen (text);
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
  return strcmp (text, "0") == 0 ? g_strdup (text) : g_strconcat (text, unit, NULL);
}

/* A length of the style in em of the text. */
static gchar *
dup_em (const WzStyle *style, const gchar *key)
{
  gdouble size_pt = wz_length_to_pt (wz_style_get_length (style, "body.size"), 1, 1);

  return dup_number (wz_length_to_pt (wz_style_get_length (style, key), size_pt, size_pt) / size_pt, "em");
}

/* The declaration of the text's leading, which Amazon wants left out (S5). */
static gchar *
dup_leading (const WzStyle *style, gdouble leading)
{
  gdouble size_pt = wz_length_to_pt (wz_style_get_length (style, "body.size"), 1, 1);
  g_autofree gchar *number = NULL;

  if (leading == 0)
    return g_strdup ("");
  if (leading < 0)
    leading = wz_length_to_pt (wz_style_get_length (style, "body.leading"), size_pt, size_pt) / size_pt;
  number = dup_number (leading, "");
  return g_strdup_printf ("line-height:%s", number);
}

static void
expand (GString *out, const gchar *rule, const Value *values, guint n_values)
{
  for (const gchar *p = rule; *p != '\0';) {
    gsize length = *p == '$' ? 1 + strspn (p + 1, "abcdefghijklmnopqrstuvwxyz-") : 1;
    const gchar *text = NULL;

    for (guint i = 0; *p == '$' && i < n_values; i++)
      if (strlen (values[i].name) == length - 1 && memcmp (values[i].name, p + 1, length - 1) == 0)
        text = values[i].text;
    if (text != NULL)
      g_string_append (out, text);
    else
      g_string_append_len (out, p, (gssize) length);
    p += length;
  }
  g_string_append_c (out, '\n');
}

/* The family on the body alone, so that the reader's choice wins (S3, S4). */
static void
put_fonts (GString *out, WzBookFormat format, const gchar *lang, const WzBookCssFace *faces, guint n_faces)
{
  const gchar *stack = wz_book_dialects[format].names_families ? find_stack (lang) : "serif";

  for (guint i = 0; i < n_faces; i++)
    g_string_append_printf (
        out, "@font-face{font-family:\"%s\";font-style:normal;font-weight:%s;src:url(%s)}\n", faces[i].family,
        faces[i].weight == WZ_WEIGHT_BOLD ? "700" : "400", faces[i].href);
  if (n_faces > 0) {
    g_autoptr (GString) own = g_string_new (NULL);

    for (guint i = 0; i < n_faces; i++)
      if (i == 0 || !g_str_equal (faces[i].family, faces[i - 1].family))
        g_string_append_printf (own, "%s\"%s\"", i > 0 ? "," : "", faces[i].family);
    if (faces[0].behind)
      g_string_append_printf (out, "body{font-family:%s,%s}\n", stack, own->str);
    else
      g_string_append_printf (out, "body{font-family:%s,%s}\n", own->str, stack);
  } else if (wz_book_dialects[format].names_families) {
    g_string_append_printf (out, "body{font-family:%s}\n", stack);
  }
}

gchar *
wz_book_dup_css (const WzStyle *style, const gchar *lang, WzBookFormat format, gdouble leading,
                 const WzBookCssFace *faces, guint n_faces)
{
  const gchar *extra = wz_style_get_extra_css (style);
  gboolean hyphenate = wz_style_get_boolean (style, "text.hyphenate");
  GString *out = g_string_new (wz_book_dialects[format].doctype ? "@charset \"UTF-8\";\n" : NULL);
  Value values[] = {
      {"leading", dup_leading (style, leading)},
      {"section", dup_em (style, "headings.section")},
      {"entry", dup_em (style, "headings.entry")},
      {"second", dup_em (style, "headings.second")},
      {"inner", dup_em (style, "headings.inner")},
      {"byline", dup_em (style, "headings.byline")},
      {"indent", dup_em (style, "body.indent")},
      {"latin-indent", dup_em (style, "body.indent-latin")},
      {"latin", dup_em (style, "body.size-latin")},
      {"gap", dup_em (style, "body.paragraph-gap")},
      {"align", g_strdup (wz_style_get_string (style, "body.align"))},
      {"hyphens", g_strdup (hyphenate ? "-webkit-hyphens:auto;hyphens:auto" : "hyphens:none")},
  };

  put_fonts (out, format, lang, faces, n_faces);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].formats & (1u << format))
      expand (out, rules[i].rule, values, G_N_ELEMENTS (values));
  if (extra != NULL)
    g_string_append (out, extra);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_free (values[i].text);
  return g_string_free (out, FALSE);
}
