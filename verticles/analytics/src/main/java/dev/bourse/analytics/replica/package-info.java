/**
 * What the replica knows: accounts with their money, holdings and open orders, instruments with their prices and
 * turnover. Outputs flow in by number; rows for answers flow out.
 */
@NullMarked
package dev.bourse.analytics.replica;

import org.jspecify.annotations.NullMarked;
