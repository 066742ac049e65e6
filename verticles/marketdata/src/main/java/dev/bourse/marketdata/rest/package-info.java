/**
 * REST for market data, by the contract {@code marketdata/openapi.yaml}. Requests flow in, documents with decimals or
 * RFC 9457 problem details flow out.
 */
@NullMarked
package dev.bourse.marketdata.rest;

import org.jspecify.annotations.NullMarked;
