/* wz-recipe-table.c: the settings that there are. SPDX-License-Identifier: MIT
 *
 * Options of the command line, their help, and the keys of wenzhai.ini are made from these rows; manuals,
 * completions and the comments of a new project file are checked against them by the suite.
 */
#include "recipe/wz-recipe.h"

#include <glib/gi18n-lib.h>

static const gchar *const periods[] = {"week", "month", "year", NULL};
static const gchar *const orders[] = {"editorial", "day", "category", NULL};
static const gchar *const indices[] = {"author", "affiliation", "category", "day", "all", "none", NULL};
static const gchar *const withdrawn[] = {"keep", "mark", "omit", NULL}; /* WzWithdrawnPapers */
static const gchar *const variants[] = {"zh-Hant", "zh-Hant-TW", "zh-Hant-HK", NULL};
static const gchar *const languages[] = {"both", "zh", "en", "parallel", "behind", NULL};
static const gchar *const dumps[] = {"json", "tree", "text", "galley", NULL};
static const gchar *const listings[] = {"text", "json", NULL};
static const gchar *const plugin_languages[] = {"c", "c++", "python", "node", "shell", NULL};
static const gchar *const tables[] = {"text", "json", "tsv", NULL};

/* Commands that take the option. */
enum {
  E = WZ_COMMAND_EXPORT,
  W = WZ_COMMAND_WEEKLY,
  B = WZ_COMMAND_BUILD,
  D = WZ_COMMAND_DUMP,
  C = WZ_COMMAND_CHECK,
  F = WZ_COMMAND_DIFF,
  L = WZ_COMMAND_LIST,
  R = WZ_COMMAND_READER,
  P = WZ_COMMAND_PAPERS,
  H = WZ_COMMAND_HANDOUT,
  V = WZ_COMMAND_WATCH,
  S = WZ_COMMAND_SHEET,
  K = WZ_COMMAND_EDIT,
  Y = WZ_COMMAND_STYLE,
  CHOICE = E | W | B | D | P | H | V,
  T = WZ_COMMAND_STATUS,
  ANY = E | W | B | D | C | F | L | R | P | H | V | S | K | Y | T | WZ_COMMAND_OTHER
};
/* Who may say it. */
enum {
  LINE = 1u << WZ_ORIGIN_COMMAND_LINE,
  INI = 1u << WZ_ORIGIN_PROJECT,
  EDITION = 1u << WZ_ORIGIN_EDITION,
  OVERLAY = 1u << WZ_ORIGIN_OVERLAY,
  STYLE = 1u << WZ_ORIGIN_STYLE,
  EPOCH = 1u << WZ_ORIGIN_ENVIRONMENT,
  NO_KEY = 1u << WZ_N_ORIGINS, /* a project says it otherwise than by a key of this name */
  OWN = INI | EDITION,         /* of each edition its own */
  BOTH = OWN | LINE,
  ALL = INI | LINE /* one for all editions */
};

