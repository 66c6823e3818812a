/* wz-book-mathml.h: a formula as MathML. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai-kit/wz-formula.h>
#include <wenzhai-kit/wz-xml-writer.h>

G_BEGIN_DECLS

/**
 * wz_book_write_mathml:
 * @block: on a line of its own: its limits stand above and below
 *
 * Writes a `math` element with the TeX source as `alttext` (epub-quality X12). @formula must be known. Its
 * characters, read one behind the other, are the formula in a line, for readers that know no MathML.
 */
void wz_book_write_mathml (const WzFormula *formula, gboolean block, WzXmlWriter *writer);

G_END_DECLS
