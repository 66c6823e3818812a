/* html-css.c: the style sheet. In: a resolved style, what there is to choose. Out: rules.
 * SPDX-License-Identifier: MIT
 *
 * The rules of this table are of the page's frame, colours, paper; what stands in it is styled by
 * common/book. `$name` stands for a value of the style. All that is chosen by `:has()` stands where browsers
 * without it don't look: they show everything.
 */
#include "html-job.h"

#include <string.h>

#include <wenzhai-kit/wz-book-css.h>

static const gchar *const rules[] = {
    ":root{color-scheme:light;$light}",
    "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;$dark}}",
    "*{box-sizing:border-box}",
    /* Quotation marks, dashes and dots of Chinese texts are as wide as characters, and come from a Chinese
     * font though letters don't. */
    "@font-face{font-family:\"wz marks\";src:local(\"Noto Serif CJK SC\"),local(\"NotoSerifCJKsc-Regular\"),"
    "local(\"Source Han Serif SC\"),local(\"SourceHanSerifSC-Regular\"),local(\"Songti "
    "SC\"),local(\"STSong\"),"
    "local(\"SimSun\");unicode-range:U+B7,U+2014,U+2018-2019,U+201C-201D,U+2026}",
    "@font-face{font-family:\"wz sans marks\";src:local(\"Noto Sans CJK "
    "SC\"),local(\"NotoSansCJKsc-Regular\"),"
    "local(\"Source Han Sans SC\"),local(\"SourceHanSansSC-Regular\"),local(\"PingFang "
    "SC\"),local(\"PingFangSC-Regular\"),"
    "local(\"Microsoft YaHei\");unicode-range:U+B7,U+2014,U+2018-2019,U+201C-201D,U+2026}",
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%;background:var(--ground);color:var(--ink)}",
    "body{margin:0 auto;padding:0 1rem "
    "5rem;max-width:40rem;font-size:$screen;font-family:$body;line-break:strict;"
    "overflow-wrap:anywhere;text-autospace:normal;text-spacing-trim:trim-start;$hanging}",
    "h1,h2,h3,h4,h5,h6{line-height:1.35;font-family:$heading;color:var(--heading);text-wrap:balance;break-"
    "after:avoid;"
    "break-inside:avoid}",
    "body:lang(zh),.z,:is(section,div)[data-l]:lang(zh){font-family:$zbody}",
    ".e,:is(section,div)[data-l]:lang(en){font-family:$body}",
    ":is(h1,h2,h3,h4,h5,h6):lang(zh),:is(h1,h2,h3,h4,h5,h6) :lang(zh){font-family:$zheading}",
    ":is(h1,h2,h3,h4,h5,h6):lang(en),:is(h1,h2,h3,h4,h5,h6) :lang(en){font-family:$heading}",
    ":is(nav,.m,.facts,.subtitle):lang(zh){font-family:$zheading}",
    "nav :lang(en){font-family:$heading}",
    "h1{font-size:1.9em;margin:0}",
    "a{color:var(--link)}",
    ":focus-visible{outline:2px solid var(--accent);outline-offset:2px}",
    ".skip{position:absolute;left:-100vw}",
    ".skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:var(--ground);z-index:2}",
    /* the head of the page */
    "header{display:flex;align-items:flex-end;gap:1.5rem;padding:2rem 0 1.25rem}",
    "header .cover{margin:0;flex:none}",
    "@media screen and (max-width:30rem){header{gap:1rem}h1{font-size:1.4em}header .cover img{width:5rem}}",
    ".cover img{display:block;width:7.5rem;height:auto;border:1px solid var(--rule)}",
    ".subtitle{font-family:$heading;font-size:1.1em;margin:.4rem 0 0}",
    ".facts{font-family:$heading;font-size:.85em;color:var(--muted);margin:.6rem 0 0}",
    ".facts span:not(:last-child)::after{content:\" ·\"}",
    /* what the reader chooses with */
    ".tools{display:none;font:.875rem/1.5 $heading}",
    ".tools fieldset{border:0;margin:0 0 .6rem;padding:0;min-width:0}",
    ".tools legend,.tools summary{padding:0;color:var(--muted)}",
    ".tools "
    "label{display:inline-flex;align-items:center;gap:.35rem;min-height:1.75rem;margin-right:.9rem;cursor:"
    "pointer}",
    ".tools input{margin:0;accent-color:var(--accent)}",
    ".filter summary{cursor:pointer;min-height:1.75rem}",
    ".filter legend{position:absolute;left:-100vw}",
    ".filter fieldset{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.8rem,1fr))}",
    ".filter label{margin:0}",
    ".tools .g,.count{flex:none}",
    ".count{color:var(--muted)}",
    /* contents */
    "nav{font-family:$heading;font-size:.9rem;line-height:1.5;margin:1rem 0}",
    "nav h2{font-size:1rem;margin:0 0 .4rem}",
    "nav ol{list-style:none;margin:0;padding:0}",
    "nav ol ol{padding-left:.9rem;margin-bottom:.6rem}",
    "nav a{display:block;padding:.2rem 0;color:inherit;text-decoration:none}",
    "nav a:hover{color:var(--link);text-decoration:underline}",
    "nav>ol>li>a{font-weight:bold}",
    "nav .n{color:var(--accent);font-variant-numeric:tabular-nums;margin-right:.2em}",
    "nav .t2{display:none}",
    "nav .b{display:block;color:var(--muted);font-size:.85em}",
    "nav .up{position:fixed;right:.75rem;bottom:.75rem;padding:.35rem .9rem;background:var(--panel);"
    "border:1px solid var(--rule);border-radius:1.5rem;z-index:1}",
    "@media screen and (max-width:63.99rem){nav>ol{max-height:60vh;overflow-y:auto;border:1px solid "
    "var(--rule);"
    "padding:.4rem .8rem}}",
    /* papers */
    "main section>h2,footer h2{border-bottom:2px solid var(--accent);padding-bottom:.3rem;margin:3rem 0 "
    "1.25rem}",
    "article{padding:1.4rem 0 .8rem;border-top:1px solid var(--rule)}",
    "article::after{content:\"\";display:block;clear:both}",
    "h2+article{border-top:0;padding-top:0}",
    "article:target>h3,article:target>h2{box-shadow:-.5rem 0 var(--ground),-.75rem 0 var(--accent)}",
    "article .n{color:var(--accent);text-decoration:underline dotted 1px;text-underline-offset:.2em;"
    "font-variant-numeric:tabular-nums;margin-right:.1em}",
    "h2 .t2,h3 .t2{display:block;font-weight:normal;margin-top:.25em}",
    "h4 .t2{font-weight:normal}",
    ".m{color:var(--muted);font-family:$heading;line-height:1.55}",
    ".m a{margin-right:.5em}",
    ".l{font-family:$heading}",
    ".g{font-family:$heading;border:1px solid var(--rule);border-radius:.2rem;padding:0 .35em}",
    "em:lang(zh){font-family:$quote;font-style:normal;font-weight:bold}",
    "blockquote{border-left:3px solid var(--rule);padding-left:1em}",
    "blockquote:lang(zh),aside:lang(zh){font-family:$quote}",
    "aside{margin:.8em 0;padding:.6em 1em;background:var(--panel);border-left:3px solid var(--accent)}",
    "aside p:last-child{margin-bottom:0}",
    "code,pre{font-family:$mono}",
    "code{background:var(--panel);border-radius:.2rem;padding:0 .2em}",
    "pre{background:var(--panel);padding:.7em 1em}",
    "pre code{background:none;padding:0}",
    "figure{margin:1.2em 0;text-align:center;break-inside:avoid}",
    "img{max-width:100%;height:auto;background:#fff}",
    "figure img{max-height:90vh;width:auto}",
    "main th,main td{border-color:var(--rule)}",
    "hr{border:0;border-top:1px solid var(--rule)}",
    /* what is wider than the page scrolls by itself; MathML is not broken into lines */
    ".scroll{overflow-x:auto;margin:.8em 0}",
    ".wide{display:inline-block;max-width:100%;overflow-x:auto;overflow-y:hidden;vertical-align:middle}",
    "p.f{text-indent:0}",
    /* and no line begins with the mark behind a formula */
    ".mf::after{content:\"\\2060\"}",
    "math{font-family:\"STIX Two Math\",\"Cambria Math\",\"Latin Modern Math\",\"DejaVu Math TeX "
    "Gyre\",math}",
    ".math{white-space:nowrap}",
    "section[role=doc-index]{columns:15rem;font-size:.9em}",
    "section[role=doc-index]>h2{column-span:all}",
    ".x{break-inside:avoid}",
    "footer{margin-top:3rem;font-size:.9em}",
    ":lang(zh){quotes:\"“\" \"”\" \"‘\" \"’\"}",
    ":lang(zh-TW),:lang(zh-HK){quotes:\"「\" \"」\" \"『\" \"』\"}",
    "@media screen and (min-width:64rem){body{display:grid;grid-template-columns:minmax(15rem,21rem) "
    "minmax(0,38rem);"
    "grid-template-rows:auto auto 1fr;column-gap:3.5rem;justify-content:center;max-width:none;padding:0 2rem "
    "4rem}"
    "header,main,footer{grid-column:2}"
    ".side{grid-column:1;grid-row:1/span 3;position:sticky;top:0;height:100vh;overflow-y:auto;padding:2rem "
    ".5rem 2rem .25rem}"
    "nav .up{display:none}.cover img{width:9rem}}",
    /* what the reader has chosen */
    "@supports selector(:has(*)){",
    /* a line before what is not broken into lines would be spaced out */
    "p.z:has(math,code){text-align:start}",
    ".tools{display:block}",
    "@media screen{:root:has(#t-light:checked){color-scheme:light;$light}"
    ":root:has(#t-dark:checked){color-scheme:dark;$dark}}",
    ":root:has(#l-zh:checked) [data-l=en],:root:has(#l-en:checked) [data-l=zh]{display:none}",
    ":root:has(#l-en:checked) nav .t2[data-l=en]{display:inline}",
    ":root:has(#l-en:checked) :is(h2,h3) .t2[data-l=en]{display:inline;font-size:1em;font-weight:inherit}",
    "@media print,(min-width:48rem){"
    ":root:has(#l-pair:checked) article>*{clear:both}"
    ":root:has(#l-pair:checked) article>section[data-l]{float:left;clear:left;width:calc(50% - .75rem)}"
    ":root:has(#l-pair:checked) article>section[data-l=en]{float:right;clear:right}"
    ":root:has(#l-pair:checked) body{max-width:60rem}}",
    "@media screen and (min-width:64rem){:root:has(#l-pair:checked) body{max-width:none;"
    "grid-template-columns:minmax(14rem,18rem) minmax(0,58rem)}}",
    "$filter",
    "}",
    /* paper */
    "@page{margin:16mm 15mm 18mm;@bottom-center{content:counter(page);font:9pt serif}}",
    "@media print{body{max-width:none;padding:0;font-size:$print}"
    ".skip,.tools,nav .up{display:none}"
    "header{padding-top:0}.cover img{width:32mm}"
    "nav>ol{columns:2;column-gap:8mm}nav li{break-inside:avoid}nav>ol>li{break-inside:auto}"
    "a{color:inherit;text-decoration:none}"
    "main a[href^=http]:not(.u)::after{content:\" (\" attr(href) "
    "\")\";font-size:.85em;overflow-wrap:anywhere}"
    "article>.m:not(:last-child){break-after:avoid}.m,tr,aside{break-inside:avoid}p{orphans:2;widows:2}"
    ".scroll,.wide{overflow:visible}figure img{max-height:110mm}}",
};

