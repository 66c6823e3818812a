/* wz-recipe-table.c: the settings that there are. SPDX-License-Identifier: MIT
 *
 * Options of the command line, their help, and the keys of wenzhai.ini are made from these rows; manuals,
 * completions and the comments of a new project file are checked against them by the suite.
 */
#include "recipe/wz-recipe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const gchar *const periods[] = {"week", "month", "year", NULL};
static const gchar *const orders[] = {"editorial", "day", "category", NULL};
static const gchar *const indices[] = {"author", "affiliation", "category", "day", "all", "none", NULL};
static const gchar *const variants[] = {"zh-Hant", "zh-Hant-TW", "zh-Hant-HK", NULL};
static const gchar *const languages[] = {"both", "zh", "en", "parallel", NULL};
static const gchar *const inputs[] = {"text", "json", NULL};
static const gchar *const dumps[] = {"json", "tree", "text", "galley", NULL};
static const gchar *const listings[] = {"text", "json", NULL};

/* Commands that take the option. */
enum {
  E = WZ_COMMAND_EXPORT,
  W = WZ_COMMAND_WEEKLY,
  B = WZ_COMMAND_BUILD,
  D = WZ_COMMAND_DUMP,
  C = WZ_COMMAND_CHECK,
  F = WZ_COMMAND_DIFF,
  L = WZ_COMMAND_LIST,
  ANY = E | W | B | D | C | F | L | WZ_COMMAND_OTHER
};
/* Who may say it. */
enum {
  LINE = 1u << WZ_ORIGIN_COMMAND_LINE,
  INI = 1u << WZ_ORIGIN_PROJECT,
  OVERLAY = 1u << WZ_ORIGIN_OVERLAY,
  STYLE = 1u << WZ_ORIGIN_STYLE,
  EPOCH = 1u << WZ_ORIGIN_ENVIRONMENT,
  NO_KEY = 1u << WZ_N_ORIGINS, /* a project says it otherwise than by a key of this name */
  BOTH = INI | LINE
};

