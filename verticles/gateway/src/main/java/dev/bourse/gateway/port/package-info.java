/**
 * Where the gateway meets the exchange: commands flow out and their committed answers in, and the numbered outputs flow
 * in. Who is behind the two interfaces is not known here.
 */
@NullMarked
package dev.bourse.gateway.port;

import org.jspecify.annotations.NullMarked;
