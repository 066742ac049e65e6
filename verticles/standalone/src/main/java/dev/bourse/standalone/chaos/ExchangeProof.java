package dev.bourse.standalone.chaos;

import dev.bourse.exchange.core.ExchangeCore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what clients were told, what readers read, what each node has, and what a core makes of the same commands
 * that never stopped. One thread, when all of them have ended.
 */
final class ExchangeProof {
    private static final int EXPECTED_ORDERS = 10_000;
    private static final int MOST_FAULTS = 20;

    private final List<ExchangeTrader> traders;
    private final List<ExchangeWitness> witnesses;
    private final List<String> faults;
    private final LongList outputs;
    private long lost;

    ExchangeProof(List<ExchangeTrader> traders, List<ExchangeWitness> witnesses, List<String> faults) {
        this.traders = traders;
        this.witnesses = witnesses;
        this.faults = faults;
        outputs = witnesses.getFirst().hashes();
    }

    /** Looks at the outputs of one node, which are those of the readers up to the last. */
    void node(int number, ExchangeWitness node, boolean whole) {
        faults.addAll(node.faults());
        if (!whole) {
            faults.add("node " + number + " has outputs up to " + (node.next() - 1) + " only: " + node.state());
        }
        same("node " + number, node.hashes());
    }

    /** Compares the rest and says what came of all. */
    ExchangeOutcome outcome(String scenario, Map<String, List<Long>> stalls) {
        for (ExchangeWitness witness : witnesses) {
            faults.addAll(witness.faults());
            same("a reader", witness.hashes());
        }
        traders.forEach(this::answers);
        same("a core that never stopped", applied());
        return new ExchangeOutcome(
                scenario,
                traders.stream().mapToLong(ExchangeTrader::sent).sum(),
                outputs.size(),
                traders.stream().mapToLong(ExchangeTrader::repeated).sum(),
                lost,
                traders.stream().mapToLong(ExchangeTrader::doubled).sum(),
                witnesses.stream().mapToLong(ExchangeWitness::changes).sum(),
                stalls,
                faults.size() > MOST_FAULTS ? faults.subList(0, MOST_FAULTS) : faults);
    }

    private void answers(ExchangeTrader trader) {
        check(trader.doubled() == 0, trader.doubled() + " commands were answered twice");
        check(trader.unknown() == 0, trader.unknown() + " commands were given up");
        check(trader.answered() == trader.sent(), trader.answered() + " of " + trader.sent() + " were answered");
        for (long number = 1; number <= trader.sent(); number++) {
            if (!trader.agrees(number, outputs)) {
                check(lost++ > 0, "command " + number + " was answered with outputs that no reader has");
            }
        }
    }

    /** The hashes of the outputs that a core gives for all commands, in the order that the answers tell. */
    private LongList applied() {
        LongList hashes = new LongList();
        LongList times = witnesses.getFirst().times();
        ExchangeCore core = new ExchangeCore(EXPECTED_ORDERS);
        List<ExchangeOrders> orders = new ArrayList<>();
        long[] next = new long[traders.size()];
        for (int client = 0; client < traders.size(); client++) {
            orders.add(traders.get(client).orders());
            next[client] = 1;
        }
        for (int command = 0; command < times.size(); command++) {
            int client = clientOf(command + 1L, next);
            if (client < 0) {
                faults.add("command " + (command + 1) + " is in the outputs and no client has an answer to it");
                return hashes;
            }
            long number = next[client]++;
            ExchangeOrders its = orders.get(client);
            int length = traders.get(client).isMark(number) ? its.writeMark(number) : its.write(number);
            core.apply(
                    its.buffer(),
                    0,
                    length,
                    times.get(command),
                    (buffer, offset, size) -> hashes.add(ExchangeTrader.hash(buffer, offset, size)));
        }
        for (int client = 0; client < traders.size(); client++) {
            long left = traders.get(client).sent() - next[client] + 1;
            check(left == 0, left + " commands of client " + client + " are in no outputs");
        }
        return hashes;
    }

    private int clientOf(long command, long[] next) {
        for (int client = 0; client < next.length; client++) {
            if (traders.get(client).commandNumber(next[client]) == command) {
                return client;
            }
        }
        return -1;
    }

    private void same(String who, LongList hashes) {
        int mismatch = LongList.mismatch(outputs, hashes);
        check(
                mismatch < 0,
                "output " + (mismatch + 1) + " of " + who + " (" + hashes.size()
                        + " in all) is not that of the reader (" + outputs.size() + ")");
    }

    private void check(boolean good, String otherwise) {
        if (!good) {
            faults.add(otherwise);
        }
    }
}
