package dev.bourse.marketdata;

import dev.bourse.marketdata.outputs.JournalOutputs;
import dev.bourse.marketdata.outputs.Outputs;
import dev.bourse.shared.config.StartFailure;
import dev.bourse.shared.launch.Application;

/** The market data group as a process of its own. */
public final class MarketDataApplication {
    private MarketDataApplication() {}

    /** Runs until it is told to end; arguments are settings, {@code --help} lists them. */
    public static void main(String[] arguments) {
        Application.main(arguments, new MarketDataGroup(MarketDataApplication::outputs));
    }

    private static Outputs outputs(MarketDataOptions options) {
        return options.journal()
                .map(JournalOutputs::of)
                .orElseThrow(() -> new StartFailure(
                        "market data needs --marketdata.journal=FILE; './bourse journal FILE' writes one to try"));
    }
}
