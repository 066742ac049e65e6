/**
 * Recorded files: read, unzipped and parsed on a thread of their own, handed on in blocks of ticks, and paced for a
 * replay. A path flows in, ticks in the file's order flow out. Plain Java.
 */
@NullMarked
package dev.bourse.data.file;

import org.jspecify.annotations.NullMarked;
