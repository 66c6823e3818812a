/* The galley: parts and pieces, what switches and languages take away, blocks, pairs, threads.
 * SPDX-License-Identifier: MIT */
#include <wenzhai/wz-galley.h>

#include "json/wz-json.h"

#include <string.h>

#define PIXEL                                                                                                \
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

#define TITLE(lang, text) "{\"lang\":\"" lang "\",\"content\":[{\"text\":\"" text "\"}]}"
#define P(text) "{\"kind\":\"paragraph\",\"children\":[{\"text\":\"" text "\"}]}"
#define BLOCKS(lang, blocks) "{\"lang\":\"" lang "\",\"content\":[" blocks "]}"

/* clang-format off */

/* Every field once; the second paper lacks what it may. */
static const gchar sample[] =
    "{\"wenzhai\":1,\"lang\":\"zh-Hans\",\"title\":{\"zh-Hans\":\"周刊 2026年11月9日\"},\"subtitle\":{\"zh-Hans\":\"副题\"},"
    "\"series\":\"周刊\",\"number\":\"7\",\"date\":\"2026-11-09\",\"firstDay\":\"2026-11-09\",\"lastDay\":\"2026-11-10\","
    "\"editor\":\"编者\",\"publisher\":\"社\",\"source\":\"源\",\"rights\":\"CC0\","
    "\"categories\":[{\"code\":\"LG\",\"names\":[{\"lang\":\"zh-Hans\",\"text\":\"机器学习\"}]},{\"code\":\"CV\",\"names\":[]}],"
    "\"resources\":[{\"id\":\"r-6b7fa434f92a8b80\",\"data\":\"" PIXEL "\"}],\"sections\":["
    "{\"kind\":\"front\",\"id\":\"editorial\",\"blocks\":" BLOCKS ("zh-Hans", P ("导语。")) "},"
    "{\"kind\":\"featured\",\"id\":\"featured\",\"heading\":{\"zh-Hans\":\"精选\"},\"entries\":["
    "{\"key\":\"2601.00001\",\"full\":true,\"ordinal\":1,\"arxivId\":\"2601.00001\",\"arxivVersion\":2,"
    "\"titles\":[" TITLE ("en", "Title") "," TITLE ("zh-Hans", "标题") "],"
    "\"categories\":[{\"text\":\"LG\"},{\"text\":\"CV\"}],"
    "\"authors\":[{\"text\":\"J Doe\"},{\"text\":\"张三\"}],\"authorsCut\":true,"
    "\"affiliations\":[{\"text\":\"Lab\"}],\"affiliationsCut\":true,"
    "\"links\":[{\"url\":\"https://arxiv.org/abs/2601.00001\"},{\"url\":\"\",\"label\":\"坏\"}],"
    "\"abstracts\":[" BLOCKS ("zh-Hans", P ("摘要。") "," P ("二。")) "," BLOCKS ("en", P ("One.") "," P ("Two.")) "],"
    "\"body\":" BLOCKS ("en", P ("Body.")) ","
    "\"figures\":[{\"resource\":\"r-6b7fa434f92a8b80\",\"captions\":[" TITLE ("zh-Hans", "图注") "," TITLE ("en", "Caption") "],"
    "\"alts\":[{\"lang\":\"zh-Hans\",\"text\":\"替代\"}]}],"
    "\"notes\":[" BLOCKS ("zh-Hans", P ("注一。")) "," BLOCKS ("zh-Hans", P ("注二。")) "],"
    "\"appearances\":[{\"source\":\"a.txt\",\"date\":\"2026-11-08\",\"full\":true,\"arxivVersion\":1},"
    "{\"source\":\"b.txt\",\"date\":\"2026-11-09\",\"full\":false}],"
    "\"backReferences\":[{\"title\":\"旧\",\"number\":\"3\"}]},"
    "{\"key\":\"2601.00002\",\"full\":false,\"appearances\":[{\"source\":\"a.txt\",\"date\":\"2026-11-08\"}]}]}],"
    "\"indices\":[{\"kind\":\"author\",\"terms\":["
    "{\"group\":\"D\",\"label\":\"Doe, J\",\"lang\":\"en\",\"entries\":[\"2601.00001\",\"2601.00002\"]},"
    "{\"group\":\"D\",\"label\":\"Dow\",\"entries\":[\"2601.00001\"]}]},"
    "{\"kind\":\"author\",\"terms\":[{\"label\":\"张三\",\"entries\":[\"2601.00001\"]}]}]}";

