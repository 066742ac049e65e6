package dev.bourse.marketdata.stream;

import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** All clients of this process. Each tick serves them in another order, so that none is first by its place. */
public final class Sessions {
    private final List<Session> sessions = new ArrayList<>();
    private final Texts texts = new Texts();
    private final Random order;
    private final long patienceMillis;
    private long conflations;

    /**
     * Nobody yet.
     *
     * @param seed of the order in which clients are served
     * @param patienceMillis how long a client may take nothing before it is cut off
     */
    public Sessions(long seed, long patienceMillis) {
        order = new Random(seed);
        this.patienceMillis = patienceMillis;
    }

    /** A client came. */
    public Session open(Line line) {
        Session session = new Session(line, texts);
        sessions.add(session);
        return session;
    }

    /** A client went. */
    public void close(Session session) {
        sessions.remove(session);
    }

    /** How many clients there are. */
    public int size() {
        return sessions.size();
    }

    /** Books and candles that were replaced by newer ones before a slow client could take them. */
    public long conflations() {
        return conflations;
    }

    /** Tells everybody what is new. */
    public void tick(Newest newest, List<TradeBatch> trades, long nowMillis) {
        texts.clear();
        // A client that is cut off leaves the list while this goes through it.
        List<Session> served = new ArrayList<>(sessions);
        Collections.shuffle(served, order);
        for (Session session : served) {
            for (TradeBatch batch : trades) {
                session.trades(newest, batch);
            }
            session.tick(newest, nowMillis, patienceMillis);
            conflations += session.takeConflations();
        }
    }
}
