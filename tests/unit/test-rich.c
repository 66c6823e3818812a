/* Markdown, HTML and running text as rich text, and the account of their bytes. */
#include "rich/wz-rich.h"

#include <string.h>

/* Printed as kind{…}; blocks too. */
static gchar *
print (const WzText *text)
{
  static const gchar *const names[WZ_TEXT_N_KINDS] = {
      [WZ_TEXT_PARAGRAPH] = "p",   [WZ_TEXT_HEADING] = "h",    [WZ_TEXT_LIST] = "list",
      [WZ_TEXT_LIST_ITEM] = "li",  [WZ_TEXT_QUOTE] = "quote",  [WZ_TEXT_CODE_BLOCK] = "pre",
      [WZ_TEXT_FIGURE] = "figure", [WZ_TEXT_TABLE] = "table",  [WZ_TEXT_TABLE_ROW] = "tr",
      [WZ_TEXT_TABLE_CELL] = "td", [WZ_TEXT_RULE] = "hr",      [WZ_TEXT_FORMULA_BLOCK] = "display",
      [WZ_TEXT_EMPHASIS] = "em",   [WZ_TEXT_STRONG] = "b",     [WZ_TEXT_CODE] = "code",
      [WZ_TEXT_LINK] = "a",        [WZ_TEXT_FORMULA] = "math", [WZ_TEXT_LINE_BREAK] = "br",
      [WZ_TEXT_SPAN] = "span",     [WZ_TEXT_IMAGE] = "img",    [WZ_TEXT_NOTE_MARK] = "mark",
      [WZ_TEXT_NOTE] = "note",
  };
  GString *out = g_string_new (NULL);
  WzTextIter iter;
  WzTextEvent event;

  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type == WZ_TEXT_CHARACTERS)
      g_string_append_len (out, event.text, (gssize) event.length);
    else if (event.type == WZ_TEXT_LEAVE)
      g_string_append_c (out, '}');
    else {
      g_string_append (out, names[event.kind]);
      if (event.number > 0 && event.kind != WZ_TEXT_TABLE_CELL)
        g_string_append_printf (out, "%d", event.number);
      if (event.target != NULL)
        g_string_append_printf (out, "(%s)", event.target);
      g_string_append_printf (out, "{%s", event.text != NULL ? event.text : "");
    }
  }
  return g_string_free (out, FALSE);
}

typedef void (*Form) (WzTextBuilder *out, const gchar *text, const WzRichOptions *options);

typedef struct {
  gsize end;
  GString *told; /* a letter a byte */
} Account;

static void
count_run (gsize start, gsize end, WzRichRun kind, gpointer user_data)
{
  Account *account = user_data;

  g_assert_cmpuint (start, ==, account->end);
  g_assert_cmpuint (end, >, start);
  account->end = end;
  for (gsize i = start; i < end; i++)
    g_string_append_c (account->told, "?.txr"[kind]);
}

static gchar *
read_with (Form form, const gchar *source, WzRichOptions options, GString *told)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  g_autoptr (WzIssue) issue = NULL;
  g_autoptr (GString) unused = g_string_new (NULL);
  Account account = {0, told != NULL ? told : unused};
  const WzText *finished;
  gchar *printed;

  options.run = count_run;
  options.user_data = &account;
  form (text, source, &options);
  g_assert_cmpuint (account.end, ==, strlen (source));
  finished = wz_text_builder_finish (text, builder);
  printed = print (finished);
  issue = wz_issue_builder_finish (builder, NULL);
  return printed;
}

typedef struct {
  const gchar *source;
  const gchar *want;
} Case;

/* All that differ are told, each on a line. */
static void
check (const gchar *source, const gchar *got, const gchar *want)
{
  g_autofree gchar *told = g_strdup_printf ("%s → %s, not %s", source, got, want);

  if (!g_str_equal (got, want)) {
    g_printerr ("# %s\n", g_strdelimit (told, "\n", '~'));
    g_test_fail ();
  }
}

static void
check_cases (Form form, WzRichFlags flags, const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *got = read_with (form, cases[i].source, (WzRichOptions){.flags = flags}, NULL);

    check (cases[i].source, got, cases[i].want);
  }
}

