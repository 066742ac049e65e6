package dev.bourse.shared.cluster;

import static dev.bourse.shared.cluster.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.TestNode.TestCluster;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The event bus while processes die (A2): nothing is sent to the dead, and everybody hears of who comes after them. */
class VertxClusterIT {
    private static final String ADDRESS = "an.address";
    private static final int TIMES = 20;

    private final TestCluster cluster = TestNode.cluster();

    @Test
    void whatIsAskedAfterADeathIsAnsweredByWhoIsLeftAndByWhoComesLater() {
        try (TestNode asking = cluster.start("asking");
                TestNode living = cluster.start("living")) {
            TestNode dying = cluster.start("dying");
            MessageConsumer<String> first = consumer(living, "living");
            consumer(dying, "dying");
            TreeSet<String> answers = new TreeSet<>();
            Eventually.equal("[dying, living]", () -> {
                answers.add(ask(asking));
                return answers.toString();
            });

            dying.kill();
            Eventually.equal(2, () -> members(asking));
            // The list of members is a moment ahead of the event; the dead one would be every second to be asked.
            Eventually.equal("living, living", () -> ask(asking) + ", " + ask(asking));
            for (int i = 0; i < TIMES; i++) {
                assertThat(ask(asking)).isEqualTo("living");
            }

            consumer(asking, "late");
            await(first.unregister());
            Eventually.equal("late", () -> ask(living));
            Eventually.equal(
                    1,
                    () -> asking.node()
                            .hazelcast()
                            .getMultiMap("__vertx.subs")
                            .get(ADDRESS)
                            .size());
            Eventually.equal(
                    2,
                    () -> asking.node().hazelcast().getMap("__vertx.nodeInfo").size());
        }
    }

    private static MessageConsumer<String> consumer(TestNode node, String answer) {
        MessageConsumer<String> consumer =
                node.node().vertx().eventBus().consumer(ADDRESS, message -> message.reply(answer));
        await(consumer.completion());
        return consumer;
    }

    private static String ask(TestNode node) {
        return await(node.node()
                .vertx()
                .eventBus()
                .<String>request(ADDRESS, "", new DeliveryOptions().setSendTimeout(2_000))
                .map(Message::body)
                .otherwise(Throwable::getMessage));
    }

    private static int members(TestNode node) {
        return node.node().hazelcast().getCluster().getMembers().size();
    }
}
