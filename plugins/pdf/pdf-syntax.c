/* pdf-syntax.c: see pdf-syntax.h. SPDX-License-Identifier: MIT */
#include "pdf-syntax.h"

#include <string.h>

/* Offsets have ten digits in a table; what has more than this could overflow. */
#define DIGITS_MAX 18

/* ISO 32000-1, 7.2.2, tables 1 and 2. */
static gboolean
is_space (gchar c)
{
  return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static gboolean
is_regular (gchar c)
{
  return !is_space (c) && strchr ("()<>[]{}/%", c) == NULL;
}

void
pdf_span_skip_space (PdfSpan *span)
{
  gboolean in_comment = FALSE;
  for (; span->start < span->end; span->start++) {
    gchar c = *span->start;
    if (in_comment)
      in_comment = c != '\n' && c != '\r';
    else if (c == '%')
      in_comment = TRUE;
    else if (!is_space (c))
      return;
  }
}

gboolean
pdf_span_take_word (PdfSpan *span, const gchar *word)
{
  gsize length = strlen (word);
  if ((gsize) (span->end - span->start) < length || memcmp (span->start, word, length) != 0)
    return FALSE;
  span->start += length;
  return TRUE;
}

gboolean
pdf_span_take_number (PdfSpan *span, guint64 *number)
{
  const gchar *p = span->start;
  guint64 value = 0;
  for (; p < span->end && g_ascii_isdigit (*p); p++) {
    if (p - span->start >= DIGITS_MAX)
      return FALSE;
    value = value * 10 + (guint64) (*p - '0');
  }
  if (p == span->start)
    return FALSE;
  span->start = p;
  *number = value;
  return TRUE;
}

gboolean
pdf_span_take_reference (PdfSpan *span, guint64 *number)
{
  PdfSpan rest = *span;
  guint64 found = 0;
  if (!pdf_span_take_number (&rest, &found) || !pdf_span_take_word (&rest, " 0 R") ||
      (rest.start < rest.end && is_regular (*rest.start)))
    return FALSE;
  *span = rest;
  *number = found;
  return TRUE;
}

/* 7.3.4.2: parentheses in a string come in pairs, or behind a backslash. */
static gboolean
take_string (PdfSpan *span)
{
  guint depth = 0;
  for (const gchar *p = span->start; p < span->end; p++) {
    if (*p == '\\' && p + 1 < span->end)
      p++;
    else if (*p == '(')
      depth++;
    else if (*p == ')' && --depth == 0) {
      span->start = p + 1;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
take_hex_string (PdfSpan *span)
{
  const gchar *close = memchr (span->start, '>', (gsize) (span->end - span->start));
  if (close == NULL)
    return FALSE;
  span->start = close + 1;
  return TRUE;
}

/* A name, a number or a keyword. */
static gboolean
take_atom (PdfSpan *span)
{
  const gchar *start = span->start;
  if (*span->start == '/')
    span->start++;
  while (span->start < span->end && is_regular (*span->start))
    span->start++;
  return span->start > start;
}

static gboolean
take_scalar (PdfSpan *span)
{
  guint64 number = 0;
  if (*span->start == '(')
    return take_string (span);
  if (*span->start == '<')
    return take_hex_string (span);
  return pdf_span_take_reference (span, &number) || take_atom (span);
}

gboolean
pdf_span_take_value (PdfSpan *span, PdfSpan *value)
{
  guint64 dicts = 0; /* a bit for each open bracket, the lowest is the innermost one */
  guint depth = 0;
  pdf_span_skip_space (span);
  value->start = span->start;
  do {
    pdf_span_skip_space (span);
    if (span->start == span->end || depth > 64)
      return FALSE;
    gboolean opens_dict = pdf_span_take_word (span, "<<");
    if (opens_dict || pdf_span_take_word (span, "[")) {
      dicts = dicts << 1 | opens_dict;
      depth++;
    } else if (*span->start == '>' || *span->start == ']') {
      if (depth == 0 || !pdf_span_take_word (span, dicts & 1 ? ">>" : "]"))
        return FALSE;
      dicts >>= 1;
      depth--;
    } else if (!take_scalar (span)) {
      return FALSE;
    }
  } while (depth > 0);
  value->end = span->start;
  return TRUE;
}

gboolean
pdf_span_is_number (const PdfSpan *span, guint64 *number)
{
  PdfSpan rest = *span;
  guint64 found = 0;
  if (!pdf_span_take_number (&rest, &found) || rest.start != rest.end)
    return FALSE;
  *number = found;
  return TRUE;
}

gboolean
pdf_span_is_name (const PdfSpan *span, const gchar *name)
{
  PdfSpan rest = *span;
  return pdf_span_take_word (&rest, name) && rest.start == rest.end;
}

gboolean
pdf_dict_find (const PdfSpan *dict, const gchar *key, PdfSpan *value)
{
  PdfSpan rest = *dict, name, found;
  if (!pdf_span_take_word (&rest, "<<"))
    return FALSE;
  while (pdf_span_take_value (&rest, &name) && *name.start == '/' && pdf_span_take_value (&rest, &found)) {
    if (!pdf_span_is_name (&name, key))
      continue;
    *value = found;
    return TRUE;
  }
  return FALSE;
}

gboolean
pdf_dict_find_number (const PdfSpan *dict, const gchar *key, guint64 *number)
{
  PdfSpan value;
  return pdf_dict_find (dict, key, &value) && pdf_span_is_number (&value, number);
}