static void
test_blocks (void)
{
  static const Case cases[] = {
      {"", ""},
      {"a\nb", "p{a b}"},
      {"甲\n乙", "p{甲乙}"},
      {"甲,\n乙\nc\n丙", "p{甲,乙 c 丙}"},
      {"# a\n\n## b ##\nc\n===\n", "h1{a}h2{b}h1{c}"},
      {"- a\n- b\n", "list{li{p{a}}li{p{b}}}"},
      {"- a\n\n- b\n  - c\n", "list{li{p{a}}li{p{b}list{li{p{c}}}}}"},
      {"3. a\n4. b", "list3{li{p{a}}li{p{b}}}"},
      {"- a\n  > b\n\n  c", "list{li{p{a}quote{p{b}}p{c}}}"},
      {"> a\nb", "quote{p{a b}}"},
      {"```c x\n if\n\n```\na", "pre(c x){ if}p{a}"},
      {"    if\n    x", "pre{if\nx}"},
      {"```\n```", "pre{}"},
      {"a\n\n---\nb", "p{a}hr{}p{b}"},
      {"a  \nb\\\nc", "p{abr{}bbr{}c}"},
      {"|a|b|\n|:-|-:|\n|c||\n|*d*|e\\|f|g|", "table{tr1{td(left){a}td(right){b}}tr{td(left){c}td(right){}}"
                                              "tr{td(left){em{d}}td(right){e|f}}}"},
      {"a | b\n--- | :-:\n`c` | $|x|$", "table{tr1{td{a}td(center){b}}tr{td{code{c}}td(center){math{|x|}}}}"},
      {"<div>\n<b>a</b>\n\nb", "p{<div> <b>a</b>}p{b}"},
      {"a <b>c</b>", "p{a <b>c</b>}"},
  };

  check_cases (wz_rich_markdown, 0, cases, G_N_ELEMENTS (cases));
}

static void
test_inlines (void)
{
  static const Case cases[] = {
      {"*a* __b__ `c` ***d***", "p{em{a} b{b} code{c} em{b{d}}}"},
      {"a*b*c a_b_c", "p{aem{b}c a_b_c}"},
      {"\\*a\\* &amp; &eacute;&#33;&nope; \\$5", "p{*a* & é!&nope; $5}"},
      {"``a`b``", "p{code{a`b}}"},
      {"[a](https://e.org/x \"t\") <https://e.org/y> [c][d]\n\n[d]: /e?f=1&amp;g\n",
       "p{a(https://e.org/x){a} a(https://e.org/y){https://e.org/y} a(/e?f=1&g){c}}"},
      {"[a\\]](/b\\_c) [![d](e)](f)", "p{a(/b_c){a]} a(f){[Figure: d]}}"},
      {"![a *b* [c](d)](e) ![](f)", "p{[Figure: a b c] [Figure]}"},
      {"[](*)a*b", "p{a(*){}ab}"},
      {"https://e.org/a", "p{https://e.org/a}"},
  };

  check_cases (wz_rich_markdown, 0, cases, G_N_ELEMENTS (cases));
}

/* No mark in a formula means anything; a dollar that is money is none. */
static void
test_formulae (void)
{
  static const Case cases[] = {
      {"$a_1*b$ and $c*d_1$", "p{math{a_1*b} and math{c*d_1}}"},
      {"**$x_1$** *$y$*z", "p{b{math{x_1}} em{math{y}}z}"},
      {"$a_{1}$ `$b_1$` $5 和 $10", "p{math{a_{1}} code{$b_1$} $5 和 $10}"},
      {"式 $a\n+b^2$ 行", "p{式 math{a\n+b^2} 行}"},
      {"$$\nx = *1*\n$$", "display{x = *1*}"},
      {"$$E=mc^2$$\n", "display{E=mc^2}"},
      {"$$E=mc^2$$\n又", "p{math{E=mc^2} 又}"},
      {"又 $$E=mc^2$$", "p{又 math{E=mc^2}}"},
      {"- $$x^2$$\n- a", "list{li{display{x^2}}li{p{a}}}"},
      {"\\(x_1\\) \\[y_1\\]", "p{math{x_1} math{y_1}}"},
      {"```\n$a_1$\n```\n$b_1$", "pre{$a_1$}p{math{b_1}}"},
      {"| $a_1$ | $b|c$ |\n|-|-|", "table{tr1{td{math{a_1}}td{math{b|c}}}}"},
      {"> $x_1$\n> *a*", "quote{p{math{x_1} em{a}}}"},
  };

  check_cases (wz_rich_markdown, 0, cases, G_N_ELEMENTS (cases));
}

