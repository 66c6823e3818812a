/* formula-symbols.c: what TeX's commands mean, as tables. SPDX-License-Identifier: MIT
 *
 * Names and meanings: The TeXbook, appendix F; the amsmath and amssymb manuals; code points: Unicode 15,
 * Mathematical Alphanumeric Symbols with the letters that stand elsewhere in the BMP (UTR 25, 2.2).
 */
#include "formula-symbols.h"

#include <stdlib.h>
#include <string.h>

#define SYMBOL(name, text, class)                                                                            \
  {                                                                                                          \
    name, COMMAND_SYMBOL, text, class, 0, FALSE, NULL                                                        \
  }
#define LETTER(name, text, style)                                                                            \
  {                                                                                                          \
    name, COMMAND_LETTER, text, FORMULA_ORDINARY, style, FALSE, NULL                                         \
  }
#define FUNCTION(name, text, limits)                                                                         \
  {                                                                                                          \
    name, COMMAND_FUNCTION, text, FORMULA_ORDINARY, 0, limits, NULL                                          \
  }
#define SPACE(name, mu)                                                                                      \
  {                                                                                                          \
    name, COMMAND_SPACE, NULL, FORMULA_ORDINARY, mu, FALSE, NULL                                             \
  }
#define ACCENT(name, text, mark)                                                                             \
  {                                                                                                          \
    name, COMMAND_ACCENT, text, FORMULA_ORDINARY, 0, FALSE, mark                                             \
  }
#define ALPHABET(name, alphabet)                                                                             \
  {                                                                                                          \
    name, COMMAND_ALPHABET, NULL, FORMULA_ORDINARY, alphabet, FALSE, NULL                                    \
  }
#define STYLE(name, style)                                                                                   \
  {                                                                                                          \
    name, COMMAND_STYLE, NULL, FORMULA_ORDINARY, style, FALSE, NULL                                          \
  }
#define SWITCH(name, style)                                                                                  \
  {                                                                                                          \
    name, COMMAND_SWITCH, NULL, FORMULA_ORDINARY, style, FALSE, NULL                                         \
  }
#define TEXT(name, style)                                                                                    \
  {                                                                                                          \
    name, COMMAND_TEXT, NULL, FORMULA_ORDINARY, style, FALSE, NULL                                           \
  }
#define FRACTION(name, binomial)                                                                             \
  {                                                                                                          \
    name, COMMAND_FRACTION, NULL, FORMULA_ORDINARY, 0, binomial, NULL                                        \
  }
#define STACK(name, under)                                                                                   \
  {                                                                                                          \
    name, COMMAND_STACK, NULL, FORMULA_ORDINARY, 0, under, NULL                                              \
  }
#define BRACE(name, text, under)                                                                             \
  {                                                                                                          \
    name, COMMAND_BRACE, text, FORMULA_ORDINARY, 0, under, NULL                                              \
  }
#define PLAIN(name, kind)                                                                                    \
  {                                                                                                          \
    name, kind, NULL, FORMULA_ORDINARY, 0, FALSE, NULL                                                       \
  }