/* ---- Values -------------------------------------------------------------------------------------------- */

/* Families that machines have: Debian and Android, macOS and iOS, Windows; other scripts in front, so that
 * Chinese fonts don't set their letters. */
static const struct {
  const gchar *name, *latin_key, *latin, *han_key, *hans, *hant, *generic;
  const gchar *chinese_name, *marks; /* the same in Chinese texts */
  gboolean embedded;                 /* behind the fonts that the page holds */
} stacks[] = {
    {"$body", "fonts.body-latin", "\"Source Serif 4\",Charter,Georgia", "fonts.body-han",
     "\"Noto Serif CJK SC\",\"Source Han Serif SC\",\"Noto Serif SC\",\"Songti SC\",STSong,SimSun",
     "\"Noto Serif CJK TC\",\"Source Han Serif TC\",\"Noto Serif TC\",\"Songti TC\",PMingLiU", "serif",
     "$zbody", "\"wz marks\",", TRUE},
    {"$heading", "fonts.heading-latin", "\"Source Sans 3\",\"Helvetica Neue\",\"Segoe UI\",Arial",
     "fonts.heading-han",
     "\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"Noto Sans SC\",\"PingFang SC\",\"Microsoft YaHei\"",
     "\"Noto Sans CJK TC\",\"Source Han Sans TC\",\"Noto Sans TC\",\"PingFang TC\",\"Microsoft JhengHei\"",
     "sans-serif", "$zheading", "\"wz sans marks\",", FALSE},
    {"$quote", "fonts.body-latin", "\"Source Serif 4\",Charter,Georgia", "fonts.quote-han",
     "\"LXGW WenKai\",\"Kaiti SC\",STKaiti,KaiTi", "\"LXGW WenKai TC\",\"Kaiti TC\",\"BiauKai\",DFKai-SB",
     "serif", NULL, NULL, FALSE},
    {"$mono", "fonts.mono-latin", "\"SF Mono\",Consolas,\"Liberation Mono\"", "fonts.mono-han",
     "\"Noto Sans Mono CJK SC\"", "\"Noto Sans Mono CJK TC\"", "monospace", NULL, NULL, FALSE},
};

