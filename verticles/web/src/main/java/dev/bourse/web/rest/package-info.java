/**
 * REST for what is asked once, by the contract {@code openapi.yaml}. Requests flow in, documents with decimals or RFC
 * 9457 problem details flow out.
 */
@NullMarked
package dev.bourse.web.rest;

import org.jspecify.annotations.NullMarked;