/* Blocks, and inlines between them. */
static const gchar blocks_json[] =
    "{\"wenzhai\":1,\"lang\":\"en\",\"sections\":[{\"kind\":\"featured\",\"id\":\"a\",\"entries\":[{\"key\":\"k\",\"full\":true,"
    "\"body\":" BLOCKS ("en", P ("a") ",{\"text\":\"b\"},{\"kind\":\"strong\",\"children\":[{\"text\":\"c\"}]},"
    "{\"kind\":\"heading\",\"number\":1,\"children\":[{\"text\":\"d\"}]},"
    "{\"kind\":\"list\",\"children\":[{\"kind\":\"list-item\",\"children\":[" P ("e") "," P ("f") "]}]}," P ("g")) "}]}]}";

/* clang-format on */

static WzIssue *
read_issue (const gchar *json)
{
  g_autoptr (GError) error = NULL;
  WzIssue *issue = wz_json_read (json, strlen (json), "test.json", NULL, &error);
  g_assert_no_error (error);
  return issue;
}

/* ---- A galley as lines ----------------------------------------------------------------------------------
 */

static void
add_field (GString *out, const gchar *mark, const gchar *text)
{
  if (text != NULL)
    g_string_append_printf (out, " %s%s", mark, text);
}

static void
add_items (GString *out, const WzPiece *piece)
{
  for (guint i = 0; i < piece->n_items; i++) {
    const WzItem *item = &piece->items[i];
    g_autofree gchar *plain = item->text != NULL ? wz_text_dup_plain (item->text) : g_strdup (item->string);
    g_assert_true ((item->text == NULL) != (item->string == NULL));
    g_string_append_printf (out, " | %s", plain);
    for (guint k = 0; k < 8; k++) /* cut, code, name, number, reference, generated, optional, said */
      if ((item->flags & 1u << k) != 0)
        g_string_append_printf (out, "%s%c", (item->flags & ((1u << k) - 1)) == 0 ? " ~" : "", "ckn#rgos"[k]);
    add_field (out, "→", item->target);
  }
}

/* A line a piece. */
static gchar *
describe (const WzGalley *galley)
{
  GString *out = g_string_new (NULL);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint p = 0; p < wz_galley_get_n_parts (galley); p++) {
    const WzPart *part = wz_galley_get_part (galley, p);
    g_string_append_printf (out, "== %s %u\n", part->anchor, part->rank);
    wz_galley_read (galley, p, pieces);
    for (guint i = 0; i < wz_pieces_get_n (pieces); i++) {
      const WzPiece *piece = wz_pieces_get (pieces, i);
      g_autofree gchar *plain = wz_text_dup_plain (piece->text);
      g_string_append (out, piece->id);
      if (piece->rank > 0)
        g_string_append_printf (out, " %u", piece->rank);
      if (g_strcmp0 (piece->lang, "zh-Hans") != 0)
        add_field (out, "@", piece->lang);
      add_field (out, "label=", piece->label);
      add_field (out, "group=", piece->group);
      add_field (out, "set=", piece->set);
      add_field (out, "alt=", piece->alternative);
      add_field (out, "or=", piece->placeholder);
      add_field (out, "#", i > 0 ? piece->anchor : NULL);
      add_field (out, "→", piece->target);
      add_items (out, piece);
      if (piece->kind == WZ_PIECE_TEXT)
        g_string_append_printf (out, " | %u: %s", piece->n_blocks, g_strdelimit (plain, "\n", '/'));
      g_string_append_c (out, '\n');
    }
  }
  return g_string_free (out, FALSE);
}

