/**
 * Feeds: each takes bytes from outside, or makes ticks itself, and offers them to the lanes of the partitions that this
 * process owns. Found by {@link java.util.ServiceLoader}. Settings and bytes flow in, ticks flow out; everything runs
 * on the context of the data verticle but for what reads files.
 */
@NullMarked
package dev.bourse.data.feed;

import org.jspecify.annotations.NullMarked;
