package dev.bourse.marketdata.outputs;

import dev.bourse.exchange.output.OutputReader;
import dev.bourse.exchange.output.OutputSource;
import dev.bourse.shared.config.HostPort;
import io.aeron.Aeron;
import java.time.Duration;
import java.util.List;

/** The outputs of a running exchange, from whichever of its nodes has them; a node that dies is left for another. */
public final class ExchangeOutputs implements Outputs {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final OutputReader reader;

    /**
     * Reads from output 1 on.
     *
     * @param aeron a client of this process's media driver
     * @param nodes where the nodes' archives take requests, in the order in which to try them
     * @param ownHost this process's own address, to which nodes send
     */
    public ExchangeOutputs(Aeron aeron, List<HostPort> nodes, String ownHost) {
        List<OutputSource> sources = nodes.stream()
                .map(node -> OutputSource.of(node.host(), node.port(), ownHost))
                .toList();
        reader = new OutputReader(aeron, sources, 1, PATIENCE.toMillis());
    }

    @Override
    public int poll(Taker taker) {
        return reader.poll((number, buffer, offset, length) -> taker.onOutput(buffer, offset, length));
    }

    @Override
    public String state() {
        return reader.state();
    }

    @Override
    public void close() {
        reader.close();
    }
}
