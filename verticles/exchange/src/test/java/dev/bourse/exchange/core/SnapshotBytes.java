package dev.bourse.exchange.core;

import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.snapshot.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** Snapshots in memory. */
final class SnapshotBytes {
    private SnapshotBytes() {}

    static byte[] of(ExchangeCore core) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotWriter writer = new SnapshotWriter((block, length) -> bytes.write(block, 0, length));
        core.save(writer);
        writer.finish();
        return bytes.toByteArray();
    }

    static void restore(byte[] snapshot, ExchangeCore core) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(snapshot);
        SnapshotReader reader = new SnapshotReader((into, length) -> bytes.readNBytes(into, 0, length));
        core.load(reader);
        reader.finish();
    }
}
