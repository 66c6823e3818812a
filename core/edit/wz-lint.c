/* wz-lint.c: what is odd in the texts of an issue. SPDX-License-Identifier: MIT
 *
 * In: an issue as read. Out: hints with positions: residue of PDF extraction, raw TeX outside formulae, mixed
 * widths, lone quotes, broken encodings, as far as editing leaves them; and warnings of prose in formulae.
 * Nothing is changed: an editor decides. Each check is a row with cases of its own.
 */
#include "edit/wz-lint.h"

#include "base/wz-math.h"
#include "edit/wz-edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { SNIPPET_MAX = 40 }; /* code points of a finding that a message quotes */

struct _WzLintRule {
  const gchar *code;
  const gchar *message;
  gboolean english, chinese; /* the languages whose fields it looks at */
  gboolean mended;           /* by wz-repair.c */
  const gchar *pattern;      /* PCRE; group 1, where there is one, is what is quoted */
  const gchar *const *hits;
  const gchar *const *misses;
};

#define LIST(...) ((const gchar *const[]){__VA_ARGS__, NULL})
#define HAN "[\\x{3400}-\\x{9FFF}\\x{20000}-\\x{323AF}]"

static const WzLintRule rules[] = {
    {"text-footnote-mark", N_ ("a footnote's number is glued to the word"), TRUE, TRUE, TRUE,
     "(?i)\\b((?:codes?|datasets?|data|benchmarks?|models?|demos?|websites?|pages?|repository|toolkits?|"
     "github|available|"
     "released?|source|videos?|prompts?|implementation)[1-9])(?![\\w-]|\\.\\w)",
     LIST ("Our code1 and", "and datasets2 are", "publicly available3."),
     LIST ("GPT-4 code", "Model 1", "data2vec", "code")},
    {"text-joined-words", N_ ("two words that the source ran together"), TRUE, TRUE, TRUE,
     "(?i)\\b((?:(?:b|m|tr)illion(?:parameter|scale|token|level|word)s?|(?:real|open)world|(?:large|small|"
     "web|multi|full)scale|"
     "(?:high|low)(?:quality|resource|dimensional|level|rank)|(?:few|zero|one|many)shot|finegrained|"
     "coarsegrained|endto-?end|"
     "end-toend|state-?of-?theart|stateof-the-art|state-ofthe-art|stateofthe-art|opensource|opendomain|"
     "longterm|shortterm|"
     "domainspecific|taskspecific|humanlike|selfsupervised|selfattention|wellknown|"
     "modelagnostic|"
     "trainingfree|promptfree|datadriven|memoryefficient|parameterefficient|computeefficient))\\b",
     LIST ("require billionparameter language", "state-ofthe-art", "a fewshot learner"),
     LIST ("billion-parameter", "state-of-the-art", "multilingual")},
    {"text-hyphenation", N_ ("a hyphen of a line end was left in the word"), TRUE, FALSE, TRUE,
     "(?<![A-Za-z])([A-Za-z][a-z]++- (?!and |or |to |nor |und |versus |vs|as |but )[a-z]{2,})",
     LIST ("the learn- ing of"), LIST ("pre- and post-training", "a well-known", "x - y")},
    {"text-ligature", N_ ("letters that a font ran together"), TRUE, TRUE, TRUE, "([\\x{FB00}-\\x{FB06}])",
     LIST ("eﬃcient", "ﬁne"), LIST ("fine", "œuvre")},
    {"text-tex-accent", N_ ("a TeX accent that was not resolved"), TRUE, TRUE, FALSE,
     "(\\\\[`'^\"~=.][{]?[A-Za-z\\\\]|\\\\[uvHtcdbkr][{][A-Za-z]|[A-Z][a-z]*\"[aou][a-z]+)",
     LIST ("Poincar\\'e", "Erd\\H{o}s", "Gr\"onwall", "na\\\"{\\i}ve"),
     LIST ("Poincaré", "say \"one\"", "5\"")},
    {"text-tex-command", N_ ("a TeX command outside a formula"), TRUE, TRUE, FALSE,
     "(\\\\[A-Za-z]{2,}\\*?|\\\\[%&#_$]|\\bext(?:bf|it|tt|rm|sc)\\{|~\\\\?cite)",
     LIST ("\\textit{验证}", "多达30\\%", "exttt{Story}"), LIST ("30%", "textit", "C:\\")},
    {"text-tex-quotes", N_ ("TeX quotes"), TRUE, TRUE, FALSE,
     "(``[^`']{1,200}''|(?<![`\\w])`[^`'\\n]{1,80}'(?![`\\w]))",
     LIST ("``exact inference''", "`exact inference' in"), LIST ("`code`", "it's", "users' and users'")},
    {"text-mixed-widths", N_ ("marks of both widths in one field"), FALSE, TRUE, FALSE,
     "(?s)(?:，.*?(" HAN ",|," HAN "))|(?:(" HAN ",).*?，)|（[^（）()]*(\\))|(\\()[^（）()]*）|(?:；.*?(" HAN
     ";))|(?:(" HAN ";).*?；)",
     LIST ("甲，乙,丙", "甲,乙，丙", "微调（PEFT)和", "微调(PEFT）和"),
     LIST ("甲,乙,丙", "甲，乙，丙", "（a,b），丙", "微调(PEFT)和")},
    {"text-latin-stop", N_ ("a Chinese sentence ends with a Latin full stop"), FALSE, TRUE, FALSE,
     "(?:" HAN
     "|[）”》])[^。！？\\x{4E00}-\\x{9FFF}]{0,40}([A-Za-z)](?<!\\bal)(?<!\\bvs)(?<!\\betc)\\.)(?=\\s*(?:" HAN
     "|$))",
     LIST ("我们采用了BERT.本文", "效果好于BERT."),
     LIST ("采用BERT。", "BERT v1.5", "等人(et al.)提出。", "见Roy et al. 的方法")},
    {"text-doubled-mark", N_ ("a mark that stands twice"), FALSE, TRUE, FALSE,
     "([，、；：][，、；：,;]|(?<!。)。。(?!。)|[，、；：]。|。[，、；,]|" HAN ",,)",
     LIST ("方法，，很好", "方法。。很好", "方法，。"), LIST ("等等。。。", "方法，很好。", "方法？！")},
    {"text-encoding", N_ ("characters of a broken encoding"), TRUE, TRUE, FALSE,
     "(\\x{FFFD}|Ã[\\x{80}-\\x{BF}]|â€[\\x{80}-\\x{FFFF}]|锟斤拷|烫烫烫)",
     LIST ("Ã©cole", "it\u00E2\u20AC\u2122s", "锟斤拷"), LIST ("école", "â la", "烫")},
    {"text-html", N_ ("HTML in the text"), TRUE, TRUE, FALSE,
     "(&(?:amp|lt|gt|quot|nbsp|#[0-9]{2,5});|</?(?:b|i|p|br|em|strong|sub|sup|span|div|a|u)(?:\\s[^<>]*)?/"
     "?>)",
     LIST ("a &lt; b", "x<sub>2</sub>", "甲<br/>乙"), LIST ("AT&T; x", "a < b and c > d")},
};

