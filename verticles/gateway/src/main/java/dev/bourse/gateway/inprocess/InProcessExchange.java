package dev.bourse.gateway.inprocess;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.follow.OutputFollower;
import dev.bourse.exchange.follow.Start;
import dev.bourse.exchange.world.Model;
import dev.bourse.gateway.order.Answer;
import dev.bourse.gateway.port.Exchange;
import dev.bourse.gateway.port.ExchangeFailure;
import dev.bourse.gateway.port.Outputs;
import dev.bourse.shared.cluster.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The core on one thread. Commands wait in a bounded queue; the newest outputs are kept for whoever follows later. */
public final class InProcessExchange implements Exchange, Outputs {
    private static final int EXPECTED_ORDERS = 10_000;
    private static final int WAITING = 4_096;

    private final ExchangeCore core = new ExchangeCore(EXPECTED_ORDERS);
    private final Clock clock;
    private final int kept;
    private final List<byte[]> outputs = new ArrayList<>();
    private final List<OutputFollower> followers = new ArrayList<>();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[0]);
    private long forgotten;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("exchange-in-process").daemon(true).factory());

    /** @param kept outputs that can be followed from later; the oldest of twice as many are forgotten together */
    public InProcessExchange(Clock clock, int kept) {
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public Future<Answer> submit(byte[] command) {
        Promise<Answer> answer = Promise.promise();
        try {
            thread.execute(() -> answer.complete(apply(command)));
        } catch (RejectedExecutionException full) {
            answer.fail(ExchangeFailure.unavailable("the exchange has too many commands before this one"));
        }
        return answer.future();
    }

    @Override
    public void follow(OutputFollower follower) {
        thread.execute(() -> {
            follower.begin(
                    forgotten == 0 ? Start.first() : new Start(Start.Kind.WORLD, core.outputNumber(), 0, this::seed));
            for (long number = forgotten == 0 ? 1 : core.outputNumber() + 1; number <= core.outputNumber(); number++) {
                hand(number, outputs.get((int) (number - 1)), follower);
            }
            followers.add(follower);
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Answer apply(byte[] command) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        long first = core.outputNumber() + 1;
        List<byte[]> caused = new ArrayList<>();
        core.apply(
                new UnsafeBuffer(command),
                0,
                command.length,
                TimeUnit.NANOSECONDS.toMicros(clock.nanos()),
                (DirectBuffer buffer, int offset, int length) -> {
                    byte[] output = new byte[length];
                    buffer.getBytes(offset, output);
                    caused.add(output);
                });
        for (byte[] output : caused) {
            messages.writeBytes(output);
            outputs.add(output);
            long number = forgotten + outputs.size();
            followers.forEach(follower -> hand(number, output, follower));
        }
        if (outputs.size() > 2 * kept) {
            outputs.subList(0, kept).clear();
            forgotten += kept;
        }
        return new Answer(core.commandNumber(), first, caused.size(), messages.toByteArray(), true);
    }

    private void seed(Model model) {
        model.seed(core.view().world());
    }

    private void hand(long number, byte[] output, OutputFollower consumer) {
        message.wrap(output);
        consumer.onOutput(number, message, 0, output.length);
    }
}
