/* wz-recipe.h: how an issue is made: every setting of a run, and who said it. Core only.
 * SPDX-License-Identifier: MIT
 *
 * One table (wz-recipe-table.c) has a row for each setting: its name, its option, its key in wenzhai.ini,
 * what it accepts, and who may say it. Command line, project file, overlay and style put what they say into a
 * WzRecipe, in any order; which of them holds is settled there, by the order of WzOriginKind. `export`,
 * `weekly` and `build` differ by the values in their recipe.
 */
#pragma once

#include "recipe/wz-period.h"

G_BEGIN_DECLS

/** WzOriginKind: who says a value, from the weakest to the strongest. */
typedef enum {
  WZ_ORIGIN_DEFAULT,
  WZ_ORIGIN_STYLE,
  WZ_ORIGIN_PROJECT,
  WZ_ORIGIN_EDITION,
  WZ_ORIGIN_OVERLAY,
  WZ_ORIGIN_ENVIRONMENT,
  WZ_ORIGIN_COMMAND_LINE,
} WzOriginKind;
#define WZ_N_ORIGINS (WZ_ORIGIN_COMMAND_LINE + 1)

/**
 * WzOrigin: where a value was said.
 * @name: (nullable): of the option, of the key, of the style
 * @position: of the value; of a project file that does not have the key: of the file
 * @folder: (nullable) (type filename): what paths that are not absolute are meant from; not kept
 */
typedef struct {
  WzOriginKind kind;
  const gchar *name;
  WzPosition position;
  const gchar *folder;
} WzOrigin;

/** wz_origin_get_name: `default`, `style`, `project`, `edition`, `overlay`, `environment`, `command-line`. */
const gchar *wz_origin_get_name (WzOriginKind kind);
/** wz_origin_dup_text: (transfer full): for people: `p/wenzhai.ini:8:10`, `--title`, `style classic`. */
gchar *wz_origin_dup_text (const WzOrigin *origin);

/** wz_origin_complain: reports that a value is wrong in the place where it stands in a file; returns FALSE
 * where it stands in none. */
gboolean wz_origin_complain (const WzOrigin *origin, const gchar *text, WzDiagSink *sink);
/** wz_origin_set_error: that @n values of a file are wrong, which has been reported. Returns: FALSE */
gboolean wz_origin_set_error (const gchar *file, guint n, GError **error);

/* ---- The table ---------------------------------------------------------------------------------------- */

