/** What a successor must know of a partition's classes and signals, as bytes. No clock, thread or framework. */
@NullMarked
package dev.bourse.classification.checkpoint;

import org.jspecify.annotations.NullMarked;
