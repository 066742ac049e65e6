package dev.bourse.bench.bus;

import java.io.IOException;

/** One way from a sending to a receiving process. */
interface Transport extends AutoCloseable {
    /**
     * In the receiving process: takes messages from now on, one after another.
     *
     * @return what the sending process needs to know to reach this one
     */
    String receive(Receiver receiver) throws Exception;

    /** In the sending process: sends a first message to the process that said this of itself. */
    void connect(String receiver) throws Exception;

    /** Calls the sender over and over until it is done, where this transport's sending threads work. */
    void run(Sender sender) throws Exception;

    @Override
    void close() throws IOException;

    /** Takes what the messages' heads say. */
    @FunctionalInterface
    interface Receiver {
        /** One message. */
        void accept(long sentNanos, int phase);
    }

    /** Makes messages. */
    @FunctionalInterface
    interface Sender {
        /** Sends as many as are due, some tens at most, to the wire; says whether more follow. */
        Next step(Wire wire);
    }

    /** What a sender does next. */
    enum Next {
        /** It has more to send. */
        MORE,
        /** It waits for its time or for the receiver. */
        IDLE,
        /** It has sent all. */
        DONE;

        /** Lets others work for a moment where there is nothing to send; false after the last message. */
        boolean goesOn() {
            if (this == IDLE) {
                Thread.yield();
            }
            return this != DONE;
        }
    }

    /** Sends one message. */
    @FunctionalInterface
    interface Wire {
        /** Makes a message of the transport's form with that head, and sends it. */
        void send(long sentNanos, int phase);
    }
}
