/* wz-error.h: error domains. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-types.h>

G_BEGIN_DECLS

/* Reading a source failed. */
#define WZ_READ_ERROR (wz_read_error_quark ())
WZ_API GQuark wz_read_error_quark (void);
typedef enum {
  WZ_READ_ERROR_IO,         /* no such file, a folder, not readable */
  WZ_READ_ERROR_ENCODING,   /* binary, or text in no known encoding */
  WZ_READ_ERROR_NOT_DIGEST, /* text, but nothing that this reader knows */
  WZ_READ_ERROR_SYNTAX,     /* JSON that is none, or not of our schema */
  WZ_READ_ERROR_LIMIT       /* deeper or larger than the stated limits */
} WzReadError;

/* A style is missing or wrong. */
#define WZ_STYLE_ERROR (wz_style_error_quark ())
WZ_API GQuark wz_style_error_quark (void);
typedef enum {
  WZ_STYLE_ERROR_NOT_FOUND,
  WZ_STYLE_ERROR_INVALID, /* unknown key, wrong unit or value; diagnostics say where */
  WZ_STYLE_ERROR_FONT     /* no family of a role is installed */
} WzStyleError;

/* A plugin cannot be used, or did not do its work. */
#define WZ_PLUGIN_ERROR (wz_plugin_error_quark ())
WZ_API GQuark wz_plugin_error_quark (void);
typedef enum {
  WZ_PLUGIN_ERROR_LOAD,    /* no module, or an undefined symbol */
  WZ_PLUGIN_ERROR_SYMBOL,  /* no wz_plugin_query */
  WZ_PLUGIN_ERROR_ABI,     /* another major version */
  WZ_PLUGIN_ERROR_INVALID, /* a required field or function is missing */
  WZ_PLUGIN_ERROR_CRASHED, /* ended by a signal, or without a word */
  WZ_PLUGIN_ERROR_LIMIT,   /* too long, or too much memory */
  WZ_PLUGIN_ERROR_FAILED,  /* the plugin's own error */
  WZ_PLUGIN_ERROR_OPTION   /* unknown option, wrong type, out of range */
} WzPluginError;

/* Bytes could not be written. */
#define WZ_OUTPUT_ERROR (wz_output_error_quark ())
WZ_API GQuark wz_output_error_quark (void);
typedef enum { WZ_OUTPUT_ERROR_IO } WzOutputError;

G_END_DECLS
