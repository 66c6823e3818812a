/* wz-options.c: typed values of declared options. SPDX-License-Identifier: MIT */
#include "host/plugin/wz-options-private.h"

#include "base/wz-nearest.h"
#include "host/process/wz-message-private.h"
#include "style/wz-style-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FROM_STYLE "from-style"

typedef struct {
  const WzOptionDef *def;
  gboolean is_set;
  WzStyleValue value;
} Value;

struct _WzOptions {
  Value *values;
  guint n_values;
};

const gchar *
wz_option_type_get_name (WzOptionType type)
{
  static const gchar *const names[] = {"string", "boolean", "integer", "number", "length", "choice"};
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (names), "string");
  return names[type];
}

gint
wz_option_type_find (const gchar *name)
{
  for (gint type = WZ_OPTION_STRING; type <= WZ_OPTION_CHOICE; type++)
    if (g_strcmp0 (wz_option_type_get_name ((WzOptionType) type), name) == 0)
      return type;
  return -1;
}

static void
add_double (JsonBuilder *json, const gchar *member, gdouble value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_double_value (json, value);
}

void
wz_option_describe (JsonBuilder *json, const WzOptionDef *option)
{
  json_builder_begin_object (json);
  wz_message_add_string (json, "name", option->name);
  wz_message_add_string (json, "type", wz_option_type_get_name (option->type));
  wz_message_add_string (json, "default", option->default_value);
  if (option->minimum != 0 || option->maximum != 0) {
    add_double (json, "minimum", option->minimum);
    add_double (json, "maximum", option->maximum);
  }
  if (option->choices != NULL && option->choices[0] != NULL) {
    wz_message_begin_array (json, "choices");
    for (guint i = 0; option->choices[i] != NULL; i++)
      json_builder_add_string_value (json, option->choices[i]);
    json_builder_end_array (json);
  }
  wz_message_add_string (json, "help", option->help);
  json_builder_end_object (json);
}

static gboolean
is_word_of (const WzOptionDef *def, const gchar *text)
{
  return def->choices != NULL && g_strv_contains (def->choices, text);
}

gchar *
wz_option_dup_accepted (const WzOptionDef *def)
{
  static const gchar *const forms[] = {
      N_ ("text"),   N_ ("yes or no"), N_ ("whole number"), N_ ("number"), N_ ("number with pt, mm, em or %"),
      N_ ("one of"),
  };
  GString *text = g_string_new (_ (forms[def->type]));
  if (def->minimum != 0 || def->maximum != 0) {
    gchar low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf (text, _ (", %s to %s"), g_ascii_formatd (low, sizeof low, "%g", def->minimum),
                            g_ascii_formatd (high, sizeof high, "%g", def->maximum));
  }
  if (def->choices != NULL && def->choices[0] != NULL) {
    g_autofree gchar *all = g_strjoinv (", ", (gchar **) (gsize) def->choices);
    g_string_append (text, def->type == WZ_OPTION_CHOICE ? " "
                           : def->choices[1] == NULL     ? _ (" or ")
                                                         : _ (" or one of "));
    g_string_append (text, all);
  }
  if (g_strcmp0 (def->default_value, FROM_STYLE) == 0 && def->type != WZ_OPTION_STRING &&
      !is_word_of (def, FROM_STYLE))
    g_string_append_printf (text, _ (" or %s"), FROM_STYLE);
  return g_string_free (text, FALSE);
}

static gboolean
parse_integer (const WzOptionDef *def, const gchar *text, WzStyleValue *value)
{
  gint64 number;
  gint64 low = def->minimum != 0 || def->maximum != 0 ? (gint64) def->minimum : G_MININT32;
  gint64 high = def->minimum != 0 || def->maximum != 0 ? (gint64) def->maximum : G_MAXINT32;
  if (!g_ascii_string_to_signed (text, 10, low, high, &number, NULL))
    return FALSE;
  *value = (WzStyleValue){.text = g_strdup (text), .number = (gdouble) number};
  return TRUE;
}

/* The other types are those of style keys, so the style's parser reads them. */
static gboolean
parse_like_style (const WzOptionDef *def, const gchar *text, WzStyleValue *value)
{
  static const WzStyleType types[] = {
      [WZ_OPTION_STRING] = WZ_STYLE_STRING,  [WZ_OPTION_BOOLEAN] = WZ_STYLE_BOOLEAN,
      [WZ_OPTION_INTEGER] = WZ_STYLE_NUMBER, [WZ_OPTION_NUMBER] = WZ_STYLE_NUMBER,
      [WZ_OPTION_LENGTH] = WZ_STYLE_LENGTH,  [WZ_OPTION_CHOICE] = WZ_STYLE_STRING,
  };
  WzStyleKey key = {
      .key = def->name,
      .type = types[def->type],
      .units = WZ_STYLE_UNIT (WZ_UNIT_PT) | WZ_STYLE_UNIT (WZ_UNIT_MM) | WZ_STYLE_UNIT (WZ_UNIT_EM) |
               WZ_STYLE_UNIT (WZ_UNIT_PERCENT),
      .minimum = def->minimum,
      .maximum = def->maximum,
      .default_value = "",
      .help = "",
  };
  g_autofree gchar *problem = NULL;
  return wz_style_value_parse (&key, text, value, &problem);
}

