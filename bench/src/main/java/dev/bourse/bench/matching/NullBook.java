package dev.bourse.bench.matching;

import org.HdrHistogram.Histogram;

/** Reads every command and does nothing with it: what the harness itself costs. */
final class NullBook implements Contender {
    private long sum;

    @Override
    public String name() {
        return "null";
    }

    @Override
    public void reset() {
        sum = 0;
    }

    @Override
    public void run(CommandColumns commands, int from, int to) {
        for (int i = from; i < to; i++) {
            apply(commands, i);
        }
    }

    @Override
    public void runTimed(CommandColumns commands, int from, int to, Histogram nanos) {
        for (int i = from; i < to; i++) {
            long start = System.nanoTime();
            apply(commands, i);
            nanos.recordValue(System.nanoTime() - start);
        }
    }

    @Override
    public Outcome outcome() {
        // The sum keeps the compiler from leaving the reads out; it is no outcome.
        return new Outcome(sum == 0 ? 0 : -1, 0, 0, 0);
    }

    private void apply(CommandColumns commands, int i) {
        sum += switch (commands.kind[i]) {
            case CommandColumns.MOVE -> commands.price[i];
            case CommandColumns.PLACE ->
                commands.price[i] + commands.quantity[i] + commands.side[i] + commands.timeInForce[i];
            case CommandColumns.REDUCE -> commands.quantity[i];
            default -> 1;
        };
        sum += commands.orderId[i] ^ commands.accountId[i];
    }
}