/* A name as CSS reads it, whatever is in it. */
static void
put_name (GString *out, const gchar *name)
{
  g_string_append_c (out, '"');
  for (const gchar *p = name; *p != '\0'; p++) {
    if (g_ascii_isalnum (*p) || *p == ' ' || *p == '-' || (guchar) *p >= 0x80)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "\\%x ", (guchar) *p);
  }
  g_string_append (out, "\",");
}

/* Those of a style's list; what stands behind a colon is how they are set. */
static void
put_names (GString *out, const WzStyle *style, const gchar *key)
{
  g_auto (GStrv) names = g_strsplit (wz_style_get_string (style, key), ",", -1);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree gchar *name = g_strndup (names[i], strcspn (names[i], ":"));

    if (*g_strstrip (name) != '\0')
      put_name (out, name);
  }
}

/* Families that the page holds; then those of the style, then what machines have. @marks: (nullable): in
 * front. */
static void
replace_stack (GString *css, const HtmlJob *html, guint i, const gchar *name, const gchar *marks)
{
  const gchar *tag = wz_lang_map (wz_galley_get_lang (html->galley), WZ_LANG_OPENTYPE);
  gboolean hant = g_str_equal (tag, "ZHT ") || g_str_equal (tag, "ZHH ");
  g_autoptr (GString) stack = g_string_new (NULL);

  for (guint k = 0; k < html->faces->len && stacks[i].embedded; k++)
    put_name (stack, g_array_index (html->faces, WzBookCssFace, k).family);
  if (stack->len == 0)
    g_string_append (stack, marks);
  put_names (stack, html->style, stacks[i].latin_key);
  g_string_append_printf (stack, "%s,", stacks[i].latin);
  put_names (stack, html->style, stacks[i].han_key);
  g_string_append_printf (stack, "%s,%s", hant ? stacks[i].hant : stacks[i].hans, stacks[i].generic);
  g_string_replace (css, name, stack->str, 0);
}

