/* test-record.c: JSON, JSON Lines, CSV and XML as records. SPDX-License-Identifier: MIT */
#include "record/wz-record.h"

#include <string.h>

/* ---- What a text has, as lines: `R line:column` a record, then its keys; `H` what is none ---- */

typedef struct {
  GString *out;
  const WzRecordNode *top;
  guint most;
  guint n;
} Listing;

static void
list_key (const WzRecordNode *node, gpointer data)
{
  Listing *listing = data;
  g_autofree gchar *path = wz_record_dup_path (node, listing->top);

  g_string_append_printf (listing->out, " %s=%s@%u:%u", path, node->text != NULL ? node->text : "NULL",
                          node->line, node->column);
}

static gboolean
list_record (WzRecordNode *record, gpointer data)
{
  Listing *listing = data;

  g_string_append_printf (listing->out, "R%u:%u", record->line, record->column);
  listing->top = record;
  wz_record_visit_keys (record, list_key, listing);
  g_string_append_c (listing->out, '\n');
  return ++listing->n != listing->most;
}

static void
list_remark (WzRecordRemark remark, const WzPosition *position, const gchar *detail, gpointer data)
{
  Listing *listing = data;

  g_string_append_printf (listing->out, "!%d %u:%u\n", (gint) remark, position->line, position->column);
}

static gchar *
list (const gchar *text, const gchar *place, guint most)
{
  static const WzRecordPrefix prefixes[] = {{"dc", "urn:dc"}, {"", "urn:main"}};
  const gchar *const places[] = {place, NULL};
  Listing listing = {g_string_new (NULL), NULL, most, 0};
  WzRecordReading reading = {wz_record_guess_format (text, strlen (text)),
                             places,
                             prefixes,
                             G_N_ELEMENTS (prefixes),
                             ',',
                             list_record,
                             list_remark,
                             &listing};
  g_autoptr (GError) error = NULL;
  g_autoptr (WzRecordTree) tree = wz_record_read (text, strlen (text), "f", &reading, &error);

  g_assert_true ((tree == NULL) == (error != NULL));
  if (tree != NULL) {
    listing.top = wz_record_tree_get_head (tree);
    g_string_append_c (listing.out, 'H');
    wz_record_visit_keys (listing.top, list_key, &listing);
  } else {
    gsize place_length = strcspn (error->message, " ");

    g_string_append_printf (listing.out, "E%d %.*s", error->code, (gint) place_length, error->message);
  }
  return g_string_free (listing.out, FALSE);
}

typedef struct {
  const gchar *place, *text, *wanted;
} Case;

static void
check (const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree gchar *got = list (cases[i].text, cases[i].place, 0);

    g_assert_cmpstr (got, ==, cases[i].wanted);
  }
}

