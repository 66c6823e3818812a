/* Which of several values holds, what a value may be, and what an issue's hash is made of. */
#include "recipe/wz-recipe.h"

#include <string.h>

#include <wenzhai/wz-error.h>

static gboolean
may_say (const WzRecipeRow *row, WzOriginKind kind)
{
  return kind == WZ_ORIGIN_DEFAULT || (row->origins & (1u << kind)) != 0;
}

/* The first or the second of two values that mean different things. */
static const gchar *
sample (WzRecipeField field, guint which)
{
  static const gchar *const samples[][2] = {
      [WZ_RECIPE_TYPE_TEXT] = {"one", "two"},
      [WZ_RECIPE_TYPE_YES_NO] = {"yes", "no"},
      [WZ_RECIPE_TYPE_LIST] = {"one,two", "two"},
      [WZ_RECIPE_TYPE_COUNT] = {"1", "2"},
      [WZ_RECIPE_TYPE_SECONDS] = {"1", "2"},
      [WZ_RECIPE_TYPE_ORDINAL] = {"1", "1.5"},
      [WZ_RECIPE_TYPE_DAY] = {"2022-09-22", "2022-09-23"},
      [WZ_RECIPE_TYPE_WEEK] = {"2022-W38", "2022-W39"},
      [WZ_RECIPE_TYPE_MONTH] = {"2022-09", "2022-10"},
      [WZ_RECIPE_TYPE_YEAR] = {"2022", "2023"},
      [WZ_RECIPE_TYPE_PATH] = {"one", "two"},
      [WZ_RECIPE_TYPE_CHOICE] = {"--first 1", "--first=2"},
  };
  const WzRecipeRow *row = wz_recipe_get_row (field);
  if (field == WZ_RECIPE_OPTION)
    return which == 0 ? "pdf.paper=A4" : "epub.cover=no";
  return row->words != NULL ? row->words[which] : samples[row->type][which];
}

static void
say (WzRecipe *recipe, WzRecipeField field, WzOriginKind kind, const gchar *text)
{
  WzOrigin origin = {.kind = kind, .name = wz_origin_get_name (kind)};
  g_autoptr (GError) error = NULL;
  if (kind == WZ_ORIGIN_DEFAULT)
    wz_recipe_set_default (recipe, field, text);
  else
    g_assert_true (wz_recipe_set (recipe, field, text, &origin, &error));
  g_assert_no_error (error);
}

/* Two speak, in either order: the later kind of the list holds, with its origin; sums have both, in order. */
static void
check_pair (WzRecipeField field, WzOriginKind weak, WzOriginKind strong, gboolean strong_first)
{
  g_autoptr (WzRecipe) recipe = wz_recipe_new ();
  WzRecipeMany many = wz_recipe_get_row (field)->many;
  say (recipe, field, strong_first ? strong : weak, sample (field, strong_first));
  say (recipe, field, strong_first ? weak : strong, sample (field, !strong_first));
  guint n = wz_recipe_get_n_values (recipe, field);
  const WzRecipeValue *last = wz_recipe_find (recipe, field);
  g_assert_cmpuint (n, ==, many == WZ_RECIPE_SUM ? 2 : 1);
  g_assert_cmpint (last->origin.kind, ==, strong);
  g_assert_cmpstr (last->text, ==, sample (field, 1));
  if (strong != WZ_ORIGIN_DEFAULT)
    g_assert_cmpstr (last->origin.name, ==, wz_origin_get_name (strong));
  if (n == 2)
    g_assert_cmpint (wz_recipe_get_value (recipe, field, 0)->origin.kind, ==, weak);
  g_assert_cmpint (wz_recipe_is_said (recipe, field), ==, strong != WZ_ORIGIN_DEFAULT);
}