static gchar *
describe_with (const WzIssue *issue, WzLanguages languages, const gchar *first, const gchar *second)
{
  const gchar *overrides[] = {first, second, NULL};
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, languages, overrides);
  return describe (galley);
}

/* @text without the lines in @ids (space between) and those that begin with one of them and a point. */
static gchar *
without (const gchar *text, const gchar *ids)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1), names = g_strsplit (ids, " ", -1);
  GString *out = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    gboolean dropped = FALSE;
    for (guint k = 0; names[k] != NULL; k++)
      dropped |= g_str_has_prefix (lines[i], names[k]) && strchr (" .", lines[i][strlen (names[k])]) != NULL;
    if (!dropped)
      g_string_append_printf (out, "%s\n", lines[i]);
  }
  return g_string_free (out, FALSE);
}

/* ---- Cases ----------------------------------------------------------------------------------------------
 */

static const gchar everything[] =
    "== cover 0\n"
    "name | 周刊 ~o\n"
    "title | 周刊 2026年11月9日\n"
    "subtitle | 副题\n"
    "series | 周刊 ~os\n"
    "issue-number | 第7期 ~o\n"
    "period | 2026年11月9日至10日 ~os\n"
    "count | 2 篇论文 ~go\n"
    "imprint | 社 ~o\n"
    "paper.2601.00001 | LG ~ko | 标题 ~o\n"
    "== contents 0\n"
    "heading 1 | 目录 ~go\n"
    "s-featured 1 | 精选 ~o →#s-featured\n"
    "p-2601.00001 2 | 1 ~#o →#p-2601.00001 | LG ~ko →#p-2601.00001 | 标题 ~o →#p-2601.00001 | Title ~o "
    "→#p-2601.00001\n"
    "p-2601.00002 2 | 无题 ~go →#p-2601.00002\n"
    "index-author 1 | 作者索引 ~go →#index-author\n"
    "index-author_2 1 | 作者索引 ~go →#index-author_2\n"
    "colophon 1 | 版权页 ~go →#colophon\n"
    "== s-editorial 0\n"
    "text | 1: 导语。\n"
    "== s-featured 1\n"
    "heading 1 | 精选\n"
    "== p-2601.00001 2\n"
    "number 2 group=heading | 1 ~#\n"
    "title.zh-Hans 2 group=heading set=title | 标题\n"
    "title.en @en set=title | Title\n"
    "authors @en label=作者 group=people | J Doe | 张三 | 等 ~c\n"
    "affiliations @en label=机构 group=people | Lab | et al. ~c\n"
    "categories label=类别 group=meta | LG ~k | 机器学习 ~n | CV ~k\n"
    "links label=链接 group=meta | arXiv:2601.00001v2 →https://arxiv.org/abs/2601.00001 | 坏\n"
    "note-marks group=meta | 编者按 1 ~go →#p-2601.00001_note.1 | 编者按 2 ~go →#p-2601.00001_note.2\n"
    "abstract.zh-Hans label=摘要 set=abstract | 2: 摘要。/二。\n"
    "abstract.en @en label=Abstract set=abstract | 2: One./Two.\n"
    "body @en | 1: Body.\n"
    "figure.1 set=figure.1 alt=替代 or=［插图：替代］\n"
    "caption.1.zh-Hans set=figure.1 | 图注\n"
    "caption.1.en @en set=figure.1 | Caption\n"
    "note.1 label=编者按 1 #p-2601.00001_note.1 | 1: 注一。\n"
    "note.2 label=编者按 2 #p-2601.00001_note.2 | 1: 注二。\n"
    "appearances label=刊载 group=history | 2026年11月8日（v1） | 2026年11月9日\n"
    "back-references label=曾见于 group=history | 第3期\n"
    "qr →https://arxiv.org/abs/2601.00001\n"
    "room\n"
    "== p-2601.00002 2\n"
    "title.zh-Hans 2 group=heading set=title | 无题 ~g\n"
    "== index-author 1\n"
    "heading 1 | 作者索引 ~g\n"
    "group.1 | D\n"
    "term.1 @en | Doe, J | 1 ~#r →#p-2601.00001 | 无题 ~rg →#p-2601.00002\n"
    "term.2 | Dow | 1 ~#r →#p-2601.00001\n"
    "== index-author_2 1\n"
    "heading 1 | 作者索引 ~g\n"
    "term.1 | 张三 | 1 ~#r →#p-2601.00001\n"
    "== colophon 1\n"
    "heading 1 | 版权页 ~go\n"
    "title | 周刊 2026年11月9日 第7期 ~o\n"
    "subtitle | 副题 ~o\n"
    "series label=刊名 | 周刊 ~o\n"
    "editor label=编者 | 编者 ~o\n"
    "publisher label=出版 | 社 ~o\n"
    "source label=来源 | 源 ~o\n"
    "rights label=许可 | CC0 ~o\n"
    "period label=收录日期 | 2026年11月9日至10日 ~o\n"
    "legend label=类别 | LG ~ko | 机器学习 ~no | CV ~ko\n"
    "fonts label=字体\n"
    "identifier label=标识符 | urn:uuid:66c1730e-4694-5f3e-a63c-4c8fa5e9d09d ~o\n"
    "generator\n";

