package dev.bourse.exchange.replay;

import dev.bourse.exchange.message.CommandWriter;
import dev.bourse.exchange.message.MarketCommandWriter;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.Phase;

/**
 * The commands that set up a simulated exchange: instruments paid in USD, each with limits, bands and a reference
 * price, then verified accounts with money, limits, and shares in some of the instruments. Asset 1 is USD in cents,
 * asset and instrument numbers go together: instrument i trades asset i + 1.
 */
final class SimulatedMarket {
    static final int USD = 1;
    /** In ticks of a cent. */
    static final long REFERENCE_PRICE = 10_000;

    private static final long CASH = 1_000_000_000_000L;
    private static final long SHARES = 100_000_000;

    private final int instruments;
    private final int accounts;
    private final int makers;
    private final int traded;
    private final CommandWriter writer;
    private final MarketCommandWriter market;
    private long step;
    private long reference;

    /** The first {@code makers} accounts trade all instruments. */
    SimulatedMarket(int instruments, int accounts, int makers, int instrumentsOfAnAccount, CommandWriter writer) {
        this.instruments = instruments;
        this.accounts = accounts;
        this.makers = makers;
        traded = Math.min(instruments, instrumentsOfAnAccount);
        this.writer = writer;
        market = writer.market();
    }

    /** The instrument that an account trades as its number {@code choice}, below {@link #choices}. */
    int instrument(int accountId, int choice) {
        return accountId <= makers ? 1 + choice : 1 + (accountId * 7 + choice * 13) % instruments;
    }

    /** In how many instruments an account has shares. */
    int choices(int accountId) {
        return accountId <= makers ? instruments : traded;
    }

    /** Writes the next command of the set-up; 0 when it is complete. */
    int next(long correlationId) {
        long at = step++;
        if (at <= instruments) {
            int asset = (int) at + 1;
            return market.addAsset(correlationId, asset, asset == USD ? 2 : 0, asset == USD ? "USD" : "S" + at);
        }
        at -= instruments + 1;
        if (at < 4L * instruments) {
            return instrumentCommand(correlationId, (int) (at / 4) + 1, (int) (at % 4));
        }
        at -= 4L * instruments;
        long ofMakers = (long) makers * (4 + instruments);
        if (at < ofMakers) {
            return accountCommand(correlationId, (int) (at / (4 + instruments)) + 1, (int) (at % (4 + instruments)));
        }
        at -= ofMakers;
        int perAccount = 4 + traded;
        return at < (long) (accounts - makers) * perAccount
                ? accountCommand(correlationId, makers + (int) (at / perAccount) + 1, (int) (at % perAccount))
                : 0;
    }

    private int instrumentCommand(long correlationId, int instrument, int part) {
        return switch (part) {
            case 0 ->
                market.addInstrument(
                        correlationId, instrument, instrument + 1, USD, 5, 10, 1, 1, "S" + instrument + "/USD");
            case 1 -> market.setPriceBands(correlationId, instrument, 9_000, REFERENCE_PRICE);
            case 2 ->
                market.setInstrumentLimits(
                        correlationId, instrument, 5_000, 1_000_000, 10_000_000_000L, 1_000_000_000, 0);
            default -> market.changePhase(correlationId, instrument, Phase.CONTINUOUS);
        };
    }

    private int accountCommand(long correlationId, int account, int part) {
        return switch (part) {
            case 0 -> writer.openAccount(correlationId, account);
            case 1 -> writer.changeKyc(correlationId, account, Kyc.VERIFIED);
            case 2 ->
                writer.setAccountLimits(
                        correlationId, account, 100_000, 1_000_000, 0, 0, 2_000_000_000, 1_000_000_000_000L);
            case 3 -> writer.deposit(correlationId, account, USD, CASH, ++reference);
            default -> writer.deposit(correlationId, account, instrument(account, part - 4) + 1, SHARES, ++reference);
        };
    }
}
