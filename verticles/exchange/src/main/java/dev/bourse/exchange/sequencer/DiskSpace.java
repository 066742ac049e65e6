package dev.bourse.exchange.sequencer;

import dev.bourse.shared.config.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether there is room for a node's journal. */
final class DiskSpace {
    private DiskSpace() {}

    /** @throws StartFailure if there is too little room to start */
    static void require(NodeOptions options) {
        shortage(options).ifPresent(why -> {
            throw new StartFailure(why);
        });
    }

    /** What is wrong, if there is too little room or the disk cannot be asked. */
    static Optional<String> shortage(NodeOptions options) {
        try {
            Path there = options.directory().toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return shortage(
                    options.directory(), Files.getFileStore(there).getUsableSpace(), options.minimumFreeBytes());
        } catch (IOException unreadable) {
            return Optional.of(
                    "the disk of " + options.directory() + " cannot be asked for its free space: " + unreadable);
        }
    }

    static Optional<String> shortage(Path directory, long free, long least) {
        return free >= least
                ? Optional.empty()
                : Optional.of("the disk of " + directory + " is full: " + (free >> 20)
                        + " MB are free, and a node needs "
                        + (least >> 20) + " MB for its journal; make room and start again, or choose another disk with"
                        + " --exchange.directory");
    }
}
