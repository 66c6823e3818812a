/* What the two files of the line breaks share: compose-kinsoku.c, and compose-kinsoku-words.c for the breaks
 * inside URLs and identifiers. */
#pragma once

#include "compose-paragraph-private.h"

/* Prices (R22, R24, R56). */
enum {
  COST_HYPHEN_EN = 50,
  COST_HYPHEN_ZH = 150,
  COST_COMPOUND = 30,      /* after the hyphen of a compound */
  COST_SEMICOLON = 100,    /* log;|Windows: the space was lost */
  COST_COUNTER = 200,      /* number | measure word */
  COST_DATE = 200,         /* year | month | day */
  COST_LABEL = 300,        /* 第|3 图|1 附录|A */
  COST_INITIAL = 500,      /* B|Ibarz */
  COST_ETC = 100,          /* name|等 */
  COST_LONE_LATIN = 50,    /* a single letter at a line end before its ideograph */
  COST_RANGE = 300,        /* between two numbers, after the connector */
  COST_TWO_NUMBERS = 1500, /* 3 70B, 19, 2017: apart they read as one number that was split */
  COST_BEFORE_SIGN = 1000, /* β|= 0.9: a formula breaks behind its sign */
  COST_CONNECTOR = 50,
  COST_INTERPUNCT = 50,
  COST_URL = 120,
  COST_BARE_URL = 60000, /* after a solidus where no scheme says that this is a URL: R14 */
  COST_URL_TAIL = 600,   /* inside the last segment of the path */
  COST_NAME_PART = 2000, /* DeepSeek-|R1, add_|event: only to save a very loose line */
  COST_LONG_PART = 600,
  COST_LONG_SOLIDUS = 60000, /* nearly as bad as a hole of a third of the line */
  COST_EMERGENCY = 5000,     /* R60 pass 3 */
  COST_SPLIT = 60000,     /* R60 pass 4, but where a name like camelCase has its parts: dearer than a hole */
  COST_ANYWHERE = 200000, /* in what would fit on a line of its own */
  COST_CLOSERS = 12000,   /* R25 (4): dearer than any line that may be opened, cheaper than a ragged one */
  COST_NOT_AFTER_COMMA = 400,
  COST_NOT_AFTER_AMPERSAND = 200,
  COST_AFTER_PARTICLE = 30, /* R76 */
  COST_INSIDE_WORD = 60,    /* R76; as dear as some eight ems left empty */
};

typedef struct {
  const ComposePara *para;
  const ComposeOptions *options;
  guint32 no_start, no_end;
  ComposePoint *points;
} Kinsoku;

static inline ComposeClass
kinsoku_class (const Kinsoku *k, guint i)
{
  return i < k->para->n ? (ComposeClass) k->para->infos[i].cls : COMPOSE_CLASS_NL;
}

static inline gunichar
kinsoku_char (const Kinsoku *k, guint i)
{
  return i < k->para->n ? k->para->chars[i].ch : 0;
}

static inline void
kinsoku_allow (Kinsoku *k, guint i, ComposePass pass, gint cost, gboolean emergency)
{
  ComposePoint *point = &k->points[i];
  *point = (ComposePoint){
      .kind = COMPOSE_POINT_BREAK, .pass = (guint8) pass, .penalty = cost, .emergency = emergency};
}

/** compose_kinsoku_words: the breaks inside URLs (R22) and identifiers (R23; R60 pass 3). */
void compose_kinsoku_words (Kinsoku *k);
