/** Tests of the exchange's trades as ticks, and a session of an exchange to make them of. */
@NullMarked
package dev.bourse.data.exchange;

import org.jspecify.annotations.NullMarked;
