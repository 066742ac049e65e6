/**
 * A cluster on one machine: starts processes of all groups, watches them, starts again what dies, and ends them all.
 * The rules of when to start again and what each process is told are plain values; a plan flows in, lines of events for
 * a person flow out.
 */
@NullMarked
package dev.bourse.standalone.supervise;

import org.jspecify.annotations.NullMarked;
