package dev.bourse.standalone.participants;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A listed stock. It trades against {@link #CURRENCY} in ticks of a cent and lots of one share.
 *
 * @param index from 0
 * @param symbol of the instrument and of the asset
 * @param openingTicks around which it begins to trade
 */
record Stock(int index, String symbol, long openingTicks) {
    static final String CURRENCY = "USD";
    static final int CURRENCY_DECIMALS = 2;
    static final String TICK = "0.01";
    /** So many stocks have the same participants. */
    static final int SECTOR = 10;

    private static final List<String> SECTORS =
            List.of("AERO", "AGRI", "AUTO", "BANK", "CHEM", "ENER", "FOOD", "MEDI", "TECH", "TRAN");

    /** The stocks that a seed lists: of each sector in turn one more. */
    static List<Stock> listed(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Stock> stocks = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String name = SECTORS.get(index / SECTOR % SECTORS.size());
            int number = index / (SECTOR * SECTORS.size()) * SECTOR + index % SECTOR + 1;
            stocks.add(new Stock(
                    index, String.format(Locale.ROOT, "%s%02d", name, number), random.nextLong(1_000, 30_000)));
        }
        return stocks;
    }

    int sector() {
        return index / SECTOR;
    }

    /** A price in ticks as the gateway has it. */
    static String price(long ticks) {
        return BigDecimal.valueOf(ticks, CURRENCY_DECIMALS).toPlainString();
    }

    /** The ticks of a price. */
    static long ticks(String price) {
        return new BigDecimal(price).movePointRight(CURRENCY_DECIMALS).longValueExact();
    }
}
