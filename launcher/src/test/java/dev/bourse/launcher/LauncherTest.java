package dev.bourse.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A JVM that is too old is told so in one line. */
class LauncherTest {
    @Test
    void anOlderJvmIsRefusedWithItsVersionItsPlaceAndWhatToDo() {
        assertThat(Launcher.refusal("17", "/usr/lib/jvm/17"))
                .isEqualTo(
                        "bourse: needs Java 25, this is Java 17 at /usr/lib/jvm/17; set JAVA_HOME to a JDK 25 or start"
                                + " it through ./bourse");
    }

    @Test
    void theOldWayOfNumberingIsUnderstood() {
        assertThat(Launcher.refusal("1.8", "/jre")).startsWith("bourse: needs Java 25, this is Java 8 at /jre;");
    }

    @Test
    void theRequiredJvmAndNewerOnesAreNotRefused() {
        assertThat(Launcher.refusal("25", "/jdk")).isNull();
        assertThat(Launcher.refusal("26", "/jdk")).isNull();
    }
}
