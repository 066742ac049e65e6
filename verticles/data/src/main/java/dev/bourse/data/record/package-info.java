/**
 * What every feed says of the records that it reads: a verdict on each, exact counts by verdict, and the newest
 * rejections word by word. Bytes and symbols flow in, instruments and verdicts flow out. Plain Java.
 */
@NullMarked
package dev.bourse.data.record;

import org.jspecify.annotations.NullMarked;
