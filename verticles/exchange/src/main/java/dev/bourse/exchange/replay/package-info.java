/**
 * Journals of core commands on disk: writing them, reading them with every damage told, replaying them into a core and
 * looking at it. In flow files and a simulated session; out flow files and text. The core itself is called here and
 * knows nothing of files.
 */
@NullMarked
package dev.bourse.exchange.replay;

import org.jspecify.annotations.NullMarked;
