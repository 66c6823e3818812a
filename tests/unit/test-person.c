/* test-person.c: printed lists of authors, and what looks like one. */
#include "base/wz-person.h"

#include <string.h>

/* Persons stand between bars: `name`, or `name <given|family|suffix>` with `-` for what the form does not
 * say;
 * `{…}` is a group; `^1` marks. A last `…`: the list is cut. */
static gchar *
outline (const GPtrArray *persons, gboolean cut)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < persons->len; i++) {
    const WzPerson *person = g_ptr_array_index (persons, i);

    g_string_append (out, i > 0 ? " | " : "");
    g_string_append_printf (out, person->collaboration ? "{%s}" : "%s", person->name);
    if (person->family != NULL || person->suffix != NULL)
      g_string_append_printf (out, " <%s/%s/%s>", person->given != NULL ? person->given : "-",
                              person->family != NULL ? person->family : "-",
                              person->suffix != NULL ? person->suffix : "-");
    if (person->marks != NULL)
      g_string_append_printf (out, "^%s", person->marks);
  }
  g_string_append (out, cut ? " …" : "");
  return g_string_free (out, FALSE);
}

static const gchar *const lists[][2] = {
    {"Kaiming Ye, Xiangyu Zong", "Kaiming Ye | Xiangyu Zong"},
    {"B Ibarz, V Kurin...", "B Ibarz <B/Ibarz/-> | V Kurin <V/Kurin/-> …"},
    {"A Smith et al.", "A Smith <A/Smith/-> …"},
    {"A One, B Two, and others", "A One <A/One/-> | B Two <B/Two/-> …"},
    {"Y Lee, G Hill 等", "Y Lee <Y/Lee/-> | G Hill <G/Hill/-> …"},
    {"张三、李四、王五等人", "张三 <三/张/-> | 李四 <四/李/-> | 王五 <五/王/-> …"},
    {"张三、李四等", "张三 <三/张/-> | 李四 <四/李/-> …"},
    {"A One, B Two 等 1688 位作者", "A One <A/One/-> | B Two <B/Two/-> …"},
    {"A One, B Two, 等", "A One <A/One/-> | B Two <B/Two/-> …"},
    {"A One, et al.", "A One <A/One/-> …"},
    {"张三、李四 等", "张三 <三/张/-> | 李四 <四/李/-> …"},
    {"张三，李四,王小五；欧阳锋",
     "张三 <三/张/-> | 李四 <四/李/-> | 王小五 <小五/王/-> | 欧阳锋 <锋/欧阳/->"},
    {"张三 李四", "张三 <三/张/-> | 李四 <四/李/->"},
    /* suffixes */
    {"J S L Browning, Jr., D R Tauritz",
     "J S L Browning Jr. <J S L/Browning/Jr.> | D R Tauritz <D R/Tauritz/->"},
    {"J Browning Jr, D Tauritz III, A Alves, Sr.",
     "J Browning Jr <J/Browning/Jr> | D Tauritz III <D/Tauritz/III> | A Alves Sr. <A/Alves/Sr.>"},
    {"James Browning, Jr.", "James Browning Jr. <-/-/Jr.>"},
    /* Family, Given */
    {"Browning Jr., James and Tauritz, Daniel and Beckmann, John",
     "James Browning Jr. <James/Browning/Jr.> | Daniel Tauritz <Daniel/Tauritz/-> | "
     "John Beckmann <John/Beckmann/->"},
    {"Fey Li-Li; Manner, Christopher D.; O'Neal, Cathy",
     "Fey Li-Li | Christopher D. Manner <Christopher D./Manner/-> | Cathy O'Neal <Cathy/O'Neal/->"},
    {"Smith, J., Doe, A. B.", "J. Smith <J./Smith/-> | A. B. Doe <A. B./Doe/->"},
    /* and, &, and their like */
    {"A One and B Two", "A One <A/One/-> | B Two <B/Two/->"},
    {"A One, B Two, and C Three", "A One <A/One/-> | B Two <B/Two/-> | C Three <C/Three/->"},
    {"A One & B Two", "A One <A/One/-> | B Two <B/Two/->"},
    {"A One · B Two / C Three", "A One <A/One/-> | B Two <B/Two/-> | C Three <C/Three/->"},
    {"Kaiming Ye,Xiangyu Zong", "Kaiming Ye | Xiangyu Zong"},
    {"A Sand, B Anders", "A Sand <A/Sand/-> | B Anders <B/Anders/->"},
    /* particles */
    {"A. van den Hoord, L. von Werner",
     "A. van den Hoord <A./van den Hoord/-> | L. von Werner <L./von Werner/->"},
    {"Ludwig van der Something, Jean de La Chose",
     "Ludwig van der Something <Ludwig/van der Something/-> | Jean de La Chose <Jean/de La Chose/->"},
    {"José Ortiga y Gallet", "José Ortiga y Gallet"},
    {"J.-P. Serrat", "J.-P. Serrat <J.-P./Serrat/->"},
    /* collaborations */
    {"The X Collaboration: L Adler, J Bondi",
     "{The X Collaboration} | L Adler <L/Adler/-> | J Bondi <J/Bondi/->"},
    {"ATLANT Collaboration", "{ATLANT Collaboration}"},
    {"P Adel, N Aghan (for the Plank Collaboration)",
     "P Adel <P/Adel/-> | N Aghan <N/Aghan/-> | {Plank Collaboration}"},
    {"P Adel for the Plank Collaboration", "P Adel <P/Adel/-> | {Plank Collaboration}"},
    {"Lego Collaboration, Vega Collaboration, B P Abbel",
     "{Lego Collaboration} | {Vega Collaboration} | B P Abbel <B P/Abbel/->"},
    {"Gemma Team, R Anel", "{Gemma Team} | R Anel <R/Anel/->"},
    /* marks */
    {"J Doe¹, A Roe²*, B Poe†", "J Doe <J/Doe/->^¹ | A Roe <A/Roe/->^²* | B Poe <B/Poe/->^†"},
    {"Ann Doe1,2, Bob Roe3", "Ann Doe^1,2 | Bob Roe^3"},
    {"Ann Doe^{1,2}, Bob Roe$^{3}$", "Ann Doe^^{1,2} | Bob Roe^$^{3}$"},
    {"Ann Doe<sup>1</sup>, Bob Roe (2)", "Ann Doe^<sup>1</sup> | Bob Roe^(2)"},
    {"* Ann Doe", "* Ann Doe"},
    /* characters that separate nothing */
    {"M&uuml;ller Ann, Andr\\'e Doe", "M&uuml;ller Ann | Andr\\'e Doe"},
    {"J. Müller, É. Dupond", "J. Müller <J./Müller/-> | É. Dupond <É./Dupond/->"},
    {"A\u00a0 One,\u200b B Two", "A One <A/One/-> | B Two <B/Two/->"},
    {"", ""},
    {", ,", ""},
    {"1, 2", ""},
};