/* clang-format off */
#define ROW(field, name, option, letter, commands, origins, type, part, otherwise, words, argument, help) \
  [WZ_RECIPE_##field] = {name, option, letter, commands, origins, WZ_RECIPE_TYPE_##type, WZ_RECIPE_ONE, \
                         WZ_RECIPE_##part, otherwise, words, argument, help}
#define ROWS(field, name, option, commands, origins, type, many, part, argument, help) \
  [WZ_RECIPE_##field] = {name, option, 0, commands, origins, WZ_RECIPE_TYPE_##type, WZ_RECIPE_##many, \
                         WZ_RECIPE_##part, NULL, NULL, argument, help}
static const WzRecipeRow rows[WZ_RECIPE_N_FIELDS] = {
  ROW (TYPES, "formats", "type", 't', E | W | B, BOTH, LIST, OUTPUTS, NULL, NULL, N_ ("TYPE[,TYPE…]"),
       N_ ("Outputs to make; all built-in ones by default")),
  ROW (OUTPUT, "output", "output", 'o', E | W | B, BOTH | NO_KEY, PATH, PLACE, NULL, NULL, N_ ("FILE|DIR/"),
       N_ ("File to make, or folder for all files")),
  ROWS (OPTION, "set", "set", E | W | B, BOTH | NO_KEY, TEXT, SUM, OUTPUTS, N_ ("PLUGIN.OPTION=VALUE"),
        N_ ("Set an option of an output")),
  ROW (STYLE, "style", "style", 's', ANY, BOTH, TEXT, LOOK, "classic", NULL, N_ ("STYLE"),
       N_ ("Name or folder of the style")),
  ROWS (FONT_DIR, "font-dir", "font-dir", ANY, BOTH, PATH, SUM, LOOK, N_ ("DIR"), N_ ("Look for fonts here too")),
  ROW (LANGUAGES, "languages", "languages", 0, E | W | B | D, STYLE | BOTH, WORD, OUTPUTS, NULL, languages, NULL,
       N_ ("Languages to show")),

  ROW (TITLE, "title", "title", 0, E | W | D, OVERLAY | LINE, TEXT, SETTINGS, NULL, NULL, N_ ("TEXT"),
       N_ ("Title of the book")),
  ROW (TITLE_EN, "title.en", NULL, 0, 0, OVERLAY, TEXT, SETTINGS, NULL, NULL, NULL, NULL),
  ROW (SERIES, "series", "series", 0, E | W | D, BOTH, TEXT, SETTINGS, NULL, NULL, N_ ("TEXT"),
       N_ ("Series that it belongs to")),
  ROW (SLUG, "slug", NULL, 0, 0, INI, TEXT, SETTINGS, NULL, NULL, NULL, NULL),
  ROW (NUMBER, "number", "number", 0, E | W | D, BOTH | NO_KEY, ORDINAL, SETTINGS, NULL, NULL, N_ ("NUMBER"),
       N_ ("Number in the series")),
  ROW (VOLUME, "volume", "volume", 0, W, LINE, TEXT, SETTINGS, NULL, NULL, N_ ("NUMBER"), N_ ("Volume of the series")),
  ROW (AUTHOR, "editor", "author", 0, E | W | D, BOTH, TEXT, SETTINGS, NULL, NULL, N_ ("NAME"),
       N_ ("Editor of the book")),
  ROW (PUBLISHER, "publisher", "publisher", 0, E | W | D, BOTH, TEXT, SETTINGS, NULL, NULL, N_ ("NAME"),
       N_ ("Publisher of the book")),
  ROW (RIGHTS, "rights", NULL, 0, 0, INI, TEXT, SETTINGS, NULL, NULL, NULL, NULL),
  ROW (DATE, "date", "date", 0, E | W | D, LINE, DAY, SETTINGS, NULL, NULL, N_ ("YYYY-MM-DD"), N_ ("Date of the book")),
  ROW (STEM, "file-name", NULL, 0, 0, 0, TEXT, SETTINGS, NULL, NULL, NULL, NULL),

  ROW (PERIOD, "period", NULL, 0, 0, INI, WORD, SETTINGS, "week", periods, NULL, NULL),
  ROW (FIRST, "first", NULL, 0, 0, INI, TEXT, PLACE, NULL, NULL, NULL, NULL),
  ROW (WEEK, "week", "week", 0, W, LINE, WEEK, SETTINGS, NULL, NULL, N_ ("2022-W38"), N_ ("Week to take")),
  ROW (MONTH, "month", "month", 0, W, LINE, MONTH, SETTINGS, NULL, NULL, N_ ("2022-09"), N_ ("Month to take")),
  ROW (YEAR, "year", "year", 0, W, LINE, YEAR, SETTINGS, NULL, NULL, N_ ("2022"), N_ ("Year to take")),
  ROW (FROM, "from", "from", 0, W, LINE, DAY, SETTINGS, NULL, NULL, N_ ("YYYY-MM-DD"), N_ ("First day to take")),
  ROW (TO, "to", "to", 0, W, LINE, DAY, SETTINGS, NULL, NULL, N_ ("YYYY-MM-DD"), N_ ("Last day to take")),
  ROW (ALL, "all", "all", 0, W, LINE, YES_NO, SETTINGS, NULL, NULL, NULL, N_ ("Take all dailies")),
  ROW (DAYS, "days", NULL, 0, 0, 0, TEXT, PLACE, NULL, NULL, NULL, NULL),

  ROW (ORDER, "order", "order", 0, W, BOTH, WORD, SETTINGS, "editorial", orders, NULL, N_ ("What the sections are")),
  ROW (INDICES, "indices", "indices", 0, W, BOTH, WORDS, SETTINGS, "all", indices,
       N_ ("all|none|author,affiliation,category,day"), N_ ("Indices to make")),
  ROW (STATISTICS, "statistics", "no-statistics", 0, W, BOTH, YES_NO, SETTINGS, "yes", NULL, NULL,
       N_ ("Leave out the week in numbers")),
  ROW (COLOPHON, "colophon", "no-colophon", 0, W, BOTH, YES_NO, SETTINGS, "yes", NULL, NULL, N_ ("Leave out the colophon")),
  ROW (SEEN, "seen", NULL, 0, 0, INI, YES_NO, SETTINGS, "yes", NULL, NULL, NULL),
  ROW (OMIT_SEEN, "omit-seen", "omit-seen", 0, W, BOTH, YES_NO, SETTINGS, "no", NULL, NULL,
       N_ ("Leave out what an earlier issue had")),
  ROW (INPUT_FORMAT, "input-format", "from", 'f', E | D | C, LINE, WORD, SETTINGS, NULL, inputs, N_ ("FORMAT"),
       N_ ("Read all inputs as this format (text, json)")),
  ROW (ENCODING, "encoding", "encoding", 0, E | W | D | C, LINE, TEXT, SETTINGS, NULL, NULL, N_ ("NAME"),
       N_ ("Read all texts in this encoding (BIG5, GB18030, …)")),
  ROW (NORMALIZE, "normalize", "no-normalize", 0, E | W | D, BOTH, YES_NO, SETTINGS, "yes", NULL, NULL,
       N_ ("Keep the characters of the source")),
  ROW (VARIANT, "variant", "variant", 0, W, BOTH, WORDS, SETTINGS, NULL, variants, NULL,
       N_ ("Make an edition in Traditional Chinese too")),
  ROW (EACH, "each", "each", 0, E, LINE, YES_NO, SETTINGS, NULL, NULL, NULL, N_ ("Make a book of each input")),
  ROWS (OVERLAY, "overlay", "overlay", W, BOTH | NO_KEY, PATH, SEVERAL, PLACE, N_ ("FILE"), N_ ("The editor's corrections")),
  ROWS (MEMORY, "memory", "memory", W, LINE, PATH, SEVERAL, PLACE, N_ ("FILE.json"),
        N_ ("Dump of an earlier issue, for “seen in”")),
  ROW (CHANGES_SINCE, "changes-since", "changes-since", 0, W, LINE, PATH, PLACE, NULL, NULL, N_ ("FILE.json"),
       N_ ("Add a note on what changed since this dump of the issue")),
  ROW (MODIFIED, "modified", NULL, 0, 0, EPOCH, SECONDS, EPOCH, NULL, NULL, NULL, NULL),

  ROW (INBOX, "inbox", NULL, 0, 0, INI, PATH, PLACE, NULL, NULL, NULL, NULL),
  ROW (ISSUES, "issues", NULL, 0, 0, INI, PATH, PLACE, NULL, NULL, NULL, NULL),
  ROW (OVERLAYS, "overlays", NULL, 0, 0, INI, PATH, PLACE, NULL, NULL, NULL, NULL),
  ROW (IGNORE, "ignore", NULL, 0, 0, INI, LIST, PLACE, NULL, NULL, NULL, NULL),

  ROW (DRY_RUN, "dry-run", "dry-run", 'n', E | W | B, LINE, YES_NO, RUN, NULL, NULL, NULL,
       N_ ("Say what would be made, how, and who says so, and make nothing")),
  ROW (UPGRADE, "upgrade", "upgrade", 0, B, LINE, YES_NO, RUN, NULL, NULL, NULL,
       N_ ("Make anew what an older wenzhai made, or other versions of the fonts")),
  ROW (ALLOW_MISSING, "allow-missing", "allow-missing", 0, W | B, LINE, YES_NO, RUN, NULL, NULL, NULL,
       N_ ("Make issues anew that lose papers, since dailies of theirs are gone")),
  ROW (EXPLAIN, "explain", "explain", 0, W, LINE, YES_NO, RUN, NULL, NULL, NULL, N_ ("Tell each decision of the merge")),
  ROW (COVERAGE, "coverage", "coverage", 0, C, LINE, YES_NO, RUN, NULL, NULL, NULL,
       N_ ("Account for every byte of each source")),
  ROW (DUMP, "dump", "dump", 0, W, LINE, WORD, RUN, NULL, dumps, NULL, N_ ("Print the issue instead of making books")),
  ROW (DUMP_FORMAT, "dump-format", "format", 0, D, LINE, WORD, RUN, "json", dumps, NULL, N_ ("Form of the dump")),
  ROW (DUMP_FILE, "dump-file", "output", 'o', D, LINE, PATH, RUN, NULL, NULL, N_ ("FILE"), N_ ("Write to this file")),
  ROW (LISTING, "listing", "format", 0, E | W | B | L, LINE, WORD, RUN, "text", listings, NULL,
       N_ ("List for people, or as JSON")),
  ROW (JOBS, "jobs", "jobs", 'j', E | W | B, LINE, COUNT, RUN, NULL, NULL, N_ ("N"), N_ ("Outputs to make at a time")),
  ROW (TIME_LIMIT, "time-limit", "time-limit", 0, E | W | B, LINE, COUNT, RUN, NULL, NULL, N_ ("SECONDS"),
       N_ ("Seconds that an output may take; 0 for no limit")),
  ROW (MEMORY_LIMIT, "memory-limit", "memory-limit", 0, E | W | B | D | C | F, LINE, COUNT, RUN, NULL, NULL, N_ ("MIB"),
       N_ ("Memory that reading, and each output, may take, in MiB; 0 for no limit")),
  ROWS (PLUGIN, "plugin", "plugin", ANY, LINE, PATH, SEVERAL, RUN, N_ ("FILE"), N_ ("Use this plugin as well")),
  ROW (DIAGNOSTICS, "diagnostics", "diagnostics", 0, ANY, LINE, WORD, RUN, "text", listings, NULL,
       N_ ("How to report what is odd")),
  ROW (QUIET, "quiet", "quiet", 'q', ANY, LINE, YES_NO, RUN, NULL, NULL, NULL, N_ ("Report errors only")),
  ROW (VERBOSE, "verbose", "verbose", 'v', ANY, LINE, YES_NO, RUN, NULL, NULL, NULL,
       N_ ("Report hints too, and what was made")),
  ROW (HELP, "help", "help", 'h', ANY, LINE, YES_NO, RUN, NULL, NULL, NULL, N_ ("Show this help")),
};
/* clang-format on */

const WzRecipeRow *
wz_recipe_get_row (WzRecipeField field)
{
  return &rows[field];
}

static gboolean
is_key (const WzRecipeRow *row)
{
  return (row->origins & INI) && !(row->origins & NO_KEY);
}

WzRecipeField
wz_recipe_find_key (const gchar *name)
{
  WzRecipeField field = 0;
  while (field < WZ_RECIPE_N_FIELDS && !(is_key (&rows[field]) && g_str_equal (rows[field].name, name)))
    field++;
  return field;
}

WzRecipeField
wz_recipe_find_option (WzCommand command, const gchar *option)
{
  WzRecipeField field = 0;
  for (; field < WZ_RECIPE_N_FIELDS; field++) {
    const WzRecipeRow *row = &rows[field];
    if ((row->commands & command) == 0)
      continue;
    if (option[1] == '-' ? g_str_equal (row->option, option + 2) : row->letter == option[1])
      break;
  }
  return field;
}

GPtrArray *
wz_recipe_list_names (WzCommand command)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < WZ_RECIPE_N_FIELDS; i++)
    if (command == 0 ? is_key (&rows[i]) : (rows[i].commands & command) != 0)
      g_ptr_array_add (names,
                       command == 0 ? g_strdup (rows[i].name) : g_strconcat ("--", rows[i].option, NULL));
  g_ptr_array_add (names, NULL);
  return names;
}
