/* The paragraph composer, whole: characters in, justified lines out. The one header that shaping and the page
 * builder need. It knows no Pango, Cairo or HarfBuzz type: advances come in as numbers, positions go out as
 * numbers, so every rule is tested with invented metrics.
 *
 *   ComposePara *para = compose_para_new (chars, n, COMPOSE_LANG_ZH_HANS);       // classes, tokens, quotes
 *   compose_para_hyphenate (para, hyphenator);                           // optional, compose-hyphen.h
 *   const ComposeCharInfo *info = compose_para_get_infos (para);             // → which font, which script:
 * shape now compose_para_set_metrics (para, metrics, styles, n_styles);          // advances from shaping
 *   ComposeLayout *layout = compose_para_compose (para, &options);           // lines; may be called again,
 * other options compose_layout_free (layout); compose_para_free (para);
 *
 * Every length is in ComposeUnit, 1/1024 pt (R65), which is also Pango's unit; every index counts code points
 * of the paragraph. Stages: compose-class (classes) · compose-space (cells, blanks, glue) · compose-kinsoku
 * (where a line may end) · compose-break (which breaks are taken) · compose-justify (what each gap gets). */
#pragma once

#include "compose-class.h"

G_BEGIN_DECLS

typedef gint32 ComposeUnit;
#define COMPOSE_UNIT 1024 /* per point */

/* ---- input: metrics ---------------------------------------------------------------------------------- */

/* One character after shaping. A glyph that stands for several characters (ligature, ——) gives its whole
 * advance to the first; the others have advance 0 and joined = TRUE, and no line breaks between them. */
typedef struct {
  ComposeUnit advance;
  ComposeUnit ink_left, ink_right; /* ink from the glyph's origin; both 0 = unknown, trusted (R35 guard) */
  gboolean joined;                 /* continues the glyph cluster of the character before it */
} ComposeMetric;

/* One row for each ComposeChar.style in use. */
typedef struct {
  ComposeUnit em;     /* font size of the run */
  ComposeUnit hyphen; /* advance of the hyphen U+002D in the style's Latin font */
} ComposeStyleMetric;

/* ---- input: options ---------------------------------------------------------------------------------- */

typedef enum {
  COMPOSE_PUNCT_QUANJIAO, /* 全角: every mark 1 em, adjacent ones compressed */
  COMPOSE_PUNCT_KAIMING,  /* 开明: 。！？ 1 em, all others half */
  COMPOSE_PUNCT_BANJIAO,  /* 半角: all half */
} ComposePunct;

typedef enum {
  COMPOSE_LEVEL_NONE, /* units alone are kept (R15) */
  COMPOSE_LEVEL_BASIC,
  COMPOSE_LEVEL_GB,     /* + no solidus at a line end: the default */
  COMPOSE_LEVEL_STRICT, /* + no dash or ellipsis at a line start */
} ComposeLevel;

typedef enum {
  COMPOSE_ALIGN_JUSTIFY,
  COMPOSE_ALIGN_RAGGED,   /* natural widths, best fill; author lines, affiliations */
  COMPOSE_ALIGN_BALANCED, /* headings: lines of similar length, no single word or character alone (R76) */
} ComposeAlign;

typedef enum {
  COMPOSE_PREFER_ANY,
  COMPOSE_PREFER_COMMA, /* author lines: break after a comma, inside a name only when nothing else fits (R74)
                         */
  COMPOSE_PREFER_AMPERSAND, /* affiliations: break after & (R74) */
} ComposePrefer;

/* Zero or FALSE everywhere is the default of R§0 except measure, which must be set; start from
 * compose_options_init(). */
typedef struct {
  ComposeUnit measure; /* line width, > 0 */
  ComposeUnit indent;  /* of the first line (R67); may be negative together with a larger indent_rest */
  ComposeUnit indent_rest;
  ComposeUnit em; /* body size that limits are counted in; 0 = style 0's */
  ComposeAlign align;
  ComposePrefer prefer;
  ComposePunct punct;
  ComposeLevel level;
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
} ComposeOptions;

void compose_options_init (ComposeOptions *options, ComposeUnit measure, ComposeLang lang);

/* ---- output ------------------------------------------------------------------------------------------ */

typedef enum {
  COMPOSE_LINE_LAST = 1 << 0,   /* last of the paragraph, or before a forced break: natural width */
  COMPOSE_LINE_HYPHEN = 1 << 1, /* a hyphen is drawn at hyphen_x, in hyphen_style */
  COMPOSE_LINE_RAGGED =
      1 << 2, /* not flush: gaps would have grown beyond the limit (R54, R64): "underfull" */
  COMPOSE_LINE_OVERFULL = 1 << 3,  /* a single cluster wider than the measure */
  COMPOSE_LINE_HANG = 1 << 4,      /* the last mark stands outside the measure (R33) */
  COMPOSE_LINE_EMERGENCY = 1 << 5, /* ends inside a token or before a forbidden mark, for want of anything
                                  else (R25 (4), R60 passes 3 and 4): worth a diagnostic */
} ComposeLineFlags;