static void
test_everything (void)
{
  g_autoptr (WzIssue) issue = read_issue (sample);
  g_autofree gchar *all = describe_with (issue, WZ_LANGUAGES_BOTH, NULL, NULL);
  g_assert_cmpstr (all, ==, everything);
}

/* A key takes away its own pieces and nothing else, in all languages. */
static void
test_shows (void)
{
  static const struct {
    const gchar *key;
    const gchar *ids;
  } rows[] = {
      {"show.cover=no", ""}, /* an output asks; what stands on it heads the first page then */
      {"show.authors=no", "authors"},
      {"show.affiliations=no", "affiliations"},
      {"show.links=no", "links"},
      {"show.appearances=no", "appearances"},
      {"show.back-references=no", "back-references"},
      {"show.notes=no", "note-marks note"},
      {"show.figures=no", "figure caption"},
      {"show.qr=no", "qr"},
      {"show.qr=from-style", ""},
  };
  g_autoptr (WzIssue) issue = read_issue (sample);
  for (guint languages = 0; languages <= WZ_LANGUAGES_BEHIND; languages++)
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
      g_autofree gchar *all = describe_with (issue, languages, "show.contents=no", NULL);
      g_autofree gchar *less = describe_with (issue, languages, "show.contents=no", rows[i].key);
      g_autofree gchar *wanted = without (all, rows[i].ids);
      g_assert_cmpstr (less, ==, wanted);
    }
  g_autofree gchar *less = describe_with (issue, WZ_LANGUAGES_BOTH, "show.categories=no", NULL);
  g_assert_null (strstr (less, "LG")); /* on the cover, in the contents, in the legend */
}

