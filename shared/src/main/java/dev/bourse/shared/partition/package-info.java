/**
 * Which partition an instrument belongs to, and which member of a group owns a partition. Pure functions; no cluster in
 * here.
 */
@NullMarked
package dev.bourse.shared.partition;

import org.jspecify.annotations.NullMarked;
