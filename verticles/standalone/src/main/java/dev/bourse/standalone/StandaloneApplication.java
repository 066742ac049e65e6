package dev.bourse.standalone;

import dev.bourse.classification.ClassificationGroup;
import dev.bourse.data.DataGroup;
import dev.bourse.shared.launch.Application;
import dev.bourse.state.StateGroup;
import dev.bourse.web.WebGroup;

/** The main class of the standalone jar: all groups in one process. */
public final class StandaloneApplication {
    private StandaloneApplication() {}

    /** Runs until it is told to end. */
    public static void main(String[] arguments) {
        Application.main(arguments, new DataGroup(), new StateGroup(), new ClassificationGroup(), new WebGroup());
    }
}
