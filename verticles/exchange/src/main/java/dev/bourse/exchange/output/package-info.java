/**
 * The exchange's numbered outputs, to be followed from any number on: each node of the sequencer records what it put
 * out, and an {@link dev.bourse.exchange.output.OutputReader} replays such a recording, follows it while it grows, and
 * goes to another node when its own ends. Addresses of nodes flow in, every output exactly once and in order flows out.
 */
@NullMarked
package dev.bourse.exchange.output;

import org.jspecify.annotations.NullMarked;
