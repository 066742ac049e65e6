/**
 * The rules that an order must pass before it reaches the book: limits of the account and of the instrument, each with
 * its own reason. In flows an order as it would be placed; out flows the first reason against it, or none. The rules
 * look and count; they never change a balance.
 */
@NullMarked
package dev.bourse.exchange.risk;

import org.jspecify.annotations.NullMarked;
