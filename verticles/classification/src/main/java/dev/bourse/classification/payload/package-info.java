/**
 * Where engines come from: payloads of any size are found by a source, checked against their checksum while they are
 * read, and made into engines.
 */
@NullMarked
package dev.bourse.classification.payload;

import org.jspecify.annotations.NullMarked;
