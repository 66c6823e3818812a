/* wz-build-private.h: a build while it is under way. SPDX-License-Identifier: MIT */
#pragma once

#include "edit/compose/wz-overlay.h"
#include "host/project/wz-build.h"
#include "host/desk/wz-weekly.h"

/* A source of known bytes and days. */
typedef struct {
  WzSource *source; /* lent by the list; its issue is read when it is needed */
  gchar *hash, *name;
  GArray *days;     /* WzDate, in order */
  GPtrArray *diags; /* WzDiag: what its reader said, if it was read */
} WzBuildDaily;

typedef struct {
  gchar *name;
  GPtrArray *dailies; /* WzBuildDaily, lent, by date and name */
  WzRecipe *recipe;   /* of the project, with the issue's period and what follows from it */
  WzOverlay *overlay; /* of the project, and of the issue */
  WzIssue *before;    /* nullable: the dump of an issue that the state does not know */
  gboolean *stale;    /* the issue itself, and each edition: its books are out of date */
} WzBuildIssue;

/* An issue whose dailies have left the inbox: it is remembered. */
typedef struct {
  gchar *name, *path;
  WzDate first;
} WzBuildArchived;

/* What archives say of papers, and of what bytes that was read; read when it is needed, which it is not
 * where the bytes are those of before. */
typedef struct {
  gchar *bytes;     /* hash of all files; "" where there are none */
  GHashTable *said; /* as wz_metadata_hash() has it; nullable */
} WzBuildRecords;

struct _WzBuild {
  const WzProject *project;
  WzState *state;
  WzBuildTools tools;
  gchar *program; /* hash of wenzhai, its plugins, its own styles */
  gchar *general; /* hash of the corrections in the project file */
  GStrv fonts;    /* with their versions */
  gboolean dry;
  GPtrArray *sources;    /* WzSource */
  GPtrArray *left;       /* WzSource: found in the inbox, of no use */
  GPtrArray *dailies;    /* WzBuildDaily */
  GPtrArray *issues;     /* WzBuildIssue, by date */
  GPtrArray *unreadable; /* WzSource, lent */
  GPtrArray *archived;   /* WzBuildArchived, by date, what is not yet remembered */
  WzPublished *published;
  gboolean damaged;        /* a book of them is not as it was */
  WzBuildRecords *records; /* what archives say */
  WzMemory *memory;        /* of the issues before the one at hand */
  GPtrArray *lost;         /* Lost, of wz-build.c */
};

/* wz-build.c: remembers issues before @day whose dailies have left the inbox. */
void wz_build_remember_archived (WzBuild *build, WzDate day, WzDiagSink *sink);

/* wz-build-reason.c */

/* Whether issues remember those before them. */
gboolean wz_build_marks_seen (const WzBuild *build);

/* Keeps what issue @i has just been made with, and which editions still wait for their books. */
void wz_build_note_parts (WzBuild *build, const WzBuildIssue *issue);