/* clang-format off */
/* In the order of strcmp(), for bsearch(). */
static const Command commands[] = {
  SPACE (" ", 6),
  SPACE ("!", 0),
  SYMBOL ("#", "#", FORMULA_ORDINARY),
  SYMBOL ("$", "$", FORMULA_ORDINARY),
  SYMBOL ("%", "%", FORMULA_ORDINARY),
  SYMBOL ("&", "&", FORMULA_ORDINARY),
  SPACE (",", 3),
  SPACE ("-", 0),
  SPACE ("/", 0),
  SPACE (":", 4),
  SPACE (";", 5),
  SPACE (">", 4),
  LETTER ("AA", "Å", FORMULA_UPRIGHT),
  LETTER ("AE", "Æ", FORMULA_UPRIGHT),
  ALPHABET ("Bbb", ALPHABET_DOUBLE),
  PLAIN ("Big", COMMAND_FENCE),
  PLAIN ("Bigg", COMMAND_FENCE),
  PLAIN ("Biggl", COMMAND_FENCE),
  PLAIN ("Biggr", COMMAND_FENCE),
  PLAIN ("Bigl", COMMAND_FENCE),
  PLAIN ("Bigm", COMMAND_FENCE),
  PLAIN ("Bigr", COMMAND_FENCE),
  LETTER ("Box", "□", FORMULA_UPRIGHT),
  LETTER ("Delta", "Δ", FORMULA_UPRIGHT),
  SYMBOL ("Downarrow", "⇓", FORMULA_RELATION),
  ALPHABET ("EuScript", ALPHABET_SCRIPT),
  LETTER ("Gamma", "Γ", FORMULA_UPRIGHT),
  LETTER ("Im", "ℑ", FORMULA_UPRIGHT),
  LETTER ("Lambda", "Λ", FORMULA_UPRIGHT),
  SYMBOL ("Leftarrow", "⇐", FORMULA_RELATION),
  SYMBOL ("Leftrightarrow", "⇔", FORMULA_RELATION),
  SYMBOL ("Longleftarrow", "⟸", FORMULA_RELATION),
  SYMBOL ("Longleftrightarrow", "⟺", FORMULA_RELATION),
  SYMBOL ("Longrightarrow", "⟹", FORMULA_RELATION),
  LETTER ("O", "Ø", FORMULA_UPRIGHT),
  LETTER ("OE", "Œ", FORMULA_UPRIGHT),
  LETTER ("Omega", "Ω", FORMULA_UPRIGHT),
  LETTER ("P", "¶", FORMULA_UPRIGHT),
  LETTER ("Phi", "Φ", FORMULA_UPRIGHT),
  LETTER ("Pi", "Π", FORMULA_UPRIGHT),
  FUNCTION ("Pr", "Pr", TRUE),
  LETTER ("Psi", "Ψ", FORMULA_UPRIGHT),
  LETTER ("Re", "ℜ", FORMULA_UPRIGHT),
  SYMBOL ("Rightarrow", "⇒", FORMULA_RELATION),
  LETTER ("S", "§", FORMULA_UPRIGHT),
  LETTER ("Sigma", "Σ", FORMULA_UPRIGHT),
  LETTER ("Theta", "Θ", FORMULA_UPRIGHT),
  SYMBOL ("Uparrow", "⇑", FORMULA_RELATION),
  LETTER ("Upsilon", "Υ", FORMULA_UPRIGHT),
  SYMBOL ("Vdash", "⊩", FORMULA_RELATION),
  SYMBOL ("Vert", "‖", FORMULA_ORDINARY),
  LETTER ("Xi", "Ξ", FORMULA_UPRIGHT),
  SYMBOL ("_", "_", FORMULA_ORDINARY),
  LETTER ("aa", "å", FORMULA_UPRIGHT),
  ACCENT ("acute", "´", "\xcc\x81"),
  LETTER ("ae", "æ", FORMULA_UPRIGHT),
  LETTER ("aleph", "ℵ", FORMULA_UPRIGHT),
  SPACE ("allowbreak", 0),
  LETTER ("alpha", "α", FORMULA_ITALIC),
  SYMBOL ("amalg", "⨿", FORMULA_BINARY),
  LETTER ("angle", "∠", FORMULA_UPRIGHT),
  SYMBOL ("approx", "≈", FORMULA_RELATION),
  SYMBOL ("approxeq", "≊", FORMULA_RELATION),
  FUNCTION ("arccos", "arccos", FALSE),
  FUNCTION ("arcsin", "arcsin", FALSE),
  FUNCTION ("arctan", "arctan", FALSE),
  FUNCTION ("arg", "arg", FALSE),
  FUNCTION ("argmax", "arg max", TRUE),
  FUNCTION ("argmin", "arg min", TRUE),
  SYMBOL ("ast", "∗", FORMULA_BINARY),
  SYMBOL ("asymp", "≍", FORMULA_RELATION),
  SYMBOL ("backslash", "∖", FORMULA_ORDINARY),
  ACCENT ("bar", "¯", "\xcc\x84"),
  SYMBOL ("because", "∵", FORMULA_RELATION),
  LETTER ("beta", "β", FORMULA_ITALIC),
  SWITCH ("bf", FORMULA_BOLD),
  PLAIN ("big", COMMAND_FENCE),
  SYMBOL ("bigcap", "⋂", FORMULA_BIG),
  SYMBOL ("bigcirc", "◯", FORMULA_BINARY),
  SYMBOL ("bigcup", "⋃", FORMULA_BIG),
  PLAIN ("bigg", COMMAND_FENCE),
  PLAIN ("biggl", COMMAND_FENCE),
  PLAIN ("biggr", COMMAND_FENCE),
  PLAIN ("bigl", COMMAND_FENCE),
  PLAIN ("bigm", COMMAND_FENCE),
  SYMBOL ("bigodot", "⨀", FORMULA_BIG),
  SYMBOL ("bigoplus", "⨁", FORMULA_BIG),
  SYMBOL ("bigotimes", "⨂", FORMULA_BIG),
  PLAIN ("bigr", COMMAND_FENCE),
  SYMBOL ("bigsqcup", "⨆", FORMULA_BIG),
  SYMBOL ("bigstar", "★", FORMULA_ORDINARY),
  SYMBOL ("biguplus", "⨄", FORMULA_BIG),
  SYMBOL ("bigvee", "⋁", FORMULA_BIG),
  SYMBOL ("bigwedge", "⋀", FORMULA_BIG),
  FRACTION ("binom", TRUE),
  STYLE ("bm", FORMULA_BOLD_ITALIC),
  FUNCTION ("bmod", "mod", FALSE),
  STYLE ("bold", FORMULA_BOLD),
  STYLE ("boldsymbol", FORMULA_BOLD_ITALIC),
  LETTER ("bot", "⊥", FORMULA_UPRIGHT),
  SYMBOL ("bowtie", "⋈", FORMULA_RELATION),
  SYMBOL ("boxdot", "⊡", FORMULA_BINARY),
  SYMBOL ("boxplus", "⊞", FORMULA_BINARY),
  SYMBOL ("boxtimes", "⊠", FORMULA_BINARY),
  ACCENT ("breve", "˘", "\xcc\x86"),
  SYMBOL ("bullet", "•", FORMULA_BINARY),
  ALPHABET ("cal", ALPHABET_SCRIPT),
  SYMBOL ("cap", "∩", FORMULA_BINARY),
  SYMBOL ("cdot", "·", FORMULA_BINARY),
  SYMBOL ("cdots", "⋯", FORMULA_ORDINARY),
  SYMBOL ("centerdot", "·", FORMULA_BINARY),
  FRACTION ("cfrac", FALSE),
  ACCENT ("check", "ˇ", "\xcc\x8c"),
  LETTER ("checkmark", "✓", FORMULA_UPRIGHT),
  LETTER ("chi", "χ", FORMULA_ITALIC),
  SYMBOL ("circ", "∘", FORMULA_BINARY),
  SYMBOL ("clubsuit", "♣", FORMULA_ORDINARY),
  SYMBOL ("colon", ":", FORMULA_RELATION),
  SYMBOL ("coloneq", "≔", FORMULA_RELATION),
  SYMBOL ("coloneqq", "≔", FORMULA_RELATION),
  SYMBOL ("cong", "≅", FORMULA_RELATION),
  SYMBOL ("coprod", "∐", FORMULA_BIG),
  LETTER ("copyright", "©", FORMULA_UPRIGHT),
  FUNCTION ("cos", "cos", FALSE),
  FUNCTION ("cosh", "cosh", FALSE),
  FUNCTION ("cot", "cot", FALSE),
  FUNCTION ("coth", "coth", FALSE),
  FUNCTION ("csc", "csc", FALSE),
  SYMBOL ("cup", "∪", FORMULA_BINARY),
  LETTER ("dag", "†", FORMULA_UPRIGHT),
  SYMBOL ("dagger", "†", FORMULA_BINARY),
  SYMBOL ("dashv", "⊣", FORMULA_RELATION),
  FRACTION ("dbinom", TRUE),
  LETTER ("ddag", "‡", FORMULA_UPRIGHT),
  SYMBOL ("ddagger", "‡", FORMULA_BINARY),
  ACCENT ("dddot", "⋯", "\xe2\x83\x9b"),
  ACCENT ("ddot", "¨", "\xcc\x88"),
  SYMBOL ("ddots", "⋱", FORMULA_ORDINARY),
  FUNCTION ("deg", "deg", FALSE),
  LETTER ("degree", "°", FORMULA_UPRIGHT),
  LETTER ("delta", "δ", FORMULA_ITALIC),
  FUNCTION ("det", "det", TRUE),
  FRACTION ("dfrac", FALSE),
  SYMBOL ("diamond", "⋄", FORMULA_BINARY),
  SYMBOL ("diamondsuit", "♢", FORMULA_ORDINARY),
  FUNCTION ("dim", "dim", FALSE),
  PLAIN ("displaystyle", COMMAND_IGNORE),
  SYMBOL ("div", "÷", FORMULA_BINARY),
  ACCENT ("dot", "˙", "\xcc\x87"),
  SYMBOL ("doteq", "≐", FORMULA_RELATION),
  SYMBOL ("dots", "…", FORMULA_ORDINARY),
  SYMBOL ("dotsb", "⋯", FORMULA_ORDINARY),
  SYMBOL ("dotsc", "…", FORMULA_ORDINARY),
  SYMBOL ("dotsm", "⋯", FORMULA_ORDINARY),
  SYMBOL ("downarrow", "↓", FORMULA_RELATION),
  LETTER ("ell", "ℓ", FORMULA_ITALIC),
  TEXT ("emph", FORMULA_ITALIC),
  LETTER ("emptyset", "∅", FORMULA_UPRIGHT),
  SPACE ("enspace", 9),
  STYLE ("ensuremath", FORMULA_ITALIC),
  LETTER ("epsilon", "ϵ", FORMULA_ITALIC),
  SYMBOL ("eqqcolon", "≕", FORMULA_RELATION),
  SYMBOL ("equiv", "≡", FORMULA_RELATION),
  LETTER ("eta", "η", FORMULA_ITALIC),
  LETTER ("exists", "∃", FORMULA_UPRIGHT),
  FUNCTION ("exp", "exp", FALSE),
  SYMBOL ("flat", "♭", FORMULA_ORDINARY),
  LETTER ("forall", "∀", FORMULA_UPRIGHT),
  FRACTION ("frac", FALSE),
  ALPHABET ("frak", ALPHABET_FRAKTUR),
  SYMBOL ("frown", "⌢", FORMULA_RELATION),
  LETTER ("gamma", "γ", FORMULA_ITALIC),
  FUNCTION ("gcd", "gcd", TRUE),
  SYMBOL ("ge", "≥", FORMULA_RELATION),
  SYMBOL ("geq", "≥", FORMULA_RELATION),
  SYMBOL ("geqslant", "⩾", FORMULA_RELATION),
  SYMBOL ("gets", "←", FORMULA_RELATION),
  SYMBOL ("gg", "≫", FORMULA_RELATION),
  SYMBOL ("ggg", "⋙", FORMULA_RELATION),
  ACCENT ("grave", "`", "\xcc\x80"),
  SYMBOL ("gtrsim", "≳", FORMULA_RELATION),
  ACCENT ("hat", "ˆ", "\xcc\x82"),
  LETTER ("hbar", "ℏ", FORMULA_UPRIGHT),
  TEXT ("hbox", FORMULA_UPRIGHT),
  SYMBOL ("heartsuit", "♡", FORMULA_ORDINARY),
  SPACE ("hfill", 18),
  FUNCTION ("hom", "hom", FALSE),
  SYMBOL ("hookleftarrow", "↩", FORMULA_RELATION),
  SYMBOL ("hookrightarrow", "↪", FORMULA_RELATION),
  SYMBOL ("iff", "⟺", FORMULA_RELATION),
  SYMBOL ("iiint", "∭", FORMULA_BIG),
  SYMBOL ("iint", "∬", FORMULA_BIG),
  LETTER ("imath", "ı", FORMULA_ITALIC),
  SYMBOL ("impliedby", "⟸", FORMULA_RELATION),
  SYMBOL ("implies", "⟹", FORMULA_RELATION),
  SYMBOL ("in", "∈", FORMULA_RELATION),
  FUNCTION ("inf", "inf", TRUE),
  LETTER ("infty", "∞", FORMULA_UPRIGHT),
  SYMBOL ("int", "∫", FORMULA_BIG),
  SYMBOL ("intercal", "⊺", FORMULA_BINARY),
  LETTER ("iota", "ι", FORMULA_ITALIC),
  SWITCH ("it", FORMULA_ITALIC),
  LETTER ("jmath", "ȷ", FORMULA_ITALIC),
  LETTER ("kappa", "κ", FORMULA_ITALIC),
  FUNCTION ("ker", "ker", FALSE),
  SYMBOL ("lVert", "‖", FORMULA_OPEN),
  PLAIN ("label", COMMAND_IGNORE_ARGUMENT),
  LETTER ("lambda", "λ", FORMULA_ITALIC),
  SYMBOL ("land", "∧", FORMULA_BINARY),
  SYMBOL ("langle", "⟨", FORMULA_OPEN),
  SYMBOL ("lbrace", "{", FORMULA_OPEN),
  SYMBOL ("lbrack", "[", FORMULA_OPEN),
  SYMBOL ("lceil", "⌈", FORMULA_OPEN),
  SYMBOL ("ldots", "…", FORMULA_ORDINARY),
  SYMBOL ("le", "≤", FORMULA_RELATION),
  SYMBOL ("leadsto", "⇝", FORMULA_RELATION),
  PLAIN ("left", COMMAND_FENCE),
  SYMBOL ("leftarrow", "←", FORMULA_RELATION),
  SYMBOL ("leftharpoondown", "↽", FORMULA_RELATION),
  SYMBOL ("leftharpoonup", "↼", FORMULA_RELATION),
  SYMBOL ("leftrightarrow", "↔", FORMULA_RELATION),
  SYMBOL ("leq", "≤", FORMULA_RELATION),
  SYMBOL ("leqslant", "⩽", FORMULA_RELATION),
  SYMBOL ("lessgtr", "≶", FORMULA_RELATION),
  SYMBOL ("lesssim", "≲", FORMULA_RELATION),
  SYMBOL ("lfloor", "⌊", FORMULA_OPEN),
  FUNCTION ("lg", "lg", FALSE),
  FUNCTION ("lim", "lim", TRUE),
  FUNCTION ("liminf", "lim inf", TRUE),
  PLAIN ("limits", COMMAND_IGNORE),
  FUNCTION ("limsup", "lim sup", TRUE),
  SYMBOL ("ll", "≪", FORMULA_RELATION),
  SYMBOL ("llbracket", "⟦", FORMULA_OPEN),
  SYMBOL ("lll", "⋘", FORMULA_RELATION),
  FUNCTION ("ln", "ln", FALSE),
  SYMBOL ("lnot", "¬", FORMULA_ORDINARY),
  FUNCTION ("log", "log", FALSE),
  SYMBOL ("longleftarrow", "⟵", FORMULA_RELATION),
  SYMBOL ("longleftrightarrow", "⟷", FORMULA_RELATION),
  SYMBOL ("longmapsto", "⟼", FORMULA_RELATION),
  SYMBOL ("longrightarrow", "⟶", FORMULA_RELATION),
  SYMBOL ("lor", "∨", FORMULA_BINARY),
  SYMBOL ("lparen", "(", FORMULA_OPEN),
  SYMBOL ("ltimes", "⋉", FORMULA_BINARY),
  SYMBOL ("lvert", "|", FORMULA_OPEN),
  SYMBOL ("mapsto", "↦", FORMULA_RELATION),
  ALPHABET ("mathbb", ALPHABET_DOUBLE),
  ALPHABET ("mathbbm", ALPHABET_DOUBLE),
  STYLE ("mathbf", FORMULA_BOLD),
  STYLE ("mathbin", FORMULA_ITALIC),
  ALPHABET ("mathcal", ALPHABET_SCRIPT),
  STYLE ("mathclose", FORMULA_ITALIC),
  ALPHABET ("mathds", ALPHABET_DOUBLE),
  ALPHABET ("mathfrak", ALPHABET_FRAKTUR),
  STYLE ("mathinner", FORMULA_ITALIC),
  STYLE ("mathit", FORMULA_ITALIC),
  STYLE ("mathnormal", FORMULA_ITALIC),
  STYLE ("mathop", FORMULA_UPRIGHT),
  STYLE ("mathopen", FORMULA_ITALIC),
  STYLE ("mathord", FORMULA_ITALIC),
  STYLE ("mathpunct", FORMULA_ITALIC),
  STYLE ("mathrel", FORMULA_ITALIC),
  ACCENT ("mathring", "˚", "\xcc\x8a"),
  STYLE ("mathrm", FORMULA_UPRIGHT),
  ALPHABET ("mathscr", ALPHABET_SCRIPT),
  STYLE ("mathsf", FORMULA_UPRIGHT),
  STYLE ("mathtt", FORMULA_MONO),
  STYLE ("mathup", FORMULA_UPRIGHT),
  FUNCTION ("max", "max", TRUE),
  TEXT ("mbox", FORMULA_UPRIGHT),
  SPACE ("medspace", 4),
  SYMBOL ("mho", "℧", FORMULA_ORDINARY),
  SYMBOL ("mid", "∣", FORMULA_RELATION),
  PLAIN ("middle", COMMAND_FENCE),
  FUNCTION ("min", "min", TRUE),
  SWITCH ("mit", FORMULA_ITALIC),
  FUNCTION ("mod", "mod", FALSE),
  SYMBOL ("models", "⊨", FORMULA_RELATION),
  SYMBOL ("mp", "∓", FORMULA_BINARY),
  LETTER ("mu", "μ", FORMULA_ITALIC),
  SYMBOL ("multimap", "⊸", FORMULA_RELATION),
  LETTER ("nabla", "∇", FORMULA_UPRIGHT),
  SYMBOL ("natural", "♮", FORMULA_ORDINARY),
  SYMBOL ("ne", "≠", FORMULA_RELATION),
  SYMBOL ("nearrow", "↗", FORMULA_RELATION),
  SYMBOL ("neg", "¬", FORMULA_ORDINARY),
  SPACE ("negthinspace", 0),
  SYMBOL ("neq", "≠", FORMULA_RELATION),
  LETTER ("nexists", "∄", FORMULA_UPRIGHT),
  SYMBOL ("ni", "∋", FORMULA_RELATION),
  FRACTION ("nicefrac", FALSE),
  SYMBOL ("nmid", "∤", FORMULA_RELATION),
  SPACE ("nobreak", 0),
  PLAIN ("nolimits", COMMAND_IGNORE),
  PLAIN ("nonumber", COMMAND_IGNORE),
  PLAIN ("normalsize", COMMAND_IGNORE),
  PLAIN ("not", COMMAND_NOT),
  PLAIN ("notag", COMMAND_IGNORE),
  SYMBOL ("notin", "∉", FORMULA_RELATION),
  SYMBOL ("nparallel", "∦", FORMULA_RELATION),
  SYMBOL ("nsubseteq", "⊈", FORMULA_RELATION),
  LETTER ("nu", "ν", FORMULA_ITALIC),
  SYMBOL ("nwarrow", "↖", FORMULA_RELATION),
  LETTER ("o", "ø", FORMULA_UPRIGHT),
  SYMBOL ("odot", "⊙", FORMULA_BINARY),
  LETTER ("oe", "œ", FORMULA_UPRIGHT),
  SYMBOL ("oint", "∮", FORMULA_BIG),
  LETTER ("omega", "ω", FORMULA_ITALIC),
  LETTER ("omicron", "ο", FORMULA_ITALIC),
  SYMBOL ("ominus", "⊖", FORMULA_BINARY),
  PLAIN ("operatorname", COMMAND_OPERATOR),
  PLAIN ("operatorname*", COMMAND_OPERATOR),
  SYMBOL ("oplus", "⊕", FORMULA_BINARY),
  SYMBOL ("oslash", "⊘", FORMULA_BINARY),
  SYMBOL ("otimes", "⊗", FORMULA_BINARY),
  BRACE ("overbrace", "⏞", FALSE),
  ACCENT ("overleftarrow", "←", "\xe2\x83\x96"),
  ACCENT ("overline", "¯", "\xcc\x85"),
  ACCENT ("overrightarrow", "→", "\xe2\x83\x97"),
  STACK ("overset", FALSE),
  SYMBOL ("parallel", "∥", FORMULA_RELATION),
  LETTER ("partial", "∂", FORMULA_UPRIGHT),
  SYMBOL ("perp", "⊥", FORMULA_RELATION),
  LETTER ("phi", "ϕ", FORMULA_ITALIC),
  LETTER ("pi", "π", FORMULA_ITALIC),
  SYMBOL ("pm", "±", FORMULA_BINARY),
  STYLE ("pmb", FORMULA_BOLD_ITALIC),
  PLAIN ("pmod", COMMAND_MOD),
  LETTER ("pounds", "£", FORMULA_UPRIGHT),
  SYMBOL ("prec", "≺", FORMULA_RELATION),
  SYMBOL ("preceq", "⪯", FORMULA_RELATION),
  LETTER ("prime", "′", FORMULA_UPRIGHT),
  SYMBOL ("prod", "∏", FORMULA_BIG),
  SYMBOL ("propto", "∝", FORMULA_RELATION),
  PLAIN ("protect", COMMAND_IGNORE),
  LETTER ("psi", "ψ", FORMULA_ITALIC),
  SPACE ("qquad", 36),
  SPACE ("quad", 18),
  SYMBOL ("rVert", "‖", FORMULA_CLOSE),
  SYMBOL ("rangle", "⟩", FORMULA_CLOSE),
  SYMBOL ("rbrace", "}", FORMULA_CLOSE),
  SYMBOL ("rbrack", "]", FORMULA_CLOSE),
  SYMBOL ("rceil", "⌉", FORMULA_CLOSE),
  PLAIN ("relax", COMMAND_IGNORE),
  SYMBOL ("rfloor", "⌋", FORMULA_CLOSE),
  LETTER ("rho", "ρ", FORMULA_ITALIC),
  PLAIN ("right", COMMAND_FENCE),
  SYMBOL ("rightarrow", "→", FORMULA_RELATION),
  SYMBOL ("rightarrowtail", "↣", FORMULA_RELATION),
  SYMBOL ("rightharpoondown", "⇁", FORMULA_RELATION),
  SYMBOL ("rightharpoonup", "⇀", FORMULA_RELATION),
  SYMBOL ("rightleftharpoons", "⇌", FORMULA_RELATION),
  SYMBOL ("rightsquigarrow", "⇝", FORMULA_RELATION),
  SWITCH ("rm", FORMULA_UPRIGHT),
  PLAIN ("rmfamily", COMMAND_IGNORE),
  SYMBOL ("rparen", ")", FORMULA_CLOSE),
  SYMBOL ("rrbracket", "⟧", FORMULA_CLOSE),
  SYMBOL ("rtimes", "⋊", FORMULA_BINARY),
  SYMBOL ("rvert", "|", FORMULA_CLOSE),
  PLAIN ("scriptscriptstyle", COMMAND_IGNORE),
  PLAIN ("scriptstyle", COMMAND_IGNORE),
  SYMBOL ("searrow", "↘", FORMULA_RELATION),
  FUNCTION ("sec", "sec", FALSE),
  SYMBOL ("setminus", "∖", FORMULA_BINARY),
  SWITCH ("sf", FORMULA_UPRIGHT),
  FRACTION ("sfrac", FALSE),
  SYMBOL ("sharp", "♯", FORMULA_ORDINARY),
  LETTER ("sigma", "σ", FORMULA_ITALIC),
  SYMBOL ("sim", "∼", FORMULA_RELATION),
  SYMBOL ("simeq", "≃", FORMULA_RELATION),
  FUNCTION ("sin", "sin", FALSE),
  FUNCTION ("sinh", "sinh", FALSE),
  PLAIN ("small", COMMAND_IGNORE),
  SYMBOL ("smallsetminus", "∖", FORMULA_BINARY),
  SYMBOL ("smile", "⌣", FORMULA_RELATION),
  SPACE ("space", 6),
  SYMBOL ("spadesuit", "♠", FORMULA_ORDINARY),
  SYMBOL ("sqcap", "⊓", FORMULA_BINARY),
  SYMBOL ("sqcup", "⊔", FORMULA_BINARY),
  PLAIN ("sqrt", COMMAND_ROOT),
  SYMBOL ("sqsubset", "⊏", FORMULA_RELATION),
  SYMBOL ("sqsubseteq", "⊑", FORMULA_RELATION),
  SYMBOL ("sqsupseteq", "⊒", FORMULA_RELATION),
  LETTER ("square", "□", FORMULA_UPRIGHT),
  LETTER ("ss", "ß", FORMULA_UPRIGHT),
  STACK ("stackrel", FALSE),
  SYMBOL ("star", "⋆", FORMULA_BINARY),
  SYMBOL ("subset", "⊂", FORMULA_RELATION),
  SYMBOL ("subseteq", "⊆", FORMULA_RELATION),
  SYMBOL ("subsetneq", "⊊", FORMULA_RELATION),
  SYMBOL ("succ", "≻", FORMULA_RELATION),
  SYMBOL ("succeq", "⪰", FORMULA_RELATION),
  SYMBOL ("sum", "∑", FORMULA_BIG),
  FUNCTION ("sup", "sup", TRUE),
  SYMBOL ("supset", "⊃", FORMULA_RELATION),
  SYMBOL ("supseteq", "⊇", FORMULA_RELATION),
  SYMBOL ("supsetneq", "⊋", FORMULA_RELATION),
  SYMBOL ("surd", "√", FORMULA_ORDINARY),
  SYMBOL ("swarrow", "↙", FORMULA_RELATION),
  STYLE ("symbf", FORMULA_BOLD),
  STYLE ("symrm", FORMULA_UPRIGHT),
  FUNCTION ("tan", "tan", FALSE),
  FUNCTION ("tanh", "tanh", FALSE),
  LETTER ("tau", "τ", FORMULA_ITALIC),
  FRACTION ("tbinom", TRUE),
  TEXT ("text", FORMULA_UPRIGHT),
  TEXT ("textbf", FORMULA_BOLD),
  SYMBOL ("textdegree", "°", FORMULA_ORDINARY),
  SYMBOL ("textellipsis", "…", FORMULA_ORDINARY),
  SYMBOL ("textemdash", "—", FORMULA_ORDINARY),
  SYMBOL ("textendash", "–", FORMULA_ORDINARY),
  TEXT ("textit", FORMULA_ITALIC),
  TEXT ("textmd", FORMULA_UPRIGHT),
  TEXT ("textnormal", FORMULA_UPRIGHT),
  TEXT ("textrm", FORMULA_UPRIGHT),
  TEXT ("textsc", FORMULA_UPRIGHT),
  TEXT ("textsf", FORMULA_UPRIGHT),
  TEXT ("textsl", FORMULA_ITALIC),
  PLAIN ("textstyle", COMMAND_IGNORE),
  TEXT ("texttt", FORMULA_MONO),
  TEXT ("textup", FORMULA_UPRIGHT),
  FRACTION ("tfrac", FALSE),
  SYMBOL ("therefore", "∴", FORMULA_RELATION),
  LETTER ("theta", "θ", FORMULA_ITALIC),
  SPACE ("thickspace", 5),
  SPACE ("thinspace", 3),
  ACCENT ("tilde", "˜", "\xcc\x83"),
  SYMBOL ("times", "×", FORMULA_BINARY),
  SYMBOL ("to", "→", FORMULA_RELATION),
  LETTER ("top", "⊤", FORMULA_UPRIGHT),
  LETTER ("triangle", "△", FORMULA_UPRIGHT),
  SYMBOL ("triangleq", "≜", FORMULA_RELATION),
  SWITCH ("tt", FORMULA_MONO),
  SYMBOL ("twoheadrightarrow", "↠", FORMULA_RELATION),
  SYMBOL ("ulcorner", "⌜", FORMULA_OPEN),
  ACCENT ("underbar", "_", "\xcc\xb2"),
  BRACE ("underbrace", "⏟", TRUE),
  ACCENT ("underline", "_", "\xcc\xb2"),
  STACK ("underset", TRUE),
  SYMBOL ("uparrow", "↑", FORMULA_RELATION),
  SYMBOL ("updownarrow", "↕", FORMULA_RELATION),
  SYMBOL ("uplus", "⊎", FORMULA_BINARY),
  LETTER ("upsilon", "υ", FORMULA_ITALIC),
  SYMBOL ("urcorner", "⌝", FORMULA_CLOSE),
  SYMBOL ("vDash", "⊨", FORMULA_RELATION),
  LETTER ("varepsilon", "ε", FORMULA_ITALIC),
  LETTER ("varnothing", "∅", FORMULA_UPRIGHT),
  LETTER ("varphi", "φ", FORMULA_ITALIC),
  LETTER ("varpi", "ϖ", FORMULA_ITALIC),
  SYMBOL ("varpropto", "∝", FORMULA_RELATION),
  LETTER ("varrho", "ϱ", FORMULA_ITALIC),
  LETTER ("varsigma", "ς", FORMULA_ITALIC),
  LETTER ("vartheta", "ϑ", FORMULA_ITALIC),
  SYMBOL ("vdash", "⊢", FORMULA_RELATION),
  SYMBOL ("vdots", "⋮", FORMULA_ORDINARY),
  ACCENT ("vec", "→", "\xe2\x83\x97"),
  SYMBOL ("vee", "∨", FORMULA_BINARY),
  SYMBOL ("vert", "|", FORMULA_ORDINARY),
  SYMBOL ("wedge", "∧", FORMULA_BINARY),
  ACCENT ("widecheck", "ˇ", "\xcc\x8c"),
  ACCENT ("widehat", "ˆ", "\xcc\x82"),
  ACCENT ("widetilde", "˜", "\xcc\x83"),
  LETTER ("wp", "℘", FORMULA_UPRIGHT),
  SYMBOL ("wr", "≀", FORMULA_BINARY),
  LETTER ("xi", "ξ", FORMULA_ITALIC),
  LETTER ("zeta", "ζ", FORMULA_ITALIC),
  SYMBOL ("{", "{", FORMULA_OPEN),
  SYMBOL ("|", "‖", FORMULA_ORDINARY),
  SYMBOL ("}", "}", FORMULA_CLOSE),
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
  const Command *command = row;
  int order = strncmp (name->name, command->name, name->length);

  return order != 0 ? order : -(command->name[name->length] != '\0');
}