static gboolean
parse (const WzOptionDef *def, const gchar *text, WzStyleValue *value, gboolean *is_set)
{
  *is_set = TRUE;
  if (g_strcmp0 (def->default_value, FROM_STYLE) == 0 && g_str_equal (text, FROM_STYLE)) {
    *value = (WzStyleValue){.text = g_strdup (text)};
    *is_set = FALSE;
    return TRUE;
  }
  if (is_word_of (def, text) || (def->type == WZ_OPTION_STRING && *text == '\0')) {
    *value = (WzStyleValue){.text = g_strdup (text)};
    *is_set = *text != '\0';
    return TRUE;
  }
  if (def->type == WZ_OPTION_CHOICE)
    return FALSE;
  return def->type == WZ_OPTION_INTEGER ? parse_integer (def, text, value)
                                        : parse_like_style (def, text, value);
}

WzOptions *
wz_options_new (const WzOptionDef *defs, guint n_defs, GError **error)
{
  g_autoptr (WzOptions) options = g_new0 (WzOptions, 1);
  options->values = g_new0 (Value, MAX (1, n_defs));
  options->n_values = n_defs;
  for (guint i = 0; i < n_defs; i++) {
    Value *value = &options->values[i];
    value->def = &defs[i];
    if (!parse (value->def, value->def->default_value, &value->value, &value->is_set)) {
      g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_INVALID,
                   _ ("option %s: its default \"%s\" is not valid"), value->def->name,
                   value->def->default_value);
      return NULL;
    }
  }
  return g_steal_pointer (&options);
}

void
wz_options_free (WzOptions *options)
{
  if (options == NULL)
    return;
  for (guint i = 0; i < options->n_values; i++)
    wz_style_value_clear (&options->values[i].value);
  g_free (options->values);
  g_free (options);
}

static Value *
find (const WzOptions *options, const gchar *name)
{
  for (guint i = 0; i < options->n_values; i++)
    if (g_str_equal (options->values[i].def->name, name))
      return &options->values[i];
  return NULL;
}

/* The options that there are, and the one that @word was meant to be. */
static gchar *
list_names (const WzOptions *options, const gchar *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < options->n_values; i++)
    g_ptr_array_add (names, (gpointer) options->values[i].def->name);
  g_ptr_array_add (names, NULL);
  if (options->n_values == 0)
    return g_strdup (_ ("none"));
  g_autofree gchar *list = g_strjoinv (", ", (gchar **) names->pdata);
  g_autofree gchar *question = wz_nearest_dup_question (word, (const gchar *const *) names->pdata);
  return g_strconcat (list, question, NULL);
}

gboolean
wz_options_set (WzOptions *options, const gchar *plugin, const gchar *name, const gchar *text, GError **error)
{
  Value *value = find (options, name);
  if (value == NULL) {
    g_autofree gchar *names = list_names (options, name);
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, _ ("%s has no option “%s”; it has: %s"),
                 plugin, name, names);
    return FALSE;
  }
  WzStyleValue parsed = {0};
  gboolean is_set;
  if (!parse (value->def, text, &parsed, &is_set)) {
    g_autofree gchar *accepted = wz_option_dup_accepted (value->def);
    g_set_error (error, WZ_PLUGIN_ERROR, WZ_PLUGIN_ERROR_OPTION, _ ("%s.%s: “%s” is not valid; accepted: %s"),
                 plugin, name, text, accepted);
    return FALSE;
  }
  wz_style_value_clear (&value->value);
  value->value = parsed;
  value->is_set = is_set;
  return TRUE;
}

guint
wz_options_get_n_defs (const WzOptions *options)
{
  return options->n_values;
}

const WzOptionDef *
wz_options_get_def (const WzOptions *options, guint i)
{
  return i < options->n_values ? options->values[i].def : NULL;
}

/* ---- Getters. Asking for what was not declared, or for another type, is the plugin's mistake. ---- */

static const Value *
get (const WzOptions *options, const gchar *name)
{
  const Value *value = find (options, name);
  if (value == NULL)
    g_critical ("option \"%s\" was not declared", name);
  return value;
}

gboolean
wz_options_is_set (const WzOptions *options, const gchar *name)
{
  const Value *value = get (options, name);
  return value != NULL && value->is_set;
}

const gchar *
wz_options_get_string (const WzOptions *options, const gchar *name)
{
  const Value *value = get (options, name);
  return value != NULL ? value->value.text : "";
}

gboolean
wz_options_get_boolean (const WzOptions *options, const gchar *name)
{
  const Value *value = get (options, name);
  return value != NULL && value->value.flag;
}

gint64
wz_options_get_integer (const WzOptions *options, const gchar *name)
{
  const Value *value = get (options, name);
  return value != NULL ? (gint64) value->value.number : 0;
}

gdouble
wz_options_get_number (const WzOptions *options, const gchar *name)
{
  const Value *value = get (options, name);
  return value != NULL ? value->value.number : 0;
}

WzLength
wz_options_get_length (const WzOptions *options, const gchar *name)
{
  const Value *value = get (options, name);
  return value != NULL ? (WzLength){value->value.number, value->value.unit} : (WzLength){0, WZ_UNIT_NONE};
}
