@NullMarked
package dev.bourse.classification.checkpoint;

import org.jspecify.annotations.NullMarked;
