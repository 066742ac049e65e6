/**
 * What the gateway keeps in its folder: the secret that signs, the users' events, the first operator's password. All
 * files are for their owner alone. Events flow in and are on the disk before anybody is told.
 */
@NullMarked
package dev.bourse.gateway.keep;

import org.jspecify.annotations.NullMarked;
