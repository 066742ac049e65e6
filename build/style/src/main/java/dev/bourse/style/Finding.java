package dev.bourse.style;

import java.nio.file.Path;

/**
 * One thing that is wrong with one source file.
 *
 * @param file the file
 * @param line the line, counted from 1; 0 when the whole file is meant
 * @param rule the short name of the rule that was broken
 * @param message what is wrong, for a reader
 */
public record Finding(Path file, int line, String rule, String message) {
    @Override
    public String toString() {
        return line == 0 ? file + ": [" + rule + "] " + message : file + ":" + line + ": [" + rule + "] " + message;
    }
}
