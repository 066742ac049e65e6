/**
 * What vendors send over the network, as rules: numbered records, what becomes of each, and what is answered. Bytes
 * flow in, ticks and answers flow out. Plain Java, used by one thread; the feeds wire it to sockets.
 */
@NullMarked
package dev.bourse.data.vendor;

import org.jspecify.annotations.NullMarked;
