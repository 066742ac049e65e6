package dev.bourse.exchange.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.core.LedgerModel.Place;
import dev.bourse.exchange.core.LedgerModel.Units;
import dev.bourse.exchange.message.MessageText;
import dev.bourse.exchange.protocol.CancelReason;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CorePropertiesTest {
    private static final int COMMANDS = 4_000;

    @Property(tries = 60)
    @Label("E2: after every command each balance is what an independent ledger says, none is negative, no money is"
            + " made")
    void ledger(@ForAll long seed) {
        WildCommands commands = new WildCommands(seed);
        ExchangeCore core = new ExchangeCore(16);
        LedgerModel ledger = new LedgerModel();
        for (int i = 1; i <= WildCommands.INSTRUMENTS; i++) {
            ledger.instruments.put(
                    i,
                    new Units(
                            WildCommands.base(i),
                            WildCommands.quote(i),
                            BigInteger.valueOf(WildCommands.lot(i)),
                            BigInteger.valueOf(WildCommands.tick(i)),
                            BigInteger.valueOf(WildCommands.maker(i)),
                            BigInteger.valueOf(WildCommands.taker(i))));
        }
        for (int i = 0; i < COMMANDS; i++) {
            int length = commands.next();
            core.apply(commands.buffer, 0, length, commands.now, ledger);
            compare(core.view(), ledger);
        }
        assertThat(core.view().openOrders()).isEqualTo(ledger.orders.size());
    }

    @Property(tries = 40)
    @Label("C2, C3: a restored snapshot goes on with the same output bytes, the same state and the same next snapshot")
    void snapshot(@ForAll long seed, @ForAll @IntRange(min = 0, max = COMMANDS) int at) {
        WildCommands commands = new WildCommands(seed);
        ExchangeCore lived = new ExchangeCore(16);
        OutputLog livedOutputs = new OutputLog();
        for (int i = 0; i < at; i++) {
            lived.apply(commands.buffer, 0, commands.next(), commands.now, livedOutputs);
        }
        byte[] snapshot = SnapshotBytes.of(lived);
        ExchangeCore restored = new ExchangeCore(16);
        SnapshotBytes.restore(snapshot, restored);
        assertThat(restored.stateHash()).isEqualTo(lived.stateHash());
        assertThat(SnapshotBytes.of(restored)).isEqualTo(snapshot);
        livedOutputs.clear();
        OutputLog restoredOutputs = new OutputLog();
        for (int i = at; i < COMMANDS; i++) {
            int length = commands.next();
            lived.apply(commands.buffer, 0, length, commands.now, livedOutputs);
            restored.apply(commands.buffer, 0, length, commands.now, restoredOutputs);
        }
        assertThat(restoredOutputs.bytes()).isEqualTo(livedOutputs.bytes());
        assertThat(SnapshotBytes.of(restored)).isEqualTo(SnapshotBytes.of(lived));
        assertThat(restored.commandNumber()).isEqualTo(COMMANDS);
    }

    @Example
    @Label("The random commands reach every output, every refusal that they can, and every end of an order")
    void coverage() {
        Set<String> seen = new TreeSet<>();
        MessageText text = new MessageText();
        for (long seed = 0; seed < 60; seed++) {
            WildCommands commands = new WildCommands(seed);
            ExchangeCore core = new ExchangeCore(16);
            for (int i = 0; i < COMMANDS; i++) {
                core.apply(commands.buffer, 0, commands.next(), commands.now, (buffer, offset, length) -> {
                    String line = text.text(buffer, offset);
                    seen.add(line.substring(0, line.indexOf(' ')));
                    if (line.contains(" reason=")) {
                        seen.add(line.substring(line.lastIndexOf('=') + 1));
                    }
                });
            }
        }
        assertThat(seen)
                .contains("Executed", "OrderReplaced", "OrderTriggered", "AuctionUncrossed", "DayEnded", "OrderRested")
                .contains(reasonsOfCancels())
                .contains("INSUFFICIENT_FUNDS", "INSUFFICIENT_SHARES", "CANNOT_FILL", "WOULD_TRADE", "MAX_POSITION")
                .contains("PRICE_COLLAR", "MAX_OPEN_ORDERS", "MALFORMED", "UNKNOWN_TEMPLATE", "UNKNOWN_VERSION");
    }

    private static String[] reasonsOfCancels() {
        return Arrays.stream(CancelReason.values())
                .filter(reason -> reason != CancelReason.NULL_VAL)
                .map(CancelReason::name)
                .toArray(String[]::new);
    }

    private static void compare(CoreView view, LedgerModel ledger) {
        for (int asset = 1; asset <= WildCommands.ASSETS; asset++) {
            long sum = 0;
            for (int account = 0; account <= WildCommands.ACCOUNTS; account++) {
                Place place = new Place(account, asset);
                long available = view.available(account, asset);
                long held = view.held(account, asset);
                if (available < 0
                        || held < 0
                        || available
                                != ledger.available
                                        .getOrDefault(place, BigInteger.ZERO)
                                        .longValueExact()
                        || held
                                != ledger.held
                                        .getOrDefault(place, BigInteger.ZERO)
                                        .longValueExact()) {
                    throw new AssertionError(place + " has " + available + " and held " + held + ", the ledger says "
                            + ledger.available.get(place) + " and " + ledger.held.get(place));
                }
                sum += available + held;
            }
            if (sum != ledger.deposited.getOrDefault(asset, BigInteger.ZERO).longValueExact()) {
                throw new AssertionError(
                        "asset " + asset + " adds up to " + sum + ", not " + ledger.deposited.get(asset));
            }
        }
    }
}
