package dev.bourse.exchange.commandfile;

/** A command file that cannot be read; the message is one line for the person who gave the file. */
public final class CommandFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A fault with a message that names the line, the field, its value and what is allowed. */
    public CommandFileException(String message) {
        super(message);
    }
}
