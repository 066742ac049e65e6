/**
 * Who may call what. The one table of calls and roles is {@link dev.bourse.gateway.access.Call}; what it does not allow
 * is denied.
 */
@NullMarked
package dev.bourse.gateway.access;

import org.jspecify.annotations.NullMarked;
