package dev.bourse.marketdata;

import dev.bourse.exchange.ConnectedOutputs;
import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.marketdata.outputs.JournalOutputs;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Application;

/** The market data group as a process of its own. */
public final class MarketDataApplication {
    private MarketDataApplication() {}

    /** Runs until it is told to end. */
    public static void main(String[] arguments) {
        Application.main(arguments, new MarketDataGroup(MarketDataApplication::outputs));
    }

    private static FollowedOutputs.Source outputs(Settings settings, MarketDataOptions options) {
        return options.journal()
                .<FollowedOutputs.Source>map(JournalOutputs::source)
                .orElseGet(() -> ConnectedOutputs.of(settings, "marketdata"));
    }
}