guint
wz_lint_get_n_rules (void)
{
  return G_N_ELEMENTS (rules);
}

const WzLintRule *
wz_lint_get_rule (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (rules), NULL);
  return &rules[index];
}

const gchar *
wz_lint_rule_get_code (const WzLintRule *rule)
{
  return rule->code;
}

const gchar *const *
wz_lint_rule_get_cases (const WzLintRule *rule, gboolean hits)
{
  return hits ? rule->hits : rule->misses;
}

gboolean
wz_lint_rule_is_for (const WzLintRule *rule, const gchar *lang)
{
  return wz_lang_is_chinese (lang) ? rule->chinese : rule->english;
}

gboolean
wz_lint_rule_is_mended (const WzLintRule *rule)
{
  return rule->mended;
}

GRegex *
wz_lint_rule_compile (const WzLintRule *rule)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (rule->pattern, G_REGEX_OPTIMIZE, 0, &error);
  if (regex == NULL)
    g_error ("%s: %s", rule->code, error->message); /* a row of the table is wrong */
  return regex;
}

/* First group that took part in the match, else the whole. */
static void
fetch_span (const GMatchInfo *info, gint *start, gint *end)
{
  for (gint group = 1; group < g_match_info_get_match_count (info); group++)
    if (g_match_info_fetch_pos (info, group, start, end) && *start >= 0)
      return;
  g_match_info_fetch_pos (info, 0, start, end);
}

