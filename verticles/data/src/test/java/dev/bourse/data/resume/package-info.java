/** Tests of how a partition goes on after its owner has gone. */
@NullMarked
package dev.bourse.data.resume;

import org.jspecify.annotations.NullMarked;
