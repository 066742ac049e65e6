/**
 * The classes of one partition's instruments. States flow in one by one, changes of class flow out; no clock, thread or
 * framework.
 */
@NullMarked
package dev.bourse.classification.partition;

import org.jspecify.annotations.NullMarked;