/* Chinese has no spaces around words: marks beside its characters and punctuation open and close. */
static void
test_chinese (void)
{
  static const Case cases[] = {
      {"这是**“强调”**的话", "p{这是b{“强调”}的话}"},
      {"**注意：**后面", "p{b{注意：}后面}"},
      {"见*《书名》*一书。", "p{见em{《书名》}一书。}"},
      {"前**(a)**后", "p{前b{(a)}后}"},
      {"前**[a](https://e.org/b)**后", "p{前b{a(https://e.org/b){a}}后}"},
      {"前**`a`**，**\"b\"**文**\"c\"**。", "p{前b{code{a}}，b{\"b\"}文b{\"c\"}。}"},
      {"**甲**乙**丙**", "p{b{甲}乙b{丙}}"},
      {"甲 ** 乙 ** 丙", "p{甲 ** 乙 ** 丙}"},
      {"a**\"b\"**c", "p{a**\"b\"**c}"},
      {"[甲](/乙*丙&amp;丁*)", "p{a(/乙*丙&丁*){甲}}"},
  };

  check_cases (wz_rich_markdown, 0, cases, G_N_ELEMENTS (cases));
}

static void
test_page (void)
{
  static const Case cases[] = {
      {"*a* `c` [b](https://e.org/x)", "p{em{a} code{c} a(https://e.org/x){b}}"},
      {"[b](/local/page)", "p{b}"},
      {"[](/a)\nb", "p{b}"},
      {"![](https://e.org/x.png)", "p{a(https://e.org/x.png){[Figure]}}"},
      {"![alt](/x.png)", "p{[Figure: alt]}"},
      {"[![a](https://e.org/b)](https://e.org/c)", "p{a(https://e.org/c){[Figure: a]}}"},
      {"<u>a</u><br>b <i>", "p{abr{}b <i>}"},
      {"a*b*c 2*3*4", "p{a*b*c 2*3*4}"},
      {"see https://e.org/a_(b), https://e.org/*c", "p{see a(https://e.org/a_(b)){https://e.org/a_(b)}, "
                                                    "a(https://e.org/*c){https://e.org/*c}}"},
      {"<video>\n<source src=\"https://e.org/v\" alt=\"甲\">\n</video>",
       "p{a(https://e.org/v){[Figure: 甲]}}"},
      {"<a href=\"https://e.org/a\"><img src=\"https://e.org/b\"\n alt=\"丙\"></a> d",
       "p{a(https://e.org/b){[Figure: 丙]} d}"},
      {"<div><a href=\"https://e.org/a\">b</a></div>", "p{<div><a href=\"https://e.org/a\">b</a></div>}"},
      {"<table><tr><td>1</table>", "p{<table><tr><td>1</table>}"},
  };

  check_cases (wz_rich_markdown, WZ_RICH_PAGE, cases, G_N_ELEMENTS (cases));
}

static void
test_lines (void)
{
  static const Case cases[] = {
      {"1. *a*", "1. em{a}"},
      {"# a", "# a"},
      {"**a** - b", "b{a} - b"},
      {"**“甲”**乙", "b{“甲”}乙"},
      {"$x$", "math{x}"},
      {"    a", "    a"},
      {"> a", "> a"},
      {"| a |", "| a |"},
      {"![](/x)", "[Figure]"},
      {"", ""},
  };

  check_cases (wz_rich_markdown, WZ_RICH_PAGE | WZ_RICH_INLINES, cases, G_N_ELEMENTS (cases));
}

