/* test-url.c: which addresses a book may link to, and how they stand in it. */
#include "base/wz-url.h"

#include <string.h>

static const gchar *const kept[][2] = {
    {"https://arxiv.org/abs/2209.11142", "https://arxiv.org/abs/2209.11142"},
    /* known to answer https, with all below; others stay what they are, and so does another port */
    {"http://arxiv.org/abs/1", "https://arxiv.org/abs/1"},
    {"http://export.arxiv.org/abs/1", "https://export.arxiv.org/abs/1"},
    {"http://notarxiv.org/abs/1", "http://notarxiv.org/abs/1"},
    {"http://arxiv.org.evil.example/", "http://arxiv.org.evil.example/"},
    {"http://arxiv.org:8080/", "http://arxiv.org:8080/"},
    {"http://lab.example.edu/x", "http://lab.example.edu/x"},
    {"HTTPS://Example.org/A", "https://example.org/A"},
    {"https://例子.测试/路径", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%E5%BE%84"},
    {"https://a.b/c d|e^f`g{h}i\\j", "https://a.b/c%20d%7Ce%5Ef%60g%7Bh%7Di%5Cj"},
    {"https://a.b/%7Ex%zz%", "https://a.b/%7Ex%25zz%25"},
    {"https://a.b/x#y#z", "https://a.b/x#y%23z"},
    {"https://a.b/[x]", "https://a.b/%5Bx%5D"},
    {"https://a.b:8080/x?y=z&w", "https://a.b:8080/x?y=z&w"},
    {"https://a.b/\"><script>", "https://a.b/%22%3E%3Cscript%3E"},
    {"  https://a.b/ \n", "https://a.b/"},
    {"\xE3\x80\x80https://a.b/\xE2\x80\x8B", "https://a.b/"},
    {"ht\ttps://a.b/x\ny", "https://a.b/xy"},
    {"https://a.b/\x01x", "https://a.b/%01x"},
    {"mailto:editor@example.org", "mailto:editor@example.org"},
    {"doi:10.1000/182", "https://doi.org/10.1000/182"},
    {"DOI: 10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E"},
    {"arXiv:2209.11142v2", "https://arxiv.org/abs/2209.11142v2"},
};

static const gchar *const refused[] = {
    "",
    " ",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "\xC2\xA0javascript:alert(1)",
    "\xEF\xBB\xBFjavascript:alert(1)",
    ("javascript\xEF\xBC\x9A"
     "alert(1)"),
    "javascript%3Aalert(1)",
    "%6Aavascript:alert(1)",
    "javascript://example.org/%0Aalert(1)",
    "vbscript:x",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "blob:https://a.b/1",
    "about:blank",
    "ftp://a.b/",
    "tel:123",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/etc/passwd",
    "../../../etc/passwd",
    "www.example.org",
    "page.html",
    "?q",
    "https:a.b",
    "https:/a.b",
    "https:\\\\a.b",
    "https://",
    "https:///x",
    "https://?x",
    "https://user:pass@a.b/",
    "https://arxiv.org@evil.example/",
    "https://arxiv.org\\@evil.example/",
    "https://arxiv.org%2f@evil.example/",
    "https://%61.b/",
    "https://a b/",
    "https://a.b:99999999/",
    "https://a.b:x/",
    "https://[::1]/",
    "mailto:a@b.org?bcc=c@d.org",
    "mailto:",
    "mailto:a b@c.org",
    "doi:",
};

static void
test_kept (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++) {
    g_autofree gchar *why = NULL;
    g_autofree gchar *clean = wz_url_dup_clean (kept[i][0], &why);
    g_autofree gchar *again = clean != NULL ? wz_url_dup_clean (clean, NULL) : NULL;

    g_assert_cmpstr (clean, ==, kept[i][1]);
    g_assert_cmpstr (again, ==, clean);
    g_assert_null (why);
  }
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autofree gchar *why = NULL;
    g_autofree gchar *clean = wz_url_dup_clean (refused[i], &why);

    g_assert_cmpstr (clean, ==, NULL);
    g_assert_nonnull (why);
  }
}

static void
test_reason (void)
{
  g_autofree gchar *why = NULL;
  g_autofree gchar *clean = wz_url_dup_clean (" Java\tScript:x", &why);

  g_assert_null (clean);
  g_assert_nonnull (strstr (why, "“javascript”"));
}

static void
test_length (void)
{
  g_autofree gchar *path = g_strnfill (WZ_URL_MAX_BYTES - strlen ("https://a.b/"), 'x');
  g_autofree gchar *most = g_strconcat ("https://a.b/", path, NULL);
  g_autofree gchar *more = g_strconcat (most, "x", NULL);
  g_autofree gchar *clean = wz_url_dup_clean (most, NULL), *long_one = wz_url_dup_clean (more, NULL);

  g_assert_cmpstr (clean, ==, most);
  g_assert_null (long_one);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/url/X9-kept", test_kept);
  g_test_add_func ("/base/url/refused", test_refused);
  g_test_add_func ("/base/url/reason", test_reason);
  g_test_add_func ("/base/url/length", test_length);
  return g_test_run ();
}
