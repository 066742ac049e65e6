@NullMarked
package dev.bourse.classification;

import org.jspecify.annotations.NullMarked;
