/**
 * Who may trade and with what: accounts with their verification state, balances per asset (available and held), and the
 * arithmetic of values and fees. Plain flat tables that the core's one thread owns; nothing here knows of orders'
 * matching.
 */
@NullMarked
package dev.bourse.exchange.account;

import org.jspecify.annotations.NullMarked;
