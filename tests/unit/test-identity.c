/* test-identity.c: which paper a text or an address means. */
#include "base/wz-identity.h"

#include <string.h>

typedef struct {
  const gchar *text;
  const gchar *identity; /* `scheme:id`, with `vN` where a version is said; NULL: none */
  const gchar *form;
} Case;

static const Case links[] = {
    /* arXiv's own hosts and folders, with and without scheme and version */
    {"https://arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"http://arxiv.org/abs/2209.11142v2", "arxiv:2209.11142v2", "arxiv.org/abs"},
    {"arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"//arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"www.arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"https://export.arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"https://cn.arxiv.org/pdf/2209.11142", "arxiv:2209.11142", "arxiv.org/pdf"},
    {"https://rss.arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"https://de.arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"https://arxiv.org/pdf/2209.11142v3.pdf", "arxiv:2209.11142v3", "arxiv.org/pdf"},
    {"https://ARXIV.org/PDF/2209.11142.PDF", "arxiv:2209.11142", "arxiv.org/pdf"},
    {"https://arxiv.org/html/2209.11142v1", "arxiv:2209.11142v1", "arxiv.org/html"},
    {"https://arxiv.org/html/2209.11142v1#S2", "arxiv:2209.11142v1", "arxiv.org/html"},
    {"https://arxiv.org/html/2209.11142v1/", "arxiv:2209.11142v1", "arxiv.org/html"},
    {"https://arxiv.org/e-print/2209.11142", "arxiv:2209.11142", "arxiv.org/e-print"},
    {"https://arxiv.org/abs/2209.11142?context=cs", "arxiv:2209.11142", "arxiv.org/abs"},
    {"https://arxiv.org/abs/arXiv:2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"https://arxiv.org/2209.11142", "arxiv:2209.11142", "arxiv.org"},
    {"  https://arxiv.org/abs/0704.0001 ", "arxiv:0704.0001", "arxiv.org/abs"},
    /* others that have all of it, or know it by its id */
    {"https://huggingface.co/papers/2209.11142", "arxiv:2209.11142", "huggingface.co/papers"},
    {"https://hf.co/papers/2209.11142", "arxiv:2209.11142", "hf.co/papers"},
    {"https://papers.cool/arxiv/2209.11142", "arxiv:2209.11142", "papers.cool/arxiv"},
    {"https://www.alphaxiv.org/abs/2209.11142v1", "arxiv:2209.11142v1", "alphaxiv.org/abs"},
    {"https://alphaxiv.org/overview/2209.11142", "arxiv:2209.11142", "alphaxiv.org/overview"},
    {"https://ar5iv.org/abs/2209.11142", "arxiv:2209.11142", "ar5iv.org/abs"},
    {"https://ar5iv.labs.arxiv.org/html/2209.11142", "arxiv:2209.11142", "ar5iv.labs.arxiv.org/html"},
    {"https://api.semanticscholar.org/arXiv:2209.11142", "arxiv:2209.11142", "semanticscholar.org arXiv:"},
    {"https://www.semanticscholar.org/arxiv/2209.11142", "arxiv:2209.11142", "semanticscholar.org arXiv:"},
    {"https://www.semanticscholar.org/arXiv:2209.11142", "arxiv:2209.11142", "semanticscholar.org arXiv:"},
    /* identifiers that say what they are */
    {"arXiv:2209.11142", "arxiv:2209.11142", "arXiv:"},
    {"arXiv:2209.11142v2 [cs.LG] 22 Sep 2022", "arxiv:2209.11142v2", "arXiv:"},
    {"ARXIV: 2209.11142", "arxiv:2209.11142", "arXiv:"},
    {"arXiv：2209.11142", "arxiv:2209.11142", "arXiv:"},
    {"arXiv ID: 2209.11142", "arxiv:2209.11142", "arXiv:"},
    {"arXiv preprint arXiv:2209.11142", "arxiv:2209.11142", "arXiv:"},
    {"arXiv: https://arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"oai:arXiv.org:2209.11142v1", "arxiv:2209.11142v1", "oai:arXiv.org"},
    {"[2209.11142]", "arxiv:2209.11142", "[ID]"},
    {"[arXiv:2209.11142]", "arxiv:2209.11142", "arXiv:"},
    {"data-arxiv-id=\"2209.11142\"", "arxiv:2209.11142", "data-arxiv-id"},
    /* DOI */
    {"https://doi.org/10.48550/arXiv.2209.11142", "arxiv:2209.11142", "doi.org/10.48550"},
    {"doi:10.48550/arXiv.2209.11142", "arxiv:2209.11142", "doi:10.48550"},
    {"http://dx.doi.org/10.48550/ARXIV.MATH.GT/0309136", "arxiv:math/0309136", "doi.org/10.48550"},
    {"https://doi.org/10.48550/arXiv.nonsense", NULL, NULL},
    {"https://doi.org/10.1000/ABC.1", "doi:10.1000/abc.1", "doi.org"},
    {"DOI: 10.1000/182", "doi:10.1000/182", "doi:"},
    {"https://doi.org/10.1000%2F182", "doi:10.1000/182", "doi.org"},
    {"https://doi.org/10.1016/S0140-6736(20)30183-5", "doi:10.1016/s0140-6736(20)30183-5", "doi.org"},
    {"https://dl.acm.org/doi/pdf/10.1145/3292500.3330701", "doi:10.1145/3292500.3330701", "dl.acm.org/doi"},
    /* archive[.SC]/NNNNNNN */
    {"https://arxiv.org/abs/math.GT/0309136", "arxiv:math/0309136", "arxiv.org/abs"},
    {"https://arxiv.org/abs/math/0309136", "arxiv:math/0309136", "arxiv.org/abs"},
    {"https://arxiv.org/abs/hep-th/9901001", "arxiv:hep-th/9901001", "arxiv.org/abs"},
    {"http://arxiv.org/pdf/cs/0701188v1.pdf", "arxiv:cs/0701188v1", "arxiv.org/pdf"},
    {"arXiv:cond-mat/9706061v2", "arxiv:cond-mat/9706061v2", "arXiv:"},
    {"https://arxiv.org/abs/atom-ph/9601001", "arxiv:atom-ph/9601001", "arxiv.org/abs"},
    /* OpenReview, ACL Anthology, PMLR, CVF */
    {"https://openreview.net/forum?id=aBc_D1-2e", "openreview:aBc_D1-2e", "openreview.net/forum"},
    {"https://openreview.net/pdf?id=aBc_D1-2e", "openreview:aBc_D1-2e", "openreview.net/pdf"},
    {"https://openreview.net/forum?id=aBc_D1-2e&noteId=x", "openreview:aBc_D1-2e", "openreview.net/forum"},
    {"https://aclanthology.org/2023.acl-long.1/", "acl:2023.acl-long.1", "aclanthology.org"},
    {"https://aclanthology.org/2023.acl-long.1.pdf", "acl:2023.acl-long.1", "aclanthology.org"},
    {"https://www.aclweb.org/anthology/P19-1001", "acl:P19-1001", "aclweb.org/anthology"},
    {"https://proceedings.mlr.press/v202/example23a.html", "pmlr:v202/example23a", "proceedings.mlr.press"},
    {"https://proceedings.mlr.press/v202/example23a/example23a.pdf", "pmlr:v202/example23a",
     "proceedings.mlr.press"},
    {"https://openaccess.thecvf.com/content/CVPR2023/html/One_A_Title_CVPR_2023_paper.html",
     "cvf:One_A_Title_CVPR_2023", "openaccess.thecvf.com"},
    {"https://openaccess.thecvf.com/content/CVPR2023/papers/One_A_Title_CVPR_2023_paper.pdf",
     "cvf:One_A_Title_CVPR_2023", "openaccess.thecvf.com"},
    /* pictures, parts, lists and others */
    {"https://arxiv.org/html/2606.00009v2/x1.png", NULL, NULL},
    {"https://arxiv.org/html/2606.00009v2/extracted/1/fig.png", NULL, NULL},
    {"https://arxiv.org/list/cs.LG/recent", NULL, NULL},
    {"https://arxiv.org/abs/0000.0000", NULL, NULL},
    {"https://arxiv.org/abs/2213.12345", NULL, NULL},
    {"https://arxiv.org/abs/nonsense/0309136", NULL, NULL},
    {"https://arxiv.org.example.org/abs/2209.11142", NULL, NULL},
    {"https://example.org/arxiv.org/abs/2209.11142", NULL, NULL},
    {"https://huggingface.co/models/2209.11142", NULL, NULL},
    {"https://openreview.net/group?id=ICLR.cc/2024", NULL, NULL},
    {"https://aclanthology.org/volumes/2023.acl-long/", NULL, NULL},
    {"https://aclanthology.org/2023.acl-long/", NULL, NULL},
    {"https://proceedings.mlr.press/v202/", NULL, NULL},
    {"https://openaccess.thecvf.com/content/CVPR2023/supplemental/One_supplemental.pdf", NULL, NULL},
    {"https://doi.org/10.1000", NULL, NULL},
    {"2209.11142", NULL, NULL},
    {"[1]", NULL, NULL},
    {"[2209.11142] and more", NULL, NULL},
    {"arXiv is a server", NULL, NULL},
    {"see arXiv:2209.11142", NULL, NULL},
    {"", NULL, NULL},
};

static const Case ids[] = {
    {"2209.11142v2", "arxiv:2209.11142v2", "ID"},
    {"hep-th/9901001", "arxiv:hep-th/9901001", "ID"},
    {"math.GT/0309136", "arxiv:math/0309136", "ID"},
    {"10.48550/arXiv.2209.11142", "arxiv:2209.11142", "ID"},
    {"10.1000/ABC", "doi:10.1000/abc", "DOI"},
    {"https://arxiv.org/abs/2209.11142", "arxiv:2209.11142", "arxiv.org/abs"},
    {"oai:arXiv.org:cs/0701188", "arxiv:cs/0701188", "oai:arXiv.org"},
    {"2209", NULL, NULL},
    {"one two", NULL, NULL},
};

static void
check (const Case *c, gboolean (*resolve) (const gchar *, WzIdentity *))
{
  g_auto (WzIdentity) identity = {0};
  gboolean found = resolve (c->text, &identity);
  g_autofree gchar *plain = wz_identity_dup_string (&identity);
  g_autofree gchar *got =
      identity.version > 0 ? g_strdup_printf ("%sv%u", plain, identity.version) : g_strdup (plain);

  g_test_message ("%s", c->text);
  g_assert_cmpstr (got, ==, c->identity);
  g_assert_cmpstr (identity.form, ==, c->form);
  g_assert_cmpint (found, ==, c->identity != NULL);
}

static void
test_links (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    check (&links[i], wz_identity_of_link);
}

static void
test_ids (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    check (&ids[i], wz_identity_of_id);
}

static void
test_months (void)
{
  g_assert_cmpuint (wz_identity_arxiv_month ("2209.11142"), ==, 2022 * 12 + 8);
  g_assert_cmpuint (wz_identity_arxiv_month ("hep-th/9901001"), ==, 1999 * 12);
  g_assert_cmpuint (wz_identity_arxiv_month ("math/0309136"), ==, 2003 * 12 + 8);
  g_assert_cmpuint (wz_identity_arxiv_month ("name"), ==, 0);
}

static void
test_addresses (void)
{
  g_assert_true (wz_identity_is_paper_site ("http://export.arxiv.org/nonsense"));
  g_assert_true (wz_identity_is_paper_site ("alphaxiv.org/abs/1"));
  g_assert_false (wz_identity_is_paper_site ("https://huggingface.co/papers/2209.11142"));
  g_assert_false (wz_identity_is_paper_site ("https://notarxiv.org/abs/1"));
  g_assert_true (wz_identity_is_picture ("https://example.org/a.PNG?x=1"));
  g_assert_false (wz_identity_is_picture ("https://example.org/png"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/identity/links", test_links);
  g_test_add_func ("/base/identity/ids", test_ids);
  g_test_add_func ("/base/identity/months", test_months);
  g_test_add_func ("/base/identity/addresses", test_addresses);
  return g_test_run ();
}