/* Pictures in texts go with the others, and what holds nothing else; cells of tables stay. */
static void
test_shows_texts (void)
{
#define IMAGE "{\"kind\":\"image\",\"target\":\"r-6b7fa434f92a8b80\",\"text\":\"画\"}"
#define NODE(kind, children) "{\"kind\":\"" kind "\",\"children\":[" children "]}"
  static const gchar json[] =
      "{\"wenzhai\":1,\"lang\":\"zh-Hans\",\"resources\":[{\"id\":\"r-6b7fa434f92a8b80\",\"data\":\"" PIXEL
      "\"}],\"sections\":[{\"kind\":\"featured\",\"id\":\"a\",\"entries\":[{\"key\":\"k\",\"full\":true,"
      "\"titles\":["
      "{\"lang\":\"zh-Hans\",\"content\":[" IMAGE "]}],\"body\":" BLOCKS (
          "zh-Hans",
          NODE ("paragraph", "{\"text\":\"甲\"}," IMAGE ",{\"text\":\"乙\"}") "," NODE (
              "paragraph",
              "{\"kind\":\"link\",\"target\":\"https://example.org/\",\"children\":[" IMAGE
              "]}") "," NODE ("list",
                              NODE ("list-item",
                                    NODE ("paragraph",
                                          IMAGE))) ","
                                                   "{\"kind\":\"figure\",\"target\":\"r-6b7fa434f92a8b80\","
                                                   "\"text\":\"说明\",\"children\":[{"
                                                   "\"text\":\"图题\"}]}," NODE (
                                                       "table", NODE ("table-row",
                                                                      NODE ("table-cell", IMAGE) "," NODE (
                                                                          "table-cell",
                                                                          "{\"text\":\"格\"}")))) "}]}]}";
#undef NODE
#undef IMAGE
  g_autoptr (WzIssue) issue = read_issue (json);
  g_autofree gchar *all = describe_with (issue, WZ_LANGUAGES_BOTH, "show.contents=no", NULL);
  g_autofree gchar *less = describe_with (issue, WZ_LANGUAGES_BOTH, "show.contents=no", "show.figures=no");
  g_assert_nonnull (strstr (all, "set=title | 画\n"));
  g_assert_nonnull (strstr (all, "body | 5: 甲画乙/画/画/图题/画\t格\n"));
  g_assert_nonnull (strstr (less, "set=title | 无题 ~g\n"));
  g_assert_nonnull (strstr (less, "body | 2: 甲乙/\t格\n"));
}

/* Whole parts, and numbers wherever they stand. */
static void
test_shows_parts (void)
{
  g_autoptr (WzIssue) issue = read_issue (sample);
  const gchar *overrides[] = {"show.contents=no", "show.indices=no", "show.colophon=no",
                              "headings.numbers=no", NULL};
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, overrides);
  g_autofree gchar *text = wz_galley_dup_text (galley);
  g_assert_cmpuint (wz_galley_find_part (galley, "contents"), ==, G_MAXUINT);
  g_assert_cmpuint (wz_galley_find_part (galley, "index-author"), ==, G_MAXUINT);
  g_assert_cmpuint (wz_galley_find_part (galley, "colophon"), ==, G_MAXUINT);
  g_assert_null (strstr (text, "\n1\n"));
  g_assert_false (wz_galley_shows (galley, "contents"));
  g_assert_true (wz_galley_shows (galley, "notes"));

  const gchar *unnumbered[] = {"headings.numbers=no", NULL};
  g_autoptr (WzGalley) titled = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, unnumbered);
  g_autofree gchar *lines = describe (titled);
  g_assert_nonnull (strstr (lines, "| Doe, J | 标题 ~r →#p-2601.00001 | 无题 ~rg →#p-2601.00002"));
}

static void
test_languages (void)
{
  g_autoptr (WzIssue) issue = read_issue (sample);
  g_autofree gchar *both = describe_with (issue, WZ_LANGUAGES_BOTH, "show.contents=no", NULL);
  g_autofree gchar *zh = describe_with (issue, WZ_LANGUAGES_ZH, "show.contents=no", NULL);
  g_autofree gchar *en = describe_with (issue, WZ_LANGUAGES_EN, "show.contents=no", NULL);
  g_autofree gchar *parallel = describe_with (issue, WZ_LANGUAGES_PARALLEL, "show.contents=no", NULL);
  g_autofree gchar *no_en = without (both, "title.en abstract.en caption.1.en");
  g_assert_cmpstr (zh, ==, no_en);
  g_assert_null (strstr (en, "title.zh-Hans 2 group=heading set=title | 标题"));
  g_assert_nonnull (strstr (en, "title.en 2 @en group=heading set=title | Title"));
  g_assert_nonnull (strstr (en, "编者按 1 #p-2601.00001_note.1 | 1: 注一。")); /* in Chinese only: shown so */
  g_assert_cmpstr (parallel, ==, both);
}

