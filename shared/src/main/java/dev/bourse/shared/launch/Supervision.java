package dev.bourse.shared.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipe between a process and the one that started it. A line {@code end} says that all processes end; so does the
 * end of the stream, which comes also where the other one was killed. Reads on a thread of its own.
 */
final class Supervision {
    static final String END = "end";

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Supervision() {}

    /** Starts to read; {@code end} is called once, on that thread. */
    static Supervision of(InputStream in, Runnable end) {
        Supervision supervision = new Supervision();
        Thread.ofPlatform().name("supervision").daemon().start(() -> {
            LOG.info("ending, since {}", supervision.reason(in));
            supervision.ended.complete(null);
            end.run();
        });
        return supervision;
    }

    /** Completed when all processes are to end. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    private String reason(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equals(END)) {
                    return "the supervisor says so";
                }
            }
            return "the supervisor is gone";
        } catch (IOException cut) {
            return "the supervisor cannot be heard: " + cut.getMessage();
        }
    }
}