guint
wz_lint_rule_count (const WzLintRule *rule, const gchar *text)
{
  g_autoptr (GRegex) regex = wz_lint_rule_compile (rule);
  g_autoptr (GMatchInfo) info = NULL;
  guint n = 0;
  for (gboolean more = g_regex_match (regex, text, 0, &info); more; more = g_match_info_next (info, NULL))
    n++;
  return n;
}

/* ---- Over an issue ---- */

/* A field's findings as they are after editing: `code LF what was found` → how often. What editing mends is
 * no finding; what it leaves is told where it stands in the source. */
typedef GHashTable Left;

typedef struct {
  GRegex *regexes[G_N_ELEMENTS (rules)];
  WzDiagSink *sink;
} Linter;

/* Moves @position from @from to @to: sources wrap no paragraph, so columns count on within the line. */
static void
go_on (WzPosition *position, const gchar *from, const gchar *to)
{
  for (const gchar *p = from; p < to; p = g_utf8_next_char (p)) {
    position->column++;
    if (*p == '\n') {
      position->line++;
      position->column = 1;
    }
  }
}

/* The first SNIPPET_MAX characters between the two. */
static gchar *
snippet (const gchar *from, const gchar *to)
{
  const gchar *end = from;
  for (guint n = 0; n < SNIPPET_MAX && end < to; n++)
    end = g_utf8_next_char (end);
  return g_strndup (from, (gsize) (end - from));
}

typedef struct {
  guint rule;
  gint from, to; /* bytes */
} Finding;

static gint
compare_findings (gconstpointer a, gconstpointer b)
{
  const Finding *left = a, *right = b;
  return left->from != right->from ? (left->from > right->from) - (left->from < right->from)
                                   : (left->rule > right->rule) - (left->rule < right->rule);
}

/* (element-type Finding): what the rules find in @text, as an editor reads it. */
static GArray *
find_all (const Linter *linter, const gchar *text, const gchar *lang)
{
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (Finding));
  for (guint r = 0; r < G_N_ELEMENTS (rules); r++) {
    if (!wz_lint_rule_is_for (&rules[r], lang))
      continue;
    g_autoptr (GMatchInfo) info = NULL;
    for (gboolean more = g_regex_match (linter->regexes[r], text, 0, &info); more;
         more = g_match_info_next (info, NULL)) {
      Finding finding = {.rule = r};
      fetch_span (info, &finding.from, &finding.to);
      g_array_append_val (findings, finding);
    }
  }
  g_array_sort (findings, compare_findings);
  return findings;
}

static gchar *
dup_name (const Finding *finding, const gchar *text)
{
  return g_strdup_printf ("%s\n%.*s", rules[finding->rule].code, finding->to - finding->from,
                          text + finding->from);
}

static Left *
left_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
add_left (const Linter *linter, const gchar *text, const gchar *lang, Left *left)
{
  g_autoptr (GArray) findings = find_all (linter, text, lang);
  for (guint i = 0; i < findings->len; i++) {
    gchar *name = dup_name (&g_array_index (findings, Finding, i), text);
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (left, name));
    g_hash_table_insert (left, name, GUINT_TO_POINTER (n + 1));
  }
}

