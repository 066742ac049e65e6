package dev.bourse.checks.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import java.util.Set;

/** Calls, and references to methods, that only some places may make. */
final class Calls {
    static final DescribedPredicate<JavaAccess<?>> READ_THE_TIME_OF_DAY = describe(
            "read the time of day",
            access -> is(access, System.class, "currentTimeMillis")
                    || (isOfJavaTime(access)
                            && Set.of("now", "systemUTC", "systemDefaultZone", "system")
                                    .contains(name(access)))
                    || isNewWithoutArguments(access, java.util.Date.class));

    static final DescribedPredicate<JavaAccess<?>> READ_A_CLOCK = describe(
            "read a clock", access -> READ_THE_TIME_OF_DAY.test(access) || is(access, System.class, "nanoTime"));

    static final DescribedPredicate<JavaAccess<?>> DRAW_A_RANDOM_NUMBER = describe(
            "draw a random number without a seed of ours",
            access -> is(access, Math.class, "random")
                    || is(access, java.util.UUID.class, "randomUUID")
                    || isNewWithoutArguments(access, java.util.Random.class)
                    || isNewWithoutArguments(access, java.util.SplittableRandom.class)
                    || ownerIs(access, java.security.SecureRandom.class)
                    || ownerIs(access, java.util.concurrent.ThreadLocalRandom.class));

    static final DescribedPredicate<JavaAccess<?>> SLEEP = describe(
            "sleep",
            access -> is(access, Thread.class, "sleep")
                    || is(access, java.util.concurrent.TimeUnit.class, "sleep")
                    || is(access, java.util.concurrent.locks.LockSupport.class, "parkNanos"));

    /** In a handler the result is there: handlers are lambdas, or get an {@code AsyncResult}, which is another type. */
    static final DescribedPredicate<JavaAccess<?>> READ_A_FUTURE_OUTSIDE_OF_A_HANDLER = describe(
            "read a future's result outside of a handler",
            access -> (ownerIs(access, "io.vertx.core.Future") || ownerIs(access, "io.vertx.core.CompositeFuture"))
                    && Set.of("result", "resultAt", "cause").contains(name(access))
                    && !access.isDeclaredInLambda());

    static final DescribedPredicate<JavaAccess<?>> BLOCK_FOR_A_FUTURE = describe(
            "block until a future is there",
            access -> (ownerIs(access, "io.vertx.core.Future") && name(access).equals("await"))
                    || (access.getTargetOwner().isAssignableTo(java.util.concurrent.Future.class)
                            && Set.of("get", "join").contains(name(access)))
                    || is(access, java.util.concurrent.CountDownLatch.class, "await"));

    private Calls() {}

    private static boolean is(JavaAccess<?> access, Class<?> owner, String name) {
        return ownerIs(access, owner) && name(access).equals(name);
    }

    private static boolean isNewWithoutArguments(JavaAccess<?> access, Class<?> type) {
        return access instanceof JavaConstructorCall call
                && ownerIs(access, type)
                && call.getTarget().getRawParameterTypes().isEmpty();
    }

    private static boolean isOfJavaTime(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("java.time");
    }

    private static boolean ownerIs(JavaAccess<?> access, Class<?> owner) {
        return ownerIs(access, owner.getName());
    }

    private static boolean ownerIs(JavaAccess<?> access, String owner) {
        JavaClass target = access.getTargetOwner();
        return target.getName().equals(owner);
    }

    private static String name(JavaAccess<?> access) {
        return access.getTarget().getName();
    }
}