typedef enum {
  /* what is made of an issue */
  WZ_RECIPE_TYPES,
  WZ_RECIPE_OUTPUT,
  WZ_RECIPE_OPTION,
  WZ_RECIPE_STYLE,
  WZ_RECIPE_FONT_DIR,
  WZ_RECIPE_LANGUAGES,
  /* what it is called */
  WZ_RECIPE_TITLE,
  WZ_RECIPE_TITLE_EN,
  WZ_RECIPE_SERIES,
  WZ_RECIPE_SLUG,
  WZ_RECIPE_NUMBER,
  WZ_RECIPE_VOLUME,
  WZ_RECIPE_AUTHOR,
  WZ_RECIPE_PUBLISHER,
  WZ_RECIPE_RIGHTS,
  WZ_RECIPE_DATE,
  WZ_RECIPE_EDITION,
  WZ_RECIPE_STEM,
  /* which days it is of */
  WZ_RECIPE_PERIOD,
  WZ_RECIPE_FIRST,
  WZ_RECIPE_WEEK,
  WZ_RECIPE_MONTH,
  WZ_RECIPE_YEAR,
  WZ_RECIPE_FROM,
  WZ_RECIPE_TO,
  WZ_RECIPE_ALL,
  WZ_RECIPE_DAYS,
  /* how it is edited */
  WZ_RECIPE_ORDER,
  WZ_RECIPE_INDICES,
  WZ_RECIPE_STATISTICS,
  WZ_RECIPE_COLOPHON,
  WZ_RECIPE_SEEN,
  WZ_RECIPE_OMIT_SEEN,
  WZ_RECIPE_READER,
  WZ_RECIPE_ENCODING,
  WZ_RECIPE_NORMALIZE,
  WZ_RECIPE_REPAIR,
  WZ_RECIPE_WITHDRAWN,
  WZ_RECIPE_VARIANT,
  WZ_RECIPE_EACH,
  WZ_RECIPE_OVERLAY,
  WZ_RECIPE_METADATA,
  WZ_RECIPE_MEMORY,
  WZ_RECIPE_CHANGES_SINCE,
  WZ_RECIPE_MODIFIED,
  /* what a handout is for */
  WZ_RECIPE_MEETING,
  WZ_RECIPE_WHEN,
  WZ_RECIPE_WHERE,
  WZ_RECIPE_PRESENTER,
  WZ_RECIPE_BOOKLET,
  /* which of its papers it has: a line of options, which are WZ_RECIPE_ONLY to WZ_RECIPE_FIRST_PAPERS; and,
   * of what that leaves, these options */
  WZ_RECIPE_KEEP_NUMBERS,
  WZ_RECIPE_SELECT,
  WZ_RECIPE_ONLY,
  WZ_RECIPE_CATEGORY,
  WZ_RECIPE_MATCH,
  WZ_RECIPE_BY,
  WZ_RECIPE_FULL,
  WZ_RECIPE_DROP,
  WZ_RECIPE_FIRST_PAPERS,
  /* where things lie */
  WZ_RECIPE_INBOX,
  WZ_RECIPE_ISSUES,
  WZ_RECIPE_OVERLAYS,
  WZ_RECIPE_IGNORE,
  /* how the run goes */
  WZ_RECIPE_EDITIONS,
  WZ_RECIPE_DRY_RUN,
  WZ_RECIPE_UPGRADE,
  WZ_RECIPE_ALLOW_MISSING,
  WZ_RECIPE_EXPLAIN,
  WZ_RECIPE_COVERAGE,
  WZ_RECIPE_FIX,
  WZ_RECIPE_DUMP,
  WZ_RECIPE_DUMP_FORMAT,
  WZ_RECIPE_DUMP_FILE,
  WZ_RECIPE_SHEET_FILE,
  WZ_RECIPE_OPEN_SHEET,
  WZ_RECIPE_LISTING,
  WZ_RECIPE_TABLE,
  WZ_RECIPE_OPEN,
  WZ_RECIPE_COLUMNS,
  WZ_RECIPE_WIDTH,
  WZ_RECIPE_FROM_STYLE,
  WZ_RECIPE_JOBS,
  WZ_RECIPE_TIME_LIMIT,
  WZ_RECIPE_MEMORY_LIMIT,
  WZ_RECIPE_PLUGIN,
  WZ_RECIPE_PREFER,
  WZ_RECIPE_LANGUAGE_OF_PLUGIN,
  WZ_RECIPE_KEEP,
  WZ_RECIPE_LIMITS,
  WZ_RECIPE_DIAGNOSTICS,
  WZ_RECIPE_STRICT,
  WZ_RECIPE_REPORT,
  WZ_RECIPE_QUIET,
  WZ_RECIPE_VERBOSE,
  WZ_RECIPE_HELP,
  WZ_RECIPE_N_FIELDS
} WzRecipeField;

/** WzRecipeType: what a value is. A path is relative to the file that says it. */
typedef enum {
  WZ_RECIPE_TYPE_TEXT,
  WZ_RECIPE_TYPE_YES_NO,
  WZ_RECIPE_TYPE_WORD,    /* one of the row's words */
  WZ_RECIPE_TYPE_WORDS,   /* some of them, separated by commas */
  WZ_RECIPE_TYPE_LIST,    /* any, separated by commas */
  WZ_RECIPE_TYPE_COUNT,   /* a whole number from 0 */
  WZ_RECIPE_TYPE_SECONDS, /* since 1970 */
  WZ_RECIPE_TYPE_ORDINAL, /* digits and at most one point */
  WZ_RECIPE_TYPE_DAY,     /* 2022-09-22 */
  WZ_RECIPE_TYPE_WEEK,
  WZ_RECIPE_TYPE_MONTH,
  WZ_RECIPE_TYPE_YEAR,
  WZ_RECIPE_TYPE_PATH,
  WZ_RECIPE_TYPE_CHOICE, /* options of a choice: `--category LG --first 10` */
} WzRecipeType;

/**
 * WzRecipePart: parts of a recipe's hash, so that the one that changed can be named.
 * @WZ_RECIPE_RUN: how the run goes, in no hash and no listing
 * @WZ_RECIPE_PLACE: where things lie, in no hash: the issue is the same elsewhere
 */
typedef enum {
  WZ_RECIPE_RUN,
  WZ_RECIPE_PLACE,
  WZ_RECIPE_SETTINGS,
  WZ_RECIPE_LOOK,
  WZ_RECIPE_OUTPUTS,
  WZ_RECIPE_EPOCH,
} WzRecipePart;