static void
test_json (void)
{
  static const Case cases[] = {
      {"", "{\"a\": \"x\\u00e9\\ud83d\\ude00\\n\", \"b\": [1, {\"c\": null}], \"d\": {}}",
       "R1:1 a=xé😀\n@1:2 b=1@1:38 b.c=NULL@1:42 d=NULL@1:55\nH"},
      {"items", "{\"v\": true,\n \"items\": [{\"a\": 1}, {\"a\": -2.5e3}], \"w\": 0}",
       "R2:12 a=1@2:13\nR2:22 a=-2.5e3@2:23\nH v=true@1:2 w=0@2:38"},
      {"", "[{\"a\": 1}, {}]", "R1:2 a=1@1:3\nR1:12 =NULL@1:12\nH"},
      {"", "[1]", "H =1@1:2"},
      {"", "{\"a\": \"\\u0000\\ud800x\"}", "!1 1:2\n!1 1:2\nR1:1 a=\xEF\xBF\xBD\xEF\xBF\xBDx@1:2\nH"},
      {"", "{\"a.b\": 1, \"\": 2}", "R1:1 \"a.b\"=1@1:2 \"\"=2@1:12\nH"},
      /* one value a line */
      {"", "{\"a\": 1}\r\n\n{\"a\": 2}\n", "R1:1 a=1@1:2\nR3:1 a=2@3:2\nH"},
      {"", "{\"a\": 1}\n{\"a\": \n{\"a\": 3}\n", "R1:1 a=1@1:2\n!0 2:7\nR3:1 a=3@3:2\nH"},
      {"", "{\"a\": 1}\n{\"b\": [1, {\n{\"a\": 3}", "R1:1 a=1@1:2\n!0 2:12\nR3:1 a=3@3:2\nH"},
      {"", "{\"a\": \n{\"a\": 3}", "E3 f:2:9:"},
      /* none */
      {"", "{\"a\": 01}", "E3 f:1:8:"},
      {"", "{\"a\": 1} {\"a\": 2}", "R1:1 a=1@1:2\nE3 f:1:10:"},
      {"", "[1,]", "E3 f:1:4:"},
      {"", "{\"a\": \"\t\"}", "E3 f:1:8:"},
      {"", "{\"a\": \"\\q\"}", "E3 f:1:8:"},
      {"", "{\"a\": \"", "E3 f:1:8:"},
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_csv (void)
{
  static const Case cases[] = {
      {"", "a,b\n1,2\r\n3,\"x \"\"y\"\",\r\nz\"\r\r5,6",
       "R2:1 a=1@2:1 b=2@2:3\n"
       "R3:1 a=3@3:1 b=x \"y\",\r\nz@3:3\n"
       "R4:5 a=5@4:5 b=6@4:7\nH"},
      {"", "a,b\n1\n1,2,3\n", "!2 2:1\nR2:1 a=1@2:1\n!2 3:5\nR3:1 a=1@3:1 b=2@3:3 \"\"=3@3:5\nH"},
      {"", "a,b\nx\"y,\"z\"w\n", "R2:1 a=x\"y@2:1 b=zw@2:5\nH"},
      {"", "a,b\n1,\"2\n", "E3 f:2:3:"},
      {"", "a,b", "H"},
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_xml (void)
{
  static const Case cases[] = {
      {"f.e", "<f><t>T</t>\n<e k='1'>x<i>y</i> &lt;z<![CDATA[<]]>&#233;</e><e/></f>",
       "R2:1 =x <z<é@2:1 @k=1@2:1 i=y@2:11\nR2:48 =@2:48\nH f.t=T@1:4"},
      {"f.e",
       "<f xmlns='urn:main' xmlns:q='urn:dc' xmlns:r='urn:else'><e q:a='1' r:b='2'><q:c/><r:d/></e></f>",
       "R1:57 @dc:a=1@1:57 @{urn:else}b=2@1:57 dc:c=@1:76 {urn:else}d=@1:82\nH"},
      {"f.*.e", "<f/>", "H f=@1:1"},
      {"f.*.e", "<f><x><e/></x><e/></f>", "R1:7 =@1:7\nH f.e=@1:15"},
      {"e", "<e>\xE4\xB8\xAD<b/></e>", "R1:1 =\xE4\xB8\xAD@1:1 b=@1:5\nH"},
      {"e", "<!DOCTYPE e [<!ENTITY a 'x'>]><e>&a;</e>", "E3 f:1:28:"},
      {"e", "<!DOCTYPE e SYSTEM 'file:///etc/passwd'><e>&a;</e>", "E3 f:1:47:"},
      {"e", "<e>&nbsp;</e>", "E3 f:1:10:"},
      {"e", "<e><b></e>", "E3 f:1:11:"},
      {"e", "<?xml version='1.0' encoding='gb2312'?><e>\xE4\xB8\xAD</e>", "R1:40 =\xE4\xB8\xAD@1:40\nH"},
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_stop (void)
{
  g_autofree gchar *json = list ("{\"a\": 1}\n{\"a\": 2}\n???", "", 1);
  g_autofree gchar *xml = list ("<f><e/><e/><broken", "f.e", 1);

  g_assert_cmpstr (json, ==, "R1:1 a=1@1:2\nH");
  g_assert_cmpstr (xml, ==, "R1:4 =@1:4\nH");
}

static void
test_depth (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_autofree gchar *json = list (deep->str, "", 0);

  g_assert_cmpstr (json, ==, "E4 f:1:257:");
  g_string_truncate (deep, 0);
  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "<a>");
  g_autofree gchar *xml = list (deep->str, "", 0);

  g_assert_true (g_str_has_prefix (xml, "E4 f:1:"));
}

/* ---- Paths ---- */

static gboolean
select_paths (WzRecordNode *record, gpointer data)
{
  static const gchar *const cases[][2] = {
      {"a", "1 2 3"},  {"a[0]", "1"},     {"a[-1]", "3"}, {"a[3]", ""},          {"o.k", "x y"},
      {"o[1].k", "y"}, {"o[k=x].v", "p"}, {"*.k", "x y"}, {"\"d.e\"", "dotted"}, {"none.k", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const gchar *end;
    WzRecordPath *path = wz_record_path_parse (cases[i][0], &end, NULL);
    g_autoptr (GPtrArray) found = g_ptr_array_new ();
    g_autoptr (GString) got = g_string_new (NULL);

    g_assert_nonnull (path);
    g_assert_cmpint (*end, ==, '\0');
    wz_record_select (record, path, found);
    for (guint k = 0; k < found->len; k++)
      g_string_append_printf (got, "%s%s", k > 0 ? " " : "",
                              ((WzRecordNode *) g_ptr_array_index (found, k))->text);
    g_assert_cmpstr (got->str, ==, cases[i][1]);
    g_assert_cmpint (wz_record_has (record, path), ==, found->len > 0);
    wz_record_path_free (path);
  }
  return TRUE;
}

static void
test_path (void)
{
  static const gchar text[] =
      "{\"a\": [1, 2, 3], \"o\": [{\"k\": \"x\", \"v\": \"p\"}, {\"k\": \"y\"}], \"d.e\": "
      "\"dotted\"}";
  static const gchar *const wrong[] = {"", ".a", "a.", "a[", "a[0", "a[k]", "\"a", "a]", "@"};
  const gchar *const places[] = {"", NULL};
  WzRecordReading reading = {WZ_RECORD_JSON, places, NULL, 0, ',', select_paths, NULL, NULL};
  g_autoptr (WzRecordTree) tree = wz_record_read (text, strlen (text), "f", &reading, NULL);

  g_assert_nonnull (tree);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    const gchar *end;

    g_assert_null (wz_record_path_parse (wrong[i], &end, &error));
    g_assert_nonnull (error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/json", test_json);
  g_test_add_func ("/record/csv", test_csv);
  g_test_add_func ("/record/xml", test_xml);
  g_test_add_func ("/record/stop", test_stop);
  g_test_add_func ("/record/depth", test_depth);
  g_test_add_func ("/record/path", test_path);
  return g_test_run ();
}
