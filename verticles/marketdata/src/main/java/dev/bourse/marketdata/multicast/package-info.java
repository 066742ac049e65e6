/** The multicast feed on Aeron: channels, the sender of this group, and a receiver for programs that take the feed. */
@NullMarked
package dev.bourse.marketdata.multicast;

import org.jspecify.annotations.NullMarked;
