/**
 * Settings from a file, the environment and the command line, merged, checked and printed in one place. Text flows in;
 * typed options and a list of all faults flow out. Each component reads its own options record from here and keeps its
 * defaults there.
 */
@NullMarked
package dev.bourse.shared.config;

import org.jspecify.annotations.NullMarked;
