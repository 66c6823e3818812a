/* wz-fields.c: the table of fields. SPDX-License-Identifier: MIT */
#include "model/wz-fields.h"
#include "model/wz-model-private.h"

#include <stddef.h>
#include <string.h>

#define FIELD(name, owner, member, type, flags)                                                              \
  {                                                                                                          \
    name, offsetof (owner, member), type, flags, WZ_N_SHAPES, WZ_FIELD_CODE, NULL                            \
  }
#define ITEMS(name, owner, member, type, flags, shape, words)                                                \
  {                                                                                                          \
    name, offsetof (owner, member), type, flags, shape, words, NULL                                          \
  }
#define KIND(name, owner, member, flags, names)                                                              \
  {                                                                                                          \
    name, offsetof (owner, member), WZ_FIELD_KIND, flags, WZ_N_SHAPES, WZ_FIELD_CODE, names                  \
  }
#define END                                                                                                  \
  {                                                                                                          \
    NULL, 0, WZ_FIELD_CODE, 0, WZ_N_SHAPES, WZ_FIELD_CODE, NULL                                              \
  }

enum {
  REQUIRED = WZ_FIELD_REQUIRED,
  BY_LANG = WZ_FIELD_BY_LANG,
  BLOCKS = WZ_FIELD_BLOCKS,
  LINE = WZ_FIELD_LINE,
  FILLED = WZ_FIELD_FILLED,
  ALWAYS = WZ_FIELD_ALWAYS,
  DERIVED = WZ_FIELD_DERIVED
};

const gchar *const wz_section_kinds[] = {"front", "featured", "notable", "category",
                                         "day",   "back",     "gone",    NULL};
const gchar *const wz_index_kinds[] = {"author", "affiliation", "category", "day", NULL};
const gchar *const wz_point_kinds[] = {"tldr",       "highlight",  "motivation",     "method", "result",
                                       "conclusion", "limitation", "recommendation", NULL};
const gchar *const wz_statuses[] = {"", "new", "cross", "replaced", "withdrawn", NULL};

static const WzField issue_fields[] = {
    FIELD ("lang", WzIssue, lang, WZ_FIELD_LANG, FILLED),
    ITEMS ("title", WzIssue, titles, WZ_FIELD_LIST, BY_LANG | LINE | FILLED, WZ_SHAPE_STRING, WZ_FIELD_LABEL),
    ITEMS ("subtitle", WzIssue, subtitles, WZ_FIELD_LIST, BY_LANG | LINE | FILLED, WZ_SHAPE_STRING,
           WZ_FIELD_LABEL),
    ITEMS ("summary", WzIssue, summaries, WZ_FIELD_LIST, BY_LANG | LINE | FILLED, WZ_SHAPE_STRING,
           WZ_FIELD_PROSE),
    ITEMS ("imprint", WzIssue, imprints, WZ_FIELD_LIST, BY_LANG | BLOCKS, WZ_SHAPE_TEXT, WZ_FIELD_CODE),
    FIELD ("series", WzIssue, series, WZ_FIELD_LABEL, LINE | FILLED),
    FIELD ("seriesSlug", WzIssue, series_slug, WZ_FIELD_CODE, FILLED),
    FIELD ("seriesId", WzIssue, series_id, WZ_FIELD_CODE, DERIVED),
    FIELD ("number", WzIssue, number, WZ_FIELD_CODE, LINE | FILLED),
    FIELD ("volume", WzIssue, volume, WZ_FIELD_CODE, LINE | FILLED),
    FIELD ("date", WzIssue, date, WZ_FIELD_DATE, 0),
    FIELD ("firstDay", WzIssue, first_day, WZ_FIELD_DATE, 0),
    FIELD ("lastDay", WzIssue, last_day, WZ_FIELD_DATE, 0),
    FIELD ("revision", WzIssue, revision, WZ_FIELD_NUMBER, 0),
    FIELD ("modified", WzIssue, modified, WZ_FIELD_TIME, 0),
    FIELD ("editor", WzIssue, editor, WZ_FIELD_CODE, LINE | FILLED),
    FIELD ("publisher", WzIssue, publisher, WZ_FIELD_LABEL, LINE | FILLED),
    FIELD ("source", WzIssue, source, WZ_FIELD_LABEL, LINE | FILLED),
    FIELD ("rights", WzIssue, rights, WZ_FIELD_LABEL, LINE | FILLED),
    FIELD ("identifier", WzIssue, identifier, WZ_FIELD_CODE, 0),
    FIELD ("variant", WzIssue, variant, WZ_FIELD_CODE, FILLED),
    FIELD ("edition", WzIssue, edition, WZ_FIELD_CODE, LINE | FILLED),
    FIELD ("stem", WzIssue, stem, WZ_FIELD_CODE, FILLED),
    FIELD ("cover", WzIssue, cover, WZ_FIELD_RESOURCE, 0),
    ITEMS ("categories", WzIssue, categories, WZ_FIELD_LIST, ALWAYS, WZ_SHAPE_CATEGORY, WZ_FIELD_CODE),
    ITEMS ("sections", WzIssue, sections, WZ_FIELD_LIST, REQUIRED | ALWAYS, WZ_SHAPE_SECTION, WZ_FIELD_CODE),
    ITEMS ("indices", WzIssue, indices, WZ_FIELD_LIST, 0, WZ_SHAPE_INDEX, WZ_FIELD_CODE),
    ITEMS ("resources", WzIssue, resources, WZ_FIELD_LIST, 0, WZ_SHAPE_RESOURCE, WZ_FIELD_CODE),
    END};