static void
test_precedence (void)
{
  guint n_pairs = 0;
  for (WzRecipeField field = 0; field < WZ_RECIPE_N_FIELDS; field++)
    for (WzOriginKind strong = 1; strong < WZ_N_ORIGINS; strong++)
      for (WzOriginKind weak = 0; weak < strong; weak++)
        if (may_say (wz_recipe_get_row (field), weak) && may_say (wz_recipe_get_row (field), strong)) {
          check_pair (field, weak, strong, FALSE);
          check_pair (field, weak, strong, TRUE);
          n_pairs++;
        }
  g_assert_cmpuint (n_pairs, >, 80);
}

/* The order in which origins hold against each other, as it is told and documented. */
static void
test_order (void)
{
  static const gchar *const names[WZ_N_ORIGINS] = {"default", "style",       "project",     "edition",
                                                   "overlay", "environment", "command-line"};
  for (guint i = 0; i < WZ_N_ORIGINS; i++)
    g_assert_cmpstr (wz_origin_get_name ((WzOriginKind) i), ==, names[i]);
}

/* Several values of one that speaks are all kept; of two for one option of an output the last counts. */
static void
test_several (void)
{
  g_autoptr (WzRecipe) recipe = wz_recipe_new ();
  say (recipe, WZ_RECIPE_OVERLAY, WZ_ORIGIN_PROJECT, "p");
  say (recipe, WZ_RECIPE_OVERLAY, WZ_ORIGIN_COMMAND_LINE, "a");
  say (recipe, WZ_RECIPE_OVERLAY, WZ_ORIGIN_COMMAND_LINE, "b");
  g_auto (GStrv) overlays = wz_recipe_dup_list (recipe, WZ_RECIPE_OVERLAY);
  g_autofree gchar *all = g_strjoinv (" ", overlays);
  g_assert_cmpstr (all, ==, "a b");
  say (recipe, WZ_RECIPE_OPTION, WZ_ORIGIN_COMMAND_LINE, "pdf.paper=A6");
  say (recipe, WZ_RECIPE_OPTION, WZ_ORIGIN_PROJECT, "pdf.paper=A4");
  say (recipe, WZ_RECIPE_OPTION, WZ_ORIGIN_PROJECT, "pdf.papers=A4");
  g_assert_cmpuint (wz_recipe_get_n_values (recipe, WZ_RECIPE_OPTION), ==, 3);
  g_assert_true (wz_recipe_is_outdone (recipe, WZ_RECIPE_OPTION, 0));
  g_assert_false (wz_recipe_is_outdone (recipe, WZ_RECIPE_OPTION, 1));
  g_assert_cmpstr (wz_recipe_get_value (recipe, WZ_RECIPE_OPTION, 2)->text, ==, "pdf.paper=A6");
  g_autoptr (WzRecipe) copy = wz_recipe_dup (recipe);
  g_assert_cmpuint (wz_recipe_get_n_values (copy, WZ_RECIPE_OPTION), ==, 3);
}

/* Each row takes its own default and its words, and refuses what is none, by the name of who says it. */
static void
test_values (void)
{
  static const WzOrigin origin = {.kind = WZ_ORIGIN_COMMAND_LINE, .name = "--it"};
  g_autoptr (WzRecipe) recipe = wz_recipe_new ();
  for (WzRecipeField field = 0; field < WZ_RECIPE_N_FIELDS; field++) {
    const WzRecipeRow *row = wz_recipe_get_row (field);
    gboolean is_free = row->type == WZ_RECIPE_TYPE_TEXT || row->type == WZ_RECIPE_TYPE_LIST ||
                       row->type == WZ_RECIPE_TYPE_PATH;
    g_autoptr (GError) error = NULL;
    g_assert_true (row->otherwise == NULL || wz_recipe_row_accepts (row, row->otherwise));
    g_assert_cmpint (wz_recipe_set (recipe, field, "nonsense", &origin, &error), ==, is_free);
    if (is_free)
      continue;
    g_assert_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION);
    g_assert_true (g_str_has_prefix (error->message, "--it: "));
    g_assert_nonnull (strstr (error->message, "nonsense"));
  }
}

