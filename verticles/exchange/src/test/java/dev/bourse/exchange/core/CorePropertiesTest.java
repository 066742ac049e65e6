package dev.bourse.exchange.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.core.LedgerModel.Place;
import dev.bourse.exchange.core.LedgerModel.Units;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

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
