package dev.bourse.exchange.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.exchange.output.OtherExchangeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers start from what they had, exactly, or say why not: C8, E9. */
class ModelFollowingTest {
    @TempDir
    Path folder;

    private final RecordedSource source = new RecordedSource().give(1, 10);

    @Test
    @DisplayName(
            "A reader without a snapshot reads from output 1; the next one from behind its snapshot, to the same end")
    void startsFromItsSnapshot() {
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(10)) {
            reader.snapshot();
            assertThat(reader.starts).containsExactly("FIRST 0 missed 0");
        }
        source.give(1, 10);
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(20)) {
            assertThat(reader.starts).containsExactly("SNAPSHOT 10 missed 0");
            assertThat(reader.model.hash).isEqualTo(source.all().hash);
            assertThat(reader.snapshots.unusable()).isZero();
        }
    }

    @Test
    @DisplayName("The two newest snapshots are kept, and one that is being written is none")
    void keepsTwo() throws IOException {
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT)) {
            for (int i = 1; i <= 4; i++) {
                source.give(1, 5);
                reader.readTo(10 + 5L * i).snapshot();
            }
        }
        Files.writeString(folder.resolve("digest-000000000009.snapshot.unfinished"), "torn");
        assertThat(files())
                .containsExactly(
                        "digest-000000000003.snapshot",
                        "digest-000000000004.snapshot",
                        "digest-000000000009.snapshot.unfinished");
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(30)) {
            assertThat(reader.starts).containsExactly("SNAPSHOT 30 missed 0");
        }
    }

    @Test
    @DisplayName(
            "A snapshot with any one byte changed, or cut off anywhere, is passed over for the one before it, counted")
    void passesOverDamage() throws IOException {
        twoSnapshots();
        Path newest = folder.resolve("digest-000000000002.snapshot");
        byte[] whole = Files.readAllBytes(newest);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            Files.write(newest, changed);
            startsFromTheFirst("byte " + at + " changed");
            Files.write(newest, Arrays.copyOf(whole, at));
            startsFromTheFirst("cut off at " + at);
        }
    }

    @Test
    @DisplayName("A snapshot of another layout's version, newer or older, is refused and passed over")
    void refusesOtherVersions() {
        twoSnapshots();
        for (int layout : new int[] {FollowedDigest.LAYOUT - 1, FollowedDigest.LAYOUT + 1}) {
            try (FollowedDigest reader = new FollowedDigest(source, folder, layout).readTo(20)) {
                assertThat(reader.starts).containsExactly("FIRST 0 missed 0");
                assertThat(reader.snapshots.unusable()).isEqualTo(2);
                assertThat(reader.model.hash).isEqualTo(source.all().hash);
            }
        }
    }

    @Test
    @DisplayName("A snapshot of another exchange's outputs is passed over, whether that one was longer or shorter")
    void passesOverForeignOnes() {
        twoSnapshots();
        RecordedSource longer = new RecordedSource().give(2, 40);
        try (FollowedDigest reader = new FollowedDigest(longer, folder, FollowedDigest.LAYOUT).readTo(40)) {
            assertThat(reader.starts).containsExactly("FIRST 0 missed 0");
            assertThat(reader.snapshots.unusable()).isEqualTo(2);
            assertThat(reader.model.hash).isEqualTo(longer.all().hash);
            reader.snapshot();
        }
        RecordedSource shorter = new RecordedSource().give(3, 5);
        try (FollowedDigest reader = new FollowedDigest(shorter, folder, FollowedDigest.LAYOUT).readTo(5)) {
            assertThat(reader.starts).containsExactly("FIRST 0 missed 0");
            assertThat(reader.model.hash).isEqualTo(shorter.all().hash);
        }
    }

    @Test
    @DisplayName("A reader under which the exchange becomes another, longer or shorter one, ends and says so; the next"
            + " one passes its snapshots over")
    void endsUnderAnotherExchange() {
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(10)) {
            reader.snapshot();
            source.become(2, 40);
            assertThatThrownBy(() -> reader.readTo(11))
                    .isInstanceOf(OtherExchangeException.class)
                    .hasMessageContaining("output 10 of this exchange is another");
        }
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(40)) {
            assertThat(reader.starts).containsExactly("FIRST 0 missed 0");
            assertThat(reader.model.hash).isEqualTo(source.all().hash);
            source.become(3, 5);
            assertThatThrownBy(() -> reader.readTo(41))
                    .isInstanceOf(OtherExchangeException.class)
                    .hasMessageContaining("has output 40, and the exchange has only 5");
        }
    }

    @Test
    @DisplayName("A way that breaks and comes back to the same exchange costs nothing and doubles nothing")
    void outlivesABrokenWay() {
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(10)) {
            source.become(1, 25);
            reader.readTo(25);
            assertThat(reader.starts).containsExactly("FIRST 0 missed 0");
            assertThat(reader.model.hash).isEqualTo(source.all().hash);
        }
    }

    @Test
    @DisplayName("Where output 1 is deleted a reader without a snapshot begins with the exchange's state")
    void beginsWithTheState() {
        source.delete(6);
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(10)) {
            assertThat(reader.starts).containsExactly("FIRST 0 missed 0", "WORLD 6 missed 0");
            assertThat(reader.following.worlds()).isEqualTo(1);
            assertThat(reader.following.missed()).isZero();
        }
    }

    @Test
    @DisplayName(
            "A reader whose outputs were deleted while it was away, or under it, begins with the exchange's state and"
                    + " says how many it has lost")
    void saysWhatItLost() {
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(10)) {
            reader.snapshot();
            source.give(1, 10).delete(15);
            reader.readTo(20);
            assertThat(reader.starts).containsExactly("FIRST 0 missed 0", "WORLD 15 missed 5");
        }
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(20)) {
            assertThat(reader.starts).containsExactly("WORLD 15 missed 5");
            assertThat(reader.following.missed()).isEqualTo(5);
        }
    }

    private void twoSnapshots() {
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(10)) {
            reader.snapshot();
            source.give(1, 10);
            reader.readTo(20).snapshot();
        }
    }

    private void startsFromTheFirst(String what) {
        try (FollowedDigest reader = new FollowedDigest(source, folder, FollowedDigest.LAYOUT).readTo(20)) {
            assertThat(reader.starts).as(what).containsExactly("SNAPSHOT 10 missed 0");
            assertThat(reader.snapshots.unusable()).as(what).isEqualTo(1);
            assertThat(reader.model.hash).as(what).isEqualTo(source.all().hash);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