static const WzField category_fields[] = {FIELD ("code", WzCategory, code, WZ_FIELD_CODE, REQUIRED),
                                          ITEMS ("names", WzCategory, names, WZ_FIELD_ARRAY,
                                                 BY_LANG | LINE | REQUIRED | ALWAYS, WZ_SHAPE_STRING,
                                                 WZ_FIELD_LABEL),
                                          FIELD ("at", WzCategory, position, WZ_FIELD_POSITION, 0), END};

static const WzField section_fields[] = {
    KIND ("kind", WzSection, kind, REQUIRED, wz_section_kinds),
    FIELD ("id", WzSection, id, WZ_FIELD_CODE, 0),
    ITEMS ("heading", WzSection, headings, WZ_FIELD_LIST, BY_LANG | LINE | FILLED, WZ_SHAPE_STRING,
           WZ_FIELD_PROSE),
    FIELD ("date", WzSection, date, WZ_FIELD_DATE, 0),
    FIELD ("category", WzSection, category, WZ_FIELD_CODE, 0),
    FIELD ("blocks", WzSection, blocks, WZ_FIELD_TEXT, BLOCKS),
    ITEMS ("translations", WzSection, translations, WZ_FIELD_LIST, BY_LANG | BLOCKS, WZ_SHAPE_TEXT,
           WZ_FIELD_CODE),
    ITEMS ("former", WzSection, former, WZ_FIELD_LIST, LINE, WZ_SHAPE_STRING, WZ_FIELD_CODE),
    ITEMS ("entries", WzSection, entries, WZ_FIELD_LIST, ALWAYS, WZ_SHAPE_ENTRY, WZ_FIELD_CODE),
    FIELD ("at", WzSection, position, WZ_FIELD_POSITION, 0),
    END};

#define ENTRY_LIST(name, list, flags, shape, words)                                                          \
  ITEMS (name, WzEntry, lists[list], WZ_FIELD_LIST, flags, shape, words)

