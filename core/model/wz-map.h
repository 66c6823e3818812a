/* wz-map.h: an issue made from another one. Core only. SPDX-License-Identifier: MIT
 *
 * What stays as it is is not copied: the new issue points at it, and keeps the old one alive.
 */
#pragma once

#include "model/wz-fields.h"

/**
 * WzWords: a string and what it is.
 * @shape, @field: the struct and its field; of a string in a list: that of the list
 * @type: WZ_FIELD_CODE to WZ_FIELD_KEY
 * @lang: (nullable): what the string's own struct says, else that of the issue for its own fields
 * @position: (nullable): likewise
 */
typedef struct {
  WzShape shape;
  const WzField *field;
  WzFieldType type;
  const gchar *text;
  const gchar *lang;
  const WzPosition *position;
} WzWords;

/**
 * WzIssueMap: what becomes of an issue; all NULL is the same again. Each function may be NULL.
 * @words: (transfer full) (nullable): the string that takes the place of @words; NULL where it stays. An
 *   empty one unsets a field that is not required
 * @text: what takes the place of @text, of the issue that is made, or @text itself
 * @lang: what takes the place of the language of a string, or @lang itself
 * @keep: FALSE: without this entry
 * @section: when a section has been made, before its entries
 * @entry: when an entry has been made
 * @apart: everything is copied, so that the old issue may go: for a map that leaves little as it was
 */
typedef struct {
  gchar *(*words) (const WzWords *words, gpointer user_data);
  const WzText *(*text) (WzIssueBuilder *builder, const WzField *field, const WzText *text,
                         gpointer user_data);
  const gchar *(*lang) (const gchar *lang, gpointer user_data);
  gboolean (*keep) (const WzEntry *entry, gpointer user_data);
  void (*section) (WzIssueBuilder *builder, WzSection *mine, const WzSection *theirs, gpointer user_data);
  void (*entry) (WzIssueBuilder *builder, WzEntry *mine, const WzEntry *theirs, gpointer user_data);
  gboolean apart;
} WzIssueMap;

/**
 * wz_issue_map:
 *
 * Walks over all of @issue. What @issue has derived is derived anew.
 *
 * Returns: (transfer full): the new issue, for the setters to change before it is finished
 */
WzIssueBuilder *wz_issue_map (const WzIssue *issue, const WzIssueMap *map, gpointer user_data);