/* Whether editing leaves a finding; each that it leaves counts once. */
static gboolean
take_left (Left *left, const Finding *finding, const gchar *text)
{
  g_autofree gchar *name = dup_name (finding, text);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (left, name));
  if (n > 0)
    g_hash_table_insert (left, g_steal_pointer (&name), GUINT_TO_POINTER (n - 1));
  return n > 0;
}

static void
lint_string (Linter *linter, const gchar *text, const gchar *lang, WzPosition start, Left *left)
{
  g_autoptr (GArray) findings = find_all (linter, text, lang);
  gint at = 0;
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = &g_array_index (findings, Finding, i);
    const WzLintRule *rule = &rules[finding->rule];
    if (!take_left (left, finding, text))
      continue;
    g_autofree gchar *found = snippet (text + finding->from, text + finding->to);
    go_on (&start, text + at, text + finding->from);
    at = finding->from;
    wz_diag_report (linter->sink, WZ_SEVERITY_HINT, rule->code, &start,
                    rule->mended ? _ ("%s: %s; --repair, or repair = yes in wenzhai.ini, mends it")
                                 : "%s: %s",
                    _ (rule->message), found);
  }
}

/* Quotes are counted over the whole field: a straight one without its partner, or curly ones that do not
 * match. */
static gboolean
has_lone_quote (const WzText *text)
{
  g_autofree gchar *plain = wz_text_dup_plain (text);
  guint straight = 0, open = 0, shut = 0;
  for (const gchar *p = plain; *p; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p), before = p > plain ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
    gboolean inside = g_unichar_isalnum (before) && before < 0x300 && g_ascii_isalpha (p[1]);
    straight += ch == '"' && !g_unichar_isdigit (before) && !inside;
    open += ch == 0x201C;
    shut += ch == 0x201D;
  }
  return straight % 2 + open != shut && straight % 2 + shut != open;
}

/* @edited: (nullable): what editing makes of @text */
static void
lint_text (Linter *linter, const WzText *text, const WzText *edited, const gchar *lang)
{
  g_autoptr (GHashTable) left = left_new ();
  WzTextIter iter;
  WzTextEvent event;
  if (text == NULL || edited == NULL)
    return;
  wz_text_iter_init (&iter, edited);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_CHARACTERS)
      add_left (linter, event.text, lang, left);
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event))
    if (event.type == WZ_TEXT_CHARACTERS)
      lint_string (linter, event.text, lang, event.position, left);
  WzPosition position = wz_text_get_position (text);
  if (has_lone_quote (edited))
    wz_diag_report (linter->sink, WZ_SEVERITY_HINT, "text-quote-alone", &position,
                    _ ("a quotation mark has no partner"));
}

static void
lint_name (Linter *linter, const WzString *name, const WzString *edited)
{
  g_autoptr (GHashTable) left = left_new ();
  add_left (linter, edited->text, "en", left);
  lint_string (linter, name->text, "en", name->position, left);
}

static const gchar *
lang_of (const WzText *text, const WzIssue *issue)
{
  return text != NULL && wz_text_get_lang (text) != NULL ? wz_text_get_lang (text)
                                                         : wz_issue_get_lang (issue);
}

static void
lint_entry (Linter *linter, const WzEntry *entry, const WzEntry *edited, const WzIssue *issue)
{
  const gchar *const *langs = wz_issue_get_langs (issue);
  for (guint i = 0; langs[i] != NULL; i++) {
    lint_text (linter, wz_entry_get_title (entry, langs[i]), wz_entry_get_title (edited, langs[i]), langs[i]);
    lint_text (linter, wz_entry_get_abstract (entry, langs[i]), wz_entry_get_abstract (edited, langs[i]),
               langs[i]);
  }
  for (guint i = 0; i < wz_entry_get_n_points (entry); i++) {
    const WzText *point = wz_entry_get_point (entry, i)->text;
    lint_text (linter, point, wz_entry_get_point (edited, i)->text, lang_of (point, issue));
  }
  const WzText *reason = wz_entry_get_score_reason (entry), *body = wz_entry_get_body (entry);
  lint_text (linter, reason, wz_entry_get_score_reason (edited), lang_of (reason, issue));
  lint_text (linter, body, wz_entry_get_body (edited), lang_of (body, issue));
  for (guint i = 0; i < wz_entry_get_n_authors (entry); i++)
    lint_name (linter, wz_entry_get_author (entry, i), wz_entry_get_author (edited, i));
  for (guint i = 0; i < wz_entry_get_n_affiliations (entry); i++)
    lint_name (linter, wz_entry_get_affiliation (entry, i), wz_entry_get_affiliation (edited, i));
}

