/**
 * The formats in which ticks come: each turns the bytes of a line or message into ticks, or says what is wrong with it.
 * Bytes flow in, ticks and verdicts flow out. Plain Java; no file, clock or thread.
 */
@NullMarked
package dev.bourse.data.format;

import org.jspecify.annotations.NullMarked;
