package dev.bourse.data.vendor;

/** What a {@link TcpSession} does to its connection. */
public interface TcpAnswers {
    /** Sends a line; its end is added. */
    void line(String line);

    /** Ends the connection once what was sent has left. */
    void close();

    /**
     * This vendor speaks here from now on; a connection on which it spoke before ends. It waits for
     * {@link TcpSession#welcome}.
     */
    void greeted(Vendor vendor);
}