static void
test_lists (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    gboolean cut;
    g_autoptr (GPtrArray) persons = wz_person_parse_list (lists[i][0], -1, &cut);
    g_autofree gchar *got = outline (persons, cut);

    g_assert_cmpstr (got, ==, lists[i][1]);
    for (guint k = 0; k < persons->len; k++) {
      const WzPerson *person = g_ptr_array_index (persons, k);

      g_assert_cmpuint (person->start + person->length, <=, strlen (lists[i][0]));
    }
  }
}

static void
test_single (void)
{
  static const gchar *const inverted[][2] = {
      {"Browning, J. S. L.", "J. S. L. Browning <J. S. L./Browning/->"},
      {"Browning, James, Jr.", "James Browning Jr. <James/Browning/Jr.>"},
      {"van den Hoord, Aron", "Aron van den Hoord <Aron/van den Hoord/->"},
      {"Vega Collaboration", "{Vega Collaboration}"},
      {"Plato", "Plato"},
      {"G\\\"odel, Kurt", "Kurt G\\\"odel <Kurt/G\\\"odel/->"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (inverted); i++) {
    g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func ((GDestroyNotify) wz_person_free);
    g_ptr_array_add (persons, wz_person_new_inverted (inverted[i][0]));
    g_autofree gchar *got = outline (persons, FALSE);
    g_assert_cmpstr (got, ==, inverted[i][1]);
  }
  g_assert_null (wz_person_new_inverted (" , "));

  g_autoptr (WzPerson) person = wz_person_new_parts ("Browning", " James\n L ", "Jr.");
  g_assert_cmpstr (person->name, ==, "James L Browning Jr.");
  g_assert_cmpstr (person->given, ==, "James L");
  g_autoptr (WzPerson) group = wz_person_new_parts ("Vega Collaboration", NULL, NULL);
  g_assert_true (group->collaboration);
  g_assert_cmpstr (group->name, ==, "Vega Collaboration");
}

static void
test_shape (void)
{
  static const struct {
    const gchar *line;
    gboolean is_names;
  } cases[] = {
      {"B Ibarz, V Kurin, G Papamakarios...", TRUE},
      {"A H.C. Correia, G Gala, C d Campos, R Peharz", TRUE},
      {"L Tunstall, N Reimers, U E S Jo…", TRUE},
      {"C Swami", TRUE},
      {"张三, 李四", TRUE},
      {"张三 李四", TRUE},
      {"𠮷野家 A, 齋橋 B", TRUE},
      {"Inclusion AI, :, Bowen Ma...", TRUE},
      {"Ludwig van der Something, Jean de La Chose", TRUE},
      {"Ensemble sampling serves as a practical approximation to Thompson sampling.", FALSE},
      {"We study sampling, search, and planning in large models", FALSE},
      {"集成采样分析", FALSE},
      {"视频版 Stable Diffusion", FALSE},
      {"无提示的高效少样本学习。最近的一些方法", FALSE},
      {"https://arxiv.org/abs/2209.11142", FALSE},
      {"[DeepMind & University of Oxford]", FALSE},
      {"B Second[First University]", FALSE},
      {"Alice Example and Bob van der Example", TRUE},
      {"A. Sand and B. Anders", TRUE},
      {"Alice Example · Bob Example / Carol Example", TRUE},
      {"Search and planning in large models", FALSE},
      {"A Example, B Example on behalf of the X Collaboration", TRUE},
      {"- **Authors**: A Example, B Example", FALSE},
      {"", FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (wz_person_is_list (cases[i].line, -1) != cases[i].is_names)
      g_error ("%s", cases[i].line);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/person/lists", test_lists);
  g_test_add_func ("/base/person/single", test_single);
  g_test_add_func ("/base/person/shape", test_shape);
  return g_test_run ();
}