static void
test_plain (void)
{
  static const Case cases[] = {
      {"a $x^2$ b", "a math{x^2} b"},
      {"$O(n)$", "math{O(n)}"},
      {"costs $5 and $10", "costs $5 and $10"},
      {"costs $5, then $x$ more", "costs $5, then math{x} more"},
      {"from $20 million to 30$", "from $20 million to 30$"},
      {"\\$5 and \\$6", "$5 and $6"},
      {"$96\\%\\rightarrow96\\%$ at $69$--$82\\%$", "math{96\\%\\rightarrow96\\%} at math{69}--math{82\\%}"},
      {"$a\\$b$", "math{a\\$b}"},
      {"$x$1", "$x$1"},
      {"a $ b $ c", "a math{b} c"},
      {"**a $x**2$ b**", "b{a math{x**2} b}"},
      {"$$E=mc^2$$", "math{E=mc^2}"},
      {"\\(x\\) and \\[y\\]", "math{x} and math{y}"},
      {"花费$5到$10美元", "花费$5到$10美元"},
      {"自适应-$k$的上界", "自适应-math{k}的上界"},
      {"$\\text{最大}$", "math{\\text{最大}}"},
      {"a **b** c", "a b{b} c"},
      {"2**3 is 8", "2**3 is 8"},
      {"** not **", "** not **"},
      {"** a **b** \\$1", "** a b{b} $1"},
      {"**P**r**OM**pt", "b{P}rb{OM}pt"},
      {"**a $x$ b**", "b{a math{x} b}"},
      {"see https://example.org/a_(b), too",
       "see a(https://example.org/a_(b)){https://example.org/a_(b)}, too"},
      {"(https://example.org/a).", "(a(https://example.org/a){https://example.org/a})."},
      {"xhttps://example.org/a", "xhttps://example.org/a"},
      {"*a* [b](c)", "*a* [b](c)"},
  };

  check_cases (wz_rich_markdown, WZ_RICH_PAGE | WZ_RICH_PLAIN, cases, G_N_ELEMENTS (cases));
}

/* ---- HTML ---- */

static void
test_editorial (void)
{
  static const Case cases[] = {
      {"a[^1] b[^1].\n\n[^1]: n *m*\n", "p{amark1{[1]} bmark1{[1]}.}note1{p{n em{m}}}"},
      {"a[^x][^y]\n\n[^y]: Y\n[^x]: X[^y]\nmore\n\n    two\n\nb",
       "p{amark1{[1]}mark2{[2]}}p{b}note1{p{Xmark2{[2]} more}p{two}}note2{p{Y}}"},
      {"**重**[^1]。\r\n\r\n[^1]: 甲\r\n乙\r\n", "p{b{重}mark1{[1]}。}note1{p{甲乙}}"},
      {"a[^1]\n[^1]: n $y$\n# h", "p{amark1{[1]}}h1{h}note1{p{n math{y}}}"},
      {"- a[^1]\n\n[^1]: - b\n    - c", "list{li{p{amark1{[1]}}}}note1{list{li{p{b}}li{p{c}}}}"},
      {"a[^1]\n\n[^1]: b | c\n    -|-\n    d | e\n\n    ```\n    f\n    ```\n",
       "p{amark1{[1]}}note1{table{tr1{td{b}td{c}}tr{td{d}td{e}}}pre{f}}"},
      {"`[^1]` \\[^1] [^2]\n\n[^1]: n", "p{code{[^1]} [^1] [^2]}"},
      {"```\n[^1]: x\n```\na[^1]\n\n[^1]: y", "pre{[^1]: x}p{amark1{[1]}}note1{p{y}}"},
      {"$x[^1]$\n\n[^1]: n", "p{math{x[^1]}}"},
      {"[^1]: a\n", ""},
      {"[[2209.11142]] [[a|b *c*]] [[]]", "p{2209.11142 b *c* [[]]}"},
  };

  check_cases (wz_rich_markdown, WZ_RICH_EDITORIAL, cases, G_N_ELEMENTS (cases));
  check_cases (wz_rich_markdown, 0, &(Case){"a[^1]\n\n[^1]: b [[c]]", "p{a[^1]}p{[^1]: b [[c]]}"}, 1);
}