/** WzCommand: bits: the commands that take options. */
typedef enum {
  WZ_COMMAND_EXPORT = 1 << 0,
  WZ_COMMAND_WEEKLY = 1 << 1,
  WZ_COMMAND_BUILD = 1 << 2,
  WZ_COMMAND_DUMP = 1 << 3,
  WZ_COMMAND_CHECK = 1 << 4,
  WZ_COMMAND_DIFF = 1 << 5,
  WZ_COMMAND_LIST = 1 << 6, /* plugin */
  WZ_COMMAND_READER = 1 << 7,
  WZ_COMMAND_OTHER = 1 << 8,
  WZ_COMMAND_PAPERS = 1 << 9, /* list */
  WZ_COMMAND_HANDOUT = 1 << 10,
  WZ_COMMAND_WATCH = 1 << 11,
  WZ_COMMAND_SHEET = 1 << 12,
  WZ_COMMAND_EDIT = 1 << 13,
  WZ_COMMAND_STYLE = 1 << 14,
  WZ_COMMAND_STATUS = 1 << 15,
} WzCommand;

/** WzRecipeMany: how many values a setting has: one; several, all of the strongest that says any; or those of
 * all, the strongest last. */
typedef enum { WZ_RECIPE_ONE, WZ_RECIPE_SEVERAL, WZ_RECIPE_SUM } WzRecipeMany;

/**
 * WzRecipeRow: a setting.
 * @name: as it is called where settings are listed, and its key in `[project]` where a project may say it
 * @option: (nullable): of the command line; of yes and no: one that begins with `no-` says no
 * @origins: bits 1 << WzOriginKind: who may say it; beside them 1 << WZ_N_ORIGINS where its name is no key
 * @otherwise: (nullable): where nobody does
 * @words: (nullable)
 * @argument: (nullable): for the help; NULL: the words
 */
typedef struct {
  const gchar *name;
  WzRecipeType type;
  WzRecipeMany many;
  WzRecipePart part;
  guint origins;
  const gchar *otherwise;
  const gchar *const *words;
  const gchar *option;
  gchar letter;
  guint commands; /* bits of WzCommand: that take the option */
  const gchar *argument, *help;
} WzRecipeRow;

const WzRecipeRow *wz_recipe_get_row (WzRecipeField field);
/** wz_recipe_find_key: the field that @kind, a project or an edition, may say under this name;
 * WZ_RECIPE_N_FIELDS for none. */
WzRecipeField wz_recipe_find_key (WzOriginKind kind, const gchar *name);
/** wz_recipe_list_keys: (transfer full) (element-type utf8): NULL-terminated: all such names. */
GPtrArray *wz_recipe_list_keys (WzOriginKind kind);
/** wz_recipe_find_option: @option: as it was typed, `--title` or `-t`. */
WzRecipeField wz_recipe_find_option (WzCommand command, const gchar *option);
/** wz_recipe_list_names: (transfer full) (element-type utf8): NULL-terminated: of the options of @command,
 * with their dashes. */
GPtrArray *wz_recipe_list_names (WzCommand command);

/* ---- Values ------------------------------------------------------------------------------------------- */

typedef struct _WzRecipe WzRecipe;

/**
 * WzRecipeValue: read-only.
 * @text: checked; a path as it is from where the program stands
 * @written: as it was said
 */
typedef struct {
  const gchar *text, *written;
  WzOrigin origin;
} WzRecipeValue;

/** wz_recipe_new: everything as it is where nobody says anything. */
WzRecipe *wz_recipe_new (void);
WzRecipe *wz_recipe_dup (const WzRecipe *recipe);
void wz_recipe_free (WzRecipe *recipe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzRecipe, wz_recipe_free)

/**
 * wz_recipe_set:
 * @text: as it was said
 *
 * Checks the value, whether or not it holds against what was said before.
 *
 * Returns: FALSE with WZ_PLUGIN_ERROR_OPTION, which names the option or key, and what it accepts
 */
gboolean wz_recipe_set (WzRecipe *recipe, WzRecipeField field, const gchar *text, const WzOrigin *origin,
                        GError **error);
/** wz_recipe_say_again: what @other was told by origins of @kind, with its places. */
void wz_recipe_say_again (WzRecipe *recipe, const WzRecipe *other, WzOriginKind kind);
/** wz_recipe_set_default: what follows from other values, where nobody has said anything. */
void wz_recipe_set_default (WzRecipe *recipe, WzRecipeField field, const gchar *text);
/** wz_recipe_take_environment: what SOURCE_DATE_EPOCH says. */
gboolean wz_recipe_take_environment (WzRecipe *recipe, GError **error);