static const WzField entry_fields[] = {
    FIELD ("key", WzEntry, key, WZ_FIELD_KEY, 0),
    FIELD ("ordinal", WzEntry, ordinal, WZ_FIELD_NUMBER, 0),
    FIELD ("pin", WzEntry, pin, WZ_FIELD_NUMBER, 0),
    FIELD ("full", WzEntry, full, WZ_FIELD_FLAG, 0),
    ENTRY_LIST ("categories", WZ_ENTRY_CATEGORIES, LINE, WZ_SHAPE_STRING, WZ_FIELD_CODE),
    ITEMS ("titles", WzEntry, titles, WZ_FIELD_LIST, BY_LANG, WZ_SHAPE_TEXT, WZ_FIELD_CODE),
    ENTRY_LIST ("authors", WZ_ENTRY_AUTHORS, 0, WZ_SHAPE_AUTHOR, WZ_FIELD_CODE),
    FIELD ("authorsCut", WzEntry, authors_cut, WZ_FIELD_FLAG, 0),
    ENTRY_LIST ("affiliations", WZ_ENTRY_AFFILIATIONS, LINE, WZ_SHAPE_STRING, WZ_FIELD_NAME),
    FIELD ("affiliationsCut", WzEntry, affiliations_cut, WZ_FIELD_FLAG, 0),
    FIELD ("arxivId", WzEntry, arxiv_id, WZ_FIELD_CODE, 0),
    FIELD ("arxivVersion", WzEntry, arxiv_version, WZ_FIELD_NUMBER, 0),
    FIELD ("doi", WzEntry, doi, WZ_FIELD_CODE, LINE),
    ENTRY_LIST ("links", WZ_ENTRY_LINKS, 0, WZ_SHAPE_LINK, WZ_FIELD_CODE),
    ITEMS ("abstracts", WzEntry, abstracts, WZ_FIELD_LIST, BY_LANG | BLOCKS, WZ_SHAPE_TEXT, WZ_FIELD_CODE),
    FIELD ("body", WzEntry, body, WZ_FIELD_TEXT, BLOCKS),
    ENTRY_LIST ("figures", WZ_ENTRY_FIGURES, 0, WZ_SHAPE_FIGURE, WZ_FIELD_CODE),
    ENTRY_LIST ("appearances", WZ_ENTRY_APPEARANCES, 0, WZ_SHAPE_APPEARANCE, WZ_FIELD_CODE),
    ENTRY_LIST ("notes", WZ_ENTRY_NOTES, BLOCKS, WZ_SHAPE_TEXT, WZ_FIELD_CODE),
    ENTRY_LIST ("backReferences", WZ_ENTRY_BACK_REFERENCES, 0, WZ_SHAPE_BACK_REFERENCE, WZ_FIELD_CODE),
    ENTRY_LIST ("variants", WZ_ENTRY_VARIANTS, 0, WZ_SHAPE_VARIANT, WZ_FIELD_CODE),
    ENTRY_LIST ("code", WZ_ENTRY_CODE_LINKS, 0, WZ_SHAPE_LINK, WZ_FIELD_CODE),
    KIND ("status", WzEntry, status, 0, wz_statuses),
    FIELD ("identity", WzEntry, identity, WZ_FIELD_CODE, LINE | FILLED),
    FIELD ("primaryCategory", WzEntry, primary_category, WZ_FIELD_CODE, LINE | FILLED),
    FIELD ("venue", WzEntry, venue, WZ_FIELD_NAME, LINE | FILLED),
    FIELD ("comment", WzEntry, comment, WZ_FIELD_PROSE, LINE | FILLED),
    FIELD ("journalRef", WzEntry, journal_ref, WZ_FIELD_NAME, LINE | FILLED),
    FIELD ("published", WzEntry, published, WZ_FIELD_DATE, 0),
    FIELD ("updated", WzEntry, updated, WZ_FIELD_DATE, 0),
    FIELD ("score", WzEntry, score, WZ_FIELD_CODE, LINE | FILLED),
    FIELD ("scoreReason", WzEntry, score_reason, WZ_FIELD_TEXT, BLOCKS),
    FIELD ("presenter", WzEntry, presenter, WZ_FIELD_NAME, LINE | FILLED),
    ENTRY_LIST ("points", WZ_ENTRY_POINTS, 0, WZ_SHAPE_POINT, WZ_FIELD_CODE),
    FIELD ("at", WzEntry, position, WZ_FIELD_POSITION, 0),
    END};

static const WzField index_fields[] = {
    KIND ("kind", WzIndex, kind, REQUIRED, wz_index_kinds),
    ITEMS ("terms", WzIndex, terms, WZ_FIELD_LIST, REQUIRED | ALWAYS, WZ_SHAPE_TERM, WZ_FIELD_CODE), END};

static const WzField term_fields[] = {FIELD ("group", WzIndexTerm, group, WZ_FIELD_LABEL, 0),
                                      FIELD ("label", WzIndexTerm, label, WZ_FIELD_NAME, REQUIRED),
                                      FIELD ("lang", WzIndexTerm, lang, WZ_FIELD_LANG, 0),
                                      FIELD ("entries", WzIndexTerm, entries, WZ_FIELD_ENTRIES, REQUIRED),
                                      END};

