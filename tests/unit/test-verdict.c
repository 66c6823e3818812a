/* test-verdict.c: which readings are believed, told of, or refused. */
#include "base/wz-diag-private.h"
#include "model/wz-builder.h"
#include "read/wz-verdict.h"

#include <string.h>

/* An entry that speaks against its reading. */
typedef struct {
  const gchar *code;
  const gchar *title;  /* NULL: none */
  const gchar *author; /* NULL: none */
  guint abstract_bytes;
  guint refused; /* of ten entries, so many are too many; 11: never */
} Case;

static const Case cases[] = {
    {"verdict-title", NULL, "A Reed", 100, 5},
    {"verdict-label", "作者：A Reed", "A Reed", 100, 4},
    {"verdict-label", "链接: https://arxiv.org/abs/2401.00001", "A Reed", 100, 4},
    {"verdict-shape", "https://arxiv.org/abs/2401.00001", "A Reed", 100, 4},
    {"verdict-shape", "A Reed, B Marsh, C Dell", "A Reed", 100, 4},
    {"verdict-names", "A Title", "of large models, which we show to be: https://example.org", 100, 4},
    {"verdict-length", "A Title", "A Reed", 20000, 11},
};

static const Case empty = {"verdict-empty", "A Title", NULL, 0, 5};

static const WzText *
make_text (WzIssueBuilder *builder, const gchar *lang, const gchar *text)
{
  WzTextBuilder *out = wz_text_builder_new (lang);

  wz_text_builder_add (out, text, -1, NULL);
  return wz_text_builder_finish (out, builder);
}

static WzIssue *
make_issue (const Case *c, guint n_odd)
{
  WzIssueBuilder *builder = wz_issue_builder_new ();
  WzSection *section = wz_issue_builder_add_section (builder, WZ_SECTION_FEATURED, NULL);

  for (guint i = 0; i < 10; i++) {
    gboolean odd = i < n_odd;
    WzPosition position = {"x.txt", i + 1, 1};
    WzEntry *entry = wz_section_add_entry (builder, section, &position);
    g_autofree gchar *title = g_strdup_printf ("Title, Long, and Plain: %u", i);
    g_autofree gchar *abstract = g_strnfill (odd ? c->abstract_bytes : 100, 'x');

    if (!odd || c->title != NULL)
      wz_entry_set_title (builder, entry, "en", make_text (builder, "en", odd ? c->title : title));
    if (!odd || c->author != NULL)
      wz_entry_add_author (builder, entry, odd ? c->author : "B Marsh", &position);
    if (*abstract != 0)
      wz_entry_set_abstract (builder, entry, "en", make_text (builder, "en", abstract));
  }
  return wz_issue_builder_finish (builder, NULL);
}

static void
count_code (const WzDiag *diag, gpointer user_data)
{
  GPtrArray *codes = user_data;

  g_ptr_array_add (codes, g_strdup (diag->code));
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint n = 0; n <= MIN (cases[i].refused, 4); n++) {
      g_autoptr (WzIssue) issue = make_issue (&cases[i], n);
      g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (WzDiagSink) sink = wz_diag_sink_new (count_code, codes);
      g_autoptr (GError) error = NULL;
      gboolean believed = wz_verdict_check (issue, "x.txt", FALSE, sink, &error);

      g_test_message ("%s, %u", cases[i].code, n);
      g_assert_cmpint (believed, ==, n < cases[i].refused);
      g_assert_cmpint (error == NULL, ==, believed);
      if (error != NULL)
        g_assert_true (g_str_has_prefix (error->message, "x.txt:1: "));
      if (believed && cases[i].title != NULL)
        g_assert_cmpuint (codes->len, ==, n);
      for (guint k = 0; k < codes->len; k++)
        g_assert_cmpstr (g_ptr_array_index (codes, k), ==, cases[i].code);
    }
}

/* Two entries of ten lack what the others have; five of ten have nothing at all. */
static void
test_lacking (void)
{
  for (guint n = 0; n <= 5; n++) {
    g_autoptr (WzIssue) issue = make_issue (&empty, n);
    g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (WzDiagSink) sink = wz_diag_sink_new (count_code, codes);
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (wz_verdict_check (issue, "x.txt", FALSE, sink, &error), ==, n < 5);
    g_assert_cmpuint (codes->len, ==, n <= 2 ? n : 0);
    if (n < 5)
      continue;
    g_assert_nonnull (strstr (error->message, "--reader"));
    g_clear_error (&error);
    g_assert_true (wz_verdict_check (issue, "x.txt", TRUE, sink, &error)); /* whoever says so is believed */
    g_assert_cmpuint (codes->len, ==, 5);
  }
}

static void
test_thresholds (void)
{
  g_assert_false (wz_verdict_refuses (WZ_VERDICT_LINES, 2, 10));
  g_assert_true (wz_verdict_refuses (WZ_VERDICT_LINES, 3, 10));
  g_assert_false (wz_verdict_refuses (WZ_VERDICT_HEADS, 1, 2));
  g_assert_true (wz_verdict_refuses (WZ_VERDICT_HEADS, 2, 3));
  g_assert_false (wz_verdict_refuses (WZ_VERDICT_RECORDS, 1, 2));
  g_assert_true (wz_verdict_refuses (WZ_VERDICT_RECORDS, 3, 4));
  g_assert_true (wz_verdict_refuses (WZ_VERDICT_EMPTY, 1, 2));
  g_assert_false (wz_verdict_refuses (WZ_VERDICT_EMPTY, 0, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read/verdict/cases", test_cases);
  g_test_add_func ("/read/verdict/lacking", test_lacking);
  g_test_add_func ("/read/verdict/thresholds", test_thresholds);
  return g_test_run ();
}
