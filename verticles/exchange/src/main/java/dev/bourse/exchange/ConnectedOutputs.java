package dev.bourse.exchange;

import dev.bourse.exchange.output.FollowedOutputs;
import dev.bourse.exchange.output.NodeSnapshots;
import dev.bourse.exchange.output.OutputConsumer;
import dev.bourse.exchange.output.OutputReader;
import dev.bourse.exchange.world.World;
import dev.bourse.shared.config.Settings;
import java.time.Duration;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outputs of a running exchange over a connection of their own, which they close. One thread. */
public final class ConnectedOutputs implements FollowedOutputs {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectedOutputs.class);
    /** More than the second in which a node that lives says something. */
    private static final long SILENCE_MILLIS = 2_500;

    private static final Duration NO_COMMANDS = Duration.ofSeconds(5);

    private final ExchangeConnection connection;
    private final OutputReader reader;

    private ConnectedOutputs(ExchangeConnection connection, long from) {
        this.connection = connection;
        reader = new OutputReader(connection.aeron(), connection.outputs(), from, SILENCE_MILLIS);
    }

    /** Of the nodes that the settings name; what is not allowed becomes a fault of the settings. */
    public static Source of(Settings settings, String group) {
        ExchangeAddress address = ExchangeAddress.from(settings);
        return over(() -> ExchangeConnection.remote(
                address,
                ClientFolders.own(group),
                NO_COMMANDS,
                failure -> LOG.warn("the way to the exchange has a fault", failure)));
    }

    /** Over connections that this opens, one each time. */
    public static Source over(Supplier<ExchangeConnection> connections) {
        return new Source() {
            @Override
            public FollowedOutputs open(long from) {
                return new ConnectedOutputs(connections.get(), from);
            }

            @Override
            public World world() {
                try (ExchangeConnection connection = connections.get()) {
                    return NodeSnapshots.newest(connection.aeron(), connection.outputs(), SILENCE_MILLIS);
                }
            }
        };
    }

    @Override
    public int poll(OutputConsumer consumer) {
        if (connection.isClosed()) {
            throw new IllegalStateException("the connection was closed, as after a long pause of this process");
        }
        return reader.poll(consumer);
    }

    @Override
    public long time() {
        return reader.time();
    }

    @Override
    public long end() {
        return reader.end();
    }

    @Override
    public String state() {
        return reader.state();
    }

    @Override
    public void close() {
        CloseHelper.closeAll(reader, connection);
    }
}
