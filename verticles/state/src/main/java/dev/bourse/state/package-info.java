/**
 * Keeps the state of every instrument. Tick batches flow in from the data group, state batches flow out to
 * classification and web, and queries are answered.
 */
@NullMarked
package dev.bourse.state;

import org.jspecify.annotations.NullMarked;