/* Readers make nodes of formulae; in a model of another program they may stand in the text, and stay there.
 */
static void
lint_raw_formulae (const WzTextEvent *event, WzDiagSink *sink)
{
  g_autoptr (GArray) spans = wz_math_find (event->text, (gssize) event->length);
  WzPosition position = event->position;
  gsize at = 0;
  for (guint i = 0; i < spans->len; i++) {
    const WzMathSpan *span = &g_array_index (spans, WzMathSpan, i);
    if (span->kind == WZ_MATH_UNSURE)
      continue;
    g_autofree gchar *found = snippet (event->text + span->start, event->text + span->end);
    go_on (&position, event->text + at, event->text + span->start);
    at = span->start;
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "formula-raw", &position,
                    _ ("what looks like a formula stands in the text, and is shown as it is: %s"), found);
  }
}

static void
lint_formulae (const WzText *text, WzDiagSink *sink)
{
  WzTextIter iter;
  WzTextEvent event;
  if (text == NULL)
    return;
  wz_text_iter_init (&iter, text);
  while (wz_text_iter_next (&iter, &event)) {
    gsize length = 0;
    const gchar *words = NULL;
    if (event.type == WZ_TEXT_CHARACTERS)
      lint_raw_formulae (&event, sink);
    if (event.type == WZ_TEXT_ENTER && event.text != NULL &&
        (event.kind == WZ_TEXT_FORMULA || event.kind == WZ_TEXT_FORMULA_BLOCK))
      words = wz_math_find_prose (event.text, &length);
    if (words == NULL)
      continue;
    g_autofree gchar *found = snippet (words, words + length);
    wz_diag_report (sink, WZ_SEVERITY_WARNING, "formula-prose", &event.position,
                    _ ("a formula holds a sentence, it seems: %s"), found);
  }
}

void
wz_edit_lint_formulae (const WzIssue *issue, WzDiagSink *sink)
{
  const gchar *const *langs = wz_issue_get_langs (issue);
  for (guint i = 0; i < wz_issue_get_n_sections (issue); i++)
    lint_formulae (wz_section_get_blocks (wz_issue_get_section (issue, i)), sink);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++) {
    const WzEntry *entry = wz_issue_get_entry (issue, i);
    for (guint k = 0; langs[k] != NULL; k++) {
      lint_formulae (wz_entry_get_title (entry, langs[k]), sink);
      lint_formulae (wz_entry_get_abstract (entry, langs[k]), sink);
    }
    lint_formulae (wz_entry_get_body (entry), sink);
    lint_formulae (wz_entry_get_score_reason (entry), sink);
    for (guint k = 0; k < wz_entry_get_n_points (entry); k++)
      lint_formulae (wz_entry_get_point (entry, k)->text, sink);
    for (guint k = 0; k < wz_entry_get_n_notes (entry); k++)
      lint_formulae (wz_entry_get_note (entry, k), sink);
  }
}

void
wz_edit_lint (const WzIssue *issue, WzDiagSink *sink)
{
  Linter linter = {.sink = sink};
  g_autoptr (WzIssue) edited = wz_edit_normalise (issue, NULL);
  for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
    linter.regexes[r] = wz_lint_rule_compile (&rules[r]);
  for (guint i = 0; i < wz_issue_get_n_entries (issue); i++)
    lint_entry (&linter, wz_issue_get_entry (issue, i), wz_issue_get_entry (edited, i), issue);
  for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
    g_regex_unref (linter.regexes[r]);
  wz_edit_lint_formulae (issue, sink);
}
