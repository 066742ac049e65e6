package dev.bourse.bench.bus;

import dev.bourse.bench.bus.Transport.Next;
import dev.bourse.bench.process.ChildJvm;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A8: messages of 1, 2, 4 and 10 KB from this process to another one over the event bus, JeroMQ and RabbitMQ; then
 * batches of ticks over the event bus and JeroMQ. Arguments: {@code --seconds N} for each measurement (5),
 * {@code --rate N} messages a second at which times are taken (5000), {@code --without-rabbitmq}.
 */
public final class BusBench {
    private static final int[] SIZES = {1_024, 2_048, 4_096, 10_240};
    private static final int[] TICKS = {16, 64, 256, 1_024};
    private static final int AT_ONCE = 64;
    private static final int PATIENCE_SECONDS = 60;

    private final PrintStream out = System.out;
    private final double seconds;
    private final double rate;
    private final int port;

    private BusBench(double seconds, double rate, int port) {
        this.seconds = seconds;
        this.rate = rate;
        this.port = port;
    }

    /** Measures all and prints a line for each. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        check(given);
        double seconds = number(given, "--seconds", 5);
        double rate = number(given, "--rate", 5_000);
        Optional<RabbitServer> rabbit = given.contains("--without-rabbitmq") ? Optional.empty() : RabbitServer.start();
        try {
            new BusBench(seconds, rate, rabbit.map(RabbitServer::port).orElse(0)).run();
        } finally {
            if (rabbit.isPresent()) {
                rabbit.get().close();
            }
        }
    }

    private static void check(List<String> given) {
        for (int i = 0; i < given.size(); i++) {
            boolean number = given.get(i).equals("--seconds") || given.get(i).equals("--rate");
            if (number && i + 1 == given.size()) {
                throw new IllegalArgumentException(given.get(i) + " needs a number after it");
            }
            if (!number && !given.get(i).equals("--without-rabbitmq")) {
                throw new IllegalArgumentException(
                        "'" + given.get(i) + "' is not known; there are --seconds N, --rate N and --without-rabbitmq");
            }
            i += number ? 1 : 0;
        }
    }

    private static double number(List<String> given, String name, double otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : Double.parseDouble(given.get(at + 1));
    }

    private void run() throws Exception {
        out.printf(
                "%-22s %8s %8s %12s %10s %12s %10s %10s%n",
                "transport", "bytes", "ticks", "messages/s", "MB/s", "ticks/s", "p50 us", "p99 us");
        for (int size : SIZES) {
            for (String transport : Transports.ALL) {
                if (port != 0 || !transport.equals(Transports.RABBITMQ)) {
                    measure(transport, new Form(size, 0));
                }
            }
        }
        for (int ticks : TICKS) {
            for (String transport : List.of(Transports.OWN_LOOP, Transports.OTHER_LOOP, Transports.ZEROMQ)) {
                measure(transport, new Form(0, ticks));
            }
        }
    }

    private void measure(String name, Form form) throws Exception {
        try (ChildJvm receiver = ChildJvm.start("512m", BusReceiver.class, name, form.bytes(), form.ticks(), port);
                Transport transport = Transports.of(name, form, port, true)) {
            transport.connect(receiver.await("at"));
            Pace pace = new Pace(Credits.window(form.length()));
            Thread reader = Thread.ofPlatform().daemon().start(() -> pace.follow(receiver));
            if (!pace.begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + ": the first message did not come");
            }
            transport.run(pace.saturating(seconds)); // so that the code is compiled
            long before = pace.received.get();
            long began = System.nanoTime();
            transport.run(pace.saturating(seconds));
            double perSecond = (pace.received.get() - before) * 1e9 / (System.nanoTime() - began);
            transport.run(pace.timed(seconds, rate));
            reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            print(name, form, perSecond, pace);
        }
    }

    private void print(String name, Form form, double perSecond, Pace pace) {
        if (pace.sent != pace.total) {
            throw new IllegalStateException(name + ": " + pace.total + " of " + pace.sent + " messages came");
        }
        out.printf(
                Locale.ROOT,
                "%-22s %,8d %8d %,12.0f %,10.0f %,12.0f %,10.0f %,10.0f%n",
                name,
                form.length(),
                form.ticks(),
                perSecond,
                perSecond * form.length() / 1e6,
                perSecond * form.ticks(),
                pace.median / 1e3,
                pace.late / 1e3);
    }

    /** What is sent when, by what the receiver says it has had. */
    private static final class Pace {
        private final AtomicLong received = new AtomicLong();
        private final int window;
        private final CountDownLatch begun = new CountDownLatch(1);
        /** The transport has sent one to connect. */
        private long sent = 1;

        private volatile long total;
        private volatile long median;
        private volatile long late;

        Pace(int window) {
            this.window = window;
        }

        /** Reads what the receiver says until the last message has come. */
        void follow(ChildJvm receiver) {
            String line = receiver.awaitEither("received", "latency");
            while (line.startsWith("received ")) {
                received.set(Long.parseLong(line.substring("received ".length())));
                begun.countDown();
                line = receiver.awaitEither("received", "latency");
            }
            String[] words = line.split(" ");
            median = Long.parseLong(words[1]);
            late = Long.parseLong(words[2]);
            total = Long.parseLong(words[3]);
        }

        /** As many as the window has room for, for so long. */
        Transport.Sender saturating(double seconds) {
            long until = System.nanoTime() + (long) (seconds * 1e9);
            return wire -> {
                long before = sent;
                while (sent - before < AT_ONCE && sent - received.get() < window) {
                    wire.send(System.nanoTime(), BusReceiver.COUNTED);
                    sent++;
                }
                if (System.nanoTime() >= until) {
                    return Next.DONE;
                }
                return sent == before ? Next.IDLE : Next.MORE;
            };
        }

        /** Each at the moment at which it is due, whose time it bears, for so long; then the last. */
        Transport.Sender timed(double seconds, double rate) {
            long began = System.nanoTime();
            long all = (long) (seconds * rate);
            long[] done = new long[1];
            return wire -> {
                long due = Math.min(all, (long) ((System.nanoTime() - began) * rate / 1e9));
                for (int i = 0; i < AT_ONCE && done[0] < due; i++) {
                    wire.send(began + (long) (done[0] * 1e9 / rate), BusReceiver.TIMED);
                    sent++;
                    done[0]++;
                }
                if (done[0] < all) {
                    return done[0] < due ? Next.MORE : Next.IDLE;
                }
                wire.send(System.nanoTime(), BusReceiver.LAST);
                sent++;
                return Next.DONE;
            };
        }
    }
}
