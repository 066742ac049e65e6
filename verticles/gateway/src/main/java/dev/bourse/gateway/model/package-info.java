/**
 * What the gateway answers questions from: accounts, orders, executions, instruments, as the exchange's numbered
 * outputs say. Outputs flow in by number, nothing else; the same outputs give the same model, so it can be rebuilt at
 * any time. How much of the past is kept is bounded.
 */
@NullMarked
package dev.bourse.gateway.model;

import org.jspecify.annotations.NullMarked;
