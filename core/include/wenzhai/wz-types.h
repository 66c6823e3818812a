/* wz-types.h: names that all public headers share. SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The wenzhai SDK. Everything that an output plugin sees is frozen and const: it pulls what it needs from the
 * issue through accessors and writes bytes to a WzOutput. Pointers that accessors return live as long as the
 * issue (style, options, job) they come from and are never freed by the caller. Text is UTF-8. Lists are read
 * with a pair
 * `..._get_n_things ()` and `..._get_thing (i)`.
 */

/*
 * The numbers of the plugin ABI, and what they promise:
 *  - MAJOR is raised when something that is exported moves, changes its meaning or goes. A host refuses
 *    plugins of another major, and each major has a folder of plugins of its own.
 *  - MINOR is raised, once a release, when something has been appended: a function, a field, a value of an
 *    enumeration, a role of pieces. A plugin runs in each host of its major whose minor is at least that of
 *    the newest function that it calls; in an older one it is refused by the name of the first that is
 *    missing. A host never asks for a plugin's minor: a struct says how long it is.
 *  - What a plugin fills (WzPluginDesc, WzOutputFuncs) begins with its size: what an older one lacks is zero,
 *    what a newer one has besides is not read. WzOptionDef stands in arrays: it grows in its `reserved`
 * alone.
 *  - What a plugin reads is returned by pointer and grows at its end; what lies on its stack (WzTextIter) has
 *    reserved room; values passed and returned (WzDate, WzLength) never change.
 *  - Enumerations are appended to: a plugin takes a value that it does not know as the default of its kind.
 *  - A function once exported stays, with its arguments and who owns what. Bytes of books are no ABI.
 * A field or function says "Since" when it is newer than 1.0. tests/sdk/symbols.txt has all names, and beside
 * it lie plugins of each minor as binaries, which have to make what they made.
 */
#define WZ_ABI_MAJOR 1
#define WZ_ABI_MINOR 2

#define WZ_API __attribute__ ((visibility ("default")))

typedef struct _WzIssue WzIssue;
typedef struct _WzSection WzSection;
typedef struct _WzEntry WzEntry;
typedef struct _WzText WzText;
typedef struct _WzIndex WzIndex;
typedef struct _WzStyle WzStyle;
typedef struct _WzFontFace WzFontFace;
typedef struct _WzOptions WzOptions;
typedef struct _WzOutput WzOutput;
typedef struct _WzDiagSink WzDiagSink;
typedef struct _WzJob WzJob;

/**
 * WzDate: a calendar day (proleptic Gregorian). @year 0 means that the date is unknown.
 */
typedef struct {
  guint16 year;
  guint8 month; /* 1..12 */
  guint8 day;   /* 1..31 */
} WzDate;

/**
 * WzPosition: a place in a source.
 * @file: (nullable): display name of the source; NULL for what no source holds
 * @line: from 1; 0 when unknown. LF, CR, CRLF and NEL end a line
 * @column: from 1, in code points of the decoded text; 0 when unknown
 */
typedef struct {
  const gchar *file;
  guint32 line;
  guint32 column;
} WzPosition;

/**
 * WzString: a plain string with its language and its place. Read-only; fields may be appended.
 * @lang: (nullable): BCP 47 (`zh-Hans`, `zh-Hant-TW`, `en`); NULL when it has none (a name, an id)
 */
typedef struct {
  const gchar *text;
  const gchar *lang;
  WzPosition position;
} WzString;

/**
 * WzLanguages: which of an entry's languages an output shows, and how.
 * @WZ_LANGUAGES_BOTH: stacked, Chinese first
 * @WZ_LANGUAGES_ZH: Chinese only; a field that exists in English only is shown in English
 * @WZ_LANGUAGES_EN: English only; a field that exists in Chinese only is shown in Chinese
 * @WZ_LANGUAGES_PARALLEL: side by side; outputs without columns treat it as @WZ_LANGUAGES_BOTH
 * @WZ_LANGUAGES_BEHIND: the first is shown, what it is translated to where the reader taps; outputs that
 *   nobody taps treat it as @WZ_LANGUAGES_BOTH
 */
typedef enum {
  WZ_LANGUAGES_BOTH,
  WZ_LANGUAGES_ZH,
  WZ_LANGUAGES_EN,
  WZ_LANGUAGES_PARALLEL,
  WZ_LANGUAGES_BEHIND
} WzLanguages;

G_END_DECLS
