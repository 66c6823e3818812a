/* The stages of pdf_class_resolve(), one after the other on one Resolver. pdf-token.c has the words (URLs,
 * identifiers, numbers with units), pdf-quote.c the marks that two scripts share. */
#pragma once

#include "pdf-class.h"

typedef struct {
  const PdfChar *chars;
  guint n;
  PdfLang lang;
  PdfCharInfo *infos;
} Resolver;

/* Whether the text around @i is set by Chinese rules: the paragraph's language, or the span's flag. */
static inline gboolean
resolver_is_chinese (const Resolver *r, guint i)
{
  if (r->chars[i].flags & PDF_CHAR_LATIN)
    return FALSE;
  if (r->chars[i].flags & PDF_CHAR_HAN)
    return TRUE;
  return r->lang != PDF_LANG_EN;
}

static inline gunichar
resolver_char (const Resolver *r, guint i)
{
  return i < r->n ? r->chars[i].ch : 0;
}

static inline PdfClass
resolver_class (const Resolver *r, guint i)
{
  return i < r->n ? (PdfClass) r->infos[i].cls : PDF_CLASS_SP;
}

/* Letters and digits in the sense of R4 and R43. */
static inline gboolean
class_is_word (PdfClass cls)
{
  return cls == PDF_CLASS_AL || cls == PDF_CLASS_NU || cls == PDF_CLASS_A || cls == PDF_CLASS_U;
}

void pdf_token_resolve_urls (Resolver *r);
void pdf_token_resolve_identifiers (Resolver *r);
void pdf_token_resolve_numbers (Resolver *r);
void pdf_quote_resolve (Resolver *r);
void pdf_quote_resolve_dashes (Resolver *r);
