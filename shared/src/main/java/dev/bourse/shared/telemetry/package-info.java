/**
 * What an operator sees of a process: metrics, latencies per hop, health and logs, on a management port of their own.
 * Counts and times flow in under our own words; Prometheus text and JSON flow out.
 */
@NullMarked
package dev.bourse.shared.telemetry;

import org.jspecify.annotations.NullMarked;
