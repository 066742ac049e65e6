@NullMarked
package dev.bourse.standalone.supervise;

import org.jspecify.annotations.NullMarked;
