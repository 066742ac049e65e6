/**
 * What all REST services of Bourse have in common: the contract that their routers enforce, problems, and the port that
 * they listen on. A resource with a contract and options flow in, a contract and a listening server flow out.
 */
@NullMarked
package dev.bourse.shared.rest;

import org.jspecify.annotations.NullMarked;
