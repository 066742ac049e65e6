package dev.bourse.analytics.replica;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;

/** Values all accounts in one quote asset and finds those at the highest risk. One thread. */
final class RiskRanking {
    private static final BigInteger WHOLE_BPS = BigInteger.valueOf(10_000);
    private static final BigInteger ROUND_UP = BigInteger.valueOf(9_999);
    private static final int EXCHANGE = 0;

    /** The lowest first: what gives way. */
    private static final Comparator<RiskRow> LOWEST_FIRST =
            Comparator.comparing(RiskRow::risk).thenComparing(RiskRow::account, Comparator.reverseOrder());

    private final List<Traded> traded = new ArrayList<>();
    private final Asset quote;

    /**
     * An instrument that is paid with the quote asset.
     *
     * @param values whether holdings of its base asset are worth what it trades at: the first instrument of them
     */
    private record Traded(TradedInstrument instrument, BigInteger shockBps, boolean values) {}

    RiskRanking(Collection<TradedInstrument> instruments, Asset quote, long nowMicros) {
        this.quote = quote;
        Set<Integer> valued = new HashSet<>();
        for (TradedInstrument instrument : instruments) {
            if (instrument.quote.id() == quote.id()) {
                BigInteger shock = BigInteger.valueOf(instrument.shockBps(nowMicros));
                traded.add(new Traded(instrument, shock, valued.add(instrument.base.id())));
            }
        }
    }

    List<RiskRow> top(Int2ObjectHashMap<AccountBook> accounts, int limit) {
        PriorityQueue<RiskRow> highest = new PriorityQueue<>(LOWEST_FIRST);
        accounts.forEachInt((id, account) -> {
            if (id != EXCHANGE) {
                highest.add(row(id, account));
                if (highest.size() > limit) {
                    highest.remove();
                }
            }
        });
        List<RiskRow> rows = new ArrayList<>(highest);
        rows.sort(Collections.reverseOrder(LOWEST_FIRST));
        return rows;
    }

    private RiskRow row(int id, AccountBook account) {
        BigInteger risk = BigInteger.ZERO;
        BigInteger holdings = BigInteger.ZERO;
        BigInteger openBuys = BigInteger.ZERO;
        for (Traded each : traded) {
            TradedInstrument instrument = each.instrument();
            long owned = each.values() ? account.owns(instrument.base.id()) : 0;
            long lots = account.openBuyLots(instrument.id);
            if (owned != 0 || lots != 0) {
                BigInteger held = instrument.worth(owned);
                BigInteger wanted = instrument.worth(Math.multiplyExact(lots, instrument.lotBaseUnits()));
                holdings = holdings.add(held);
                openBuys = openBuys.add(wanted);
                risk = risk.add(
                        held.add(wanted).multiply(each.shockBps()).add(ROUND_UP).divide(WHOLE_BPS));
            }
        }
        return new RiskRow(
                id,
                risk,
                holdings.add(openBuys),
                holdings,
                openBuys,
                BigInteger.valueOf(account.owns(quote.id())),
                account.openOrders());
    }
}