static gchar *
find_link (const gchar *name, const WzPosition *place, const WzText **title, gpointer user_data)
{
  gboolean known = g_str_has_prefix (name, "2209");

  g_assert_cmpuint (place->line, ==, 3);
  return known ? g_strconcat ("#", name, NULL) : g_str_equal (name, "https://e.org") ? g_strdup (name) : NULL;
}

/* What links mean is asked for; words that lead nowhere stay. */
static void
test_editorial_links (void)
{
  const gchar *source = "甲\n\n[a](2209.11142) [[2209.1|b]] [c](nobody) <https://e.org>";
  WzRichOptions options = {
      .flags = WZ_RICH_EDITORIAL, .origin = {"f", 1, 1}, .by_line = TRUE, .link = find_link};
  g_autofree gchar *got = read_with (wz_rich_markdown, source, options, NULL);

  check (source, got, "p{甲}p{a(#2209.11142){a} a(#2209.1){b} c a(https://e.org){https://e.org}}");
}

/* Notes are told behind all else, in the order of their first marks, each with its own place. */
static void
test_note_places (void)
{
  static const guint lines[] = {5, 3};
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  g_autoptr (WzIssue) issue = NULL;
  WzRichOptions options = {.flags = WZ_RICH_EDITORIAL, .origin = {"f", 1, 1}, .by_line = TRUE};
  WzTextIter iter;
  WzTextEvent event;
  guint n = 0;

  wz_rich_markdown (text, "甲[^b]乙[^a]\n\n[^a]: 丙\n\n[^b]: 丁 `戊`\n", &options);
  wz_text_iter_init (&iter, wz_text_builder_finish (text, builder));
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_NOTE)
      g_assert_cmpuint (event.position.line, ==, lines[n++]);
    else if (event.type == WZ_TEXT_ENTER && event.kind == WZ_TEXT_CODE)
      g_assert_cmpuint (event.position.column, ==, 9);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (lines));
  issue = wz_issue_builder_finish (builder, NULL);
}

static void
test_html (void)
{
  static const Case cases[] = {
      {"", ""},
      {"a", "p{a}"},
      {"<p>a <b>b</b>&amp;c</p>\n<p>d", "p{a b{b}&c}p{d}"},
      {"<p>甲\n乙 丙\n<i>d</i>\n e", "p{甲乙 丙 em{d} e}"},
      {"a<br>b<br/>", "p{abr{}bbr{}}"},
      {"<h1>a</h1><h3>b <em>c</em></h3>", "h1{a}h3{b em{c}}"},
      {"<ul><li>a<li>b<ul><li>c</ul></ul><ol start=3><li><p>d</p><p>e</p></ol>",
       "list{li{p{a}}li{p{b}list{li{p{c}}}}}list3{li{p{d}p{e}}}"},
      {"<blockquote>a<p>b</blockquote>c", "quote{p{a}p{b}}p{c}"},
      {"<pre>a\n  &lt;b</pre><p><code>c d</code>", "pre{a\n  <b}p{code{c d}}"},
      {"<hr>a<hr>", "hr{}p{a}hr{}"},
      {"<table><caption>k</caption><tr><th>a<th align=right>b</tr><tr><td "
       "colspan=2><p>c</p><p>d</p></table>e",
       "p{k}table{tr1{td{a}td(right){b}}tr{td{c d}}}p{e}"},
      {"<table><thead><tr><td>a<tbody><tr><th>b<td>c</table>", "table{tr1{td{a}}tr{td{b}td{c}}}"},
      {"<a href='https://e.org/?a&amp;b'>a<b>b</b></a> <a>c</a>", "p{a(https://e.org/?a&b){ab{b}} c}"},
      {"<b><p>a</p><p>b</p></b>", "p{a}p{b}"},
      {"<b>a<div>b</div></b>c", "p{b{a}}p{b{b}}p{c}"},
      {"<head><title>t</title></head><body><script>x<y</script><style>z</style>a<!-- b -->c", "p{ac}"},
      {"<img src=x alt='图'> $x_1$ \\(y\\)", "p{[Figure: 图] math{x_1} math{y}}"},
      {"<li>a</li><td>b</td><ul>c<li>d</ul>", "p{a}p{b}p{c}list{li{p{d}}}"},
      {"<p>a&nope;&eacute;&#20013;</p></p></div>", "p{a&nope;é中}"},
      {"<ul><li>a</li><ul><li>b</li></ul><h1>c</h1>d</ul>", "list{li{p{a}}li{p{b}}}"},
      {"<table>a<tr>b<td>c</table>", "p{a}p{b}table{tr{td{c}}}"},
      {"<noscript><h1>a</h1><ul><li>b</ul></noscript>c", "p{c}"},
      {"<meta charset=gb2312><p>中文", "p{中文}"},
  };
  static const Case page[] = {
      {"<a href='/x'>a</a><img src='https://e.org/b'>", "p{aa(https://e.org/b){[Figure]}}"},
      {"see https://e.org/a.", "p{see a(https://e.org/a){https://e.org/a}.}"},
  };

  check_cases (wz_rich_html, 0, cases, G_N_ELEMENTS (cases));
  check_cases (wz_rich_html, WZ_RICH_PAGE, page, G_N_ELEMENTS (page));
}

