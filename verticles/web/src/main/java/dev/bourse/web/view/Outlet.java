package dev.bourse.web.view;

/** Where frames go: the socket of each client. Called by the clients' thread. */
public interface Outlet {
    /** True where the client's socket has sent all that it was given, or nearly. */
    boolean hasRoom(Client client);

    /**
     * A frame for a client.
     *
     * @param json the frame's text; only valid during the call
     * @param ingestedNanos nanoseconds since 1970 at which the oldest tick behind its rows entered the system, 0
     *     without rows
     */
    void frame(Client client, CharSequence json, long ingestedNanos);

    /** A frame that was due has to wait, because the client has no credit or its socket no room. */
    void held(Client client);

    /** The client is to be cut off; it was disconnected already. */
    void close(Client client, Reason reason);

    /** Why a client is cut off. */
    enum Reason {
        /** It acknowledged nothing while a frame waited. */
        NEVER_ACKNOWLEDGED,
        /** It never said what it shows. */
        NEVER_VIEWED
    }
}
