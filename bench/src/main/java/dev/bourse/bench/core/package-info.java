/**
 * Measures the exchange core with accounts, risk and SBE on one thread, beside a core that does nothing; and how long a
 * restart takes. See the README of bench, section Core.
 */
@NullMarked
package dev.bourse.bench.core;

import org.jspecify.annotations.NullMarked;
