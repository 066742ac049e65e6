/**
 * What the gateway does for its callers, whichever way they came: one handler for each call. A request of a proven
 * principal flows in, a reply or a refusal flows out.
 */
@NullMarked
package dev.bourse.gateway.desk;

import org.jspecify.annotations.NullMarked;
