@NullMarked
package dev.bourse.classification.partition;

import org.jspecify.annotations.NullMarked;
