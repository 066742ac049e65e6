package dev.bourse.bench.core;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.replay.JournalException;
import dev.bourse.exchange.replay.JournalReplay;
import dev.bourse.exchange.replay.JournalWriter;
import dev.bourse.exchange.replay.SimulatedSession;
import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long a restart takes: a journal replayed, a snapshot taken and restored, the state hashed. */
final class Restart {
    private Restart() {}

    /** Prints the time for a journal of so many orders' commands, and for a snapshot of so many resting orders. */
    static void measure(int commands, int resting) throws IOException, JournalException {
        Path folder = Files.createTempDirectory("bourse-restart");
        Path journal = folder.resolve("journal");
        Path snapshot = folder.resolve("snapshot");
        try {
            ExchangeCore lived = write(journal, commands, resting);
            System.out.printf("journal of %,d commands, %,d bytes%n", lived.commandNumber(), Files.size(journal));
            ExchangeCore replayed = new ExchangeCore(resting * 2);
            long start = System.nanoTime();
            JournalReplay.replay(journal, Long.MAX_VALUE, replayed, (buffer, offset, length) -> {});
            double seconds = seconds(start);
            System.out.printf(
                    "replayed in %.2f s, %.2f million commands/s; same state: %b%n",
                    seconds, lived.commandNumber() / seconds / 1e6, replayed.stateHash() == lived.stateHash());
            snapshot(lived, snapshot, resting);
        } finally {
            Files.deleteIfExists(journal);
            Files.deleteIfExists(snapshot);
            Files.deleteIfExists(folder);
        }
    }

    private static void snapshot(ExchangeCore lived, Path file, int resting) throws IOException {
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            long hash = lived.stateHash();
            double hashed = seconds(start);
            start = System.nanoTime();
            try (OutputStream out = Files.newOutputStream(file)) {
                SnapshotWriter writer = new SnapshotWriter((block, length) -> write(out, block, length));
                lived.save(writer);
                writer.finish();
            }
            double saved = seconds(start);
            start = System.nanoTime();
            ExchangeCore restored = new ExchangeCore(resting);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                SnapshotReader reader = new SnapshotReader((into, length) -> read(in, into, length));
                restored.load(reader);
                reader.finish();
            }
            double loaded = seconds(start);
            System.out.printf(
                    "%,d open orders: state hash %.3f s; snapshot of %,d bytes saved in %.3f s, restored in %.3f s;"
                            + " same state: %b%n",
                    lived.view().openOrders(), hashed, Files.size(file), saved, loaded, restored.stateHash() == hash);
        }
    }

    private static ExchangeCore write(Path journal, int commands, int resting) throws IOException {
        // A session lets the open orders fall to nine tenths of what it aims at.
        int aim = Math.ceilDiv(resting, 9) * 10 + 1_000;
        SimulatedSession session = new SimulatedSession(new SimulatedSession.Settings(1, 100, 100_000, aim, false));
        ExchangeCore core = new ExchangeCore(resting * 2);
        try (JournalWriter writer = new JournalWriter(journal)) {
            int left = commands;
            while (left > 0) {
                int length = session.next();
                long timestamp = (core.commandNumber() + 1) * 10;
                writer.append(session.buffer(), 0, length, timestamp);
                core.apply(session.buffer(), 0, length, timestamp, session);
                left -= session.isSettingUp() ? 0 : 1;
            }
        }
        return core;
    }

    private static void write(OutputStream out, byte[] block, int length) {
        try {
            out.write(block, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int read(InputStream in, byte[] into, int length) {
        try {
            return in.readNBytes(into, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
