package dev.bourse.standalone;

import dev.bourse.classification.ClassificationGroup;
import dev.bourse.data.DataGroup;
import dev.bourse.shared.launch.Application;
import dev.bourse.standalone.analyse.AnalyseCommand;
import dev.bourse.standalone.status.StatusCommand;
import dev.bourse.standalone.supervise.SuperviseCommand;
import dev.bourse.state.StateGroup;
import dev.bourse.web.WebGroup;
import java.util.Arrays;

/** The main class of the standalone jar: all groups in one process. */
public final class StandaloneApplication {
    private StandaloneApplication() {}

    /**
     * Runs until it is told to end; with the word {@code analyse} in front, analyses a file instead; with
     * {@code supervise}, runs a cluster of processes; with {@code status}, says what one is like.
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("analyse")) {
            AnalyseCommand.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("supervise")) {
            SuperviseCommand.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("status")) {
            StatusCommand.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        Application.main(arguments, new DataGroup(), new StateGroup(), new ClassificationGroup(), new WebGroup());
    }
}
