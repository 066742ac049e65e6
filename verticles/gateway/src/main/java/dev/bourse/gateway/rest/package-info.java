/**
 * REST by the contract {@code openapi.yaml}. HTTP requests flow in; they are counted, limited, authenticated, checked
 * against the contract and handed to the desk; replies and problem details flow out.
 */
@NullMarked
package dev.bourse.gateway.rest;

import org.jspecify.annotations.NullMarked;
