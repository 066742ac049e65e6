package dev.bourse.bench.bus;

import com.hazelcast.config.Config;
import dev.bourse.shared.bus.BatchMessageCodec;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.concurrent.CompletableFuture;

/**
 * The clustered event bus. The connection to the receiver lives on the event loop that sent first; messages are sent
 * from that loop or from another one, which is faster: then encoding and writing run beside each other.
 */
final class EventBusTransport implements Transport {
    private static final String ADDRESS = "bench";

    private final Vertx vertx;
    private final boolean ownLoop;
    private final Form form;
    private final Context first;

    EventBusTransport(boolean ownLoop, Form form) {
        this.ownLoop = ownLoop;
        this.form = form;
        VertxOptions options = new VertxOptions().setEventLoopPoolSize(2);
        options.getEventBusOptions().setHost("127.0.0.1");
        this.vertx = await(Vertx.builder()
                .with(options)
                .withClusterManager(new HazelcastClusterManager(config()))
                .buildClustered());
        BatchMessageCodec.register(vertx.eventBus());
        this.first = vertx.getOrCreateContext();
    }

    private static Config config() {
        Config config = ConfigUtil.loadConfig().setClusterName("bench-bus");
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false");
        config.getNetworkConfig()
                .setPort(15_801)
                .getInterfaces()
                .setEnabled(true)
                .addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig()
                .getJoin()
                .getTcpIpConfig()
                .setEnabled(true)
                .addMember("127.0.0.1:15801")
                .addMember("127.0.0.1:15802");
        return config;
    }

    @Override
    public String receive(Receiver receiver) {
        MessageConsumer<?> consumer = form.isTicks()
                ? vertx.eventBus().<TickBatch>consumer(ADDRESS, message -> Form.read(message.body(), receiver))
                : vertx.eventBus().<byte[]>consumer(ADDRESS, message -> form.read(message.body(), receiver));
        await(consumer.completion());
        return ADDRESS;
    }

    /** The first message makes the connection, on the loop from which it is sent. */
    @Override
    public void connect(String receiver) {
        first.runOnContext(ignored -> send(System.nanoTime(), BusReceiver.COUNTED));
    }

    @Override
    public void run(Sender sender) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Context sending = ownLoop ? first : otherLoop(first);
        sending.runOnContext(ignored -> loop(sending, sender, done));
        done.join();
    }

    private Context otherLoop(Context first) {
        CompletableFuture<Context> found = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> found.complete(vertx.getOrCreateContext()));
        return found.join().equals(first) ? otherLoop(first) : found.join();
    }

    private void loop(Context context, Sender sender, CompletableFuture<Void> done) {
        if (sender.step(this::send) != Next.DONE) {
            context.runOnContext(ignored -> loop(context, sender, done));
        } else {
            done.complete(null);
        }
    }

    private void send(long sentNanos, int phase) {
        Object message = form.isTicks() ? form.batch(sentNanos, phase) : form.message(sentNanos, phase);
        vertx.eventBus().send(ADDRESS, message);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
