/* The paragraph composer, whole: characters in, justified lines out. The one header that shaping and the page
 * builder need. It knows no Pango, Cairo or HarfBuzz type: advances come in as numbers, positions go out as
 * numbers, so every rule is tested with invented metrics.
 *
 *   PdfPara *para = pdf_para_new (chars, n, PDF_LANG_ZH_HANS);       // classes, tokens, quotes
 *   pdf_para_hyphenate (para, hyphenator);                           // optional, pdf-hyphen.h
 *   const PdfCharInfo *info = pdf_para_get_infos (para);             // → which font, which script: shape now
 *   pdf_para_set_metrics (para, metrics, styles, n_styles);          // advances from shaping
 *   PdfLayout *layout = pdf_para_compose (para, &options);           // lines; may be called again, other
 * options pdf_layout_free (layout); pdf_para_free (para);
 *
 * Every length is in PdfUnit, 1/1024 pt (R65), which is also Pango's unit; every index counts code points of
 * the paragraph. Stages: pdf-class (classes) · pdf-space (cells, blanks, glue) · pdf-breaks (where a line may
 * end) · pdf-break (which breaks are taken) · pdf-justify (what each gap gets). */
#pragma once

#include "pdf-class.h"

G_BEGIN_DECLS

typedef gint32 PdfUnit;
#define PDF_UNIT 1024 /* per point */

/* ---- input: metrics ---------------------------------------------------------------------------------- */

/* One character after shaping. A glyph that stands for several characters (ligature, ——) gives its whole
 * advance to the first; the others have advance 0 and joined = TRUE, and no line breaks between them. */
typedef struct {
  PdfUnit advance;
  PdfUnit ink_left, ink_right; /* ink from the glyph's origin; both 0 = unknown, trusted (R35 guard) */
  gboolean joined;             /* continues the glyph cluster of the character before it */
} PdfMetric;

/* One row for each PdfChar.style in use. */
typedef struct {
  PdfUnit em;     /* font size of the run */
  PdfUnit hyphen; /* advance of the hyphen U+002D in the style's Latin font */
} PdfStyleMetric;

/* ---- input: options ---------------------------------------------------------------------------------- */

typedef enum {
  PDF_PUNCT_QUANJIAO, /* 全角: every mark 1 em, adjacent ones compressed */
  PDF_PUNCT_KAIMING,  /* 开明: 。！？ 1 em, all others half */
  PDF_PUNCT_BANJIAO,  /* 半角: all half */
} PdfPunct;

typedef enum {
  PDF_LEVEL_NONE, /* units alone are kept (R15) */
  PDF_LEVEL_BASIC,
  PDF_LEVEL_GB,     /* + no solidus at a line end: the default */
  PDF_LEVEL_STRICT, /* + no dash or ellipsis at a line start */
} PdfLevel;

typedef enum {
  PDF_ALIGN_JUSTIFY,
  PDF_ALIGN_RAGGED,   /* natural widths, best fill; author lines, affiliations */
  PDF_ALIGN_BALANCED, /* headings: lines of similar length, no single word or character alone (R76) */
} PdfAlign;

typedef enum {
  PDF_PREFER_ANY,
  PDF_PREFER_COMMA, /* author lines: break after a comma, inside a name only when nothing else fits (R74) */
  PDF_PREFER_AMPERSAND, /* affiliations: break after & (R74) */
} PdfPrefer;

/* Zero or FALSE everywhere is the default of R§0 except measure, which must be set; start from
 * pdf_options_init(). */
typedef struct {
  PdfUnit measure; /* line width, > 0 */
  PdfUnit indent;  /* of the first line (R67); may be negative together with a larger indent_rest */
  PdfUnit indent_rest;
  PdfUnit em; /* body size that limits are counted in; 0 = style 0's */
  PdfAlign align;
  PdfPrefer prefer;
  PdfPunct punct;
  PdfLevel level;
  gboolean hang;            /* R33: hanging 。．，、 */
  gboolean keep_start;      /* R31 off: an opener keeps its blank at a line start (default in zh-Hant) */
  gboolean keep_end;        /* R32 off: a closer keeps its blank at a line end (default in zh-Hant) */
  gboolean adjacent_tight;  /* adjacent=1: closer + opener share no blank */
  gboolean keep_stop;       /* S6 off: blanks of 。！？ are never squeezed */
  gboolean autospace_off;   /* no gap between Han and Latin */
  gboolean autospace_fixed; /* the gap is neither squeezed nor stretched in T2 */
  gboolean keep_spaces;     /* R44: a list of separate items: spaces between ideographs are kept, as 1 em */
  gboolean no_hyphens;      /* ignore the hyphenation points */
  gboolean free_last;       /* R58 off: the last line may be a single character */
} PdfOptions;

void pdf_options_init (PdfOptions *options, PdfUnit measure, PdfLang lang);

/* ---- output ------------------------------------------------------------------------------------------ */

