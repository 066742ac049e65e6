package dev.bourse.exchange.matching;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * E4: the book does what a naive model does, event by event, for millions of random commands.
 * {@code -Dbourse.matching.commands=N} sets the commands of one try.
 */
class OrderBookPropertyTest {
    private static final int COMMANDS = Integer.getInteger("bourse.matching.commands", 50_000);

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    @Label("all kinds of commands at neighbouring prices give the same events, best prices and depth as the naive"
            + " model")
    void denseBookEqualsNaiveModel(@ForAll long seed) {
        new RandomTrading(seed, 90, 1).run(COMMANDS);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    @Label("all kinds of commands at prices far apart, below and above zero, give what the naive model gives")
    void sparseBookEqualsNaiveModel(@ForAll long seed) {
        new RandomTrading(seed, -9_876, 777).run(COMMANDS);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    @Label("prices over the whole range of a long, its ends among them, give what the naive model gives")
    void extremePricesEqualNaiveModel(@ForAll long seed) {
        new RandomTrading(seed, -Long.MAX_VALUE, Long.MAX_VALUE / 23 * 2).run(COMMANDS);
    }
}
