/* wz-state-private.h: the state while it is in memory. SPDX-License-Identifier: MIT */
#pragma once

#include "base/wz-diag-private.h"
#include "host/wz-state.h"

typedef struct {
  gchar *path;
  guint64 bytes;
} WzStateFile;

typedef struct {
  gchar *name;
  WzBackReference reference; /* its own strings; key unused */
  GPtrArray *parts;          /* gchar *, name and hash in turns */
  GPtrArray *sources;        /* gchar *, hash and name in turns */
  GPtrArray *files;          /* WzStateFile */
  GPtrArray *papers;         /* gchar *, name and key in turns; no key: it was left out */
  GPtrArray *remarks;        /* WzDiag */
} WzStateIssue;

struct _WzState {
  gchar *path;
  gchar *saved;        /* the file as it is; nullable */
  GHashTable *sources; /* "hash\tname" → days as text */
  GHashTable *left;    /* paths */
  GPtrArray *issues;   /* WzStateIssue */
};

/* wz-state.c */
WzStateIssue *wz_state_add_issue (WzState *state, const gchar *name);
void wz_state_issue_free (gpointer issue);
void wz_state_add_pair (GPtrArray *pairs, const gchar *first, const gchar *second);
/* wz-state-file.c: (transfer container): keys in order, lent */
GPtrArray *wz_state_list_keys (GHashTable *table);