typedef enum {
  PDF_LINE_LAST = 1 << 0,      /* last of the paragraph, or before a forced break: natural width */
  PDF_LINE_HYPHEN = 1 << 1,    /* a hyphen is drawn at hyphen_x, in hyphen_style */
  PDF_LINE_RAGGED = 1 << 2,    /* not flush: gaps would have grown beyond the limit (R54, R64): "underfull" */
  PDF_LINE_OVERFULL = 1 << 3,  /* a single cluster wider than the measure */
  PDF_LINE_HANG = 1 << 4,      /* the last mark stands outside the measure (R33) */
  PDF_LINE_EMERGENCY = 1 << 5, /* ends inside a token or before a forbidden mark, for want of anything else
                                  (R25 (4), R60 passes 3 and 4): worth a diagnostic */
} PdfLineFlags;

typedef struct {
  guint start, end;  /* characters [start, end): all of the line's, spaces at its edges included */
  guint first, last; /* characters that show: first..last inclusive; first > last on an empty line */
  guint flags;       /* PdfLineFlags */
  PdfUnit left;      /* visible left edge, from the measure's left edge */
  PdfUnit right;     /* visible right edge, hyphen included, a hanging mark not */
  PdfUnit natural;   /* natural width, a hanging mark included, before squeezing and opening */
  PdfUnit slack;     /* measure − left − natural: < 0 squeezed, > 0 opened */
  PdfUnit open;      /* T3: what each open gap got; English: what each word space got beyond natural */
  PdfUnit hyphen_x;  /* origin of the hyphen's glyph */
  guint16 hyphen_style;
} PdfLine;

/* Where a character stands, from the measure's left edge. For a joined character: the place of its cluster,
 * width 0. */
typedef struct {
  PdfUnit x;      /* origin of the glyph as the font draws it (half forms and centring already taken off) */
  PdfUnit body_x; /* where the visible half or the letter begins */
  PdfUnit width;  /* of the visible body; for a space, of the gap it stands for (0 when dropped) */
} PdfPlace;

typedef struct {
  guint n_lines;
  PdfLine *lines;
  guint n_chars;
  PdfPlace *places;                        /* one for each character of the paragraph */
  guint n_emergency, n_ragged, n_overfull; /* lines with that flag: for diagnostics */
  gdouble demerits;
  guint64 evaluated; /* candidate lines looked at: tests of linear time count these, not clocks */
} PdfLayout;

/* ---- functions --------------------------------------------------------------------------------------- */

typedef struct _PdfPara PdfPara;

/**
 * pdf_para_new:
 * @chars: (array length=n_chars): copied
 * @lang: language of the paragraph
 *
 * Classifies a paragraph (pdf_class_resolve()). The text must have been normalised (R10, R12) elsewhere.
 *
 * Returns: (transfer full): free with pdf_para_free()
 */
PdfPara *pdf_para_new (const PdfChar *chars, guint n_chars, PdfLang lang);

/**
 * pdf_para_new_utf8:
 *
 * The same from a UTF-8 string in style 0 without flags.
 *
 * Returns: (transfer full): free with pdf_para_free()
 */
PdfPara *pdf_para_new_utf8 (const gchar *text, PdfLang lang);

void pdf_para_free (PdfPara *para);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfPara, pdf_para_free)

guint pdf_para_get_length (const PdfPara *para);
const PdfChar *pdf_para_get_chars (const PdfPara *para);
PdfLang pdf_para_get_lang (const PdfPara *para);

/**
 * pdf_para_get_infos:
 *
 * Class, font kind and unit flags of each character: what shaping needs. Split runs where font kind, style or
 * language change; shape PDF_FONT_HAN runs with script Hani and the Chinese language (R36, R86).
 *
 * Returns: (transfer none) (array): pdf_para_get_length() rows
 */
const PdfCharInfo *pdf_para_get_infos (const PdfPara *para);

/**
 * pdf_para_set_hyphen:
 *
 * Allows a hyphen before character @index (R62). pdf_para_hyphenate() of pdf-hyphen.h does it for all words.
 */
void pdf_para_set_hyphen (PdfPara *para, guint index);

/** pdf_para_set_inside: character @index continues a Chinese word: lines that are not justified should not
 * end before it (R76). */
void pdf_para_set_inside (PdfPara *para, guint index);

/**
 * pdf_para_set_metrics:
 * @metrics: (array): one for each character; copied
 * @styles: (array length=n_styles): one for each style index in use; copied
 *
 * Gives the advances. U+0020 gets the font's space; marks get the font's own advance, full or half, and the
 * composer makes their cells (R27, R35, R38).
 */
void pdf_para_set_metrics (PdfPara *para, const PdfMetric *metrics, const PdfStyleMetric *styles,
                           guint n_styles);

/**
 * pdf_para_compose:
 *
 * Breaks and justifies (R13–R66). Every character of the paragraph lies in exactly one line; an empty
 * paragraph has none. Never fails: what cannot be set well is flagged on the line. Time O(n · measure),
 * memory O(n).
 *
 * Returns: (transfer full): free with pdf_layout_free()
 */
PdfLayout *pdf_para_compose (PdfPara *para, const PdfOptions *options);

/**
 * pdf_para_natural_width:
 *
 * Width of the whole paragraph set on one line, edges trimmed (R82): captions, running heads, labels.
 */
PdfUnit pdf_para_natural_width (PdfPara *para, const PdfOptions *options);

void pdf_layout_free (PdfLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfLayout, pdf_layout_free)

G_END_DECLS
