package dev.bourse.standalone;

import dev.bourse.classification.ClassificationGroup;
import dev.bourse.data.DataGroup;
import dev.bourse.shared.launch.Application;
import dev.bourse.standalone.analyse.AnalyseCommand;
import dev.bourse.standalone.chaos.ChaosCommand;
import dev.bourse.standalone.status.StatusCommand;
import dev.bourse.standalone.supervise.SuperviseCommand;
import dev.bourse.standalone.trading.TradingPlane;
import dev.bourse.state.StateGroup;
import java.util.Arrays;

/** The main class of the standalone jar: all groups in one process. */
public final class StandaloneApplication {
    private static final int EXCHANGE_ENDED = 3;

    private StandaloneApplication() {}

    /**
     * Runs until it is told to end. A word in front asks for something else: {@code analyse} analyses a file,
     * {@code supervise} runs a cluster of processes, {@code status} says what one is like, {@code chaos} makes trouble
     * in one.
     *
     * <p>Where the exchange cannot go on, the process ends with code 3.
     */
    public static void main(String[] arguments) {
        String word = arguments.length == 0 ? "" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (word) {
            case "analyse" -> AnalyseCommand.main(rest);
            case "supervise" -> SuperviseCommand.main(rest);
            case "status" -> StatusCommand.main(rest);
            case "chaos" -> ChaosCommand.main(rest);
            default -> run(arguments);
        }
    }

    private static void run(String[] arguments) {
        TradingPlane trading = new TradingPlane(StandaloneApplication::end);
        Application.main(
                arguments,
                new DataGroup(trading::feed),
                new StateGroup(),
                new ClassificationGroup(),
                trading.page(),
                trading);
    }

    private static void end(String why) {
        System.err.println("bourse: the exchange ended: " + why);
        System.exit(EXCHANGE_ENDED);
    }
}