/** Values that hold, the strongest last; of two for one option of an output the last counts. */
guint wz_recipe_get_n_values (const WzRecipe *recipe, WzRecipeField field);
const WzRecipeValue *wz_recipe_get_value (const WzRecipe *recipe, WzRecipeField field, guint i);
/** wz_recipe_is_outdone: whether a later value is for the same option of an output. */
gboolean wz_recipe_is_outdone (const WzRecipe *recipe, WzRecipeField field, guint i);
/** wz_recipe_find: (nullable): the only value, or the last. */
const WzRecipeValue *wz_recipe_find (const WzRecipe *recipe, WzRecipeField field);
/** wz_recipe_is_said: whether somebody says it. */
gboolean wz_recipe_is_said (const WzRecipe *recipe, WzRecipeField field);

/** Values by their types. wz_recipe_get: (nullable). wz_recipe_get_word: its place among the words.
 * wz_recipe_get_words: bits 1 << place; `all` and `none` are what they say. wz_recipe_get_count, _day: 0 and
 * unknown where nothing is said. wz_recipe_dup_list: (transfer full): what commas separate, or several
 * values. */
const gchar *wz_recipe_get (const WzRecipe *recipe, WzRecipeField field);
gboolean wz_recipe_get_flag (const WzRecipe *recipe, WzRecipeField field);
guint wz_recipe_get_word (const WzRecipe *recipe, WzRecipeField field);
guint wz_recipe_get_words (const WzRecipe *recipe, WzRecipeField field);
guint wz_recipe_get_count (const WzRecipe *recipe, WzRecipeField field);
WzDate wz_recipe_get_day (const WzRecipe *recipe, WzRecipeField field);
GStrv wz_recipe_dup_list (const WzRecipe *recipe, WzRecipeField field);

/** wz_recipe_get_lang: (nullable): the language of an issue in that language alone; NULL: the dailies' own.
 */
const gchar *wz_recipe_get_lang (const WzRecipe *recipe);
/** wz_recipe_get_modified: seconds since 1970, or -1. */
gint64 wz_recipe_get_modified (const WzRecipe *recipe);
/** The days that the issue is of; unknown before they are set. */
const WzPeriod *wz_recipe_get_period (const WzRecipe *recipe);
void wz_recipe_set_period (WzRecipe *recipe, const WzPeriod *period);

/** wz_recipe_hash: adds the values of a part, whoever says them; those of overlays are hashed with their
 * files.
 */
void wz_recipe_hash (const WzRecipe *recipe, WzRecipePart part, GChecksum *checksum);
/** wz_recipe_hash_text: adds @text (nullable), and that it ends. */
void wz_recipe_hash_text (GChecksum *checksum, const gchar *text);

/* ---- wz-recipe-choice.c: which papers are wanted ------------------------------------------------------- */

/** wz_recipe_chooses: whether an option does, beside the line of WZ_RECIPE_SELECT. */
gboolean wz_recipe_chooses (const WzRecipe *recipe);
/** wz_recipe_dup_select: (transfer full) (nullable): what that line says, its files as they are from where
 * the program stands; NULL where there is none. */
WzRecipe *wz_recipe_dup_select (const WzRecipe *recipe);
/** wz_recipe_parse_choice: (transfer full): what a line of such options says. @folder: (nullable): where its
 * files lie. NULL with WZ_PLUGIN_ERROR_OPTION. */
WzRecipe *wz_recipe_parse_choice (const gchar *line, const gchar *folder, GError **error);

/* ---- wz-recipe-value.c: what a value may be ------------------------------------------------------------ */

/** wz_recipe_row_accepts: whether @text can be a value. */
gboolean wz_recipe_row_accepts (const WzRecipeRow *row, const gchar *text);
/** wz_recipe_row_dup_accepted: (transfer full): for messages: `one of week, month, year`. */
gchar *wz_recipe_row_dup_accepted (const WzRecipeRow *row);
/** wz_recipe_row_find_word: its place, -1 for none; case makes no difference. */
gint wz_recipe_row_find_word (const WzRecipeRow *row, const gchar *word);
/** wz_recipe_dup_path: (transfer full): @path as it is from where @folder is. */
gchar *wz_recipe_dup_path (const gchar *path, const gchar *folder);

G_END_DECLS