/* A title that shows nothing is none: the other one's place, or 无题. */
static void
test_blank_titles (void)
{
  static const gchar *const blanks[] = {"",      " ", "\u00a0", "\u3000\u3000", "\u200b", "\u2060 \ufeff",
                                        "\u2028"};
  static const gchar head[] =
      "{\"wenzhai\":1,\"sections\":[{\"kind\":\"featured\",\"id\":\"a\",\"entries\":[{\"key\":\"k\","
      "\"titles\":[{\"lang\":\"zh-Hans\",\"content\":[{\"text\":\"";
  static const gchar second[] = "\"}]}," TITLE ("en", "Title");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (blanks); i++) {
    gboolean alone = i % 2 == 0;
    g_autofree gchar *json = g_strconcat (head, blanks[i / 2], alone ? "\"}]}" : second, "]}]}]}", NULL);
    g_autoptr (WzIssue) issue = read_issue (json);
    g_autofree gchar *lines = describe_with (issue, WZ_LANGUAGES_BOTH, "show.contents=no", NULL);
    g_assert_nonnull (strstr (lines, alone ? "title.zh-Hans 2 group=heading set=title | 无题 ~g\n"
                                           : "title.en 2 @en group=heading set=title | Title\n"));
    g_assert_null (strstr (lines, alone ? "title.en" : "title.zh-Hans"));
  }
}

/* Two titles and two abstracts stand side by side, an abstract behind another; a lone one, and figures, as
 * ever. */
static void
test_layout (void)
{
  g_autoptr (WzIssue) issue = read_issue (sample);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint languages = 0; languages <= WZ_LANGUAGES_BEHIND; languages++) {
    g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, languages, NULL);
    wz_galley_read (galley, wz_galley_find_part (galley, "p-2601.00001"), pieces);
    for (guint i = 0; i < wz_pieces_get_n (pieces); i++) {
      const WzPiece *piece = wz_pieces_get (pieces, i);
      gboolean text = piece->role == WZ_ROLE_ABSTRACT, title = piece->role == WZ_ROLE_ENTRY_TITLE;
      WzPieceLayout wanted = languages == WZ_LANGUAGES_PARALLEL && (text || title) ? WZ_LAYOUT_BESIDE
                             : languages == WZ_LANGUAGES_BEHIND && text            ? WZ_LAYOUT_BEHIND
                                                                                   : WZ_LAYOUT_STACKED;
      g_assert_cmpint (piece->layout, ==, wanted);
    }
    wz_galley_read (galley, wz_galley_find_part (galley, "p-2601.00002"), pieces);
    g_assert_cmpint (wz_pieces_find (pieces, WZ_ROLE_ENTRY_TITLE)->layout, ==, WZ_LAYOUT_STACKED);
  }
}

/* ---- Blocks ---------------------------------------------------------------------------------------------
 */

static gchar *
dup_range (const WzText *text, guint first, guint n)
{
  GString *out = g_string_new (NULL);
  WzTextIter iter;
  WzTextEvent event;
  gint depth = 0;
  wz_text_iter_init_blocks (&iter, text, first, n);
  while (wz_text_iter_next (&iter, &event)) {
    depth += event.type == WZ_TEXT_ENTER ? 1 : event.type == WZ_TEXT_LEAVE ? -1 : 0;
    if (event.type == WZ_TEXT_CHARACTERS)
      g_string_append (out, event.text);
  }
  g_assert_cmpint (depth, ==, 0);
  return g_string_free (out, FALSE);
}

