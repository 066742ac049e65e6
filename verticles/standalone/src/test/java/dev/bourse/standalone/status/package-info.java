@NullMarked
package dev.bourse.standalone.status;

import org.jspecify.annotations.NullMarked;