typedef struct {
  guint start, end;     /* characters [start, end): all of the line's, spaces at its edges included */
  guint first, last;    /* characters that show: first..last inclusive; first > last on an empty line */
  guint flags;          /* ComposeLineFlags */
  ComposeUnit left;     /* visible left edge, from the measure's left edge */
  ComposeUnit right;    /* visible right edge, hyphen included, a hanging mark not */
  ComposeUnit natural;  /* natural width, a hanging mark included, before squeezing and opening */
  ComposeUnit slack;    /* measure − left − natural: < 0 squeezed, > 0 opened */
  ComposeUnit open;     /* T3: what each open gap got; English: what each word space got beyond natural */
  ComposeUnit hyphen_x; /* origin of the hyphen's glyph */
  guint16 hyphen_style;
} ComposeLine;

/* Where a character stands, from the measure's left edge. For a joined character: the place of its cluster,
 * width 0. */
typedef struct {
  ComposeUnit x; /* origin of the glyph as the font draws it (half forms and centring already taken off) */
  ComposeUnit body_x; /* where the visible half or the letter begins */
  ComposeUnit width;  /* of the visible body; for a space, of the gap it stands for (0 when dropped) */
} ComposePlace;

typedef struct {
  guint n_lines;
  ComposeLine *lines;
  guint n_chars;
  ComposePlace *places;                    /* one for each character of the paragraph */
  guint n_emergency, n_ragged, n_overfull; /* lines with that flag: for diagnostics */
  gdouble demerits;
  guint64 evaluated; /* candidate lines looked at: tests of linear time count these, not clocks */
} ComposeLayout;

/* ---- functions --------------------------------------------------------------------------------------- */

typedef struct _ComposePara ComposePara;

/**
 * compose_para_new:
 * @chars: (array length=n_chars): copied
 * @lang: language of the paragraph
 *
 * Classifies a paragraph (compose_class_resolve()). The text must have been normalised (R10, R12) elsewhere.
 *
 * Returns: (transfer full): free with compose_para_free()
 */
ComposePara *compose_para_new (const ComposeChar *chars, guint n_chars, ComposeLang lang);

/**
 * compose_para_new_utf8:
 *
 * The same from a UTF-8 string in style 0 without flags.
 *
 * Returns: (transfer full): free with compose_para_free()
 */
ComposePara *compose_para_new_utf8 (const gchar *text, ComposeLang lang);

void compose_para_free (ComposePara *para);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposePara, compose_para_free)

guint compose_para_get_length (const ComposePara *para);
const ComposeChar *compose_para_get_chars (const ComposePara *para);
ComposeLang compose_para_get_lang (const ComposePara *para);

/**
 * compose_para_get_infos:
 *
 * Class, font kind and unit flags of each character: what shaping needs. Split runs where font kind, style or
 * language change; shape COMPOSE_FONT_HAN runs with script Hani and the Chinese language (R36, R86).
 *
 * Returns: (transfer none) (array): compose_para_get_length() rows
 */
const ComposeCharInfo *compose_para_get_infos (const ComposePara *para);

/**
 * compose_para_set_hyphen:
 *
 * Allows a hyphen before character @index (R62). compose_para_hyphenate() of compose-hyphen.h does it for all
 * words.
 */
void compose_para_set_hyphen (ComposePara *para, guint index);

/** compose_para_set_inside: character @index continues a Chinese word: lines that are not justified should
 * not end before it (R76). */
void compose_para_set_inside (ComposePara *para, guint index);

/**
 * compose_para_set_metrics:
 * @metrics: (array): one for each character; copied
 * @styles: (array length=n_styles): one for each style index in use; copied
 *
 * Gives the advances. U+0020 gets the font's space; marks get the font's own advance, full or half, and the
 * composer makes their cells (R27, R35, R38).
 */
void compose_para_set_metrics (ComposePara *para, const ComposeMetric *metrics,
                               const ComposeStyleMetric *styles, guint n_styles);

/**
 * compose_para_compose:
 *
 * Breaks and justifies (R13–R66). Every character of the paragraph lies in exactly one line; an empty
 * paragraph has none. Never fails: what cannot be set well is flagged on the line. Time O(n · measure),
 * memory O(n).
 *
 * Returns: (transfer full): free with compose_layout_free()
 */
ComposeLayout *compose_para_compose (ComposePara *para, const ComposeOptions *options);

/**
 * compose_para_natural_width:
 *
 * Width of the whole paragraph set on one line, edges trimmed (R82): captions, running heads, labels.
 */
ComposeUnit compose_para_natural_width (ComposePara *para, const ComposeOptions *options);

void compose_layout_free (ComposeLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ComposeLayout, compose_layout_free)

G_END_DECLS