static void
test_typed (void)
{
  static const struct {
    WzRecipeField field;
    const gchar *text;
    gboolean good;
  } cases[] = {
      {WZ_RECIPE_NUMBER, "38", TRUE},           {WZ_RECIPE_NUMBER, "38.5", TRUE},
      {WZ_RECIPE_NUMBER, "38.", FALSE},         {WZ_RECIPE_NUMBER, ".5", FALSE},
      {WZ_RECIPE_NUMBER, "1.2.3", FALSE},       {WZ_RECIPE_NUMBER, "", FALSE},
      {WZ_RECIPE_WEEK, "2022-W53", FALSE},      {WZ_RECIPE_WEEK, "2026-W53", TRUE},
      {WZ_RECIPE_DATE, "2022-02-30", FALSE},    {WZ_RECIPE_JOBS, "-1", FALSE},
      {WZ_RECIPE_INDICES, "day, Author", TRUE}, {WZ_RECIPE_INDICES, "all,day", FALSE},
      {WZ_RECIPE_INDICES, "", FALSE},           {WZ_RECIPE_VARIANT, "zh-hant-tw", TRUE},
      {WZ_RECIPE_VARIANT, "zh-Hans", FALSE},    {WZ_RECIPE_MODIFIED, "soon", FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (wz_recipe_row_accepts (wz_recipe_get_row (cases[i].field), cases[i].text), ==,
                     cases[i].good);
  g_autoptr (WzRecipe) recipe = wz_recipe_new ();
  g_assert_cmpuint (wz_recipe_get_words (recipe, WZ_RECIPE_INDICES), ==, 0xF);
  say (recipe, WZ_RECIPE_INDICES, WZ_ORIGIN_PROJECT, "day,author");
  g_assert_cmpuint (wz_recipe_get_words (recipe, WZ_RECIPE_INDICES), ==, 0x9);
  say (recipe, WZ_RECIPE_INDICES, WZ_ORIGIN_PROJECT, "none");
  g_assert_cmpuint (wz_recipe_get_words (recipe, WZ_RECIPE_INDICES), ==, 0);
}

/* No two options of a command, and no two keys of a project file, go by one name. */
static void
test_names (void)
{
  for (guint command = 0; command <= WZ_COMMAND_OTHER; command = command == 0 ? 1 : command << 1) {
    g_autoptr (GPtrArray) names =
        command == 0 ? wz_recipe_list_keys (WZ_ORIGIN_PROJECT) : wz_recipe_list_names ((WzCommand) command);
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint i = 0; i + 1 < names->len; i++)
      g_assert_true (g_hash_table_add (seen, g_ptr_array_index (names, i)));
    for (WzRecipeField field = 0; command != 0 && field < WZ_RECIPE_N_FIELDS; field++) {
      const WzRecipeRow *row = wz_recipe_get_row (field);
      const gchar letter[] = {'-', row->letter, '\0'};
      if ((row->commands & command) != 0 && row->letter != 0)
        g_assert_cmpint (wz_recipe_find_option ((WzCommand) command, letter), ==, field);
    }
  }
}

/* ---- Hashes ---- */

static gchar *
hash_of (const WzRecipe *recipe, WzRecipePart part)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  wz_recipe_hash (recipe, part, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

static WzOriginKind
someone (WzRecipeField field)
{
  WzOriginKind kind = WZ_ORIGIN_COMMAND_LINE;
  while (kind > 0 && !may_say (wz_recipe_get_row (field), kind))
    kind--;
  return kind;
}

/* Each setting is in the hash of its part and of no other: a value alone makes the difference, and its origin
 * none; an overlay's values are hashed with their file. */
static void
test_hash (void)
{
  static const WzRecipePart parts[] = {WZ_RECIPE_SETTINGS, WZ_RECIPE_LOOK, WZ_RECIPE_OUTPUTS,
                                       WZ_RECIPE_EPOCH};
  for (WzRecipeField field = 0; field < WZ_RECIPE_N_FIELDS; field++) {
    WzOriginKind kind = someone (field);
    g_autoptr (WzRecipe) one = wz_recipe_new (), again = wz_recipe_new (), two = wz_recipe_new ();
    say (one, field, kind, sample (field, 0));
    say (again, field, WZ_ORIGIN_DEFAULT, sample (field, 0));
    say (two, field, kind, sample (field, 1));
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
      g_autofree gchar *first = hash_of (one, parts[i]), *second = hash_of (two, parts[i]);
      g_autofree gchar *other = hash_of (again, parts[i]);
      gboolean differs = wz_recipe_get_row (field)->part == parts[i] && kind != WZ_ORIGIN_OVERLAY;
      g_assert_cmpint (g_strcmp0 (first, second) != 0, ==, differs);
      if (kind != WZ_ORIGIN_OVERLAY)
        g_assert_cmpstr (first, ==, other);
    }
  }
}

/* Values that mean the same have one hash. */
static void
test_hash_spelling (void)
{
  static const struct {
    WzRecipeField field;
    const gchar *one, *two;
  } cases[] = {
      {WZ_RECIPE_STATISTICS, "no", "否"},
      {WZ_RECIPE_STATISTICS, "on", "TRUE"},
      {WZ_RECIPE_ORDER, "day", "Day"},
      {WZ_RECIPE_INDICES, "day,author", "author, day"},
      {WZ_RECIPE_TYPES, "epub,pdf", "epub , pdf,"},
      {WZ_RECIPE_STYLE, "p/mine", "./mine"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    WzRecipePart part = wz_recipe_get_row (cases[i].field)->part;
    g_autoptr (WzRecipe) one = wz_recipe_new (), two = wz_recipe_new ();
    say (one, cases[i].field, WZ_ORIGIN_PROJECT, cases[i].one);
    say (two, cases[i].field, WZ_ORIGIN_PROJECT, cases[i].two);
    g_autofree gchar *first = hash_of (one, part), *second = hash_of (two, part);
    g_assert_cmpstr (first, ==, second);
  }
}

/* A line of options: quoted words, both forms of a value, files as they are from where the line stands. */
static void
test_choice (void)
{
  static const gchar line[] =
      "--category LG,CV --match='graph neural' --only @list.txt --only \"a, b\" --full --first=3";
  static const gchar *const bad[] = {"--frist 3", "--title x", "LG", "--first", "--first x", "--only 'a"};
  g_autoptr (GError) error = NULL;
  g_autoptr (WzRecipe) choice = wz_recipe_parse_choice (line, "p", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (wz_recipe_get (choice, WZ_RECIPE_CATEGORY), ==, "LG,CV");
  g_assert_cmpstr (wz_recipe_get (choice, WZ_RECIPE_MATCH), ==, "graph neural");
  g_assert_cmpuint (wz_recipe_get_n_values (choice, WZ_RECIPE_ONLY), ==, 2);
  g_assert_cmpstr (wz_recipe_get_value (choice, WZ_RECIPE_ONLY, 0)->text, ==, "@p/list.txt");
  g_assert_cmpstr (wz_recipe_get_value (choice, WZ_RECIPE_ONLY, 1)->text, ==, "a, b");
  g_assert_true (wz_recipe_get_flag (choice, WZ_RECIPE_FULL));
  g_assert_cmpuint (wz_recipe_get_count (choice, WZ_RECIPE_FIRST_PAPERS), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_null (wz_recipe_parse_choice (bad[i], NULL, &error));
    g_assert_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION);
    g_clear_error (&error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipe/choice", test_choice);
  g_test_add_func ("/recipe/precedence", test_precedence);
  g_test_add_func ("/recipe/order", test_order);
  g_test_add_func ("/recipe/several", test_several);
  g_test_add_func ("/recipe/values", test_values);
  g_test_add_func ("/recipe/typed", test_typed);
  g_test_add_func ("/recipe/names", test_names);
  g_test_add_func ("/recipe/hash", test_hash);
  g_test_add_func ("/recipe/hash-spelling", test_hash_spelling);
  return g_test_run ();
}