static const WzField resource_fields[] = {FIELD ("id", WzResource, id, WZ_FIELD_CODE, DERIVED),
                                          FIELD ("mediaType", WzResource, media_type, WZ_FIELD_CODE, DERIVED),
                                          FIELD ("width", WzResource, width_px, WZ_FIELD_NUMBER, DERIVED),
                                          FIELD ("height", WzResource, height_px, WZ_FIELD_NUMBER, DERIVED),
                                          FIELD ("data", WzResource, bytes, WZ_FIELD_BYTES, REQUIRED),
                                          FIELD ("at", WzResource, position, WZ_FIELD_POSITION, 0),
                                          END};

static const WzField string_fields[] = {FIELD ("lang", WzString, lang, WZ_FIELD_LANG, 0),
                                        FIELD ("text", WzString, text, WZ_FIELD_PROSE, REQUIRED),
                                        FIELD ("at", WzString, position, WZ_FIELD_POSITION, 0), END};

static const WzField author_fields[] = {FIELD ("lang", WzAuthor, lang, WZ_FIELD_LANG, 0),
                                        FIELD ("text", WzAuthor, name, WZ_FIELD_NAME, LINE | REQUIRED),
                                        FIELD ("given", WzAuthor, given, WZ_FIELD_NAME, LINE | FILLED),
                                        FIELD ("family", WzAuthor, family, WZ_FIELD_NAME, LINE | FILLED),
                                        FIELD ("suffix", WzAuthor, suffix, WZ_FIELD_NAME, LINE | FILLED),
                                        FIELD ("collaboration", WzAuthor, collaboration, WZ_FIELD_FLAG, 0),
                                        FIELD ("at", WzAuthor, position, WZ_FIELD_POSITION, 0),
                                        END};

static const WzField point_fields[] = {KIND ("kind", WzPoint, kind, REQUIRED, wz_point_kinds),
                                       FIELD ("text", WzPoint, text, WZ_FIELD_TEXT, BLOCKS | REQUIRED), END};

static const WzField link_fields[] = {FIELD ("url", WzLink, url, WZ_FIELD_CODE, REQUIRED),
                                      FIELD ("label", WzLink, label, WZ_FIELD_CODE, LINE),
                                      FIELD ("stars", WzLink, stars, WZ_FIELD_NUMBER, 0),
                                      FIELD ("at", WzLink, position, WZ_FIELD_POSITION, 0), END};

static const WzField figure_fields[] = {
    FIELD ("resource", WzFigure, resource, WZ_FIELD_RESOURCE, REQUIRED),
    ITEMS ("captions", WzFigure, captions, WZ_FIELD_ARRAY, BY_LANG | ALWAYS, WZ_SHAPE_TEXT, WZ_FIELD_CODE),
    ITEMS ("alts", WzFigure, alts, WZ_FIELD_ARRAY, BY_LANG | LINE | ALWAYS, WZ_SHAPE_STRING, WZ_FIELD_PROSE),
    FIELD ("at", WzFigure, position, WZ_FIELD_POSITION, 0), END};

static const WzField appearance_fields[] = {
    FIELD ("source", WzAppearance, source, WZ_FIELD_CODE, LINE),
    FIELD ("date", WzAppearance, date, WZ_FIELD_DATE, 0),
    FIELD ("line", WzAppearance, line, WZ_FIELD_NUMBER, 0),
    FIELD ("full", WzAppearance, full, WZ_FIELD_FLAG, 0),
    FIELD ("ordinal", WzAppearance, ordinal, WZ_FIELD_NUMBER, 0),
    FIELD ("arxivVersion", WzAppearance, arxiv_version, WZ_FIELD_NUMBER, 0),
    END};

static const WzField back_reference_fields[] = {
    FIELD ("title", WzBackReference, title, WZ_FIELD_LABEL, LINE),
    FIELD ("number", WzBackReference, number, WZ_FIELD_CODE, LINE),
    FIELD ("identifier", WzBackReference, identifier, WZ_FIELD_CODE, 0),
    FIELD ("key", WzBackReference, key, WZ_FIELD_CODE, 0),
    FIELD ("date", WzBackReference, date, WZ_FIELD_DATE, 0),
    END};

static const WzField variant_fields[] = {FIELD ("field", WzVariant, field, WZ_FIELD_CODE, REQUIRED),
                                         FIELD ("lang", WzVariant, lang, WZ_FIELD_LANG, 0),
                                         FIELD ("text", WzVariant, text, WZ_FIELD_PROSE, 0),
                                         FIELD ("source", WzVariant, source, WZ_FIELD_CODE, 0),
                                         FIELD ("corrected", WzVariant, corrected, WZ_FIELD_FLAG, 0),
                                         FIELD ("at", WzVariant, position, WZ_FIELD_POSITION, 0),
                                         END};

