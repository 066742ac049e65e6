/**
 * Who somebody is, in the words of a token: the gateway writes tokens and gives the key by which they are read to the
 * processes that serve what is not for everybody. A token's text and the time flow in, a user with a role flows out.
 */
@NullMarked
package dev.bourse.shared.access;

import org.jspecify.annotations.NullMarked;
