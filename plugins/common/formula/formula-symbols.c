/* formula-symbols.c: what TeX's commands mean, as tables. SPDX-License-Identifier: MIT
 *
 * Names and meanings: The TeXbook, appendix F; the amsmath and amssymb manuals; code points: Unicode 15,
 * Mathematical Alphanumeric Symbols with the letters that stand elsewhere in the BMP (UTR 25, 2.2).
 */
#include "formula-symbols.h"

#include <stdlib.h>
#include <string.h>

#define SYMBOL(name, text, atom)                                                                             \
  {                                                                                                          \
    name, WZ_COMMAND_SYMBOL, text, atom, 0, FALSE, NULL                                                      \
  }
#define LETTER(name, text, style)                                                                            \
  {                                                                                                          \
    name, WZ_COMMAND_LETTER, text, WZ_FORMULA_ORDINARY, style, FALSE, NULL                                   \
  }
#define FUNCTION(name, text, limits)                                                                         \
  {                                                                                                          \
    name, WZ_COMMAND_FUNCTION, text, WZ_FORMULA_ORDINARY, 0, limits, NULL                                    \
  }
#define SPACE(name, mu)                                                                                      \
  {                                                                                                          \
    name, WZ_COMMAND_SPACE, NULL, WZ_FORMULA_ORDINARY, mu, FALSE, NULL                                       \
  }
#define ACCENT(name, text, mark)                                                                             \
  {                                                                                                          \
    name, WZ_COMMAND_ACCENT, text, WZ_FORMULA_ORDINARY, 0, FALSE, mark                                       \
  }
#define ALPHABET(name, alphabet)                                                                             \
  {                                                                                                          \
    name, WZ_COMMAND_ALPHABET, NULL, WZ_FORMULA_ORDINARY, alphabet, FALSE, NULL                              \
  }
#define STYLE(name, style)                                                                                   \
  {                                                                                                          \
    name, WZ_COMMAND_STYLE, NULL, WZ_FORMULA_ORDINARY, style, FALSE, NULL                                    \
  }
#define SWITCH(name, style)                                                                                  \
  {                                                                                                          \
    name, WZ_COMMAND_SWITCH, NULL, WZ_FORMULA_ORDINARY, style, FALSE, NULL                                   \
  }
#define TEXT(name, style)                                                                                    \
  {                                                                                                          \
    name, WZ_COMMAND_TEXT, NULL, WZ_FORMULA_ORDINARY, style, FALSE, NULL                                     \
  }
#define FRACTION(name, binomial)                                                                             \
  {                                                                                                          \
    name, WZ_COMMAND_FRACTION, NULL, WZ_FORMULA_ORDINARY, 0, binomial, NULL                                  \
  }
#define STACK(name, under)                                                                                   \
  {                                                                                                          \
    name, WZ_COMMAND_STACK, NULL, WZ_FORMULA_ORDINARY, 0, under, NULL                                        \
  }
#define BRACE(name, text, under)                                                                             \
  {                                                                                                          \
    name, WZ_COMMAND_BRACE, text, WZ_FORMULA_ORDINARY, 0, under, NULL                                        \
  }
#define PLAIN(name, kind)                                                                                    \
  {                                                                                                          \
    name, kind, NULL, WZ_FORMULA_ORDINARY, 0, FALSE, NULL                                                    \
  }