static void
replace_stacks (GString *css, const HtmlJob *html)
{
  for (guint i = 0; i < G_N_ELEMENTS (stacks); i++) {
    replace_stack (css, html, i, stacks[i].name, "");
    if (stacks[i].chinese_name != NULL)
      replace_stack (css, html, i, stacks[i].chinese_name, stacks[i].marks);
  }
}

/* The dark ground; what is on it has at least the contrast that WCAG asks for (1.4.3, 1.4.6). */
#define DARK 0x16181C
#define DARK_PANEL 0x23262C
#define LIGHT 0xFDFDFB
#define LIGHT_PANEL 0xF3F2EC

static gchar *
dup_colors (const HtmlJob *html, gboolean dark)
{
  static const struct {
    const gchar *name, *key;
    gdouble contrast;
  } colors[] = {
      {"ink", "color.text", 11},   {"heading", "color.heading", 12}, {"accent", "color.accent", 4.8},
      {"muted", "color.muted", 6}, {"link", "color.link", 6},        {"rule", "color.rule", 1.6},
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++) {
    guint32 color = wz_style_get_color (html->style, colors[i].key);

    if (dark && g_str_equal (colors[i].name, "rule"))
      color = 0x4A4E57; /* a line that is light on white is not one on black */
    else if (dark)
      color = html_color_on (color, DARK_PANEL, colors[i].contrast);
    g_string_append_printf (out, "--%s:#%06x;", colors[i].name, color);
  }
  g_string_append_printf (out, "--ground:#%06x;--panel:#%06x", dark ? DARK : LIGHT,
                          dark ? DARK_PANEL : LIGHT_PANEL);
  return g_string_free (out, FALSE);
}

