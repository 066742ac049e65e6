package dev.bourse.marketdata.stream;

/** The way to one client. */
public interface Line {
    /** Whether the client has not yet taken what was sent; nothing more is to be sent then. */
    boolean isFull();

    /** Sends a message. */
    void send(String text);

    /** Ends the connection, with a reason for the client. */
    void cut(String reason);
}
