/* Character classes of a paragraph: what each character is to the composer, and from which kind of font it is
 * set. In: code points with flags and the paragraph's language. Out: one ComposeCharInfo for each code point.
 * Rules: CLREQ (classes, line start and end prohibition), GB/T 15834—2011, UAX #14 for what lies outside
 * both; the comments give the ids of the rules (R1–R9, R22, R23, R87). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* R1. The order is used by tables in compose-class.c, compose-space.c and compose-break.c. */
typedef enum {
  COMPOSE_CLASS_ID, /* ideograph, kana, Hangul, circled numbers */
  COMPOSE_CLASS_OP, /* full-width opening bracket or quote */
  COMPOSE_CLASS_CL, /* full-width closing bracket or quote */
  COMPOSE_CLASS_PE, /* full stop */
  COMPOSE_CLASS_CM, /* comma, enumeration comma */
  COMPOSE_CLASS_SC, /* colon, semicolon */
  COMPOSE_CLASS_EX, /* exclamation, question mark */
  COMPOSE_CLASS_MD, /* interpunct */
  COMPOSE_CLASS_DA, /* two-em dash: both of its characters */
  COMPOSE_CLASS_EL, /* ellipsis: both of its characters */
  COMPOSE_CLASS_CN, /* connector: – ～ single — */
  COMPOSE_CLASS_SL, /* solidus that touches an ideograph */
  COMPOSE_CLASS_AL, /* letter of an alphabet */
  COMPOSE_CLASS_NU, /* digit and the signs inside a number (R9) */
  COMPOSE_CLASS_PR, /* sign before a number */
  COMPOSE_CLASS_PO, /* sign after a number */
  COMPOSE_CLASS_LO, /* Latin opening bracket or quote */
  COMPOSE_CLASS_LP, /* Latin closing bracket, quote or stop */
  COMPOSE_CLASS_HY, /* hyphen and solidus between Latin characters */
  COMPOSE_CLASS_EM, /* em dash of an English paragraph (R5) */
  COMPOSE_CLASS_SP, /* breakable space */
  COMPOSE_CLASS_NB, /* no-break space */
  COMPOSE_CLASS_IS, /* ideographic space */
  COMPOSE_CLASS_U,  /* character of a URL or an e-mail address */
  COMPOSE_CLASS_A,  /* character of an unbreakable identifier */
  COMPOSE_CLASS_OW, /* other, wide: behaves as ID but takes no autospace (emoji, symbols) */
  COMPOSE_CLASS_OT, /* other, narrow: behaves as AL but takes no autospace */
  COMPOSE_CLASS_ZW, /* zero-width break hint (U+200B) */
  COMPOSE_CLASS_NL, /* forced line break (U+2028, U+000A) */
  COMPOSE_CLASS_LAST = COMPOSE_CLASS_NL
} ComposeClass;

/* What the caller says about a character. */
typedef enum {
  COMPOSE_CHAR_NONE = 0,
  COMPOSE_CHAR_CODE = 1 << 0,      /* inline code: never hyphenated, kept whole up to 20 characters */
  COMPOSE_CHAR_URL = 1 << 1,       /* part of a URL, whether or not it looks like one */
  COMPOSE_CHAR_NO_BREAK = 1 << 2,  /* no line break before this character (formulae, labels) */
  COMPOSE_CHAR_NO_HYPHEN = 1 << 3, /* word never hyphenated (names, titles) */
  COMPOSE_CHAR_LATIN = 1 << 4,     /* English span in a Chinese paragraph: quotes and dashes are Latin */
  COMPOSE_CHAR_HAN = 1 << 5,       /* Chinese span in an English paragraph: quotes and dashes are Chinese */
  COMPOSE_CHAR_OBJECT = 1 << 6,    /* inline box (U+FFFC): width is its advance, breaks as ID, no autospace */
  COMPOSE_CHAR_APART = 1 << 7,     /* between the items of a list, each of which runs in its own direction */
} ComposeCharFlags;