/* None chosen: all are shown. A paper that an address names is shown, whatever is chosen; an address may name
 * a category too. */
static gchar *
dup_filter (const HtmlJob *html)
{
  GString *out = g_string_new (NULL);

  if (html->categories->len < 2)
    return g_string_free (out, FALSE);
  g_string_append (out, ":root:has(.filter :is(:checked,:target)) [data-c]{display:none}\n");
  for (guint i = 0; i < html->categories->len; i++) {
    const HtmlCategory *category = g_ptr_array_index (html->categories, i);

    g_string_append_printf (
        out, ":root:has([id=\"c-%s\"]:is(:checked,:target)) [data-c~=\"%s\"]{display:revert}\n",
        category->token, category->token);
  }
  g_string_append (out, ":root:has(.filter :checked) [data-c]:is(:target,:has(:target)){display:revert}");
  return g_string_free (out, FALSE);
}

static gchar *
dup_size (gdouble number, const gchar *unit)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strconcat (g_ascii_formatd (text, sizeof text, "%.3f", number), unit, NULL);
}

static void
replace_values (GString *css, const HtmlJob *html)
{
  gdouble size_pt = wz_length_to_pt (wz_style_get_length (html->style, "body.size"), 1, 1);
  const struct {
    const gchar *name;
    gchar *text;
  } values[] = {
      {"$light", dup_colors (html, FALSE)},
      {"$dark", dup_colors (html, TRUE)},
      {"$filter", dup_filter (html)},
      {"$hanging",
       g_strdup (wz_style_get_boolean (html->style, "text.hanging") ? "hanging-punctuation:allow-end" : "")},
      {"$screen", dup_size (size_pt / 10.5 * 1.0625, "rem")}, /* 17 pixels where the page has 10.5 points */
      {"$print", dup_size (size_pt, "pt")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_string_replace (css, values[i].name, values[i].text, 0);
    g_free (values[i].text);
  }
}

gchar *
html_dup_css (const HtmlJob *html)
{
  GString *css = g_string_new ("\n");
  g_autofree gchar *content =
      wz_book_dup_css (html->style, wz_galley_get_lang (html->galley), WZ_BOOK_HTML, -1,
                       (const WzBookCssFace *) (gconstpointer) html->faces->data, html->faces->len);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_string_append_printf (css, "%s\n", rules[i]);
  replace_stacks (css, html);
  replace_values (css, html);
  g_string_append (css, content);
  g_string_replace (css, "</", "<\\/", 0); /* what a style adds must not end the element */
  return g_string_free (css, FALSE);
}