/* clang-format off */
/* In the order of strcmp(), for bsearch(). */
static const WzCommand commands[] = {
  SPACE (" ", 6),
  SPACE ("!", 0),
  SYMBOL ("#", "#", WZ_FORMULA_ORDINARY),
  SYMBOL ("$", "$", WZ_FORMULA_ORDINARY),
  SYMBOL ("%", "%", WZ_FORMULA_ORDINARY),
  SYMBOL ("&", "&", WZ_FORMULA_ORDINARY),
  SPACE (",", 3),
  SPACE ("-", 0),
  SPACE ("/", 0),
  SPACE (":", 4),
  SPACE (";", 5),
  SPACE (">", 4),
  LETTER ("AA", "Å", WZ_FORMULA_UPRIGHT),
  LETTER ("AE", "Æ", WZ_FORMULA_UPRIGHT),
  ALPHABET ("Bbb", WZ_ALPHABET_DOUBLE),
  PLAIN ("Big", WZ_COMMAND_FENCE),
  PLAIN ("Bigg", WZ_COMMAND_FENCE),
  PLAIN ("Biggl", WZ_COMMAND_FENCE),
  PLAIN ("Biggr", WZ_COMMAND_FENCE),
  PLAIN ("Bigl", WZ_COMMAND_FENCE),
  PLAIN ("Bigm", WZ_COMMAND_FENCE),
  PLAIN ("Bigr", WZ_COMMAND_FENCE),
  LETTER ("Box", "□", WZ_FORMULA_UPRIGHT),
  LETTER ("Delta", "Δ", WZ_FORMULA_UPRIGHT),
  SYMBOL ("Downarrow", "⇓", WZ_FORMULA_RELATION),
  ALPHABET ("EuScript", WZ_ALPHABET_SCRIPT),
  LETTER ("Gamma", "Γ", WZ_FORMULA_UPRIGHT),
  LETTER ("Im", "ℑ", WZ_FORMULA_UPRIGHT),
  LETTER ("Lambda", "Λ", WZ_FORMULA_UPRIGHT),
  SYMBOL ("Leftarrow", "⇐", WZ_FORMULA_RELATION),
  SYMBOL ("Leftrightarrow", "⇔", WZ_FORMULA_RELATION),
  SYMBOL ("Longleftarrow", "⟸", WZ_FORMULA_RELATION),
  SYMBOL ("Longleftrightarrow", "⟺", WZ_FORMULA_RELATION),
  SYMBOL ("Longrightarrow", "⟹", WZ_FORMULA_RELATION),
  LETTER ("O", "Ø", WZ_FORMULA_UPRIGHT),
  LETTER ("OE", "Œ", WZ_FORMULA_UPRIGHT),
  LETTER ("Omega", "Ω", WZ_FORMULA_UPRIGHT),
  LETTER ("P", "¶", WZ_FORMULA_UPRIGHT),
  LETTER ("Phi", "Φ", WZ_FORMULA_UPRIGHT),
  LETTER ("Pi", "Π", WZ_FORMULA_UPRIGHT),
  FUNCTION ("Pr", "Pr", TRUE),
  LETTER ("Psi", "Ψ", WZ_FORMULA_UPRIGHT),
  LETTER ("Re", "ℜ", WZ_FORMULA_UPRIGHT),
  SYMBOL ("Rightarrow", "⇒", WZ_FORMULA_RELATION),
  LETTER ("S", "§", WZ_FORMULA_UPRIGHT),
  LETTER ("Sigma", "Σ", WZ_FORMULA_UPRIGHT),
  LETTER ("Theta", "Θ", WZ_FORMULA_UPRIGHT),
  SYMBOL ("Uparrow", "⇑", WZ_FORMULA_RELATION),
  LETTER ("Upsilon", "Υ", WZ_FORMULA_UPRIGHT),
  SYMBOL ("Vdash", "⊩", WZ_FORMULA_RELATION),
  SYMBOL ("Vert", "‖", WZ_FORMULA_ORDINARY),
  LETTER ("Xi", "Ξ", WZ_FORMULA_UPRIGHT),
  SYMBOL ("_", "_", WZ_FORMULA_ORDINARY),
  LETTER ("aa", "å", WZ_FORMULA_UPRIGHT),
  ACCENT ("acute", "´", "\xcc\x81"),
  LETTER ("ae", "æ", WZ_FORMULA_UPRIGHT),
  LETTER ("aleph", "ℵ", WZ_FORMULA_UPRIGHT),
  SPACE ("allowbreak", 0),
  LETTER ("alpha", "α", WZ_FORMULA_ITALIC),
  SYMBOL ("amalg", "⨿", WZ_FORMULA_BINARY),
  LETTER ("angle", "∠", WZ_FORMULA_UPRIGHT),
  SYMBOL ("approx", "≈", WZ_FORMULA_RELATION),
  SYMBOL ("approxeq", "≊", WZ_FORMULA_RELATION),
  FUNCTION ("arccos", "arccos", FALSE),
  FUNCTION ("arcsin", "arcsin", FALSE),
  FUNCTION ("arctan", "arctan", FALSE),
  FUNCTION ("arg", "arg", FALSE),
  FUNCTION ("argmax", "arg max", TRUE),
  FUNCTION ("argmin", "arg min", TRUE),
  SYMBOL ("ast", "∗", WZ_FORMULA_BINARY),
  SYMBOL ("asymp", "≍", WZ_FORMULA_RELATION),
  SYMBOL ("backslash", "∖", WZ_FORMULA_ORDINARY),
  ACCENT ("bar", "¯", "\xcc\x84"),
  SYMBOL ("because", "∵", WZ_FORMULA_RELATION),
  LETTER ("beta", "β", WZ_FORMULA_ITALIC),
  SWITCH ("bf", WZ_FORMULA_BOLD),
  PLAIN ("big", WZ_COMMAND_FENCE),
  SYMBOL ("bigcap", "⋂", WZ_FORMULA_BIG),
  SYMBOL ("bigcirc", "◯", WZ_FORMULA_BINARY),
  SYMBOL ("bigcup", "⋃", WZ_FORMULA_BIG),
  PLAIN ("bigg", WZ_COMMAND_FENCE),
  PLAIN ("biggl", WZ_COMMAND_FENCE),
  PLAIN ("biggr", WZ_COMMAND_FENCE),
  PLAIN ("bigl", WZ_COMMAND_FENCE),
  PLAIN ("bigm", WZ_COMMAND_FENCE),
  SYMBOL ("bigodot", "⨀", WZ_FORMULA_BIG),
  SYMBOL ("bigoplus", "⨁", WZ_FORMULA_BIG),
  SYMBOL ("bigotimes", "⨂", WZ_FORMULA_BIG),
  PLAIN ("bigr", WZ_COMMAND_FENCE),
  SYMBOL ("bigsqcup", "⨆", WZ_FORMULA_BIG),
  SYMBOL ("bigstar", "★", WZ_FORMULA_ORDINARY),
  SYMBOL ("biguplus", "⨄", WZ_FORMULA_BIG),
  SYMBOL ("bigvee", "⋁", WZ_FORMULA_BIG),
  SYMBOL ("bigwedge", "⋀", WZ_FORMULA_BIG),
  FRACTION ("binom", TRUE),
  STYLE ("bm", WZ_FORMULA_BOLD_ITALIC),
  FUNCTION ("bmod", "mod", FALSE),
  STYLE ("bold", WZ_FORMULA_BOLD),
  STYLE ("boldsymbol", WZ_FORMULA_BOLD_ITALIC),
  LETTER ("bot", "⊥", WZ_FORMULA_UPRIGHT),
  SYMBOL ("bowtie", "⋈", WZ_FORMULA_RELATION),
  SYMBOL ("boxdot", "⊡", WZ_FORMULA_BINARY),
  SYMBOL ("boxplus", "⊞", WZ_FORMULA_BINARY),
  SYMBOL ("boxtimes", "⊠", WZ_FORMULA_BINARY),
  ACCENT ("breve", "˘", "\xcc\x86"),
  SYMBOL ("bullet", "•", WZ_FORMULA_BINARY),
  ALPHABET ("cal", WZ_ALPHABET_SCRIPT),
  SYMBOL ("cap", "∩", WZ_FORMULA_BINARY),
  SYMBOL ("cdot", "·", WZ_FORMULA_BINARY),
  SYMBOL ("cdots", "⋯", WZ_FORMULA_ORDINARY),
  SYMBOL ("centerdot", "·", WZ_FORMULA_BINARY),
  FRACTION ("cfrac", FALSE),
  ACCENT ("check", "ˇ", "\xcc\x8c"),
  LETTER ("checkmark", "✓", WZ_FORMULA_UPRIGHT),
  LETTER ("chi", "χ", WZ_FORMULA_ITALIC),
  SYMBOL ("circ", "∘", WZ_FORMULA_BINARY),
  SYMBOL ("clubsuit", "♣", WZ_FORMULA_ORDINARY),
  SYMBOL ("colon", ":", WZ_FORMULA_RELATION),
  SYMBOL ("coloneq", "≔", WZ_FORMULA_RELATION),
  SYMBOL ("coloneqq", "≔", WZ_FORMULA_RELATION),
  SYMBOL ("cong", "≅", WZ_FORMULA_RELATION),
  SYMBOL ("coprod", "∐", WZ_FORMULA_BIG),
  LETTER ("copyright", "©", WZ_FORMULA_UPRIGHT),
  FUNCTION ("cos", "cos", FALSE),
  FUNCTION ("cosh", "cosh", FALSE),
  FUNCTION ("cot", "cot", FALSE),
  FUNCTION ("coth", "coth", FALSE),
  FUNCTION ("csc", "csc", FALSE),
  SYMBOL ("cup", "∪", WZ_FORMULA_BINARY),
  LETTER ("dag", "†", WZ_FORMULA_UPRIGHT),
  SYMBOL ("dagger", "†", WZ_FORMULA_BINARY),
  SYMBOL ("dashv", "⊣", WZ_FORMULA_RELATION),
  FRACTION ("dbinom", TRUE),
  LETTER ("ddag", "‡", WZ_FORMULA_UPRIGHT),
  SYMBOL ("ddagger", "‡", WZ_FORMULA_BINARY),
  ACCENT ("dddot", "⋯", "\xe2\x83\x9b"),
  ACCENT ("ddot", "¨", "\xcc\x88"),
  SYMBOL ("ddots", "⋱", WZ_FORMULA_ORDINARY),
  FUNCTION ("deg", "deg", FALSE),
  LETTER ("degree", "°", WZ_FORMULA_UPRIGHT),
  LETTER ("delta", "δ", WZ_FORMULA_ITALIC),
  FUNCTION ("det", "det", TRUE),
  FRACTION ("dfrac", FALSE),
  SYMBOL ("diamond", "⋄", WZ_FORMULA_BINARY),
  SYMBOL ("diamondsuit", "♢", WZ_FORMULA_ORDINARY),
  FUNCTION ("dim", "dim", FALSE),
  PLAIN ("displaystyle", WZ_COMMAND_IGNORE),
  SYMBOL ("div", "÷", WZ_FORMULA_BINARY),
  ACCENT ("dot", "˙", "\xcc\x87"),
  SYMBOL ("doteq", "≐", WZ_FORMULA_RELATION),
  SYMBOL ("dots", "…", WZ_FORMULA_ORDINARY),
  SYMBOL ("dotsb", "⋯", WZ_FORMULA_ORDINARY),
  SYMBOL ("dotsc", "…", WZ_FORMULA_ORDINARY),
  SYMBOL ("dotsm", "⋯", WZ_FORMULA_ORDINARY),
  SYMBOL ("downarrow", "↓", WZ_FORMULA_RELATION),
  LETTER ("ell", "ℓ", WZ_FORMULA_ITALIC),
  TEXT ("emph", WZ_FORMULA_ITALIC),
  LETTER ("emptyset", "∅", WZ_FORMULA_UPRIGHT),
  SPACE ("enspace", 9),
  STYLE ("ensuremath", WZ_FORMULA_ITALIC),
  LETTER ("epsilon", "ϵ", WZ_FORMULA_ITALIC),
  SYMBOL ("eqqcolon", "≕", WZ_FORMULA_RELATION),
  SYMBOL ("equiv", "≡", WZ_FORMULA_RELATION),
  LETTER ("eta", "η", WZ_FORMULA_ITALIC),
  LETTER ("exists", "∃", WZ_FORMULA_UPRIGHT),
  FUNCTION ("exp", "exp", FALSE),
  SYMBOL ("flat", "♭", WZ_FORMULA_ORDINARY),
  LETTER ("forall", "∀", WZ_FORMULA_UPRIGHT),
  FRACTION ("frac", FALSE),
  ALPHABET ("frak", WZ_ALPHABET_FRAKTUR),
  SYMBOL ("frown", "⌢", WZ_FORMULA_RELATION),
  LETTER ("gamma", "γ", WZ_FORMULA_ITALIC),
  FUNCTION ("gcd", "gcd", TRUE),
  SYMBOL ("ge", "≥", WZ_FORMULA_RELATION),
  SYMBOL ("geq", "≥", WZ_FORMULA_RELATION),
  SYMBOL ("geqslant", "⩾", WZ_FORMULA_RELATION),
  SYMBOL ("gets", "←", WZ_FORMULA_RELATION),
  SYMBOL ("gg", "≫", WZ_FORMULA_RELATION),
  SYMBOL ("ggg", "⋙", WZ_FORMULA_RELATION),
  ACCENT ("grave", "`", "\xcc\x80"),
  SYMBOL ("gtrsim", "≳", WZ_FORMULA_RELATION),
  ACCENT ("hat", "ˆ", "\xcc\x82"),
  LETTER ("hbar", "ℏ", WZ_FORMULA_UPRIGHT),
  TEXT ("hbox", WZ_FORMULA_UPRIGHT),
  SYMBOL ("heartsuit", "♡", WZ_FORMULA_ORDINARY),
  SPACE ("hfill", 18),
  FUNCTION ("hom", "hom", FALSE),
  SYMBOL ("hookleftarrow", "↩", WZ_FORMULA_RELATION),
  SYMBOL ("hookrightarrow", "↪", WZ_FORMULA_RELATION),
  SYMBOL ("iff", "⟺", WZ_FORMULA_RELATION),
  SYMBOL ("iiint", "∭", WZ_FORMULA_BIG),
  SYMBOL ("iint", "∬", WZ_FORMULA_BIG),
  LETTER ("imath", "ı", WZ_FORMULA_ITALIC),
  SYMBOL ("impliedby", "⟸", WZ_FORMULA_RELATION),
  SYMBOL ("implies", "⟹", WZ_FORMULA_RELATION),
  SYMBOL ("in", "∈", WZ_FORMULA_RELATION),
  FUNCTION ("inf", "inf", TRUE),
  LETTER ("infty", "∞", WZ_FORMULA_UPRIGHT),
  SYMBOL ("int", "∫", WZ_FORMULA_BIG),
  SYMBOL ("intercal", "⊺", WZ_FORMULA_BINARY),
  LETTER ("iota", "ι", WZ_FORMULA_ITALIC),
  SWITCH ("it", WZ_FORMULA_ITALIC),
  LETTER ("jmath", "ȷ", WZ_FORMULA_ITALIC),
  LETTER ("kappa", "κ", WZ_FORMULA_ITALIC),
  FUNCTION ("ker", "ker", FALSE),
  SYMBOL ("lVert", "‖", WZ_FORMULA_OPEN),
  PLAIN ("label", WZ_COMMAND_IGNORE_ARGUMENT),
  LETTER ("lambda", "λ", WZ_FORMULA_ITALIC),
  SYMBOL ("land", "∧", WZ_FORMULA_BINARY),
  SYMBOL ("langle", "⟨", WZ_FORMULA_OPEN),
  SYMBOL ("lbrace", "{", WZ_FORMULA_OPEN),
  SYMBOL ("lbrack", "[", WZ_FORMULA_OPEN),
  SYMBOL ("lceil", "⌈", WZ_FORMULA_OPEN),
  SYMBOL ("ldots", "…", WZ_FORMULA_ORDINARY),
  SYMBOL ("le", "≤", WZ_FORMULA_RELATION),
  SYMBOL ("leadsto", "⇝", WZ_FORMULA_RELATION),
  PLAIN ("left", WZ_COMMAND_FENCE),
  SYMBOL ("leftarrow", "←", WZ_FORMULA_RELATION),
  SYMBOL ("leftharpoondown", "↽", WZ_FORMULA_RELATION),
  SYMBOL ("leftharpoonup", "↼", WZ_FORMULA_RELATION),
  SYMBOL ("leftrightarrow", "↔", WZ_FORMULA_RELATION),
  SYMBOL ("leq", "≤", WZ_FORMULA_RELATION),
  SYMBOL ("leqslant", "⩽", WZ_FORMULA_RELATION),
  SYMBOL ("lessgtr", "≶", WZ_FORMULA_RELATION),
  SYMBOL ("lesssim", "≲", WZ_FORMULA_RELATION),
  SYMBOL ("lfloor", "⌊", WZ_FORMULA_OPEN),
  FUNCTION ("lg", "lg", FALSE),
  FUNCTION ("lim", "lim", TRUE),
  FUNCTION ("liminf", "lim inf", TRUE),
  PLAIN ("limits", WZ_COMMAND_IGNORE),
  FUNCTION ("limsup", "lim sup", TRUE),
  SYMBOL ("ll", "≪", WZ_FORMULA_RELATION),
  SYMBOL ("llbracket", "⟦", WZ_FORMULA_OPEN),
  SYMBOL ("lll", "⋘", WZ_FORMULA_RELATION),
  FUNCTION ("ln", "ln", FALSE),
  SYMBOL ("lnot", "¬", WZ_FORMULA_ORDINARY),
  FUNCTION ("log", "log", FALSE),
  SYMBOL ("longleftarrow", "⟵", WZ_FORMULA_RELATION),
  SYMBOL ("longleftrightarrow", "⟷", WZ_FORMULA_RELATION),
  SYMBOL ("longmapsto", "⟼", WZ_FORMULA_RELATION),
  SYMBOL ("longrightarrow", "⟶", WZ_FORMULA_RELATION),
  SYMBOL ("lor", "∨", WZ_FORMULA_BINARY),
  SYMBOL ("lparen", "(", WZ_FORMULA_OPEN),
  SYMBOL ("ltimes", "⋉", WZ_FORMULA_BINARY),
  SYMBOL ("lvert", "|", WZ_FORMULA_OPEN),
  SYMBOL ("mapsto", "↦", WZ_FORMULA_RELATION),
  ALPHABET ("mathbb", WZ_ALPHABET_DOUBLE),
  ALPHABET ("mathbbm", WZ_ALPHABET_DOUBLE),
  STYLE ("mathbf", WZ_FORMULA_BOLD),
  STYLE ("mathbin", WZ_FORMULA_ITALIC),
  ALPHABET ("mathcal", WZ_ALPHABET_SCRIPT),
  STYLE ("mathclose", WZ_FORMULA_ITALIC),
  ALPHABET ("mathds", WZ_ALPHABET_DOUBLE),
  ALPHABET ("mathfrak", WZ_ALPHABET_FRAKTUR),
  STYLE ("mathinner", WZ_FORMULA_ITALIC),
  STYLE ("mathit", WZ_FORMULA_ITALIC),
  STYLE ("mathnormal", WZ_FORMULA_ITALIC),
  STYLE ("mathop", WZ_FORMULA_UPRIGHT),
  STYLE ("mathopen", WZ_FORMULA_ITALIC),
  STYLE ("mathord", WZ_FORMULA_ITALIC),
  STYLE ("mathpunct", WZ_FORMULA_ITALIC),
  STYLE ("mathrel", WZ_FORMULA_ITALIC),
  ACCENT ("mathring", "˚", "\xcc\x8a"),
  STYLE ("mathrm", WZ_FORMULA_UPRIGHT),
  ALPHABET ("mathscr", WZ_ALPHABET_SCRIPT),
  STYLE ("mathsf", WZ_FORMULA_UPRIGHT),
  STYLE ("mathtt", WZ_FORMULA_MONO),
  STYLE ("mathup", WZ_FORMULA_UPRIGHT),
  FUNCTION ("max", "max", TRUE),
  TEXT ("mbox", WZ_FORMULA_UPRIGHT),
  SPACE ("medspace", 4),
  SYMBOL ("mho", "℧", WZ_FORMULA_ORDINARY),
  SYMBOL ("mid", "∣", WZ_FORMULA_RELATION),
  PLAIN ("middle", WZ_COMMAND_FENCE),
  FUNCTION ("min", "min", TRUE),
  SWITCH ("mit", WZ_FORMULA_ITALIC),
  FUNCTION ("mod", "mod", FALSE),
  SYMBOL ("models", "⊨", WZ_FORMULA_RELATION),
  SYMBOL ("mp", "∓", WZ_FORMULA_BINARY),
  LETTER ("mu", "μ", WZ_FORMULA_ITALIC),
  SYMBOL ("multimap", "⊸", WZ_FORMULA_RELATION),
  LETTER ("nabla", "∇", WZ_FORMULA_UPRIGHT),
  SYMBOL ("natural", "♮", WZ_FORMULA_ORDINARY),
  SYMBOL ("ne", "≠", WZ_FORMULA_RELATION),
  SYMBOL ("nearrow", "↗", WZ_FORMULA_RELATION),
  SYMBOL ("neg", "¬", WZ_FORMULA_ORDINARY),
  SPACE ("negthinspace", 0),
  SYMBOL ("neq", "≠", WZ_FORMULA_RELATION),
  LETTER ("nexists", "∄", WZ_FORMULA_UPRIGHT),
  SYMBOL ("ni", "∋", WZ_FORMULA_RELATION),
  FRACTION ("nicefrac", FALSE),
  SYMBOL ("nmid", "∤", WZ_FORMULA_RELATION),
  SPACE ("nobreak", 0),
  PLAIN ("nolimits", WZ_COMMAND_IGNORE),
  PLAIN ("nonumber", WZ_COMMAND_IGNORE),
  PLAIN ("normalsize", WZ_COMMAND_IGNORE),
  PLAIN ("not", WZ_COMMAND_NOT),
  PLAIN ("notag", WZ_COMMAND_IGNORE),
  SYMBOL ("notin", "∉", WZ_FORMULA_RELATION),
  SYMBOL ("nparallel", "∦", WZ_FORMULA_RELATION),
  SYMBOL ("nsubseteq", "⊈", WZ_FORMULA_RELATION),
  LETTER ("nu", "ν", WZ_FORMULA_ITALIC),
  SYMBOL ("nwarrow", "↖", WZ_FORMULA_RELATION),
  LETTER ("o", "ø", WZ_FORMULA_UPRIGHT),
  SYMBOL ("odot", "⊙", WZ_FORMULA_BINARY),
  LETTER ("oe", "œ", WZ_FORMULA_UPRIGHT),
  SYMBOL ("oint", "∮", WZ_FORMULA_BIG),
  LETTER ("omega", "ω", WZ_FORMULA_ITALIC),
  LETTER ("omicron", "ο", WZ_FORMULA_ITALIC),
  SYMBOL ("ominus", "⊖", WZ_FORMULA_BINARY),
  PLAIN ("operatorname", WZ_COMMAND_OPERATOR),
  PLAIN ("operatorname*", WZ_COMMAND_OPERATOR),
  SYMBOL ("oplus", "⊕", WZ_FORMULA_BINARY),
  SYMBOL ("oslash", "⊘", WZ_FORMULA_BINARY),
  SYMBOL ("otimes", "⊗", WZ_FORMULA_BINARY),
  BRACE ("overbrace", "⏞", FALSE),
  ACCENT ("overleftarrow", "←", "\xe2\x83\x96"),
  ACCENT ("overline", "¯", "\xcc\x85"),
  ACCENT ("overrightarrow", "→", "\xe2\x83\x97"),
  STACK ("overset", FALSE),
  SYMBOL ("parallel", "∥", WZ_FORMULA_RELATION),
  LETTER ("partial", "∂", WZ_FORMULA_UPRIGHT),
  SYMBOL ("perp", "⊥", WZ_FORMULA_RELATION),
  LETTER ("phi", "ϕ", WZ_FORMULA_ITALIC),
  LETTER ("pi", "π", WZ_FORMULA_ITALIC),
  SYMBOL ("pm", "±", WZ_FORMULA_BINARY),
  STYLE ("pmb", WZ_FORMULA_BOLD_ITALIC),
  PLAIN ("pmod", WZ_COMMAND_MOD),
  LETTER ("pounds", "£", WZ_FORMULA_UPRIGHT),
  SYMBOL ("prec", "≺", WZ_FORMULA_RELATION),
  SYMBOL ("preceq", "⪯", WZ_FORMULA_RELATION),
  LETTER ("prime", "′", WZ_FORMULA_UPRIGHT),
  SYMBOL ("prod", "∏", WZ_FORMULA_BIG),
  SYMBOL ("propto", "∝", WZ_FORMULA_RELATION),
  PLAIN ("protect", WZ_COMMAND_IGNORE),
  LETTER ("psi", "ψ", WZ_FORMULA_ITALIC),
  SPACE ("qquad", 36),
  SPACE ("quad", 18),
  SYMBOL ("rVert", "‖", WZ_FORMULA_CLOSE),
  SYMBOL ("rangle", "⟩", WZ_FORMULA_CLOSE),
  SYMBOL ("rbrace", "}", WZ_FORMULA_CLOSE),
  SYMBOL ("rbrack", "]", WZ_FORMULA_CLOSE),
  SYMBOL ("rceil", "⌉", WZ_FORMULA_CLOSE),
  PLAIN ("relax", WZ_COMMAND_IGNORE),
  SYMBOL ("rfloor", "⌋", WZ_FORMULA_CLOSE),
  LETTER ("rho", "ρ", WZ_FORMULA_ITALIC),
  PLAIN ("right", WZ_COMMAND_FENCE),
  SYMBOL ("rightarrow", "→", WZ_FORMULA_RELATION),
  SYMBOL ("rightarrowtail", "↣", WZ_FORMULA_RELATION),
  SYMBOL ("rightharpoondown", "⇁", WZ_FORMULA_RELATION),
  SYMBOL ("rightharpoonup", "⇀", WZ_FORMULA_RELATION),
  SYMBOL ("rightleftharpoons", "⇌", WZ_FORMULA_RELATION),
  SYMBOL ("rightsquigarrow", "⇝", WZ_FORMULA_RELATION),
  SWITCH ("rm", WZ_FORMULA_UPRIGHT),
  PLAIN ("rmfamily", WZ_COMMAND_IGNORE),
  SYMBOL ("rparen", ")", WZ_FORMULA_CLOSE),
  SYMBOL ("rrbracket", "⟧", WZ_FORMULA_CLOSE),
  SYMBOL ("rtimes", "⋊", WZ_FORMULA_BINARY),
  SYMBOL ("rvert", "|", WZ_FORMULA_CLOSE),
  PLAIN ("scriptscriptstyle", WZ_COMMAND_IGNORE),
  PLAIN ("scriptstyle", WZ_COMMAND_IGNORE),
  SYMBOL ("searrow", "↘", WZ_FORMULA_RELATION),
  FUNCTION ("sec", "sec", FALSE),
  SYMBOL ("setminus", "∖", WZ_FORMULA_BINARY),
  SWITCH ("sf", WZ_FORMULA_UPRIGHT),
  FRACTION ("sfrac", FALSE),
  SYMBOL ("sharp", "♯", WZ_FORMULA_ORDINARY),
  LETTER ("sigma", "σ", WZ_FORMULA_ITALIC),
  SYMBOL ("sim", "∼", WZ_FORMULA_RELATION),
  SYMBOL ("simeq", "≃", WZ_FORMULA_RELATION),
  FUNCTION ("sin", "sin", FALSE),
  FUNCTION ("sinh", "sinh", FALSE),
  PLAIN ("small", WZ_COMMAND_IGNORE),
  SYMBOL ("smallsetminus", "∖", WZ_FORMULA_BINARY),
  SYMBOL ("smile", "⌣", WZ_FORMULA_RELATION),
  SPACE ("space", 6),
  SYMBOL ("spadesuit", "♠", WZ_FORMULA_ORDINARY),
  SYMBOL ("sqcap", "⊓", WZ_FORMULA_BINARY),
  SYMBOL ("sqcup", "⊔", WZ_FORMULA_BINARY),
  PLAIN ("sqrt", WZ_COMMAND_ROOT),
  SYMBOL ("sqsubset", "⊏", WZ_FORMULA_RELATION),
  SYMBOL ("sqsubseteq", "⊑", WZ_FORMULA_RELATION),
  SYMBOL ("sqsupseteq", "⊒", WZ_FORMULA_RELATION),
  LETTER ("square", "□", WZ_FORMULA_UPRIGHT),
  LETTER ("ss", "ß", WZ_FORMULA_UPRIGHT),
  STACK ("stackrel", FALSE),
  SYMBOL ("star", "⋆", WZ_FORMULA_BINARY),
  SYMBOL ("subset", "⊂", WZ_FORMULA_RELATION),
  SYMBOL ("subseteq", "⊆", WZ_FORMULA_RELATION),
  SYMBOL ("subsetneq", "⊊", WZ_FORMULA_RELATION),
  SYMBOL ("succ", "≻", WZ_FORMULA_RELATION),
  SYMBOL ("succeq", "⪰", WZ_FORMULA_RELATION),
  SYMBOL ("sum", "∑", WZ_FORMULA_BIG),
  FUNCTION ("sup", "sup", TRUE),
  SYMBOL ("supset", "⊃", WZ_FORMULA_RELATION),
  SYMBOL ("supseteq", "⊇", WZ_FORMULA_RELATION),
  SYMBOL ("supsetneq", "⊋", WZ_FORMULA_RELATION),
  SYMBOL ("surd", "√", WZ_FORMULA_ORDINARY),
  SYMBOL ("swarrow", "↙", WZ_FORMULA_RELATION),
  STYLE ("symbf", WZ_FORMULA_BOLD),
  STYLE ("symrm", WZ_FORMULA_UPRIGHT),
  FUNCTION ("tan", "tan", FALSE),
  FUNCTION ("tanh", "tanh", FALSE),
  LETTER ("tau", "τ", WZ_FORMULA_ITALIC),
  FRACTION ("tbinom", TRUE),
  TEXT ("text", WZ_FORMULA_UPRIGHT),
  TEXT ("textbf", WZ_FORMULA_BOLD),
  SYMBOL ("textdegree", "°", WZ_FORMULA_ORDINARY),
  SYMBOL ("textellipsis", "…", WZ_FORMULA_ORDINARY),
  SYMBOL ("textemdash", "—", WZ_FORMULA_ORDINARY),
  SYMBOL ("textendash", "–", WZ_FORMULA_ORDINARY),
  TEXT ("textit", WZ_FORMULA_ITALIC),
  TEXT ("textmd", WZ_FORMULA_UPRIGHT),
  TEXT ("textnormal", WZ_FORMULA_UPRIGHT),
  TEXT ("textrm", WZ_FORMULA_UPRIGHT),
  TEXT ("textsc", WZ_FORMULA_UPRIGHT),
  TEXT ("textsf", WZ_FORMULA_UPRIGHT),
  TEXT ("textsl", WZ_FORMULA_ITALIC),
  PLAIN ("textstyle", WZ_COMMAND_IGNORE),
  TEXT ("texttt", WZ_FORMULA_MONO),
  TEXT ("textup", WZ_FORMULA_UPRIGHT),
  FRACTION ("tfrac", FALSE),
  SYMBOL ("therefore", "∴", WZ_FORMULA_RELATION),
  LETTER ("theta", "θ", WZ_FORMULA_ITALIC),
  SPACE ("thickspace", 5),
  SPACE ("thinspace", 3),
  ACCENT ("tilde", "˜", "\xcc\x83"),
  SYMBOL ("times", "×", WZ_FORMULA_BINARY),
  SYMBOL ("to", "→", WZ_FORMULA_RELATION),
  LETTER ("top", "⊤", WZ_FORMULA_UPRIGHT),
  LETTER ("triangle", "△", WZ_FORMULA_UPRIGHT),
  SYMBOL ("triangleq", "≜", WZ_FORMULA_RELATION),
  SWITCH ("tt", WZ_FORMULA_MONO),
  SYMBOL ("twoheadrightarrow", "↠", WZ_FORMULA_RELATION),
  SYMBOL ("ulcorner", "⌜", WZ_FORMULA_OPEN),
  ACCENT ("underbar", "_", "\xcc\xb2"),
  BRACE ("underbrace", "⏟", TRUE),
  ACCENT ("underline", "_", "\xcc\xb2"),
  STACK ("underset", TRUE),
  SYMBOL ("uparrow", "↑", WZ_FORMULA_RELATION),
  SYMBOL ("updownarrow", "↕", WZ_FORMULA_RELATION),
  SYMBOL ("uplus", "⊎", WZ_FORMULA_BINARY),
  LETTER ("upsilon", "υ", WZ_FORMULA_ITALIC),
  SYMBOL ("urcorner", "⌝", WZ_FORMULA_CLOSE),
  SYMBOL ("vDash", "⊨", WZ_FORMULA_RELATION),
  LETTER ("varepsilon", "ε", WZ_FORMULA_ITALIC),
  LETTER ("varnothing", "∅", WZ_FORMULA_UPRIGHT),
  LETTER ("varphi", "φ", WZ_FORMULA_ITALIC),
  LETTER ("varpi", "ϖ", WZ_FORMULA_ITALIC),
  SYMBOL ("varpropto", "∝", WZ_FORMULA_RELATION),
  LETTER ("varrho", "ϱ", WZ_FORMULA_ITALIC),
  LETTER ("varsigma", "ς", WZ_FORMULA_ITALIC),
  LETTER ("vartheta", "ϑ", WZ_FORMULA_ITALIC),
  SYMBOL ("vdash", "⊢", WZ_FORMULA_RELATION),
  SYMBOL ("vdots", "⋮", WZ_FORMULA_ORDINARY),
  ACCENT ("vec", "→", "\xe2\x83\x97"),
  SYMBOL ("vee", "∨", WZ_FORMULA_BINARY),
  SYMBOL ("vert", "|", WZ_FORMULA_ORDINARY),
  SYMBOL ("wedge", "∧", WZ_FORMULA_BINARY),
  ACCENT ("widecheck", "ˇ", "\xcc\x8c"),
  ACCENT ("widehat", "ˆ", "\xcc\x82"),
  ACCENT ("widetilde", "˜", "\xcc\x83"),
  LETTER ("wp", "℘", WZ_FORMULA_UPRIGHT),
  SYMBOL ("wr", "≀", WZ_FORMULA_BINARY),
  LETTER ("xi", "ξ", WZ_FORMULA_ITALIC),
  LETTER ("zeta", "ζ", WZ_FORMULA_ITALIC),
  SYMBOL ("{", "{", WZ_FORMULA_OPEN),
  SYMBOL ("|", "‖", WZ_FORMULA_ORDINARY),
  SYMBOL ("}", "}", WZ_FORMULA_CLOSE),
};
/* clang-format on */