/* More open elements, or attributes of a tag, than anybody writes: of what comes behind there are the words.
 */
static void
test_html_bounds (void)
{
  g_autoptr (GString) deep = g_string_new ("<p>a"), wide = g_string_new ("<p>a<i"),
                      told = g_string_new (NULL);
  g_autofree gchar *got = NULL, *got_wide = NULL;

  for (guint i = 0; i < 2000; i++) {
    g_string_append (deep, "<div>");
    g_string_append_printf (wide, " a%u", i);
  }
  g_string_append (deep, "b&amp;c <i>d</i></div><script>e</script><!-- f --><p>g < h");
  g_string_append (wide, ">b");
  got = read_with (wz_rich_html, deep->str, (WzRichOptions){0}, told);
  got_wide = read_with (wz_rich_html, wide->str, (WzRichOptions){0}, NULL);
  g_assert_cmpstr (got, ==, "p{a}p{b&c d}p{g < h}");
  g_assert_cmpstr (got_wide, ==, "p{a}p{b}");
  g_assert_true (g_str_has_suffix (told->str, ".t.ttt"));
  for (guint i = 0; i < 15000; i++) /* each is looked for once: else it takes seconds */
    g_string_append (deep, "<style>x</styl>");

  g_autofree gchar *endless = read_with (wz_rich_html, deep->str, (WzRichOptions){0}, NULL);

  g_assert_true (g_str_has_prefix (endless, "p{a}p{b&c d}p{g < h}p{x"));
}

/* ---- Bytes and places ---- */

static void
test_account (void)
{
  static const struct {
    const gchar *source;
    const gchar *told; /* . a mark, t text, x a target, r a refused one, ? left */
  } cases[] = {
      {"# a *b*\n", "..tt.t.."},
      {"1. a\n12) b", "...t.....t"},
      {"> a\n> b\n", "..t...t."},
      {"[a](https://e.org) [b](c)", ".t..xxxxxxxxxxxxx.t.t..r."},
      {"[a](b \"say\")", ".t..r???????"},
      {"```py\nx\n```", "...xx.t...."},
      {"a | b\n-|-\nc | d", "t...t.....t...t"},
      {"$x^2$ &amp;", ".ttt.tttttt"},
      {"[a]: https://e.org/b\n", "?????????????????????"},
      {"[a](https://e.org/b?c=1&d=2)", ".t..xxxxxxxxxxxxxxxxxxxxxxx."},
  };

  static const Case html[] = {
      {"<p>a <b>b&amp;</b>\n</p>", "...t....tttttt........."},
      {"<a href=\"https://e.org\">c</a>", ".........xxxxxxxxxxxxx..t...."},
      {"<script>x</script>d<!--e-->", "........?.........t????????"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (html); i++) {
    g_autoptr (GString) told = g_string_new (NULL);
    g_autofree gchar *got = read_with (wz_rich_html, html[i].source, (WzRichOptions){0}, told);

    check (html[i].source, told->str, html[i].want);
  }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) told = g_string_new (NULL);
    g_autofree gchar *got =
        read_with (wz_rich_markdown, cases[i].source, (WzRichOptions){.flags = WZ_RICH_PAGE}, told);

    check (cases[i].source, told->str, cases[i].told);
  }
}

