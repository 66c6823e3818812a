/* Fuzz target: a source from a stranger, read as a web page; see fuzz-read-text.c. */
#define FUZZ_READER "html"
#include "fuzz-read-text.c"
