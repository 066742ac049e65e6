package dev.bourse.marketdata.stream;

import dev.bourse.marketdata.candle.Candle;
import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client: what it wants and how far it was told. Nothing is queued for it: while its line is full, books and
 * candles wait for their newest state and trades are counted as missed; both are told when it takes messages again. One
 * thread.
 */
public final class Session {
    private static final class Told {
        @Nullable
        InstrumentCopy copy;

        long conflated;
        long nextTrade = -1;
        long missed;
    }

    private final Line line;
    private final Texts texts;
    private final Map<Subscription, Told> subscriptions = new LinkedHashMap<>();
    private long fullSince = -1;
    private long conflations;

    Session(Line line, Texts texts) {
        this.line = line;
        this.texts = texts;
    }

    /** How many subscriptions it has. */
    public int subscriptions() {
        return subscriptions.size();
    }

    /** Adds a subscription; says whether it is new. */
    public boolean subscribe(Subscription subscription) {
        return subscriptions.putIfAbsent(subscription, new Told()) == null;
    }

    /** Takes a subscription away; says whether it was there. */
    public boolean unsubscribe(Subscription subscription) {
        return subscriptions.remove(subscription) != null;
    }

    /** Books and candles that were replaced by newer ones before they could be sent. */
    long takeConflations() {
        long count = conflations;
        conflations = 0;
        return count;
    }

    /** Tells trades; called once for each batch. */
    void trades(Newest newest, TradeBatch batch) {
        Told told = subscriptions.get(new Subscription.Trades(batch.instrument()));
        if (told == null) {
            return;
        }
        long expected = told.nextTrade < 0 ? batch.first() : told.nextTrade;
        told.missed += batch.first() - expected;
        told.nextTrade = batch.first() + batch.trades().size();
        if (line.isFull()) {
            told.missed += batch.trades().size();
            return;
        }
        tellMissed(newest, batch.instrument(), told);
        line.send(texts.trades(newest.get(batch.instrument()), batch));
    }

    /** Tells what is new of books and candles; cuts off a client whose line has been full for longer than allowed. */
    void tick(Newest newest, long nowMillis, long patienceMillis) {
        for (Map.Entry<Subscription, Told> each : subscriptions.entrySet()) {
            if (each.getKey().instrument() >= newest.size()) {
                continue;
            }
            InstrumentCopy copy = newest.get(each.getKey().instrument());
            Told told = each.getValue();
            if (each.getKey() instanceof Subscription.Trades) {
                if (!line.isFull()) {
                    tellMissed(newest, each.getKey().instrument(), told);
                }
            } else if (told.copy == null
                    || told.copy.book().number() != copy.book().number()) {
                tell(each.getKey(), told, copy);
            }
        }
        if (!line.isFull()) {
            fullSince = -1;
        } else if (fullSince < 0) {
            fullSince = nowMillis;
        } else if (nowMillis - fullSince > patienceMillis) {
            line.cut("took nothing for " + patienceMillis + " ms");
        }
    }

    private void tell(Subscription subscription, Told told, InstrumentCopy copy) {
        if (line.isFull()) {
            told.conflated++;
            conflations++;
            return;
        }
        InstrumentCopy before = told.copy;
        if (subscription instanceof Subscription.Book book) {
            if (before == null) {
                line.send(MarketText.book(copy, book.depth(), -1));
            } else if (told.conflated > 0) {
                line.send(MarketText.book(copy, book.depth(), told.conflated));
            } else {
                line.send(texts.change(before, copy, book.depth()));
            }
        } else if (subscription instanceof Subscription.Candles candles) {
            candles(candles, before, copy);
        }
        told.copy = copy;
        told.conflated = 0;
    }

    /** The candle that grows, and the one before it where that has come to its end since. */
    private void candles(Subscription.Candles of, @Nullable InstrumentCopy before, InstrumentCopy copy) {
        List<Candle> now = copy.candles().getOrDefault(of.period(), List.of());
        List<Candle> then = before == null ? List.of() : before.candles().getOrDefault(of.period(), List.of());
        if (now.isEmpty() || now.equals(then)) {
            return;
        }
        Candle newest = now.getLast();
        boolean moved = !then.isEmpty() && then.getLast().start() != newest.start();
        if (moved && now.size() > 1) {
            line.send(MarketText.candle(copy.definition(), of.period().seconds(), now.getFirst(), true));
        }
        line.send(MarketText.candle(copy.definition(), of.period().seconds(), newest, false));
    }

    private void tellMissed(Newest newest, int instrument, Told told) {
        if (told.missed > 0) {
            line.send(MarketText.missed(newest.get(instrument).definition(), told.missed));
            told.missed = 0;
        }
    }
}
