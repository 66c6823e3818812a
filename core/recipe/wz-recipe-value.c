/* wz-recipe-value.c: what a value of a setting may be. SPDX-License-Identifier: MIT */
#include "recipe/wz-recipe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/wz-date.h"
#include "base/wz-words.h"

#define LAST_SECOND G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

gint
wz_recipe_row_find_word (const WzRecipeRow *row, const gchar *word)
{
  for (gint i = 0; row->words[i] != NULL; i++)
    if (g_ascii_strcasecmp (row->words[i], word) == 0)
      return i;
  return -1;
}

static gboolean
is_whole (const gchar *word)
{
  return g_ascii_strcasecmp (word, "all") == 0 || g_ascii_strcasecmp (word, "none") == 0;
}

/* `all` and `none` stand alone. */
static gboolean
accepts_words (const WzRecipeRow *row, const gchar *text)
{
  g_auto (GStrv) words = wz_words_split (text);
  for (guint i = 0; words[i] != NULL; i++)
    if (wz_recipe_row_find_word (row, words[i]) < 0 || (is_whole (words[i]) && words[1] != NULL))
      return FALSE;
  return words[0] != NULL;
}

static gboolean
accepts_ordinal (const gchar *text)
{
  const gchar *point = strchr (text, '.');
  gsize n = strlen (text);
  return g_ascii_isdigit (*text) && text[n - 1] != '.' && strspn (text, "0123456789.") == n &&
         (point == NULL || strchr (point + 1, '.') == NULL);
}

gboolean
wz_recipe_row_accepts (const WzRecipeRow *row, const gchar *text)
{
  static const WzPeriodKind kinds[] = {[WZ_RECIPE_TYPE_WEEK] = WZ_PERIOD_WEEK,
                                       [WZ_RECIPE_TYPE_MONTH] = WZ_PERIOD_MONTH,
                                       [WZ_RECIPE_TYPE_YEAR] = WZ_PERIOD_YEAR};
  gboolean flag;
  gint64 number;
  WzDate day;
  WzPeriod period;
  g_autoptr (GError) why = NULL;
  switch (row->type) {
  case WZ_RECIPE_TYPE_YES_NO:
    return wz_words_parse_boolean (text, &flag);
  case WZ_RECIPE_TYPE_WORD:
    return wz_recipe_row_find_word (row, text) >= 0;
  case WZ_RECIPE_TYPE_WORDS:
    return accepts_words (row, text);
  case WZ_RECIPE_TYPE_COUNT:
    return g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &number, NULL);
  case WZ_RECIPE_TYPE_SECONDS:
    return g_ascii_string_to_signed (text, 10, 0, LAST_SECOND, &number, NULL);
  case WZ_RECIPE_TYPE_ORDINAL:
    return accepts_ordinal (text);
  case WZ_RECIPE_TYPE_DAY:
    return wz_date_parse_iso (text, &day);
  case WZ_RECIPE_TYPE_WEEK:
  case WZ_RECIPE_TYPE_MONTH:
  case WZ_RECIPE_TYPE_YEAR:
    return wz_period_parse (text, kinds[row->type], &period);
  case WZ_RECIPE_TYPE_CHOICE:
    wz_recipe_free (wz_recipe_parse_choice (text, NULL, &why));
    return why == NULL;
  case WZ_RECIPE_TYPE_TEXT:
  case WZ_RECIPE_TYPE_LIST:
  case WZ_RECIPE_TYPE_PATH:
    break;
  }
  return TRUE;
}

gchar *
wz_recipe_row_dup_accepted (const WzRecipeRow *row)
{
  static const gchar *const forms[] = {
      [WZ_RECIPE_TYPE_YES_NO] = N_ ("yes or no"),
      [WZ_RECIPE_TYPE_WORD] = N_ ("one of %s"),
      [WZ_RECIPE_TYPE_WORDS] = N_ ("some of %s"),
      [WZ_RECIPE_TYPE_COUNT] = N_ ("a whole number, not negative"),
      [WZ_RECIPE_TYPE_SECONDS] = N_ ("a number of seconds"),
      [WZ_RECIPE_TYPE_ORDINAL] = N_ ("digits and at most one point"),
      [WZ_RECIPE_TYPE_DAY] = N_ ("a day such as 2022-09-22"),
      [WZ_RECIPE_TYPE_WEEK] = N_ ("a week that exists, such as 2022-W38"),
      [WZ_RECIPE_TYPE_MONTH] = N_ ("a month such as 2022-09"),
      [WZ_RECIPE_TYPE_YEAR] = N_ ("a year such as 2022"),
      [WZ_RECIPE_TYPE_CHOICE] = N_ ("options of a choice, such as --category LG --first 10"),
  };
  GString *text = g_string_new (_ (forms[row->type]));
  g_autofree gchar *words = row->words != NULL ? g_strjoinv (", ", (gchar **) (gsize) row->words) : NULL;
  if (words != NULL)
    g_string_replace (text, "%s", words, 1);
  return g_string_free (text, FALSE);
}
