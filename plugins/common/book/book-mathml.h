/* book-mathml.h: a formula as MathML. SPDX-License-Identifier: MIT */
#pragma once

#include "../formula/formula.h"
#include "../xml/xml-writer.h"

/**
 * book_write_mathml:
 * @block: on a line of its own: its limits stand above and below
 *
 * Writes a `math` element with the TeX source as `alttext` (epub-quality X12). @formula must be known. Its
 * characters, read one behind the other, are the formula in a line, for readers that know no MathML.
 */
void book_write_mathml (const Formula *formula, gboolean block, XmlWriter *writer);
