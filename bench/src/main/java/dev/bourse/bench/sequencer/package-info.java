/**
 * Measures the exchange as clients see it: from the moment at which a command is due to its answer, through the cluster
 * client, the log, the journal and the core, beside a service that does nothing.
 */
@NullMarked
package dev.bourse.bench.sequencer;

import org.jspecify.annotations.NullMarked;
