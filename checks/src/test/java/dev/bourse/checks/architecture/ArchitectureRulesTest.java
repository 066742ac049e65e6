package dev.bourse.checks.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule finds the class that was made to break it, and no other of the classes made for this test. */
class ArchitectureRulesTest {
    private static final String ROOT = "dev.bourse.checks.violation";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(ROOT);

    private final ArchitectureRules rules = new ArchitectureRules(ROOT, ArchitectureRulesTest::isWiring, Set.of());

    @Test
    void aRuleThatKnowsAFrameworkIsFound() {
        assertThat(offenders(rules.coreKnowsNoFramework())).containsExactly("FrameworkUser", "VerticleAmongRules");
    }

    @Test
    void aRuleThatTouchesFilesOrPrintsIsFound() {
        assertThat(offenders(rules.coreDoesNoInputOrOutput())).containsExactly("FileReader", "Printer");
    }

    @Test
    void aRuleThatStartsAThreadIsFound() {
        assertThat(offenders(rules.coreKnowsNoThread())).containsExactly("ThreadStarter");
    }

    @Test
    void aRuleThatReadsAClockIsFoundEvenByReference() {
        assertThat(offenders(rules.coreReadsNoClock())).containsExactly("ClockReader", "InstantReader");
    }

    @Test
    void aRuleThatDrawsAnUnseededRandomNumberIsFound() {
        assertThat(offenders(rules.coreDrawsNoRandomNumber())).containsExactly("DiceRoller");
    }

    @Test
    void aRuleThatKnowsWiringIsFound() {
        assertThat(offenders(rules.coreKnowsCoreOnly())).containsExactly("WiringUser");
    }

    @Test
    void aTypeNamedAsWiringInACorePackageIsNoOffender() {
        var sparing =
                new ArchitectureRules(ROOT, ArchitectureRulesTest::isWiring, Set.of(ROOT + ".core.FrameworkUser"));
        assertThat(offenders(sparing.coreKnowsNoFramework())).containsExactly("VerticleAmongRules");
    }

    @Test
    void whoeverReadsTheTimeOfDayWithoutBeingTheClockIsFound() {
        assertThat(offenders(rules.timeOfDayComesFromTheClock(ROOT + ".wiring.SystemClock")))
                .containsExactly("InstantReader", "TimeReader");
    }

    @Test
    void whoeverSleepsIsFound() {
        assertThat(offenders(rules.nobodySleeps())).containsExactly("Sleeper");
    }

    @Test
    void whoeverReadsAPendingFutureIsFoundAndAHandlerIsNot() {
        assertThat(offenders(rules.nobodyReadsAPendingFuture())).containsExactly("PendingReader");
    }

    @Test
    void whoeverBlocksForAFutureIsFoundUnlessAllowed() {
        assertThat(offenders(rules.nobodyBlocksForAFuture(ROOT + ".wiring.Main")))
                .containsExactly("Blocker");
    }

    @Test
    void aVerticleAmongRulesIsFound() {
        assertThat(offenders(rules.verticlesAreInWiringPackages())).containsExactly("VerticleAmongRules");
    }

    @Test
    void packagesInACircleAreFound() {
        assertThat(offenders(rules.noPackageCycles())).contains("Left", "Right").doesNotContain("Sleeper", "Page");
    }

    @Test
    void aSharedTypeThatKnowsAGroupIsFound() {
        assertThat(offenders(rules.sharedKnowsNoGroup())).containsExactly("GroupUser");
    }

    @Test
    void aGroupThatKnowsAnotherIsFound() {
        assertThat(offenders(rules.groupKnowsSharedAlone("state"))).containsExactly("NeighbourUser");
    }

    private static boolean isWiring(String name) {
        return !name.equals("core");
    }

    private static List<String> offenders(ArchRule rule) {
        String report =
                String.join("\n", rule.evaluate(CLASSES).getFailureReport().getDetails());
        return CLASSES.stream()
                .filter(type -> report.contains("<" + type.getName()) && isOrigin(report, type))
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
    }

    /** A detail starts with what broke the rule, such as {@code Class <a.B> ...} or {@code Method <a.B.c()> ...}. */
    private static boolean isOrigin(String report, JavaClass type) {
        return report.lines()
                .map(String::strip)
                .anyMatch(line ->
                        line.matches("^(- )?\\w+( \\w+)? <" + type.getName().replace(".", "\\.") + "\\b.*"));
    }
}