static const WzField no_fields[] = {END};

static const struct {
  const WzField *fields;
  gsize size;
} shapes[WZ_N_SHAPES] = {
    [WZ_SHAPE_ISSUE] = {issue_fields, sizeof (WzIssue)},
    [WZ_SHAPE_CATEGORY] = {category_fields, sizeof (WzCategory)},
    [WZ_SHAPE_SECTION] = {section_fields, sizeof (WzSection)},
    [WZ_SHAPE_ENTRY] = {entry_fields, sizeof (WzEntry)},
    [WZ_SHAPE_INDEX] = {index_fields, sizeof (WzIndex)},
    [WZ_SHAPE_TERM] = {term_fields, sizeof (WzIndexTerm)},
    [WZ_SHAPE_RESOURCE] = {resource_fields, sizeof (WzResource)},
    [WZ_SHAPE_STRING] = {string_fields, sizeof (WzString)},
    [WZ_SHAPE_AUTHOR] = {author_fields, sizeof (WzAuthor)},
    [WZ_SHAPE_LINK] = {link_fields, sizeof (WzLink)},
    [WZ_SHAPE_POINT] = {point_fields, sizeof (WzPoint)},
    [WZ_SHAPE_FIGURE] = {figure_fields, sizeof (WzFigure)},
    [WZ_SHAPE_APPEARANCE] = {appearance_fields, sizeof (WzAppearance)},
    [WZ_SHAPE_BACK_REFERENCE] = {back_reference_fields, sizeof (WzBackReference)},
    [WZ_SHAPE_VARIANT] = {variant_fields, sizeof (WzVariant)},
    [WZ_SHAPE_TEXT] = {no_fields, sizeof (WzText)},
};

const WzField *
wz_fields (WzShape shape)
{
  return shapes[shape].fields;
}

gsize
wz_shape_get_size (WzShape shape)
{
  return shapes[shape].size;
}

gsize
wz_field_get_size (WzFieldType type)
{
  switch (type) {
  case WZ_FIELD_NUMBER:
  case WZ_FIELD_FLAG:
  case WZ_FIELD_KIND:
    return sizeof (guint);
  case WZ_FIELD_DATE:
    return sizeof (WzDate);
  case WZ_FIELD_TIME:
    return sizeof (gint64);
  case WZ_FIELD_POSITION:
    return sizeof (WzPosition);
  case WZ_FIELD_LIST:
    return sizeof (WzList);
  case WZ_FIELD_ENTRIES:
    return sizeof (gpointer) + sizeof (guint);
  default:
    return sizeof (gpointer);
  }
}

gpointer
wz_field_find (WzShape shape, gconstpointer owner, WzFieldType type)
{
  for (const WzField *field = wz_fields (shape); field->name != NULL; field++)
    if (field->type == type)
      return wz_field_at (field, owner);
  return NULL;
}

const gchar *
wz_item_get_lang (WzShape shape, gconstpointer item)
{
  return shape == WZ_SHAPE_TEXT ? ((const WzText *) item)->lang : ((const WzString *) item)->lang;
}

void
wz_list_put_lang (WzList *list, WzArena *arena, WzShape shape, const gchar *lang, gconstpointer item)
{
  guint i = 0;
  while (i < list->n && g_strcmp0 (wz_item_get_lang (shape, list->items[i]), lang) != 0)
    i++;
  if (i == list->n) {
    if (item != NULL)
      wz_list_add (list, arena, (gpointer) (gsize) item);
    return;
  }
  wz_list_own (list, arena);
  list->items[i] = (gpointer) (gsize) item;
  if (item == NULL) /* the NULL at the end moves too */
    memmove (&list->items[i], &list->items[i + 1], (list->n-- - i) * sizeof (gpointer));
}

void
wz_list_put (WzList *list, WzArena *arena, const WzField *field, gconstpointer item)
{
  if ((field->flags & WZ_FIELD_BY_LANG) != 0)
    wz_list_put_lang (list, arena, field->shape, wz_item_get_lang (field->shape, item), item);
  else
    wz_list_add (list, arena, (gpointer) (gsize) item);
}
