@NullMarked
package dev.bourse.standalone.participants;

import org.jspecify.annotations.NullMarked;
