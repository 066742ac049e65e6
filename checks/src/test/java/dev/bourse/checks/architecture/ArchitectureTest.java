package dev.bourse.checks.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the architecture, on everything that ships. That each of them can fail is shown beside. */
class ArchitectureTest {
    private static final String ROOT = "dev.bourse";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages(ROOT);

    private final ArchitectureRules rules = new ArchitectureRules(ROOT, Packages::isWiring, Packages.WIRING_IN_CORE);

    @Test
    void theRulesLookAtAllModulesAndMostOfThemIsCore() {
        assertThat(packages().stream().map(name -> name.split("\\.")[0]))
                .contains("launcher", "shared", "data", "state", "exchange", "bench");
        assertThat(packages().stream().filter(name -> !Packages.isWiring(name)))
                .contains(
                        "shared.flow",
                        "shared.message",
                        "data.format",
                        "state.bar",
                        "exchange.matching",
                        "exchange.core")
                .hasSizeGreaterThan(15);
        assertThat(Packages.WIRING_IN_CORE).allMatch(CLASSES::contain);
    }

    @Test
    void coreKnowsNoFramework() {
        rules.coreKnowsNoFramework().check(CLASSES);
    }

    @Test
    void coreDoesNoInputOrOutput() {
        rules.coreDoesNoInputOrOutput().check(CLASSES);
    }

    @Test
    void coreKnowsNoThread() {
        rules.coreKnowsNoThread().check(CLASSES);
    }

    @Test
    void coreReadsNoClock() {
        rules.coreReadsNoClock().check(CLASSES);
    }

    @Test
    void coreDrawsNoRandomNumber() {
        rules.coreDrawsNoRandomNumber().check(CLASSES);
    }

    @Test
    void coreKnowsCoreOnly() {
        rules.coreKnowsCoreOnly().check(CLASSES);
    }

    @Test
    void timeOfDayComesFromTheClock() {
        rules.timeOfDayComesFromTheClock(Packages.CLOCKS).check(CLASSES);
    }

    @Test
    void nobodySleeps() {
        rules.nobodySleeps().check(CLASSES);
    }

    @Test
    void nobodyReadsAPendingFuture() {
        rules.nobodyReadsAPendingFuture().check(CLASSES);
    }

    @Test
    void nobodyBlocksForAFuture() {
        rules.nobodyBlocksForAFuture(Packages.MAY_BLOCK).check(CLASSES);
    }

    @Test
    void verticlesAreInWiringPackages() {
        rules.verticlesAreInWiringPackages().check(CLASSES);
    }

    @Test
    void noPackageCycles() {
        rules.noPackageCycles().check(CLASSES);
    }

    @Test
    void sharedKnowsNoGroup() {
        rules.sharedKnowsNoGroup().check(CLASSES);
    }

    static Set<String> existingGroups() {
        return ArchitectureRules.groups().stream()
                .filter(group -> packages().stream().anyMatch(name -> Packages.covers(group + "..", name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("existingGroups")
    void aGroupKnowsSharedAlone(String group) {
        rules.groupKnowsSharedAlone(group).check(CLASSES);
    }

    private static Set<String> packages() {
        return CLASSES.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
