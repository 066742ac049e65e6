package dev.bourse.exchange.follow;

import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.LastOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** A reader as they all are: a model, its snapshots in a folder, its outputs. One thread, the test's. */
public final class FollowedDigest implements OutputFollower, AutoCloseable {
    public static final int LAYOUT = 4;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    public final List<String> starts = new ArrayList<>();
    public final ModelSnapshots snapshots;
    public final ModelFollowing following;
    public Digest model = new Digest();
    private LastOutput last = new LastOutput();

    public FollowedDigest(FollowedOutputs.Source source, Path folder) {
        snapshots = new ModelSnapshots("digest", LAYOUT, new SnapshotOptions(folder, Duration.ofNanos(1), 1));
        following = new ModelFollowing(source, snapshots, this);
    }

    /** One that waits for nothing that is not there at once. */
    public FollowedDigest(FollowedOutputs.Source source, Path folder, int layout) {
        snapshots = new ModelSnapshots("digest", layout, new SnapshotOptions(folder, Duration.ofNanos(1), 1));
        following = new ModelFollowing(source, snapshots, this, 0);
    }

    @Override
    public void begin(Start start) {
        Digest fresh = new Digest();
        start.fill(fresh);
        model = fresh;
        last = new LastOutput();
        starts.add(start.kind() + " " + start.number() + " missed " + start.missed());
    }

    @Override
    public void onOutput(long number, DirectBuffer buffer, int offset, int length) {
        model.take(number, buffer, offset, length);
        last.take(number, buffer, offset, length);
    }

    /** Reads up to an output. */
    public FollowedDigest readTo(long number) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (model.number < number) {
            if (following.poll() == 0) {
                Thread.onSpinWait();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no output " + number + "; " + following.state());
            }
        }
        return this;
    }

    /** Takes a snapshot and waits until it is on the disk. */
    public void snapshot() {
        // The one before is counted a moment before it has ended.
        await("no snapshot is due", () -> snapshots.isDue(last.number()));
        long before = snapshots.taken();
        snapshots.take(model, last, () -> {});
        await("no snapshot was taken", () -> snapshots.taken() > before);
    }

    private static void await(String otherwise, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(otherwise);
            }
        }
    }

    @Override
    public void close() {
        following.close();
    }
}
