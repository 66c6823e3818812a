/* wz-describe.h: what there is, for programs: plugins, styles and readers as JSON. Core only.
 * SPDX-License-Identifier: MIT
 *
 * Members are only ever added. All text is UTF-8, all results end with a line feed.
 */
#pragma once

#include "host/plugin/wz-registry.h"
#include "read/wz-read.h"

#include <wenzhai/wz-style.h>

/**
 * wz_describe_plugins:
 *
 * Returns: (transfer full): an array of objects: those of wz_describe_plugin() without options, and of a
 * plugin that cannot be used `name`, `path` and `error`
 */
gchar *wz_describe_plugins (WzRegistry *registry);

/**
 * wz_describe_plugin:
 * @info: a usable one
 *
 * Returns: (transfer full): an object: `name`, `version`, `summary`, `license`, `path`, `builtin`, `kind`
 * (`output`, `reader`), `program`; of an output `folder`, `extensions`, `media-type`, `inspects`; of a reader
 * `patterns`; and `options`, an array of `name`, `type`, `default`, `minimum` and `maximum` (where there is a
 * range), `choices` (where there are some), `help`
 */
gchar *wz_describe_plugin (const WzPluginInfo *info);

/**
 * WzTrialResult: what a trial of a plugin gave.
 * @output: its name
 * @verdict: `ok`, `odd`, `failed` or `skipped`
 * @detail: (nullable): why, or what of it
 * @missing: (nullable) (element-type utf8): what the book lacks
 */
typedef struct {
  gchar *output, *trial;
  const gchar *verdict;
  gchar *detail;
  GPtrArray *missing;
  guint64 bytes;
  gdouble seconds;
  glong kib;
} WzTrialResult;

/** wz_describe_trials: (transfer full): an array of objects: `output`, `trial`, `verdict`, `detail`,
 * `missing` (an array), and where a book was made `bytes`, `seconds`, `kib`. @results: of WzTrialResult. */
gchar *wz_describe_trials (const GArray *results);

/** wz_describe_styles: (transfer full): an array of objects: `name` and `comment`. The arguments are those of
 * wz_style_dup_names(). */
gchar *wz_describe_styles (const gchar *const *style_dirs, const gchar *data_dir);

/** wz_describe_style: (transfer full): an object of all keys with their resolved values, as text. */
gchar *wz_describe_style (const WzStyle *style);

/** wz_describe_readers: (transfer full): an array of objects: `name`, and of a mapping file `comment` and
 * `path`.
 */
gchar *wz_describe_readers (const WzReaders *readers);
/** wz_describe_reading: (transfer full): an object: `reader`, `entries`, and `keys`, an array of `name`,
 * `used`, `ignored`, `unread` (wz_reader_list_keys()). */
gchar *wz_describe_reading (const WzReader *reader, const WzIssue *issue, const GPtrArray *keys);
