/**
 * The first class of every fat jar, compiled for Java 8 so that an older JVM can say what it lacks. In flows the
 * command line; it goes on, unchanged, to the main class that the jar's manifest names. Not null-marked: Java 8 has no
 * modules, and the annotation's target names them.
 */
package dev.bourse.launcher;
