/**
 * What has to run in a JVM that is older than this project's: compiled for Java 17, so it uses nothing of the project's
 * other classes. It is started by them as a process of its own, reads a file that they wrote, and answers in lines.
 */
@NullMarked
package dev.bourse.bench.jdk17;

import org.jspecify.annotations.NullMarked;
