/**
 * Who may use how much: token buckets by key and by address, lists of addresses, connections. Times and addresses flow
 * in, a yes or a time to wait flows out. Every table is bounded.
 */
@NullMarked
package dev.bourse.gateway.limit;

import org.jspecify.annotations.NullMarked;
