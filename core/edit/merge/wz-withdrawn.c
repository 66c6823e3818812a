/* wz-withdrawn.c: papers that were taken back. SPDX-License-Identifier: MIT
 *
 * In: an entry. Out: whether its abstract, body or title is a notice of withdrawal. A notice is a sentence of
 * its own about the paper itself; a study of retracted papers is none.
 */
#include "edit/merge/wz-withdrawn.h"

#include "base/wz-date.h"

#include <string.h>

/* What a sentence begins behind, and what may follow the verb. */
#define BEGIN "(?:^|[.!?:;\\n\\[(\"]\\s*)"
#define PAPER "(?:paper|article|manuscript|submission|preprint|e-?print|version|report|work)"
#define VERB "(?:withdrawn|retracted)"
#define AFTER                                                                                                    \
  "(?=\\s*(?:$|[.;,:!()\\]–—])|\\s+(?:by|due|because|as|since|owing|at|until|pending|for|from\\s+(?:the\\s+" \
  ")?"                                                                                                           \
  "arxiv)\\b)"
#define BEGIN_ZH "(?:^|[。！？!?；;，,：:\\n（(\\[【])\\s*"
#define PAPER_ZH "(?:(?:本|该|此|这篇|本篇|该篇)?(?:论文|文章|稿件|预印本|版本)|(?:本|该|此)(?:文|稿))"
#define VERB_ZH "(?:撤回|撤稿|撤销)"
#define AFTER_ZH "(?=\\s*(?:$|[。！!；;，,.（()）\\]】\\n]|因|由于))"

static const gchar *const patterns[] = {
    /* This paper has been withdrawn by the author due to … */
    BEGIN "(?:this|the|our|present|current|\\w+\\s+note:\\s+\\w+)?\\s*(?:\\w+\\s+)?" PAPER
          "\\s+(?:(?:has|have|had|was|is|were|now|been|being|since|\\w+ly)\\s+)*" VERB "\\b" AFTER,
    /* The authors have withdrawn this paper … */
    "\\bauthors?\\s+(?:has|have)?\\s*(?:\\w+ly\\s+)?(?:decided\\s+to\\s+)?withdr(?:awn|ew|aw)\\s+(?:this|the|"
    "our)\\s+" PAPER "\\b",
    /* We have withdrawn this paper … */
    BEGIN "we\\s+(?:(?:have|had|now|hereby|\\w+ly)\\s+)*withdr(?:aw|ew|awn)\\s+(?:this|the|our)\\s+" PAPER
          "\\b",
    /* Withdrawn by the author; [Withdrawn] … */
    "^\\s*[\\[(]?\\s*" VERB "\\b(?:\\s*[\\])]|\\s*[.:]|\\s*$|\\s+(?:by|due|because)\\b)",
    BEGIN_ZH PAPER_ZH "(?:因[^，,。；;]{1,30}[，,]?)?(?:现|现已|已|已经|目前已|而|而已)?(?:被|由|经)?(?:原)?("
                      "?:作者|作者们|arXiv|期刊|编辑部|"
                      "出版方)?(?:自行|主动)?" VERB_ZH "了?" AFTER_ZH,
    BEGIN_ZH
    "(?:原)?作者(?:们)?(?:因[^，,。；;]{1,30}[，,]?)?(?:现|现已|已|已经|而|决定)?(?:自行|主动)?" VERB_ZH
    "了?" PAPER_ZH "?" AFTER_ZH,
    "^\\s*[（(\\[【]\\s*(?:已)?" VERB_ZH "\\s*[)）\\]】]",
};

struct _WzWithdrawalTest {
  GRegex *forms[G_N_ELEMENTS (patterns)];
};

