@NullMarked
package dev.bourse.standalone.analyse;

import org.jspecify.annotations.NullMarked;
