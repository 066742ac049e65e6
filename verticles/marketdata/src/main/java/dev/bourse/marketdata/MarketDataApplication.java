package dev.bourse.marketdata;

import dev.bourse.marketdata.outputs.ExchangeOutputs;
import dev.bourse.marketdata.outputs.JournalOutputs;
import dev.bourse.marketdata.outputs.Media;
import dev.bourse.marketdata.outputs.Outputs;
import dev.bourse.shared.launch.Application;

/** The market data group as a process of its own. */
public final class MarketDataApplication {
    private MarketDataApplication() {}

    /** Runs until it is told to end; arguments are settings, {@code --help} lists them. */
    public static void main(String[] arguments) {
        Application.main(arguments, new MarketDataGroup(MarketDataApplication::outputs));
    }

    private static Outputs outputs(MarketDataOptions options, Media media) {
        return options.journal()
                .<Outputs>map(JournalOutputs::of)
                .orElseGet(() -> new ExchangeOutputs(media.aeron(), options.exchange(), options.ownHost()));
    }
}
