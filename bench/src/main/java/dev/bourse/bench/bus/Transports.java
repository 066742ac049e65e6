package dev.bourse.bench.bus;

import java.util.List;

/** The transports by their names. */
final class Transports {
    static final String OWN_LOOP = "event-bus-own-loop";
    static final String OTHER_LOOP = "event-bus-other-loop";
    static final String ZEROMQ = "jeromq";
    static final String RABBITMQ = "rabbitmq";

    static final List<String> ALL = List.of(OWN_LOOP, OTHER_LOOP, ZEROMQ, RABBITMQ);

    private Transports() {}

    /** That transport; {@code port} is that of RabbitMQ. */
    static Transport of(String name, Form form, int port, boolean sends) throws Exception {
        return switch (name) {
            case OWN_LOOP -> new EventBusTransport(true, form);
            case OTHER_LOOP -> new EventBusTransport(false, form);
            case ZEROMQ -> new ZeroMqTransport(form, sends);
            case RABBITMQ -> new RabbitTransport(form, port);
            default -> throw new IllegalArgumentException("'" + name + "' is not known; there are " + ALL);
        };
    }
}
