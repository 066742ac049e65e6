@NullMarked
package dev.bourse.classification.payload;

import org.jspecify.annotations.NullMarked;
