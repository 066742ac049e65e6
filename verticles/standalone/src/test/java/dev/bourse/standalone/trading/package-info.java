@NullMarked
package dev.bourse.standalone.trading;

import org.jspecify.annotations.NullMarked;
