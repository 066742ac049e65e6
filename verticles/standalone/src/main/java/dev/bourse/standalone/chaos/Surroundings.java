package dev.bourse.standalone.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The machines, the network and the disk that the processes of a trial believe to have. */
interface Surroundings extends AutoCloseable {
    /** Addresses at which members may be found. */
    List<String> hosts();

    /** Where the observer is. */
    Place observer();

    /** Where a process runs. */
    Place placeOf(String name);

    /** A small disk for what processes write, where there is one. */
    default Optional<Path> disk() {
        return Optional.empty();
    }

    /** How far copies are kept apart: {@code cluster.backup-apart}. */
    default String backupApart() {
        return "member";
    }

    @Override
    default void close() {}

    /** All on this machine, over the loopback interface. */
    Surroundings PLAIN = new Surroundings() {
        @Override
        public List<String> hosts() {
            return List.of("127.0.0.1");
        }

        @Override
        public Place observer() {
            return Place.HERE;
        }

        @Override
        public Place placeOf(String name) {
            return Place.HERE;
        }
    };
}
