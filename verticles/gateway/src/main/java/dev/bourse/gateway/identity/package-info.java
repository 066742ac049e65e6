/**
 * Users, their passwords, sessions and keys. Credentials, times and random bytes flow in, a
 * {@link dev.bourse.gateway.access.Principal} or a refusal flows out; what must outlive the process is an
 * {@link dev.bourse.gateway.identity.IdentityEvent}.
 */
@NullMarked
package dev.bourse.gateway.identity;

import org.jspecify.annotations.NullMarked;
