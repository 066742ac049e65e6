package dev.bourse.shared.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import org.slf4j.LoggerFactory;

/** Sets logging up as the options say, in place of what was before. */
public final class Logging {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} - %msg%n";
    private static final int DAYS = 7;
    private static final String FILE_SIZE = "100MB";
    private static final String ALL_SIZE = "1GB";

    private Logging() {}

    /** Takes effect at once for all loggers of the process. */
    public static void configure(LoggingOptions options) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(options.level());
        if (Level.WARN.isGreaterOrEqual(options.level())) {
            quietLibraries(context);
        }
        options.levels().forEach((logger, level) -> context.getLogger(logger).setLevel(level));
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder(context, options.format()));
        console.start();
        root.addAppender(console);
        options.file().ifPresent(file -> root.addAppender(rolling(context, options, file.toString())));
    }

    /** Writes out what is buffered; the last thing that a process does. */
    public static void stop() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    /** Libraries say at INFO what their users may want to know; ours want to know what goes wrong. */
    private static void quietLibraries(LoggerContext context) {
        for (String library : new String[] {"com.hazelcast", "io.vertx", "io.netty"}) {
            context.getLogger(library).setLevel(Level.WARN);
        }
        // They warn at every start of what is meant to be so: no CP subsystem, no others to join, and Vert.x giving a
        // gauge to its registry again with each HTTP server.
        context.getLogger("io.micrometer.core.instrument.MeterRegistry").setLevel(Level.ERROR);
        context.getLogger("com.hazelcast.cp.CPSubsystem").setLevel(Level.ERROR);
        context.getLogger("com.hazelcast.instance.impl.Node").setLevel(Level.ERROR);
    }

    private static RollingFileAppender<ILoggingEvent> rolling(
            LoggerContext context, LoggingOptions options, String file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file);
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
        policy.setTotalSizeCap(FileSize.valueOf(ALL_SIZE));
        policy.setMaxHistory(DAYS);
        policy.start();
        appender.setRollingPolicy(policy);
        appender.setEncoder(encoder(context, options.format()));
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LoggingOptions.Format format) {
        return switch (format) {
            case TEXT -> {
                PatternLayoutEncoder encoder = new PatternLayoutEncoder();
                encoder.setContext(context);
                encoder.setPattern(PATTERN);
                encoder.start();
                yield encoder;
            }
            case JSON -> {
                JsonEncoder encoder = new JsonEncoder();
                encoder.setContext(context);
                encoder.start();
                yield encoder;
            }
        };
    }
}