/* Blocks of an entry in ranges: any cut of it says the whole, once. */
static void
test_blocks (void)
{
  g_autoptr (WzIssue) issue = read_issue (blocks_json);
  const WzText *body = wz_entry_get_body (wz_issue_get_entry (issue, 0));
  static const gchar *const blocks[] = {"a", "bc", "d", "ef", "g"};
  g_assert_cmpuint (wz_text_n_blocks (body), ==, G_N_ELEMENTS (blocks));
  g_assert_cmpuint (wz_text_n_blocks (NULL), ==, 0);
  for (guint first = 0; first <= G_N_ELEMENTS (blocks); first++)
    for (guint n = 0; n <= G_N_ELEMENTS (blocks) + 1; n++) {
      g_autoptr (GString) wanted = g_string_new (NULL);
      g_autofree gchar *range = dup_range (body, first, n);
      for (guint i = first; i < first + n && i < G_N_ELEMENTS (blocks); i++)
        g_string_append (wanted, blocks[i]);
      g_assert_cmpstr (range, ==, wanted->str);
    }
  g_autofree gchar *rest = dup_range (body, 1, G_MAXUINT), *nothing = dup_range (NULL, 0, 3);
  g_assert_cmpstr (rest, ==, "bcdefg");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_pair (void)
{
  g_autoptr (WzIssue) issue = read_issue (sample);
  g_autoptr (WzIssue) other = read_issue (blocks_json);
  const WzEntry *entry = wz_issue_get_entry (issue, 0);
  const WzText *mixed = wz_entry_get_body (wz_issue_get_entry (other, 0));
  WzPiece zh = {.text = wz_entry_get_abstract (entry, "zh-Hans"), .n_blocks = 2};
  WzPiece en = {.text = wz_entry_get_abstract (entry, "en"), .n_blocks = 2};
  WzPiece body = {.text = wz_entry_get_body (entry), .n_blocks = 1};
  WzPiece part = {.text = mixed, .n_blocks = 2}, head = {.text = mixed, .first_block = 2, .n_blocks = 2};
  WzPiece list = {.text = mixed, .first_block = 3, .n_blocks = 2};
  g_assert_cmpuint (wz_galley_pair (&zh, &en), ==, 2);
  g_assert_cmpuint (wz_galley_pair (&zh, &body), ==, 1);
  g_assert_cmpuint (wz_galley_pair (&zh, &part), ==, 2);
  g_assert_cmpuint (wz_galley_pair (&part, &part), ==, 2);
  g_assert_cmpuint (wz_galley_pair (&body, &zh), ==, 1); /* not equally many */
  g_assert_cmpuint (wz_galley_pair (&zh, &head), ==, 1); /* equally many, but not paragraphs only */
  g_assert_cmpuint (wz_galley_pair (&zh, &list), ==, 1);
  g_assert_cmpuint (wz_galley_pair (&list, &list), ==, 1);
}

/* ---- Names ----------------------------------------------------------------------------------------------
 */

static void
add_once (GHashTable *names, const gchar *name)
{
  g_assert_true (g_str_is_ascii (name));
  g_assert_true (g_hash_table_add (names, g_strdup (name)));
}

/* Anchors are unique in the issue, ids in their part, and what a target names is there. */
static void
test_names (void)
{
  g_autoptr (WzIssue) issue = read_issue (sample);
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (GHashTable) anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint p = 0; p < wz_galley_get_n_parts (galley); p++) {
    g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const gchar *anchor = wz_galley_get_part (galley, p)->anchor;
    g_assert_cmpuint (wz_galley_find_part (galley, anchor), ==, p);
    wz_galley_read (galley, p, pieces);
    g_assert_cmpstr (wz_pieces_get (pieces, 0)->anchor, ==, anchor);
    for (guint i = 0; i < wz_pieces_get_n (pieces); i++) {
      const WzPiece *piece = wz_pieces_get (pieces, i);
      add_once (ids, piece->id);
      if (piece->anchor != NULL)
        add_once (anchors, piece->anchor);
      for (guint k = 0; k < piece->n_items; k++)
        if (piece->items[k].target != NULL && piece->items[k].target[0] == '#')
          g_hash_table_add (targets, g_strdup (piece->items[k].target + 1));
    }
  }
  GHashTableIter iter;
  gpointer target;
  g_hash_table_iter_init (&iter, targets);
  while (g_hash_table_iter_next (&iter, &target, NULL))
    g_assert_true (g_hash_table_contains (anchors, target));
  g_assert_cmpuint (g_hash_table_size (targets), >, 6);
}

