package dev.bourse.standalone.chaos;

import java.util.List;

/**
 * Where a process runs.
 *
 * @param host the address that it has there
 * @param command what stands before the command that starts it, such as {@code ip netns exec NAME}
 */
record Place(String host, List<String> command) {
    /** This machine, over the loopback interface. */
    static final Place HERE = new Place("127.0.0.1", List.of());

    Place {
        command = List.copyOf(command);
    }
}