const Command *
formula_find_command (const gchar *name, gsize length)
{
  Name key = {name, length};

  return bsearch (&key, commands, G_N_ELEMENTS (commands), sizeof commands[0], compare_name);
}

/* Letters of the alphabets that Unicode has outside the mathematical block. */
static const struct {
  Alphabet alphabet;
  gunichar letter;
  gunichar code;
} exceptions[] = {
    {ALPHABET_DOUBLE, 'C', 0x2102},  {ALPHABET_DOUBLE, 'H', 0x210D},  {ALPHABET_DOUBLE, 'N', 0x2115},
    {ALPHABET_DOUBLE, 'P', 0x2119},  {ALPHABET_DOUBLE, 'Q', 0x211A},  {ALPHABET_DOUBLE, 'R', 0x211D},
    {ALPHABET_DOUBLE, 'Z', 0x2124},  {ALPHABET_SCRIPT, 'B', 0x212C},  {ALPHABET_SCRIPT, 'E', 0x2130},
    {ALPHABET_SCRIPT, 'F', 0x2131},  {ALPHABET_SCRIPT, 'H', 0x210B},  {ALPHABET_SCRIPT, 'I', 0x2110},
    {ALPHABET_SCRIPT, 'L', 0x2112},  {ALPHABET_SCRIPT, 'M', 0x2133},  {ALPHABET_SCRIPT, 'R', 0x211B},
    {ALPHABET_SCRIPT, 'e', 0x212F},  {ALPHABET_SCRIPT, 'g', 0x210A},  {ALPHABET_SCRIPT, 'o', 0x2134},
    {ALPHABET_FRAKTUR, 'C', 0x212D}, {ALPHABET_FRAKTUR, 'H', 0x210C}, {ALPHABET_FRAKTUR, 'I', 0x2111},
    {ALPHABET_FRAKTUR, 'R', 0x211C}, {ALPHABET_FRAKTUR, 'Z', 0x2128},
};

gunichar
formula_alphabet_letter (Alphabet alphabet, gunichar c)
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
  if (alphabet == ALPHABET_DOUBLE && c >= '0' && c <= '9')
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
formula_script_character (gunichar c, gboolean sup)
{
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (scripts[i].base == c)
      return sup ? scripts[i].sup : scripts[i].sub;
  return 0;
}

const gchar *
formula_negated (const gchar *sign)
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
