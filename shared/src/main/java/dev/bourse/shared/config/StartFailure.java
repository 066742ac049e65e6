package dev.bourse.shared.config;

/** Why a process cannot start, as one line for the user: what is wrong, and what to do about it. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String whatIsWrongAndWhatToDo) {
        super(whatIsWrongAndWhatToDo);
    }

    public StartFailure(String whatIsWrongAndWhatToDo, Throwable cause) {
        super(whatIsWrongAndWhatToDo, cause);
    }

    /** That a port is taken, as every listener says it. */
    public static StartFailure portTaken(String setting, String host, int port, Throwable cause) {
        return new StartFailure(
                "port " + port + " on " + host + " is taken; end what listens there or choose another with --" + setting
                        + "=PORT",
                cause);
    }
}