/* One character (code point) as the caller has it. */
typedef struct {
  gunichar ch;
  guint16 style; /* index into ComposeStyleMetric[] at composing; font, size and weight of this character */
  guint16 flags; /* ComposeCharFlags */
} ComposeChar;

typedef enum {
  COMPOSE_LANG_ZH_HANS, /* mainland rules (region cn) */
  COMPOSE_LANG_ZH_HANT, /* Taiwan and Hong Kong rules (region tw): centred stops of 1 em, no trimming */
  COMPOSE_LANG_EN,      /* any language of an alphabet */
} ComposeLang;

/* Where a character's glyph comes from (R87), and how it must be shaped (R36, R86):
 * HAN  = the Han font, script Hani, the Chinese language of the span;
 * LATIN = the Latin font, script and language of the text. */
typedef enum { COMPOSE_FONT_LATIN, COMPOSE_FONT_HAN } ComposeFontKind;

typedef enum {
  COMPOSE_INFO_NONE = 0,
  COMPOSE_INFO_JOIN = 1 << 0, /* continues the grapheme of the character before it (R3): shaped with it */
  COMPOSE_INFO_UNIT =
      1 << 1, /* continues an unbreakable unit (R16, R9, R18): no break, no stretch before it */
  COMPOSE_INFO_HYPHEN = 1 << 2,   /* a hyphen may be inserted before this character (R62) */
  COMPOSE_INFO_QUOTE_FW = 1 << 3, /* “ ” ‘ ’ resolved to the full-width form (R4) */
  COMPOSE_INFO_INSIDE = 1 << 4,   /* continues a Chinese word (R76) */
} ComposeInfoFlags;

/* What the analysis found. */
typedef struct {
  guint8 cls;   /* ComposeClass */
  guint8 font;  /* ComposeFontKind */
  guint8 flags; /* ComposeInfoFlags */
  guint8 token; /* parity of the token's number: changes where a word, number or URL begins */
} ComposeCharInfo;

/** compose_class_is_word: letters and digits in the sense of R4 and R43. */
static inline gboolean
compose_class_is_word (guint cls)
{
  return cls == COMPOSE_CLASS_AL || cls == COMPOSE_CLASS_NU || cls == COMPOSE_CLASS_A ||
         cls == COMPOSE_CLASS_U;
}

/** compose_class_is_gap: what stands between cells and is none. */
static inline gboolean
compose_class_is_gap (guint cls)
{
  return cls == COMPOSE_CLASS_SP || cls == COMPOSE_CLASS_NB || cls == COMPOSE_CLASS_IS ||
         cls == COMPOSE_CLASS_ZW || cls == COMPOSE_CLASS_NL;
}

/** compose_class_is_closer: closing brackets and stops. */
static inline gboolean
compose_class_is_closer (guint cls)
{
  return cls >= COMPOSE_CLASS_CL && cls <= COMPOSE_CLASS_EX;
}

static inline gboolean
compose_class_is_stop (guint cls)
{
  return cls >= COMPOSE_CLASS_PE && cls <= COMPOSE_CLASS_EX;
}

/**
 * compose_class_of:
 * @ch: a code point
 *
 * The class that @ch has without context (R1, R2): quotes are OP and CL, a middle dot is AL, dashes are CN,
 * digits NU.
 *
 * Returns: the class
 */
ComposeClass compose_class_of (gunichar ch);

/**
 * compose_class_resolve:
 * @chars: (array length=n_chars): the paragraph
 * @n_chars: number of characters
 * @lang: language of the paragraph
 * @infos: (out caller-allocates) (array length=n_chars): result
 *
 * Gives every character its class in context: quotes by pair (R4), dashes, ellipses, middle dots and solidi
 * by their neighbours (R5–R8), number tokens with prefix, suffix and unit (R9, R17, R18), URLs and
 * identifiers (R22, R23). Linear in @n_chars.
 */
void compose_class_resolve (const ComposeChar *chars, guint n_chars, ComposeLang lang,
                            ComposeCharInfo *infos);

G_END_DECLS
