/**
 * Writes commands of the exchange core's protocol, and makes its messages readable. In flow plain values or SBE bytes;
 * out flow SBE bytes or text. The codecs themselves are generated.
 */
@NullMarked
package dev.bourse.exchange.message;

import org.jspecify.annotations.NullMarked;
