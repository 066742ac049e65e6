/** REST by {@code analytics/openapi.yaml}, for operators and auditors. Requests flow in, documents flow out. */
@NullMarked
package dev.bourse.analytics.rest;

import org.jspecify.annotations.NullMarked;
