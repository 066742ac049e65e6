/**
 * The exchange's business logic as one deterministic state machine: accounts, risk and order books behind one
 * {@link dev.bourse.exchange.core.ExchangeCore#apply apply}. In flow commands as SBE bytes, each with the log's time;
 * out flow numbered outputs as SBE bytes. No thread, no clock, no file, no random source: the same commands always give
 * the same outputs and the same state.
 */
@NullMarked
package dev.bourse.exchange.core;

import org.jspecify.annotations.NullMarked;
