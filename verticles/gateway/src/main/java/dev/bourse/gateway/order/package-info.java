/**
 * Orders and other commands between the callers' words and the exchange's messages. Fields of a request flow in, an SBE
 * command flows out; the committed outputs of the command flow in, what to tell the caller flows out.
 */
@NullMarked
package dev.bourse.gateway.order;

import org.jspecify.annotations.NullMarked;
