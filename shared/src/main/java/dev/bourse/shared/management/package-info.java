/**
 * What an operator asks a process and tells it, over HTTP on a port of its own: health, metrics and the instruments. It
 * listens on the loopback interface unless configured, and changes nothing without a token.
 */
@NullMarked
package dev.bourse.shared.management;

import org.jspecify.annotations.NullMarked;
