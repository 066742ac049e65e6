package dev.bourse.bench.bus;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;

/** RabbitMQ: a queue that is not durable, messages that are not persistent, no acknowledgements. */
final class RabbitTransport implements Transport {
    private static final String QUEUE = "bench";

    private final Connection connection;
    private final Channel channel;
    private final Form form;

    RabbitTransport(Form form, int port) throws Exception {
        this.form = form;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        this.connection = factory.newConnection();
        this.channel = connection.createChannel();
    }

    @Override
    public String receive(Receiver receiver) throws IOException {
        channel.queueDelete(QUEUE);
        channel.queueDeclare(QUEUE, false, false, false, null);
        channel.basicConsume(QUEUE, true, (tag, delivery) -> form.read(delivery.getBody(), receiver), tag -> {});
        return QUEUE;
    }

    @Override
    public void connect(String receiver) {
        send(System.nanoTime(), BusReceiver.COUNTED);
    }

    @Override
    public void run(Sender sender) {
        while (sender.step(this::send).goesOn()) {
            // Each turn sends some.
        }
    }

    private void send(long sentNanos, int phase) {
        try {
            channel.basicPublish("", QUEUE, null, form.message(sentNanos, phase));
        } catch (IOException failed) {
            throw new UncheckedIOException("RabbitMQ takes no more", failed);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