WzWithdrawalTest *
wz_withdrawal_test_new (void)
{
  WzWithdrawalTest *test = g_new0 (WzWithdrawalTest, 1);
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    test->forms[i] = g_regex_new (patterns[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  return test;
}

void
wz_withdrawal_test_free (WzWithdrawalTest *test)
{
  if (test == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    g_regex_unref (test->forms[i]);
  g_free (test);
}

/* A quick no for almost every text. */
static gboolean
may_be (const gchar *text)
{
  static const gchar *const words[] = {"ithdr", "ITHDR", "etract", "ETRACT", "撤"};
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

WzWithdrawal
wz_withdrawal_test_text (const WzWithdrawalTest *test, const gchar *text)
{
  if (!may_be (text))
    return WZ_WITHDRAWAL_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autoptr (GMatchInfo) match = NULL;
    gint start, end;
    if (!g_regex_match (test->forms[i], text, 0, &match) || !g_match_info_fetch_pos (match, 0, &start, &end))
      continue;
    /* who did it stands in the same sentence */
    gsize length = strcspn (text + end, ".\n");
    const gchar *stop = strstr (text + end, "。");
    if (stop != NULL)
      length = MIN (length, (gsize) (stop - (text + end)));
    g_autofree gchar *sentence = g_strndup (text + start, (gsize) (end - start) + length);
    g_autofree gchar *folded = g_utf8_casefold (sentence, -1);
    return strstr (folded, "arxiv") ? WZ_WITHDRAWAL_BY_ARXIV
           : strstr (folded, "author") || strstr (folded, "作者") || strstr (folded, "we ")
               ? WZ_WITHDRAWAL_BY_AUTHOR
               : WZ_WITHDRAWAL;
  }
  return WZ_WITHDRAWAL_NONE;
}

static WzWithdrawal
test_rich (const WzWithdrawalTest *test, const WzText *text)
{
  g_autofree gchar *plain = text != NULL ? wz_text_dup_plain (text) : NULL;
  return plain != NULL ? wz_withdrawal_test_text (test, plain) : WZ_WITHDRAWAL_NONE;
}

WzWithdrawal
wz_withdrawal_test_entry (const WzWithdrawalTest *test, const WzEntry *entry)
{
  static const gchar *const langs[] = {NULL, "zh-Hans", "zh-Hant", "en"};
  const gchar *comment = wz_entry_get_comment (entry);
  WzWithdrawal found = test_rich (test, wz_entry_get_body (entry));
  if (comment != NULL)
    found = MAX (found, wz_withdrawal_test_text (test, comment));
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    found = MAX (found, test_rich (test, wz_entry_get_abstract (entry, langs[i])));
    found = MAX (found, test_rich (test, wz_entry_get_title (entry, langs[i])));
  }
  return found;
}

gboolean
wz_withdrawal_is_announced (const WzWithdrawalTest *test, const WzEntry *entry)
{
  for (guint i = 0; i < wz_entry_get_n_notes (entry); i++)
    if (test_rich (test, wz_entry_get_note (entry, i)) != WZ_WITHDRAWAL_NONE)
      return TRUE;
  return FALSE;
}

gchar *
wz_withdrawal_dup_note (WzWithdrawal withdrawal, guint version, WzDate date, const gchar *lang)
{
  static const gchar *const chinese[] = {
      [WZ_WITHDRAWAL] = "此论文已被撤回",
      [WZ_WITHDRAWAL_BY_AUTHOR] = "此论文已被作者撤回",
      [WZ_WITHDRAWAL_BY_ARXIV] = "此论文已被 arXiv 撤回",
  };
  static const gchar *const english[] = {
      [WZ_WITHDRAWAL] = "This paper has been withdrawn",
      [WZ_WITHDRAWAL_BY_AUTHOR] = "This paper has been withdrawn by its authors",
      [WZ_WITHDRAWAL_BY_ARXIV] = "This paper has been withdrawn by arXiv",
  };
  gboolean is_chinese = wz_lang_is_chinese (lang);
  g_autofree gchar *iso = wz_date_dup_iso (date),
                   *number = version > 0 ? g_strdup_printf ("v%u", version) : g_strdup ("");
  const gchar *comma = *number && *iso ? is_chinese ? "，" : ", " : "";
  g_autofree gchar *when = g_strconcat (number, comma, iso, NULL);
  g_return_val_if_fail (withdrawal > WZ_WITHDRAWAL_NONE && withdrawal <= WZ_WITHDRAWAL_BY_ARXIV, NULL);
  if (is_chinese)
    return g_strconcat (chinese[withdrawal], *when ? "（" : "", when, *when ? "）" : "", "。", NULL);
  return g_strconcat (english[withdrawal], *when ? " (" : "", when, *when ? ")" : "", ".", NULL);
}
