package dev.bourse.data.feed;

import dev.bourse.data.vendor.TcpAnswers;
import dev.bourse.data.vendor.TcpSession;
import dev.bourse.data.vendor.Vendor;
import dev.bourse.data.vendor.VendorRecords;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/**
 * One vendor's socket: bytes to its session, answers back, and neither read from nor written to faster than the other
 * side takes it.
 */
final class TcpConnection implements TcpAnswers {
    private final TcpFeed feed;
    private final NetSocket socket;
    private final TcpSession session;
    private final Runnable resumption = this::goOn;
    private Buffer answers = Buffer.buffer();
    private boolean ended;
    private boolean stalled;
    private long heardMillis;
    private long lineMillis;

    TcpConnection(TcpFeed feed, NetSocket socket, VendorRecords records) {
        this.feed = feed;
        this.socket = socket;
        this.session = new TcpSession(records, feed.vendors(), feed.tokens(), this, feed.longestLine());
        this.heardMillis = now();
        this.lineMillis = heardMillis;
        socket.handler(this::received);
        socket.drainHandler(drained -> proceed(true));
        socket.closeHandler(closed -> close(false));
        socket.exceptionHandler(broken -> socket.close());
    }

    @Override
    public void line(String line) {
        answers.appendString(line).appendString("\n");
    }

    @Override
    public void close() {
        close(true);
    }

    @Override
    public void greeted(Vendor vendor) {
        feed.greeted(vendor, this);
    }

    /** The vendor may be told of more than before. */
    void promised() {
        if (!ended) {
            session.acknowledge();
            flush();
        }
    }

    /** What was not acknowledged may be lost. */
    void rewound() {
        if (!ended) {
            session.rewound();
            flush();
        }
    }

    /** Says a last word and ends. */
    void end(String lastWord) {
        line(lastWord);
        close(true);
    }

    /**
     * Ends a connection that said nothing for too long, or that does not come to the end of a line or of its greeting.
     */
    void endIfSlow(long now, long idleLimit, long lineLimit) {
        if (stalled) {
            return;
        }
        boolean unfinished = session.unfinished() || !session.greeted();
        if (unfinished && now - lineMillis > lineLimit) {
            end("ERROR line_timeout a line is to end within " + lineLimit + " ms");
        } else if (now - heardMillis > idleLimit) {
            end("ERROR idle_timeout nothing came for " + idleLimit + " ms; PING keeps a connection");
        }
    }

    private void received(Buffer bytes) {
        heardMillis = now();
        if (!session.unfinished() && session.greeted()) {
            lineMillis = heardMillis;
        }
        session.receive(bytes.getBytes());
        proceed(true);
    }

    private void goOn() {
        proceed(true);
    }

    /** Goes on with what was received, unless the vendor does not take its answers. */
    private void proceed(boolean mayAddFirst) {
        if (ended) {
            return;
        }
        if (socket.writeQueueFull()) {
            stall();
            return;
        }
        feed.turn();
        boolean mayAdd = feed.context().instruments().mayAdd();
        int before = session.dealtWith();
        TcpSession.Progress progress = session.proceed(mayAdd, mayAdd && mayAddFirst);
        if (session.dealtWith() != before) {
            lineMillis = now();
        }
        flush();
        Vendor speaker = session.vendor();
        if (speaker != null) {
            feed.progressed(speaker);
        }
        switch (progress) {
            case GREETING -> greet(speaker);
            case DONE -> go();
            case NO_ROOM -> {
                stall();
                feed.whenRoom(resumption);
            }
            case NEW_SYMBOL -> {
                stall();
                feed.context().instruments().add(session.newSymbol()).onComplete(added -> proceed(added.succeeded()));
            }
            case CLOSED -> {}
        }
    }

    private void greet(@Nullable Vendor speaker) {
        if (speaker == null) {
            return;
        }
        stall();
        feed.meet(speaker, true)
                .onSuccess(met -> {
                    session.welcome();
                    proceed(true);
                })
                .onFailure(unknown -> end("ERROR vendor it is not known how far you came; come again"));
    }

    private void stall() {
        stalled = true;
        socket.pause();
    }

    private void go() {
        if (stalled) {
            stalled = false;
            heardMillis = now();
            lineMillis = heardMillis;
            socket.resume();
        }
    }

    private void flush() {
        if (answers.length() > 0) {
            socket.write(answers);
            answers = Buffer.buffer();
        }
    }

    private void close(boolean ours) {
        if (ended) {
            return;
        }
        ended = true;
        feed.forget(resumption);
        feed.ended(this);
        if (ours) {
            flush();
            socket.end();
        }
    }

    private long now() {
        return feed.context().node().clock().millis();
    }
}
