/* wz-plan.h: which outputs a run makes, under which names and with which options. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "host/run/wz-render.h"
#include "recipe/wz-recipe.h"

/**
 * WzPlan: the outputs of a run, checked before anything is read or written.
 * @plugins: (element-type WzPluginInfo): lent by the registry
 * @options: (element-type WzOptions): one for each plugin
 * @bases: (element-type WzRenderBase): one for each plugin, NULL where that is based on none
 * @failures: (element-type utf8): of outputs that were asked for and cannot be made, and of plugins whose
 * files were named and cannot be used: plugin, cause and remedy. The others are made all the same
 * @folder: where files go
 * @file: (nullable): the one file that was named
 */
typedef struct {
  GPtrArray *plugins;
  GPtrArray *options;
  GPtrArray *bases;
  GPtrArray *failures;
  GPtrArray *chain;        /* all WzRenderBase, each once */
  GPtrArray *base_options; /* of those that are not among the plugins */
  gchar *folder;
  gchar *file;
} WzPlan;

/**
 * wz_plan_new:
 * @recipe: its types (else those of the output's extension, else the default ones), its output (a file, or a
 * folder: an existing one, or a name without an extension; else the current one), its options
 * @sink: told of what is wrong in a file, in its place
 *
 * Returns: (transfer full): NULL with WZ_PLUGIN_ERROR_OPTION for wrong usage, with another WZ_PLUGIN_ERROR
 * where plugins cannot be looked for
 */
WzPlan *wz_plan_new (WzRegistry *registry, const WzRecipe *recipe, WzDiagSink *sink, GError **error);
void wz_plan_free (WzPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WzPlan, wz_plan_free)

/** wz_plan_get_extension: (nullable): of a file's name, without the point; `out/.`, `..` and `.books` have
 * none. */
const gchar *wz_plan_get_extension (const gchar *path);

/** wz_plan_list_style: (transfer full) (element-type WzStyleSetting): options of @recipe that are keys of
 * styles (`cover.layout=plain`), the strongest last; they lend of it. */
GArray *wz_plan_list_style (const WzRecipe *recipe);

/** wz_plan_get_types: (nullable): what wz_plan_new() is likely to ask its registry for first. */
const gchar *wz_plan_get_types (const WzRecipe *recipe);

/** wz_plan_make_folder: makes the output folder. Returns: FALSE with WZ_OUTPUT_ERROR */
gboolean wz_plan_make_folder (const WzPlan *plan, GError **error);

/** wz_plan_dup_path: (transfer full): where output @i of an issue with this @stem goes: the file that was
 * named, else wz_target_dup_stem() in the folder. */
gchar *wz_plan_dup_path (const WzPlan *plan, guint i, const gchar *stem);