static void
test_places (void)
{
  static const gchar source[] = "甲 **乙**\n\n## 丙\n\n- 丁\n  `戊`\n\n|己|\n|-|\n";
  static const struct {
    WzTextKind kind;
    guint line, column;
  } wanted[] = {{WZ_TEXT_PARAGRAPH, 7, 3},  {WZ_TEXT_STRONG, 7, 5},     {WZ_TEXT_HEADING, 9, 1},
                {WZ_TEXT_LIST, 11, 1},      {WZ_TEXT_LIST_ITEM, 11, 1}, {WZ_TEXT_PARAGRAPH, 11, 1},
                {WZ_TEXT_CODE, 12, 3},      {WZ_TEXT_TABLE, 14, 1},     {WZ_TEXT_TABLE_ROW, 14, 1},
                {WZ_TEXT_TABLE_CELL, 14, 1}};
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzTextBuilder *text = wz_text_builder_new ("zh-Hans");
  WzRichOptions options = {.origin = {"f.md", 7, 3}, .by_line = TRUE};
  const WzText *finished;
  WzTextIter iter;
  WzTextEvent event;
  guint n = 0;

  wz_rich_markdown (text, source, &options);
  finished = wz_text_builder_finish (text, builder);
  wz_text_iter_init (&iter, finished);
  while (wz_text_iter_next (&iter, &event)) {
    if (event.type != WZ_TEXT_ENTER)
      continue;
    g_assert_cmpuint (n, <, G_N_ELEMENTS (wanted));
    g_assert_cmpint (event.kind, ==, wanted[n].kind);
    g_assert_cmpuint (event.position.line, ==, wanted[n].line);
    g_assert_cmpuint (event.position.column, ==, wanted[n].column);
    n++;
  }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (wanted));
  wz_issue_builder_free (builder);
}

static void
test_resolve (void)
{
  static const struct {
    const gchar *reference;
    guint n;
    gunichar first;
  } cases[] = {
      {"&amp;", 1, '&'}, {"&eacute;", 1, 0xE9},   {"&hellip;", 1, 0x2026}, {"&NotEqualTilde;", 2, 0x2242},
      {"&#65;", 1, 'A'}, {"&#x4E2D;", 1, 0x4E2D}, {"&#0;", 1, 0xFFFD},     {"&nope;", 0, 0},
      {"&;", 0, 0},      {"&#;", 0, 0},           {"&a*b*;", 0, 0},        {"&#x110000;", 1, 0xFFFD}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gunichar out[2] = {0, 0};

    g_assert_cmpuint (wz_rich_resolve (cases[i].reference, strlen (cases[i].reference), out), ==, cases[i].n);
    if (cases[i].n > 0)
      g_assert_cmphex (out[0], ==, cases[i].first);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rich/markdown/blocks", test_blocks);
  g_test_add_func ("/rich/markdown/inlines", test_inlines);
  g_test_add_func ("/rich/markdown/formulae", test_formulae);
  g_test_add_func ("/rich/markdown/chinese", test_chinese);
  g_test_add_func ("/rich/markdown/page", test_page);
  g_test_add_func ("/rich/markdown/lines", test_lines);
  g_test_add_func ("/rich/markdown/account", test_account);
  g_test_add_func ("/rich/markdown/places", test_places);
  g_test_add_func ("/rich/markdown/editorial", test_editorial);
  g_test_add_func ("/rich/markdown/editorial-links", test_editorial_links);
  g_test_add_func ("/rich/markdown/note-places", test_note_places);
  g_test_add_func ("/rich/html/elements", test_html);
  g_test_add_func ("/rich/html/bounds", test_html_bounds);
  g_test_add_func ("/rich/plain", test_plain);
  g_test_add_func ("/rich/resolve", test_resolve);
  return g_test_run ();
}
