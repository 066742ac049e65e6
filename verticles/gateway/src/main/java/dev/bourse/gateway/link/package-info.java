/**
 * The way from the gateway to the exchange's sequencer, behind {@code port}: commands flow out, and their committed
 * answers and the numbered outputs of all commands flow in.
 */
@NullMarked
package dev.bourse.gateway.link;

import org.jspecify.annotations.NullMarked;