/* What lists call a part, whether they list it or not. */
static void
test_lines (void)
{
  static const struct {
    const gchar *anchor;
    const gchar *first;
    guint rank;
  } rows[] = {
      {"cover", "封面", 0},
      {"contents", "目录", 0},
      {"s-editorial", "周刊 2026年11月9日 第7期", 0},
      {"s-featured", "精选", 1},
      {"p-2601.00001", "1", 2},
      {"p-2601.00002", "无题", 2},
      {"colophon", "版权页", 1},
      {"index-author", "作者索引", 1},
  };
  g_autoptr (WzIssue) issue = read_issue (sample);
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_autoptr (WzPieces) pieces = wz_pieces_new ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    wz_galley_read_line (galley, wz_galley_find_part (galley, rows[i].anchor), pieces);
    g_assert_cmpuint (wz_pieces_get_n (pieces), ==, 1);
    const WzPiece *line = wz_pieces_get (pieces, 0);
    g_assert_cmpint (line->role, ==, WZ_ROLE_CONTENTS_LINE);
    g_assert_cmpuint (line->rank, ==, rows[i].rank);
    g_assert_cmpstr (line->items[0].string, ==, rows[i].first);
    g_assert_cmpstr (line->items[0].target + 1, ==, rows[i].anchor);
  }
}

static void
test_title (void)
{
  static const struct {
    const gchar *head;
    const gchar *title;
  } rows[] = {
      {"", "Paper Digest"},
      {",\"date\":\"2026-11-09\"", "Paper Digest 9 November 2026"},
      {",\"series\":\"W\",\"number\":\"3\"", "W No. 3"},
      {",\"title\":{\"en\":\"W 3\"},\"number\":\"3\"", "W 3"},
      {",\"title\":{\"en\":\"Year 2026\"},\"date\":\"2026-11-09\"", "Year 2026"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree gchar *json = g_strdup_printf (
        "{\"wenzhai\":1,\"lang\":\"en\"%s,\"sections\":[{\"kind\":\"front\",\"blocks\":%s}]}", rows[i].head,
        BLOCKS ("en", P ("x")));
    g_autoptr (WzIssue) issue = read_issue (json);
    g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
    g_assert_cmpstr (wz_galley_get_title (galley), ==, rows[i].title);
  }
}

/* ---- Many -----------------------------------------------------------------------------------------------
 */

#define MANY 1500

static gpointer
describe_in_thread (gpointer galley)
{
  return describe (galley);
}

/* A part for each paper; threads that read the same galley at the same time read the same. */
static void
test_many (void)
{
  g_autoptr (GString) json =
      g_string_new ("{\"wenzhai\":1,\"sections\":[{\"kind\":\"featured\",\"entries\":[");
  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (json, "%s{\"key\":\"k%u\",\"ordinal\":%u,\"authors\":[{\"text\":\"A %u\"}]}",
                            i > 0 ? "," : "", i, i + 1, i);
  g_string_append (json, "]}]}");
  g_autoptr (WzIssue) issue = read_issue (json->str);
  g_autoptr (WzGalley) galley = wz_galley_new (issue, NULL, WZ_LANGUAGES_BOTH, NULL);
  g_assert_cmpuint (wz_galley_get_n_parts (galley), ==, MANY + 3);
  g_assert_cmpuint (wz_galley_find_part (galley, "p-k999"), ==, 999 + 2);
  GThread *threads[3];
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", describe_in_thread, galley);
  g_autofree gchar *here = describe (galley);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autofree gchar *there = g_thread_join (threads[i]);
    g_assert_cmpstr (there, ==, here);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/galley/everything", test_everything);
  g_test_add_func ("/galley/shows", test_shows);
  g_test_add_func ("/galley/shows-texts", test_shows_texts);
  g_test_add_func ("/galley/shows-parts", test_shows_parts);
  g_test_add_func ("/galley/languages", test_languages);
  g_test_add_func ("/galley/blank-titles", test_blank_titles);
  g_test_add_func ("/galley/layout", test_layout);
  g_test_add_func ("/galley/blocks", test_blocks);
  g_test_add_func ("/galley/pair", test_pair);
  g_test_add_func ("/galley/names", test_names);
  g_test_add_func ("/galley/lines", test_lines);
  g_test_add_func ("/galley/title", test_title);
  g_test_add_func ("/galley/many", test_many);
  return g_test_run ();
}
