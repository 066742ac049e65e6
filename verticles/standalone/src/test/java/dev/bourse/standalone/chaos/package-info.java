@NullMarked
package dev.bourse.standalone.chaos;

import org.jspecify.annotations.NullMarked;