typedef struct {
  const gchar *name;
  gsize length;
} Name;

static int
compare_name (const void *key, const void *row)
{
  const Name *name = key;
  const WzCommand *command = row;
  int order = strncmp (name->name, command->name, name->length);

  return order != 0 ? order : -(command->name[name->length] != '\0');
}

const WzCommand *
wz_formula_find_command (const gchar *name, gsize length)
{
  Name key = {name, length};

  return bsearch (&key, commands, G_N_ELEMENTS (commands), sizeof commands[0], compare_name);
}

/* Letters of the alphabets that Unicode has outside the mathematical block. */
static const struct {
  WzAlphabet alphabet;
  gunichar letter;
  gunichar code;
} exceptions[] = {
    {WZ_ALPHABET_DOUBLE, 'C', 0x2102},  {WZ_ALPHABET_DOUBLE, 'H', 0x210D},
    {WZ_ALPHABET_DOUBLE, 'N', 0x2115},  {WZ_ALPHABET_DOUBLE, 'P', 0x2119},
    {WZ_ALPHABET_DOUBLE, 'Q', 0x211A},  {WZ_ALPHABET_DOUBLE, 'R', 0x211D},
    {WZ_ALPHABET_DOUBLE, 'Z', 0x2124},  {WZ_ALPHABET_SCRIPT, 'B', 0x212C},
    {WZ_ALPHABET_SCRIPT, 'E', 0x2130},  {WZ_ALPHABET_SCRIPT, 'F', 0x2131},
    {WZ_ALPHABET_SCRIPT, 'H', 0x210B},  {WZ_ALPHABET_SCRIPT, 'I', 0x2110},
    {WZ_ALPHABET_SCRIPT, 'L', 0x2112},  {WZ_ALPHABET_SCRIPT, 'M', 0x2133},
    {WZ_ALPHABET_SCRIPT, 'R', 0x211B},  {WZ_ALPHABET_SCRIPT, 'e', 0x212F},
    {WZ_ALPHABET_SCRIPT, 'g', 0x210A},  {WZ_ALPHABET_SCRIPT, 'o', 0x2134},
    {WZ_ALPHABET_FRAKTUR, 'C', 0x212D}, {WZ_ALPHABET_FRAKTUR, 'H', 0x210C},
    {WZ_ALPHABET_FRAKTUR, 'I', 0x2111}, {WZ_ALPHABET_FRAKTUR, 'R', 0x211C},
    {WZ_ALPHABET_FRAKTUR, 'Z', 0x2128},
};

