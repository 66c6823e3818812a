/* wz-plugin.h: for those who write an output plugin. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wenzhai.h>

G_BEGIN_DECLS

/**
 * WzJob: one rendering: what is to be rendered, and how. All of it const, all of it alive from begin() to
 * end().
 */
WZ_API const WzIssue *wz_job_get_issue (const WzJob *job);
WZ_API const WzStyle *wz_job_get_style (const WzJob *job);
WZ_API const WzOptions *wz_job_get_options (const WzJob *job);
/** wz_job_get_languages: after command line, project file and style have been asked. */
WZ_API WzLanguages wz_job_get_languages (const WzJob *job);
/**
 * wz_job_new_galley:
 * @overrides: (array zero-terminated=1) (nullable): as for wz_galley_new()
 *
 * What the book says: the galley of the job's issue, style and languages.
 *
 * Returns: (transfer full)
 */
WZ_API WzGalley *wz_job_new_galley (const WzJob *job, const gchar *const *overrides);
/** wz_job_get_sink: where diagnostics go; the host prints them after the plugin's name. */
WZ_API WzDiagSink *wz_job_get_sink (const WzJob *job);
/** wz_job_get_data_dir: folder of the program's own data (fonts/, styles/). */
WZ_API const gchar *wz_job_get_data_dir (const WzJob *job);
/** wz_job_get_generator: `wenzhai 1.2.3`, for the generator field of a format. */
WZ_API const gchar *wz_job_get_generator (const WzJob *job);
/** wz_job_get_extension: of the file that is made, without the point, as the user wrote it; never NULL. */
WZ_API const gchar *wz_job_get_extension (const WzJob *job);
/** wz_job_progress: tells how far it is; cheap, call it once an entry. */
WZ_API void wz_job_progress (const WzJob *job, guint done, guint total);
/**
 * wz_job_get_base:
 *
 * For an output that is based on another: that one's finished file, as it would be on the disk.
 *
 * Returns: (transfer none) (nullable): NULL for an output that is based on none. Since 1.2
 */
WZ_API GBytes *wz_job_get_base (const WzJob *job);
/**
 * wz_job_is_cancelled:
 *
 * Whether this process has been sent SIGTERM. That ends a plugin at once, unless it has asked before: then it
 * has some moments to put away what it began, and is to return FALSE soon. Cheap; any thread may ask. Since
 * 1.2
 */
WZ_API gboolean wz_job_is_cancelled (const WzJob *job);
/** wz_job_set_pages: how many pages the file has, for those who keep account of what was made. Not needed. */
WZ_API void wz_job_set_pages (const WzJob *job, guint pages);

/**
 * WzOutputFuncs: the life cycle of a rendering, in a process of its own: begin, check, write, end, each once,
 * in this order. After a failure only end() follows, and only if begin() had succeeded. No clock, no
 * environment, no network: same job, same bytes.
 */
typedef struct {
  gsize struct_size; /* sizeof (WzOutputFuncs) */

  /* Since 1.0 */

  /* Optional. Makes the plugin's state, which it owns until end(). Absent: state is NULL. */
  gboolean (*begin) (const WzJob *job, gpointer *state, GError **error);

  /* Optional. Reports what can't be rendered well, before a byte is written. FALSE ends the job with @error.
   */
  gboolean (*check) (const WzJob *job, gpointer state, GError **error);

  /* Required. Writes the whole file to @output, which the host owns. */
  gboolean (*write) (const WzJob *job, gpointer state, WzOutput *output, GError **error);

  /* Optional. Frees the state. */
  void (*end) (gpointer state);

  /* Optional. Reads a file of this plugin's format back, writes a description as text to @output and problems
   * to @sink. The bytes are not to be trusted. FALSE with @error when the file is damaged or of another
   * format. */
  gboolean (*inspect) (GBytes *bytes, WzOutput *output, WzDiagSink *sink, GError **error);
} WzOutputFuncs;

