/**
 * What each client looks at, and what he is to be told next. Views and acknowledgements flow in, frames flow out, never
 * more than a client takes. Plain Java.
 */
@NullMarked
package dev.bourse.web.view;

import org.jspecify.annotations.NullMarked;