/* clang-format off */
static const WzRecipeRow rows[WZ_RECIPE_N_FIELDS] = {
  [WZ_RECIPE_TYPES] = {"formats", WZ_RECIPE_TYPE_LIST, WZ_RECIPE_ONE, WZ_RECIPE_OUTPUTS, BOTH, NULL, NULL,
    "type", 't', E | W | B | H | T, N_ ("TYPE[,TYPE…]"), N_ ("Outputs to make; epub, pdf and azw3 by default")},
  [WZ_RECIPE_OUTPUT] = {"output", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_ONE, WZ_RECIPE_PLACE, ALL | NO_KEY, NULL, NULL,
    "output", 'o', E | W | B | H, N_ ("FILE|DIR/"), N_ ("File to make, or folder for all files")},
  [WZ_RECIPE_OPTION] = {"set", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_SUM, WZ_RECIPE_OUTPUTS, BOTH | NO_KEY, NULL, NULL,
    "set", 0, E | W | B | H | V | T, N_ ("PLUGIN.OPTION=VALUE"), N_ ("Set an option of an output, or a key of the style")},
  [WZ_RECIPE_STYLE] = {"style", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_LOOK, BOTH, "classic", NULL,
    "style", 's', ANY, N_ ("STYLE"), N_ ("Name or folder of the style")},
  [WZ_RECIPE_FONT_DIR] = {"font-dir", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_SUM, WZ_RECIPE_LOOK, BOTH, NULL, NULL,
    "font-dir", 0, ANY, N_ ("DIR"), N_ ("Look for fonts here too")},
  [WZ_RECIPE_LANGUAGES] = {"languages", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_OUTPUTS, STYLE | BOTH, NULL, languages,
    "languages", 0, E | W | B | D | H | V | T, NULL, N_ ("Languages to show")},

  [WZ_RECIPE_TITLE] = {"title", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, EDITION | OVERLAY | LINE, NULL, NULL,
    "title", 0, E | W | D | H, N_ ("TEXT"), N_ ("Title of the book")},
  [WZ_RECIPE_TITLE_EN] = {"title.en", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, OVERLAY},
  [WZ_RECIPE_SERIES] = {"series", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, NULL, NULL,
    "series", 0, E | W | D | H, N_ ("TEXT"), N_ ("Series that it belongs to")},
  [WZ_RECIPE_SLUG] = {"slug", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, OWN},
  [WZ_RECIPE_NUMBER] = {"number", WZ_RECIPE_TYPE_ORDINAL, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, ALL | OVERLAY | NO_KEY, NULL, NULL,
    "number", 0, E | W | D | H, N_ ("NUMBER"), N_ ("Number in the series")},
  [WZ_RECIPE_VOLUME] = {"volume", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, OVERLAY | LINE, NULL, NULL,
    "volume", 0, W, N_ ("NUMBER"), N_ ("Volume of the series")},
  [WZ_RECIPE_AUTHOR] = {"editor", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, NULL, NULL,
    "editor", 0, E | W | D | H, N_ ("NAME"), N_ ("Editor of the book")},
  [WZ_RECIPE_PUBLISHER] = {"publisher", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, NULL, NULL,
    "publisher", 0, E | W | D | H, N_ ("NAME"), N_ ("Publisher of the book")},
  [WZ_RECIPE_RIGHTS] = {"rights", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, OWN},
  [WZ_RECIPE_DATE] = {"date", WZ_RECIPE_TYPE_DAY, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, OVERLAY | LINE, NULL, NULL,
    "date", 0, E | W | D | H, N_ ("YYYY-MM-DD"), N_ ("Date of the book")},
  [WZ_RECIPE_EDITION] = {"edition", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, EDITION | NO_KEY},
  [WZ_RECIPE_STEM] = {"file-name", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, 0},

  [WZ_RECIPE_PERIOD] = {"period", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, INI, "week", periods},
  [WZ_RECIPE_FIRST] = {"first", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_PLACE, INI},
  [WZ_RECIPE_WEEK] = {"week", WZ_RECIPE_TYPE_WEEK, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "week", 0, W | P | H | V | K, N_ ("2022-W38"), N_ ("Week to take")},
  [WZ_RECIPE_MONTH] = {"month", WZ_RECIPE_TYPE_MONTH, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "month", 0, W | P | H | V | K, N_ ("2022-09"), N_ ("Month to take")},
  [WZ_RECIPE_YEAR] = {"year", WZ_RECIPE_TYPE_YEAR, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "year", 0, W | P | H | V | K, N_ ("2022"), N_ ("Year to take")},
  [WZ_RECIPE_FROM] = {"from", WZ_RECIPE_TYPE_DAY, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "from", 0, W | P | H | V | K, N_ ("YYYY-MM-DD"), N_ ("First day to take")},
  [WZ_RECIPE_TO] = {"to", WZ_RECIPE_TYPE_DAY, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "to", 0, W | P | H | V | K, N_ ("YYYY-MM-DD"), N_ ("Last day to take")},
  [WZ_RECIPE_ALL] = {"all", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "all", 0, W | P | H | V | K, NULL, N_ ("Take all dailies")},
  [WZ_RECIPE_DAYS] = {"days", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_PLACE, 0},

  [WZ_RECIPE_ORDER] = {"order", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, "editorial", orders,
    "order", 0, W | P | H | V | K, NULL, N_ ("What the sections are")},
  [WZ_RECIPE_INDICES] = {"indices", WZ_RECIPE_TYPE_WORDS, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, "all", indices,
    "indices", 0, W, N_ ("all|none|author,affiliation,category,day"), N_ ("Indices to make")},
  [WZ_RECIPE_STATISTICS] = {"statistics", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, "yes", NULL,
    "no-statistics", 0, W, NULL, N_ ("Leave out the week in numbers")},
  [WZ_RECIPE_COLOPHON] = {"colophon", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, "yes", NULL,
    "no-colophon", 0, W, NULL, N_ ("Leave out the colophon")},
  [WZ_RECIPE_SEEN] = {"seen", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, INI, "yes"},
  [WZ_RECIPE_OMIT_SEEN] = {"omit-seen", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, ALL, "no", NULL,
    "omit-seen", 0, W, NULL, N_ ("Leave out what an earlier issue had")},
  [WZ_RECIPE_READER] = {"reader", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, ALL, NULL, NULL,
    "reader", 0, E | W | B | D | C | R | P | H | V | K | T, N_ ("NAME"), N_ ("Read all inputs by this reader (text, json, NAME of a mapping file or its path)")},
  [WZ_RECIPE_ENCODING] = {"encoding", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "encoding", 0, E | W | D | C | R | P | H | K, N_ ("NAME"), N_ ("Read all texts in this encoding (BIG5, GB18030, …)")},
  [WZ_RECIPE_NORMALIZE] = {"normalize", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, "yes", NULL,
    "no-normalize", 0, E | W | D | H | K, NULL, N_ ("Keep the characters of the source")},
  [WZ_RECIPE_REPAIR] = {"repair", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, "no", NULL,
    "repair", 0, E | W | D | H | K, NULL, N_ ("Mend what PDFs did to words: ligatures, hyphens of line ends, numbers of footnotes")},
  [WZ_RECIPE_WITHDRAWN] = {"withdrawn", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, "mark", withdrawn,
    "withdrawn", 0, E | W | D | H | K, NULL, N_ ("What becomes of papers that were withdrawn")},
  [WZ_RECIPE_VARIANT] = {"variant", WZ_RECIPE_TYPE_WORDS, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, NULL, variants,
    "variant", 0, E | W, NULL, N_ ("Make an edition in Traditional Chinese too")},
  [WZ_RECIPE_EACH] = {"each", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "each", 0, E, NULL, N_ ("Make a book of each input")},
  [WZ_RECIPE_OVERLAY] = {"overlay", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_SEVERAL, WZ_RECIPE_PLACE, ALL | NO_KEY, NULL, NULL,
    "overlay", 0, E | W | D | P | H | V | K, N_ ("FILE"), N_ ("The editor's corrections")},
  [WZ_RECIPE_METADATA] = {"metadata", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_SEVERAL, WZ_RECIPE_PLACE, ALL, NULL, NULL,
    "metadata", 0, E | W | D | H | K, N_ ("FILE"), N_ ("Facts of papers: records of arXiv, or a folder of them")},
  [WZ_RECIPE_MEMORY] = {"memory", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_SEVERAL, WZ_RECIPE_PLACE, LINE, NULL, NULL,
    "memory", 0, W, N_ ("FILE.json"), N_ ("Dump of an earlier issue, for “seen in”")},
  [WZ_RECIPE_CHANGES_SINCE] = {"changes-since", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_ONE, WZ_RECIPE_PLACE, LINE, NULL, NULL,
    "changes-since", 0, W, N_ ("FILE.json"), N_ ("Make the revision that follows this dump of the issue, with a note on what changed")},
  [WZ_RECIPE_MODIFIED] = {"modified", WZ_RECIPE_TYPE_SECONDS, WZ_RECIPE_ONE, WZ_RECIPE_EPOCH, EPOCH},

  [WZ_RECIPE_MEETING] = {"meeting", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, 0},
  [WZ_RECIPE_WHEN] = {"when", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_RUN, ALL | NO_KEY, NULL, NULL,
    "when", 0, H, N_ ("TEXT"), N_ ("Day and hour of the meeting")},
  [WZ_RECIPE_WHERE] = {"place", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_RUN, ALL | NO_KEY, NULL, NULL,
    "place", 0, H, N_ ("TEXT"), N_ ("Place of the meeting")},
  [WZ_RECIPE_PRESENTER] = {"presenter", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_SEVERAL, WZ_RECIPE_RUN, ALL | NO_KEY, NULL, NULL,
    "presenter", 0, H, N_ ("PAPER=NAME"), N_ ("Who presents a paper")},
  [WZ_RECIPE_BOOKLET] = {"booklet", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "booklet", 0, H, NULL, N_ ("Make a booklet too: pages of A5 on sheets of A4, to fold")},
  [WZ_RECIPE_KEEP_NUMBERS] = {"keep-numbers", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, 0},
  [WZ_RECIPE_SELECT] = {"select", WZ_RECIPE_TYPE_CHOICE, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, BOTH, NULL, NULL,
    "select", 0, CHOICE, N_ ("OPTIONS"), N_ ("Take the papers that a line of the options below chooses")},
  [WZ_RECIPE_ONLY] = {"only", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_SEVERAL, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "only", 0, CHOICE, N_ ("PAPER[,PAPER…]|@FILE"), N_ ("Take these papers only: id, address, number, title or how it begins")},
  [WZ_RECIPE_CATEGORY] = {"category", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_SEVERAL, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "category", 0, CHOICE, N_ ("CODE[,CODE…]"), N_ ("Take papers of these categories only")},
  [WZ_RECIPE_MATCH] = {"match", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_SEVERAL, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "match", 0, CHOICE, N_ ("WORDS"), N_ ("Take papers only that have all these words in title, authors, affiliations or abstract")},
  [WZ_RECIPE_BY] = {"author", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_SEVERAL, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "author", 0, CHOICE, N_ ("NAME"), N_ ("Take papers of this author only")},
  [WZ_RECIPE_FULL] = {"full", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "full", 0, CHOICE, NULL, N_ ("Take papers only that have their text")},
  [WZ_RECIPE_DROP] = {"drop", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_SEVERAL, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "drop", 0, CHOICE, N_ ("PAPER[,PAPER…]|@FILE"), N_ ("Leave these papers out")},
  [WZ_RECIPE_FIRST_PAPERS] = {"first", WZ_RECIPE_TYPE_COUNT, WZ_RECIPE_ONE, WZ_RECIPE_SETTINGS, LINE, NULL, NULL,
    "first", 0, CHOICE, N_ ("N"), N_ ("Take only the first N of what is left")},

  [WZ_RECIPE_INBOX] = {"inbox", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_ONE, WZ_RECIPE_PLACE, INI},
  [WZ_RECIPE_ISSUES] = {"issues", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_ONE, WZ_RECIPE_PLACE, INI},
  [WZ_RECIPE_OVERLAYS] = {"overlays", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_ONE, WZ_RECIPE_PLACE, INI},
  [WZ_RECIPE_IGNORE] = {"ignore", WZ_RECIPE_TYPE_LIST, WZ_RECIPE_ONE, WZ_RECIPE_PLACE, INI},

  [WZ_RECIPE_EDITIONS] = {"editions", WZ_RECIPE_TYPE_LIST, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "edition", 0, E | W | B, N_ ("NAME[,NAME…]"), N_ ("Make these editions alone; main is the issue itself")},
  [WZ_RECIPE_DRY_RUN] = {"dry-run", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "dry-run", 'n', E | W | B | H, NULL, N_ ("Say what would be made, how, and who says so, and make nothing")},
  [WZ_RECIPE_UPGRADE] = {"upgrade", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "upgrade", 0, B, NULL, N_ ("Make anew what an older wenzhai made, or other versions of the fonts")},
  [WZ_RECIPE_ALLOW_MISSING] = {"allow-missing", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "allow-missing", 0, W | B, NULL, N_ ("Make issues anew that lose papers, since dailies of theirs are gone")},
  [WZ_RECIPE_EXPLAIN] = {"explain", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "explain", 0, E | W | B | H, NULL, N_ ("Tell each decision of the merge")},
  [WZ_RECIPE_COVERAGE] = {"coverage", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "coverage", 0, C, NULL, N_ ("Account for every byte of each source")},
  [WZ_RECIPE_FIX] = {"fix", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "fix", 0, C, NULL, N_ ("Print the lines of an overlay that mend what is odd")},
  [WZ_RECIPE_DUMP] = {"dump", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, dumps,
    "dump", 0, W, NULL, N_ ("Print the issue instead of making books")},
  [WZ_RECIPE_DUMP_FORMAT] = {"dump-format", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, "json", dumps,
    "format", 0, D, NULL, N_ ("Form of the dump")},
  [WZ_RECIPE_DUMP_FILE] = {"dump-file", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "output", 'o', D | S, N_ ("FILE"), N_ ("Write to this file")},
  [WZ_RECIPE_SHEET_FILE] = {"sheet-file", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "output", 'o', K, N_ ("FILE"), N_ ("The corrections, where they are not a project's")},
  [WZ_RECIPE_OPEN_SHEET] = {"open-sheet", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, "yes", NULL,
    "no-open", 0, K, NULL, N_ ("Do not open it in an editor")},
  [WZ_RECIPE_LISTING] = {"listing", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, "text", listings,
    "format", 0, E | W | B | C | L | Y | R | H | T, NULL, N_ ("List for people, or as JSON")},
  [WZ_RECIPE_TABLE] = {"table", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, "text", tables,
    "format", 0, P, NULL, N_ ("List for people, as JSON, or with tabs between the columns")},
  [WZ_RECIPE_OPEN] = {"open", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "open", 0, E | W | B | H | V, NULL, N_ ("Show what was made, in a program of the desktop")},
  [WZ_RECIPE_COLUMNS] = {"columns", WZ_RECIPE_TYPE_COUNT, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "columns", 0, S, N_ ("N"), N_ ("Pages beside each other; as many as suit the sheet by default")},
  [WZ_RECIPE_WIDTH] = {"width", WZ_RECIPE_TYPE_COUNT, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "width", 0, S, N_ ("PIXELS"), N_ ("Width of the sheet; 1600 by default")},
  [WZ_RECIPE_FROM_STYLE] = {"from-style", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, "classic", NULL,
    "from", 0, Y, N_ ("STYLE"), N_ ("Style that a new one inherits from")},
  [WZ_RECIPE_JOBS] = {"jobs", WZ_RECIPE_TYPE_COUNT, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "jobs", 'j', E | W | B | H, N_ ("N"), N_ ("Outputs to make at a time")},
  [WZ_RECIPE_TIME_LIMIT] = {"time-limit", WZ_RECIPE_TYPE_COUNT, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "time-limit", 0, E | W | B | H, N_ ("SECONDS"), N_ ("Seconds that an output may take; 0 for no limit")},
  [WZ_RECIPE_MEMORY_LIMIT] = {"memory-limit", WZ_RECIPE_TYPE_COUNT, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "memory-limit", 0, E | W | B | D | C | F | P | H | K, N_ ("MIB"), N_ ("Memory that reading, and each output, may take, in MiB; 0 for no limit")},
  [WZ_RECIPE_PLUGIN] = {"plugin", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_SEVERAL, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "plugin", 0, ANY, N_ ("FILE"), N_ ("Use this plugin as well")},
  [WZ_RECIPE_PREFER] = {"prefer", WZ_RECIPE_TYPE_TEXT, WZ_RECIPE_SEVERAL, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "prefer", 0, ANY, N_ ("NAME"), N_ ("Take this plugin where others have the same name or extension")},
  [WZ_RECIPE_LANGUAGE_OF_PLUGIN] = {"lang", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, "c", plugin_languages,
    "lang", 0, L, NULL, N_ ("Language of a new plugin")},
  [WZ_RECIPE_KEEP] = {"keep", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "keep", 0, L, NULL, N_ ("Keep the files that a test makes")},
  [WZ_RECIPE_LIMITS] = {"limits", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, "yes", NULL,
    "no-limits", 0, E | W | B | H | L, NULL, N_ ("Give plugins all time and memory: for debuggers and sanitizers")},
  [WZ_RECIPE_DIAGNOSTICS] = {"diagnostics", WZ_RECIPE_TYPE_WORD, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, "text", listings,
    "diagnostics", 0, ANY, NULL, N_ ("How to report what is odd")},
  [WZ_RECIPE_STRICT] = {"strict", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "strict", 0, E | W | B | C | H, NULL, N_ ("Let warnings give status 3; everything is made all the same")},
  [WZ_RECIPE_REPORT] = {"report", WZ_RECIPE_TYPE_PATH, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "report", 0, E | W | B | C | H, N_ ("FILE.json"), N_ ("Write what was made and said, for programs; - is the standard output")},
  [WZ_RECIPE_QUIET] = {"quiet", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "quiet", 'q', ANY, NULL, N_ ("Report errors only")},
  [WZ_RECIPE_VERBOSE] = {"verbose", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "verbose", 'v', ANY, NULL, N_ ("Report hints too, and what was made")},
  [WZ_RECIPE_HELP] = {"help", WZ_RECIPE_TYPE_YES_NO, WZ_RECIPE_ONE, WZ_RECIPE_RUN, LINE, NULL, NULL,
    "help", 'h', ANY, NULL, N_ ("Show this help")},
};
/* clang-format on */

const WzRecipeRow *
wz_recipe_get_row (WzRecipeField field)
{
  return &rows[field];
}

static gboolean
is_key (const WzRecipeRow *row, WzOriginKind kind)
{
  return (row->origins & (1u << kind)) && !(row->origins & NO_KEY);
}

WzRecipeField
wz_recipe_find_key (WzOriginKind kind, const gchar *name)
{
  WzRecipeField field = 0;
  while (field < WZ_RECIPE_N_FIELDS && !(is_key (&rows[field], kind) && g_str_equal (rows[field].name, name)))
    field++;
  return field;
}

GPtrArray *
wz_recipe_list_keys (WzOriginKind kind)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < WZ_RECIPE_N_FIELDS; i++)
    if (is_key (&rows[i], kind))
      g_ptr_array_add (names, g_strdup (rows[i].name));
  g_ptr_array_add (names, NULL);
  return names;
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
    if (rows[i].commands & command)
      g_ptr_array_add (names, g_strconcat ("--", rows[i].option, NULL));
  g_ptr_array_add (names, NULL);
  return names;
}
