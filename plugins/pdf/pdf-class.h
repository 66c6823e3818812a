/* Character classes of a paragraph: what each character is to the composer, and from which kind of font it is
 * set. In: code points with flags and the paragraph's language. Out: one PdfCharInfo for each code point.
 * Rules: CLREQ (classes, line start and end prohibition), GB/T 15834—2011, UAX #14 for what lies outside
 * both; the comments give the ids of the rules (R1–R9, R22, R23, R87). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* R1. The order is used by tables in pdf-class.c, pdf-space.c and pdf-break.c. */
typedef enum {
  PDF_CLASS_ID, /* ideograph, kana, Hangul, circled numbers */
  PDF_CLASS_OP, /* full-width opening bracket or quote */
  PDF_CLASS_CL, /* full-width closing bracket or quote */
  PDF_CLASS_PE, /* full stop */
  PDF_CLASS_CM, /* comma, enumeration comma */
  PDF_CLASS_SC, /* colon, semicolon */
  PDF_CLASS_EX, /* exclamation, question mark */
  PDF_CLASS_MD, /* interpunct */
  PDF_CLASS_DA, /* two-em dash: both of its characters */
  PDF_CLASS_EL, /* ellipsis: both of its characters */
  PDF_CLASS_CN, /* connector: – ～ single — */
  PDF_CLASS_SL, /* solidus that touches an ideograph */
  PDF_CLASS_AL, /* letter of an alphabet */
  PDF_CLASS_NU, /* digit and the signs inside a number (R9) */
  PDF_CLASS_PR, /* sign before a number */
  PDF_CLASS_PO, /* sign after a number */
  PDF_CLASS_LO, /* Latin opening bracket or quote */
  PDF_CLASS_LP, /* Latin closing bracket, quote or stop */
  PDF_CLASS_HY, /* hyphen and solidus between Latin characters */
  PDF_CLASS_EM, /* em dash of an English paragraph (R5) */
  PDF_CLASS_SP, /* breakable space */
  PDF_CLASS_NB, /* no-break space */
  PDF_CLASS_IS, /* ideographic space */
  PDF_CLASS_U,  /* character of a URL or an e-mail address */
  PDF_CLASS_A,  /* character of an unbreakable identifier */
  PDF_CLASS_OW, /* other, wide: behaves as ID but takes no autospace (emoji, symbols) */
  PDF_CLASS_OT, /* other, narrow: behaves as AL but takes no autospace */
  PDF_CLASS_ZW, /* zero-width break hint (U+200B) */
  PDF_CLASS_NL, /* forced line break (U+2028, U+000A) */
  PDF_CLASS_LAST = PDF_CLASS_NL
} PdfClass;

/* What the caller says about a character. */
typedef enum {
  PDF_CHAR_NONE = 0,
  PDF_CHAR_CODE = 1 << 0,      /* inline code: never hyphenated, kept whole up to 20 characters */
  PDF_CHAR_URL = 1 << 1,       /* part of a URL, whether or not it looks like one */
  PDF_CHAR_NO_BREAK = 1 << 2,  /* no line break before this character (formulae, labels) */
  PDF_CHAR_NO_HYPHEN = 1 << 3, /* word never hyphenated (names, titles) */
  PDF_CHAR_LATIN = 1 << 4,     /* English span in a Chinese paragraph: quotes and dashes are Latin */
  PDF_CHAR_HAN = 1 << 5,       /* Chinese span in an English paragraph: quotes and dashes are Chinese */
  PDF_CHAR_OBJECT = 1 << 6,    /* inline box (U+FFFC): width is its advance, breaks as ID, no autospace */
  PDF_CHAR_APART = 1 << 7,     /* between the items of a list, each of which runs in its own direction */
} PdfCharFlags;

/* One character (code point) as the caller has it. */
typedef struct {
  gunichar ch;
  guint16 style; /* index into PdfStyleMetric[] at composing; font, size and weight of this character */
  guint16 flags; /* PdfCharFlags */
} PdfChar;

typedef enum {
  PDF_LANG_ZH_HANS, /* mainland rules (region cn) */
  PDF_LANG_ZH_HANT, /* Taiwan and Hong Kong rules (region tw): centred stops of 1 em, no trimming */
  PDF_LANG_EN,      /* any language of an alphabet */
} PdfLang;

/* Where a character's glyph comes from (R87), and how it must be shaped (R36, R86):
 * HAN  = the Han font, script Hani, the Chinese language of the span;
 * LATIN = the Latin font, script and language of the text. */
typedef enum { PDF_FONT_LATIN, PDF_FONT_HAN } PdfFontKind;

typedef enum {
  PDF_INFO_NONE = 0,
  PDF_INFO_JOIN = 1 << 0,   /* continues the grapheme of the character before it (R3): shaped with it */
  PDF_INFO_UNIT = 1 << 1,   /* continues an unbreakable unit (R16, R9, R18): no break, no stretch before it */
  PDF_INFO_HYPHEN = 1 << 2, /* a hyphen may be inserted before this character (R62) */
  PDF_INFO_QUOTE_FW = 1 << 3, /* “ ” ‘ ’ resolved to the full-width form (R4) */
  PDF_INFO_INSIDE = 1 << 4,   /* continues a Chinese word (R76) */
} PdfInfoFlags;

/* What the analysis found. */
typedef struct {
  guint8 cls;   /* PdfClass */
  guint8 font;  /* PdfFontKind */
  guint8 flags; /* PdfInfoFlags */
  guint8 token; /* parity of the token's number: changes where a word, number or URL begins */
} PdfCharInfo;

/**
 * pdf_class_of:
 * @ch: a code point
 *
 * The class that @ch has without context (R1, R2): quotes are OP and CL, a middle dot is AL, dashes are CN,
 * digits NU.
 *
 * Returns: the class
 */
PdfClass pdf_class_of (gunichar ch);

/**
 * pdf_class_resolve:
 * @chars: (array length=n_chars): the paragraph
 * @n_chars: number of characters
 * @lang: language of the paragraph
 * @infos: (out caller-allocates) (array length=n_chars): result
 *
 * Gives every character its class in context: quotes by pair (R4), dashes, ellipses, middle dots and solidi
 * by their neighbours (R5–R8), number tokens with prefix, suffix and unit (R9, R17, R18), URLs and
 * identifiers (R22, R23). Linear in @n_chars.
 */
void pdf_class_resolve (const PdfChar *chars, guint n_chars, PdfLang lang, PdfCharInfo *infos);

/**
 * pdf_class_name:
 *
 * Returns: (transfer none): two-letter name for dumps and tests, `ID`, `OP` …
 */
const gchar *pdf_class_name (PdfClass cls);

G_END_DECLS
