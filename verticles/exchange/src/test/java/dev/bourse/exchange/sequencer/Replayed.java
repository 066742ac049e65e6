package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.message.MessageText;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What a core that never stopped makes of commands whose times are told by the outputs that they had elsewhere. */
final class Replayed {
    private Replayed() {}

    /** The outputs of the commands, which must have had one at least each, at the times that these outputs tell. */
    static List<String> outputs(List<byte[]> commands, List<String> outputsElsewhere) {
        ExchangeCore core = new ExchangeCore(100);
        MessageText text = new MessageText();
        List<String> outputs = new ArrayList<>();
        for (byte[] command : commands) {
            String elsewhere = outputsElsewhere.get(outputs.size());
            long time = Long.parseLong(elsewhere.replaceFirst(".* timestamp=(\\d+) .*", "$1"));
            core.apply(
                    new UnsafeBuffer(command),
                    0,
                    command.length,
                    time,
                    (buffer, offset, length) -> outputs.add(text.text(buffer, offset)));
        }
        return outputs;
    }
}
