package dev.bourse.exchange.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Remembers every event of a book as a row of numbers, to be compared as a whole or read as lines of text. */
final class EventLog implements MatchListener {
    private enum Kind {
        ACCEPTED("order account user side price quantity"),
        REJECTED("order account reason"),
        MATCHED("taker takerAccount takerUser takerLeft maker makerAccount makerUser makerLeft takerSide price"
                + " quantity"),
        AUCTION_MATCHED("buy buyAccount buyUser buyLeft sell sellAccount sellUser sellLeft price quantity"),
        RESTED("order account user side price displayed remaining"),
        STOPPED("order account user side stopPrice remaining"),
        TRIGGERED("order account user side stopPrice remaining"),
        REPLENISHED("order account user side price displayed remaining"),
        REDUCED("order account user side price by remaining"),
        REPLACED("order account user side price remaining kept"),
        CANCELLED("order account user side price quantity reason"),
        PHASE("from to");

        private final String fields;

        Kind(String fields) {
            this.fields = fields;
        }
    }

    private long[] values = new long[1024];
    private int size;

    /** Forgets everything. */
    void clear() {
        size = 0;
    }

    boolean sameAs(EventLog other) {
        return Arrays.equals(values, 0, size, other.values, 0, other.size);
    }

    /** Each event as a line: its kind and the fields that tests care for; accounts and users are left out. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < size) {
            Kind kind = Kind.values()[(int) values[at++]];
            StringBuilder line = new StringBuilder(kind.name().toLowerCase(Locale.ROOT));
            for (String field : kind.fields.split(" ")) {
                if (!field.endsWith("ccount") && !field.endsWith("ser")) {
                    line.append(' ').append(field).append('=').append(text(kind, field, (int) values[at], values[at]));
                }
                at++;
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The lines so far, which are then forgotten. */
    List<String> take() {
        List<String> lines = lines();
        clear();
        return lines;
    }

    private static String text(Kind kind, String field, int code, long value) {
        return switch (field) {
            case "side", "takerSide" -> Side.of(code).name();
            case "reason" ->
                kind == Kind.REJECTED
                        ? RejectReason.of(code).name()
                        : CancelReason.of(code).name();
            case "from", "to" -> Phase.of(code).name();
            case "kept" -> code == 1 ? "yes" : "no";
            default -> Long.toString(value);
        };
    }

    private void add(Kind kind, long... fields) {
        if (size + fields.length + 1 > values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[size++] = kind.ordinal();
        System.arraycopy(fields, 0, values, size, fields.length);
        size += fields.length;
    }

    @Override
    public void accepted(long orderId, long accountId, int user, Side side, long price, long quantity) {
        add(Kind.ACCEPTED, orderId, accountId, user, side.code(), price, quantity);
    }

    @Override
    public void rejected(long orderId, long accountId, RejectReason reason) {
        add(Kind.REJECTED, orderId, accountId, reason.code());
    }

    @Override
    public void matched(
            long takerOrderId,
            long takerAccountId,
            int takerUser,
            long takerRemaining,
            long makerOrderId,
            long makerAccountId,
            int makerUser,
            long makerRemaining,
            Side takerSide,
            long price,
            long quantity) {
        add(
                Kind.MATCHED,
                takerOrderId,
                takerAccountId,
                takerUser,
                takerRemaining,
                makerOrderId,
                makerAccountId,
                makerUser,
                makerRemaining,
                takerSide.code(),
                price,
                quantity);
    }

    @Override
    public void auctionMatched(
            long buyOrderId,
            long buyAccountId,
            int buyUser,
            long buyRemaining,
            long sellOrderId,
            long sellAccountId,
            int sellUser,
            long sellRemaining,
            long price,
            long quantity) {
        add(
                Kind.AUCTION_MATCHED,
                buyOrderId,
                buyAccountId,
                buyUser,
                buyRemaining,
                sellOrderId,
                sellAccountId,
                sellUser,
                sellRemaining,
                price,
                quantity);
    }

    @Override
    public void rested(long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        add(Kind.RESTED, orderId, accountId, user, side.code(), price, displayed, remaining);
    }

    @Override
    public void stopped(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {
        add(Kind.STOPPED, orderId, accountId, user, side.code(), stopPrice, remaining);
    }

    @Override
    public void triggered(long orderId, long accountId, int user, Side side, long stopPrice, long remaining) {
        add(Kind.TRIGGERED, orderId, accountId, user, side.code(), stopPrice, remaining);
    }

    @Override
    public void replenished(
            long orderId, long accountId, int user, Side side, long price, long displayed, long remaining) {
        add(Kind.REPLENISHED, orderId, accountId, user, side.code(), price, displayed, remaining);
    }

    @Override
    public void reduced(long orderId, long accountId, int user, Side side, long price, long by, long remaining) {
        add(Kind.REDUCED, orderId, accountId, user, side.code(), price, by, remaining);
    }

    @Override
    public void replaced(
            long orderId, long accountId, int user, Side side, long price, long remaining, boolean keptPriority) {
        add(Kind.REPLACED, orderId, accountId, user, side.code(), price, remaining, keptPriority ? 1 : 0);
    }

    @Override
    public void cancelled(
            long orderId, long accountId, int user, Side side, long price, long quantity, CancelReason reason) {
        add(Kind.CANCELLED, orderId, accountId, user, side.code(), price, quantity, reason.code());
    }

    @Override
    public void phaseChanged(Phase from, Phase to) {
        add(Kind.PHASE, from.code(), to.code());
    }
}
