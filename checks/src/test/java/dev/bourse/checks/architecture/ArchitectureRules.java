package dev.bourse.checks.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.function.Predicate;

/**
 * The rules of the architecture for any root package, so that the same rule that guards {@code dev.bourse} can be shown
 * to fail on a package made for the purpose.
 */
final class ArchitectureRules {
    private static final String[] FRAMEWORKS = {
        "io.vertx..",
        "com.hazelcast..",
        "io.aeron..",
        "io.netty..",
        "io.micrometer..",
        "org.slf4j..",
        "ch.qos.logback.."
    };
    private static final String[] INPUT_AND_OUTPUT = {
        "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.net.http.."
    };
    /** Values and measures that have nothing to do with threads, counts that others may read, or a stream's failure. */
    private static final Set<String> HARMLESS = Set.of(
            "java.util.concurrent.TimeUnit",
            "java.io.IOException",
            // An engine's payload, opened by somebody else.
            "java.io.InputStream",
            "java.io.UncheckedIOException",
            "java.io.Serializable",
            "java.io.ObjectInputFilter");
    /** The groups of the flow, each of which may know {@code shared} and none of which may know another. */
    private static final List<String> GROUPS = List.of(
            "data", "state", "classification", "web", "exchange", "marketdata", "analytics", "reporting", "fix");

    /** The groups that read the exchange's outputs, and what of the exchange they may know to do so. */
    private static final Set<String> READERS = Set.of("data", "marketdata", "analytics", "reporting", "fix");

    private static final List<String> READ =
            List.of("protocol", "output", "client", "core", "replay", "follow", "snapshot", "world");

    private final String root;
    private final DescribedPredicate<JavaClass> core;

    /**
     * @param root the package that all is below
     * @param isWiring tells of a package below the root whether it is wiring; all others are core
     * @param wiringTypes full names of types in core packages that are not core
     */
    ArchitectureRules(String root, Predicate<String> isWiring, Collection<String> wiringTypes) {
        this.root = root;
        this.core = DescribedPredicate.describe(
                "core",
                type -> type.getPackageName().startsWith(root + ".")
                        && !isWiring.test(type.getPackageName().substring(root.length() + 1))
                        && !wiringTypes.contains(outermost(type)));
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    ArchRule coreKnowsNoFramework() {
        return noClasses()
                .that(core)
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS))
                .because("rules are plain Java; the verticle beside them wires");
    }

    ArchRule coreDoesNoInputOrOutput() {
        return noClasses()
                .that(core)
                .should()
                .dependOnClassesThat(resideInAnyPackage(INPUT_AND_OUTPUT).and(not(harmless())))
                .because("rules get values and give values");
    }

    ArchRule coreKnowsNoThread() {
        DescribedPredicate<JavaClass> threads = resideInAPackage("java.util.concurrent..")
                .or(belongToAnyOf(Thread.class, ThreadLocal.class, Timer.class, Process.class))
                .and(not(harmless()));
        return noClasses()
                .that(core)
                .should()
                .dependOnClassesThat(threads)
                .because("rules run on whatever one thread calls them");
    }

    ArchRule coreReadsNoClock() {
        return noClasses()
                .that(core)
                .should(accessTargetWhere(Calls.READ_A_CLOCK))
                .because("time is an argument");
    }

    ArchRule coreDrawsNoRandomNumber() {
        return noClasses()
                .that(core)
                .should(accessTargetWhere(Calls.DRAW_A_RANDOM_NUMBER))
                .because("the same input must give the same output");
    }

    ArchRule coreKnowsCoreOnly() {
        return noClasses()
                .that(core)
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..").and(not(core)))
                .because("wiring knows the rules and not the other way round");
    }

    ArchRule timeOfDayComesFromTheClock(String... clocks) {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .and(DescribedPredicate.describe(
                        "are no clock", type -> !List.of(clocks).contains(outermost(type))))
                .should(accessTargetWhere(Calls.READ_THE_TIME_OF_DAY))
                .because("a clock is passed in, so that a test can have its own");
    }

    ArchRule nobodySleeps() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .should(accessTargetWhere(Calls.SLEEP))
                .because("who waits, waits for an event or uses a timer");
    }

    ArchRule nobodyReadsAPendingFuture() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .should(accessTargetWhere(Calls.READ_A_FUTURE_OUTSIDE_OF_A_HANDLER))
                .because("a future has a result when its handler runs, not before");
    }

    ArchRule nobodyBlocksForAFuture(String... allowed) {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .and(DescribedPredicate.describe(
                        "may not block", type -> !List.of(allowed).contains(outermost(type))))
                .should(accessTargetWhere(Calls.BLOCK_FOR_A_FUTURE))
                .because("an event loop never blocks");
    }

    ArchRule verticlesAreInWiringPackages() {
        return noClasses()
                .that(core)
                .should()
                .beAssignableTo("io.vertx.core.Deployable")
                .because("a verticle wires and decides nothing");
    }

    ArchRule noPackageCycles() {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle are one package");
    }

    ArchRule sharedKnowsNoGroup() {
        String[] all = GROUPS.stream().map(group -> root + "." + group + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".shared..", root + ".launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(all)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".standalone..", root + ".bench..");
    }

    /**
     * One group of the flow; {@code standalone} puts them together and {@code bench} measures them, so those two may.
     */
    ArchRule groupKnowsSharedAlone(String group) {
        List<String> known =
                new ArrayList<>(List.of(root + "." + group + "..", root + ".shared..", root + ".launcher.."));
        if (READERS.contains(group)) {
            known.add(root + ".exchange");
            READ.forEach(name -> known.add(root + ".exchange." + name));
        }
        return classes()
                .that()
                .resideInAPackage(root + "." + group + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(root + ".."))
                        .or(resideInAnyPackage(known.toArray(String[]::new)))
                        .as("are not of another group"))
                .because("groups speak to each other by messages");
    }

    static List<String> groups() {
        return GROUPS;
    }

    private static DescribedPredicate<JavaClass> harmless() {
        return DescribedPredicate.describe(
                "harmless",
                type -> HARMLESS.contains(type.getName())
                        || type.getPackageName().equals("java.util.concurrent.atomic"));
    }
}
