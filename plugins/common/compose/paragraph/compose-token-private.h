/* The stages of compose_class_resolve(), one after the other on one Resolver. compose-token.c has the words
 * (URLs, identifiers), compose-number.c the numbers, compose-quote.c the marks that two scripts share. */
#pragma once

#include "compose-class.h"

typedef struct {
  const ComposeChar *chars;
  guint n;
  ComposeLang lang;
  ComposeCharInfo *infos;
} Resolver;

/* Whether the text around @i is set by Chinese rules: the paragraph's language, or the span's flag. */
static inline gboolean
resolver_is_chinese (const Resolver *r, guint i)
{
  if (r->chars[i].flags & COMPOSE_CHAR_LATIN)
    return FALSE;
  if (r->chars[i].flags & COMPOSE_CHAR_HAN)
    return TRUE;
  return r->lang != COMPOSE_LANG_EN;
}

static inline gunichar
resolver_char (const Resolver *r, guint i)
{
  return i < r->n ? r->chars[i].ch : 0;
}

static inline ComposeClass
resolver_class (const Resolver *r, guint i)
{
  return i < r->n ? (ComposeClass) r->infos[i].cls : COMPOSE_CLASS_SP;
}

static inline void
resolver_set_class (Resolver *r, guint start, guint end, ComposeClass cls)
{
  for (guint i = start; i < end; i++)
    r->infos[i].cls = (guint8) cls;
}

static inline gboolean
resolver_is_digit (const Resolver *r, guint i)
{
  return i < r->n && r->infos[i].cls == COMPOSE_CLASS_NU;
}

void compose_token_resolve_urls (Resolver *r);
void compose_token_resolve_identifiers (Resolver *r);
/** compose_number_scan: R9: from the digit at @i to the end of its number, suffix not included. */
guint compose_number_scan (const Resolver *r, guint i);
void compose_number_resolve (Resolver *r);
void compose_quote_resolve (Resolver *r);
void compose_quote_resolve_dashes (Resolver *r);
