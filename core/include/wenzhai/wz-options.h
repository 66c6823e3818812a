/* wz-options.h: options that a plugin declares, and their values. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-style.h>

G_BEGIN_DECLS

typedef enum {
  WZ_OPTION_STRING,
  WZ_OPTION_BOOLEAN, /* yes or no, on or off, true or false, 1 or 0, 是 or 否 */
  WZ_OPTION_INTEGER,
  WZ_OPTION_NUMBER,
  WZ_OPTION_LENGTH, /* number and unit: 10.5pt, 20mm, 24em, 50% */
  WZ_OPTION_CHOICE  /* one of @choices */
} WzOptionType;

/**
 * WzOptionDef: an option as a plugin declares it. The host parses and checks values; the plugin gets them
 * typed.
 * @name: lower case with hyphens (`embed-fonts`); users write `--set PLUGIN.NAME=VALUE`
 * @default_value: as a user would write it; `from-style` for an option that doubles a style key
 * @minimum, @maximum: for integers, numbers and the value of lengths; both 0 for no range
 * @choices: (array zero-terminated=1) (nullable): of a choice; for a string or length: words accepted besides
 * @help: one line in English
 */
typedef struct {
  const gchar *name;
  WzOptionType type;
  const gchar *default_value;
  gdouble minimum;
  gdouble maximum;
  const gchar *const *choices;
  const gchar *help;
  gpointer reserved[2];
} WzOptionDef;

/** wz_options_is_set: FALSE where the value is `from-style` (or the empty default of a string). */
WZ_API gboolean wz_options_is_set (const WzOptions *options, const gchar *name);
/** wz_options_get_string: the value as written; for choices the choice. Never NULL. */
WZ_API const gchar *wz_options_get_string (const WzOptions *options, const gchar *name);
WZ_API gboolean wz_options_get_boolean (const WzOptions *options, const gchar *name);
WZ_API gint64 wz_options_get_integer (const WzOptions *options, const gchar *name);
WZ_API gdouble wz_options_get_number (const WzOptions *options, const gchar *name);
WZ_API WzLength wz_options_get_length (const WzOptions *options, const gchar *name);

/** wz_options_get_n_defs: how many options there are, in the order of their declaration. Since 1.2 */
WZ_API guint wz_options_get_n_defs (const WzOptions *options);
/** wz_options_get_def: (nullable): an option as it was declared; its value is had by its name. NULL beyond
 * the last. Since 1.2 */
WZ_API const WzOptionDef *wz_options_get_def (const WzOptions *options, guint i);

G_END_DECLS
