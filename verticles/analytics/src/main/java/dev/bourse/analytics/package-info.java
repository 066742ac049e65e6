/**
 * The analytics replica: follows the exchange's outputs with a model of its own and answers what would be too dear to
 * ask the exchange itself. Outputs and questions flow in, answers for operators and auditors flow out.
 */
@NullMarked
package dev.bourse.analytics;

import org.jspecify.annotations.NullMarked;
