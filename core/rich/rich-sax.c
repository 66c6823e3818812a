/* In: HTML. Out: events, each with its bytes, by how far the parser has read. SPDX-License-Identifier: MIT */
#include "rich/rich-sax.h"

#include <string.h>

/* libxml2 compares each attribute of a tag with all before it. */
#define MAX_ATTRIBUTES 256

static gsize
read_so_far (const RichSax *sax)
{
  const htmlParserInputPtr input = sax->parser != NULL ? sax->parser->input : NULL;
  gsize at = input != NULL ? input->consumed + (gsize) (input->cur - input->base) : sax->told;

  return CLAMP (at, sax->told, sax->length);
}

gsize
rich_sax_take_markup (RichSax *sax, gsize *from)
{
  const gchar *text = sax->text;
  gsize now = read_so_far (sax), blanks;
  const gchar *open = memrchr (text + sax->told, '<', now - sax->told);

  *from = sax->told;
  if (open != NULL)
    sax->tag = (gsize) (open - text);
  else if (sax->told == 0 || text[sax->told - 1] == '>')
    return sax->told;
  *from = MAX (sax->tag, sax->told);
  blanks = strspn (text + now, " \t\r\n/");
  if (text[now + blanks] == '>') /* else they are the text's */
    now += blanks + 1;
  sax->told = now;
  return sax->tag;
}

gboolean
rich_sax_take_characters (RichSax *sax, const gchar *characters, gsize n, gsize *start, gsize *end)
{
  enum { WHOLE_BYTES = 1000 }; /* HTML_PARSER_BIG_BUFFER_SIZE */
  const gchar *text = sax->text;
  gsize now = read_so_far (sax);
  gboolean exact = FALSE;

  *start = now - MIN (n, now);
  /* libxml2 may hand out a piece of a long text before it has left its last character behind. */
  for (guint tries = n < WHOLE_BYTES ? 1 : 4; tries > 0 && !exact && *start + n <= sax->length; tries--) {
    exact = *start >= sax->told && memcmp (text + *start, characters, n) == 0;
    *start += !exact;
  }
  if (!exact) {
    const gchar *reference = memrchr (text + sax->told, '&', now - sax->told);

    *start = reference != NULL ? (gsize) (reference - text) : sax->told;
  }
  *end = exact ? *start + n : now;
  sax->told = MAX (sax->told, *end);
  return exact;
}

void
rich_sax_skip_comment (RichSax *sax)
{
  sax->told = read_so_far (sax);
}

const gchar *
rich_sax_attribute (const xmlChar **attributes, const gchar *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (g_str_equal (attributes[0], name))
      return attributes[1] != NULL ? (const gchar *) attributes[1] : "";
  return NULL;
}

/* Behind the script or the style sheet that @tag begins, where `<` begins no tag; NULL: it begins none. */
static const gchar *
skip_foreign (RichSax *sax, const gchar *tag)
{
  static const gchar *const names[] = {"script", "style"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize n = strlen (names[i]);
    const gchar *end =
        g_ascii_strncasecmp (tag + 1, names[i], n) == 0 && !g_ascii_isalnum (tag[n + 1]) ? tag : NULL;

    if (end == NULL || (sax->open & 1u << i))
      continue;
    while ((end = strstr (end + 1, "</")) != NULL)
      if (g_ascii_strncasecmp (end + 2, names[i], n) == 0)
        return end + 2 + n;
    sax->open |= 1u << i;
  }
  return NULL;
}

const gchar *
rich_sax_skip_tag (RichSax *sax, const gchar *p)
{
  gboolean comment = g_str_has_prefix (p, "<!--");
  const gchar *from, *end;

  if (*p != '<' || !(g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '?'))
    return NULL;
  from = skip_foreign (sax, p);
  end = comment ? strstr (p, "-->") : strchr (from != NULL ? from : p, '>');
  return end != NULL ? end + (comment ? 3 : 1) : p + strlen (p);
}

/* How much of @text may be given to libxml2: up to a tag with more attributes than anybody writes. */
static gsize
find_limit (RichSax *sax, const gchar *text)
{
  const gchar *p = text, *tag;

  while ((tag = strchr (p, '<')) != NULL) {
    guint blanks = 0;
    gchar quote = 0;

    if ((p = skip_foreign (sax, tag)) != NULL)
      continue;
    for (p = tag + 1; g_ascii_isalpha (tag[1]) && *p != 0 && (quote != 0 || *p != '>'); p++) {
      if (quote == 0 && g_ascii_isspace (*p) && ++blanks > MAX_ATTRIBUTES)
        return (gsize) (tag - text);
      if (*p == quote)
        quote = 0;
      else if (quote == 0 && p[-1] == '=' && (*p == '"' || *p == '\''))
        quote = *p;
    }
  }
  return strlen (text);
}

void
rich_sax_parse (RichSax *sax, const gchar *text, const htmlSAXHandler *handler, gpointer user_data)
{
  *sax = (RichSax){.parser = htmlNewParserCtxt (), .text = text, .length = strlen (text)};
  sax->limit = find_limit (sax, text);
  sax->open = 0;
  *sax->parser->sax = *handler;
  sax->parser->userData = user_data;
  htmlCtxtReadMemory (sax->parser, text, (gint) sax->limit, NULL, "UTF-8",
                      HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  htmlFreeParserCtxt (sax->parser);
  sax->parser = NULL;
}
