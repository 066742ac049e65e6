package dev.bourse.bench.core;

import dev.bourse.bench.process.ChildJvm;
import dev.bourse.bench.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * exchange-core's own pipeline with risk, in a process of its own on JDK 17, since a library of its does not start on a
 * newer one. It gets the same commands in the same turns, and does nothing between them.
 */
final class PipelinePeer implements Contender, AutoCloseable {
    private static final int VERSION = 17;
    /** Compiled for that version, apart from this class. */
    private static final String MAIN = "dev.bourse.bench.jdk17.ExchangeCorePipeline";
    /** What exchange-core's libraries need of the JDK. */
    private static final List<String> OPENS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED");

    private final String name;
    private final ChildJvm jvm;
    private String outcome = "";

    private PipelinePeer(String name, ChildJvm jvm) {
        this.name = name;
        this.jvm = jvm;
    }

    /** Starts it with the stream, for which a file of some 100 MB is written; none where there is no JDK 17. */
    static Optional<PipelinePeer> start(CommandStream stream, int symbols, String waiting) throws IOException {
        Optional<String> java = Jdk.find(VERSION);
        if (java.isEmpty()) {
            return Optional.empty();
        }
        Path file = Files.createTempFile("bourse-core", ".commands");
        try {
            PipelineFile.write(stream, symbols, file);
            List<String> flags = new ArrayList<>(OPENS);
            flags.addAll(List.of("-Xms3g", "-Xmx3g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"));
            ChildJvm jvm = ChildJvm.start(java.get(), flags, MAIN, file, waiting, 1, 1);
            jvm.await("ready");
            return Optional.of(new PipelinePeer("exchange-core, " + waiting.toLowerCase(Locale.ROOT), jvm));
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Cost run(CommandStream stream) {
        jvm.say("run");
        String[] words = jvm.await("ran").split(" ", 3);
        outcome = words[2];
        return new Cost(Long.parseLong(words[0]), Long.parseLong(words[1]), -1);
    }

    @Override
    public String outcome() {
        return outcome;
    }

    @Override
    public void close() {
        jvm.close();
    }
}
