/* Fuzz target: a source from a stranger, read as Markdown; see fuzz-read-text.c. */
#define FUZZ_READER "markdown"
#include "fuzz-read-text.c"
