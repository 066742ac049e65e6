/**
 * The analysis in one process: feed, state and classification over the event bus, at saturation and at a fixed rate,
 * beside stages that do nothing. Numbers flow out.
 */
@NullMarked
package dev.bourse.bench.pipeline;

import org.jspecify.annotations.NullMarked;