gunichar
wz_formula_alphabet_letter (WzAlphabet alphabet, gunichar c)
{
  static const gunichar upper[] = {0x1D538, 0x1D49C, 0x1D504};
  static const gunichar lower[] = {0x1D552, 0x1D4B6, 0x1D51E};

  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (exceptions[i].alphabet == alphabet && exceptions[i].letter == c)
      return exceptions[i].code;
  if (c >= 'A' && c <= 'Z')
    return upper[alphabet] + c - 'A';
  if (c >= 'a' && c <= 'z')
    return lower[alphabet] + c - 'a';
  if (alphabet == WZ_ALPHABET_DOUBLE && c >= '0' && c <= '9')
    return 0x1D7D8 + c - '0';
  return c;
}

static const struct {
  gunichar base;
  gunichar sup;
  gunichar sub;
} scripts[] = {
    {'0', 0x2070, 0x2080}, {'1', 0x00B9, 0x2081}, {'2', 0x00B2, 0x2082}, {'3', 0x00B3, 0x2083},
    {'4', 0x2074, 0x2084}, {'5', 0x2075, 0x2085}, {'6', 0x2076, 0x2086}, {'7', 0x2077, 0x2087},
    {'8', 0x2078, 0x2088}, {'9', 0x2079, 0x2089}, {'+', 0x207A, 0x208A}, {0x2212, 0x207B, 0x208B},
    {'=', 0x207C, 0x208C}, {'(', 0x207D, 0x208D}, {')', 0x207E, 0x208E}, {'n', 0x207F, 0x2099},
    {'i', 0x2071, 0x1D62}, {'a', 0, 0x2090},      {'e', 0, 0x2091},      {'o', 0, 0x2092},
    {'x', 0, 0x2093},      {'h', 0, 0x2095},      {'k', 0, 0x2096},      {'l', 0, 0x2097},
    {'m', 0, 0x2098},      {'p', 0, 0x209A},      {'s', 0, 0x209B},      {'t', 0, 0x209C},
    {'r', 0, 0x1D63},      {'u', 0, 0x1D64},      {'v', 0, 0x1D65},      {'j', 0, 0x2C7C},
};

gunichar
wz_formula_script_character (gunichar c, gboolean sup)
{
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (scripts[i].base == c)
      return sup ? scripts[i].sup : scripts[i].sub;
  return 0;
}

const gchar *
wz_formula_negated (const gchar *sign)
{
  static const gchar *const pairs[][2] = {
      {"=", "≠"}, {"<", "≮"}, {">", "≯"}, {"≤", "≰"}, {"≥", "≱"}, {"∈", "∉"}, {"∋", "∌"}, {"⊂", "⊄"},
      {"⊃", "⊅"}, {"⊆", "⊈"}, {"⊇", "⊉"}, {"≡", "≢"}, {"∼", "≁"}, {"≈", "≉"}, {"≅", "≇"}, {"∃", "∄"},
      {"∣", "∤"}, {"∥", "∦"}, {"⊢", "⊬"}, {"⊨", "⊭"}, {"→", "↛"}, {"←", "↚"}, {"⇒", "⇏"}, {"≺", "⊀"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (pairs[i][0], sign) == 0)
      return pairs[i][1];
  return NULL;
}