/**
 * WzPluginDesc: what a plugin says of itself. Everything in it is static. The host refuses what is not plain
 * text: UTF-8 without control characters, 200 bytes a field and 2,000 of help, 256 options of 256 choices,
 * finite ranges in order.
 * @name: lower-case letters, digits and hyphens, at most 32; names the type in `-t NAME` and the group in
 * `--set NAME.OPTION=`. One that an output of the program's has is taken
 * @extension: of its files, without the point: lower-case letters, digits and points, at most 16; `-o
 * FILE.EXT` chooses the plugin
 * @other_extension: (nullable): a second one that its files may bear
 * @based_on: (nullable): the name of another output, whose finished file this one changes: it is made first,
 * by its own plugin with its own options, whether or not it is asked for, and is what wz_job_get_base()
 * returns
 * @next: (nullable): another output that the module makes, described in full. In all that follows the two are
 * plugins like those of two modules, each with its name, options and functions; only the file is one, and
 * what makes it refused refuses both. At most 16 in a row, and no name twice
 */
typedef struct _WzPluginDesc WzPluginDesc;
struct _WzPluginDesc {
  guint32 abi_major;
  guint32 abi_minor;
  gsize struct_size; /* sizeof (WzPluginDesc) */

  /* Since 1.0 */
  const gchar *name;
  const gchar *version;
  const gchar *summary; /* one line in English */
  const gchar *license; /* SPDX */
  const gchar *extension;
  const gchar *media_type;
  const WzOptionDef *options; /* (array length=n_options) (nullable) */
  guint n_options;
  const WzOutputFuncs *funcs;
  const gchar *other_extension;

  /* Since 1.1 */
  const WzPluginDesc *next;

  /* Since 1.2 */
  const gchar *based_on;
};

/**
 * WZ_PLUGIN_INIT: the first fields of a descriptor: `static const WzPluginDesc descriptor = {WZ_PLUGIN_INIT,
 * .name = "words", …};` in C, and in C++ from C++20 on.
 */
#define WZ_PLUGIN_INIT                                                                                       \
  .abi_major = WZ_ABI_MAJOR, .abi_minor = WZ_ABI_MINOR, .struct_size = sizeof (WzPluginDesc)

#ifdef __cplusplus
/**
 * WZ_PLUGIN_DESC, WZ_OUTPUT_FUNCS:
 * @...: what a function does with `it`, which has its ABI and size, and all else zero
 *
 * A descriptor and a table of functions for C++ before C++20, which can't name fields:
 *
 * |[<!-- language="C++" -->
 * static const WzOutputFuncs funcs = WZ_OUTPUT_FUNCS (it.write = write_words);
 * static const WzPluginDesc descriptor = WZ_PLUGIN_DESC (it.name = "words", it.funcs = &funcs);
 * ]|
 *
 * Since 1.2
 */
#define WZ_PLUGIN_DESC(...)                                                                                  \
  ([] {                                                                                                      \
    WzPluginDesc it = WzPluginDesc ();                                                                       \
    it.abi_major = WZ_ABI_MAJOR;                                                                             \
    it.abi_minor = WZ_ABI_MINOR;                                                                             \
    it.struct_size = sizeof (WzPluginDesc);                                                                  \
    (void) (__VA_ARGS__);                                                                                    \
    return it;                                                                                               \
  }())
#define WZ_OUTPUT_FUNCS(...)                                                                                 \
  ([] {                                                                                                      \
    WzOutputFuncs it = WzOutputFuncs ();                                                                     \
    it.struct_size = sizeof (WzOutputFuncs);                                                                 \
    (void) (__VA_ARGS__);                                                                                    \
    return it;                                                                                               \
  }())
#define WZ_PLUGIN_LINKAGE extern "C"
#else
#define WZ_PLUGIN_LINKAGE extern
#endif

/**
 * wz_plugin_query:
 * @host_abi: major version of the asking host
 *
 * The one symbol a module exports. Asking has no side effects. The descriptor is that of its first output.
 *
 * Returns: (transfer none) (nullable): NULL when the plugin does not want this host
 */
typedef const WzPluginDesc *(*WzPluginQueryFunc) (guint32 host_abi);

/**
 * WZ_PLUGIN_DEFINE:
 * @descriptor: a static const WzPluginDesc
 *
 * Defines wz_plugin_query(), under its C name in C++ too.
 */
#define WZ_PLUGIN_DEFINE(descriptor)                                                                         \
  WZ_PLUGIN_LINKAGE WZ_API const WzPluginDesc *wz_plugin_query (guint32 host_abi);                           \
  WZ_PLUGIN_LINKAGE WZ_API const WzPluginDesc *wz_plugin_query (guint32 host_abi)                            \
  {                                                                                                          \
    (void) host_abi;                                                                                         \
    return &(descriptor);                                                                                    \
  }

G_END_DECLS
