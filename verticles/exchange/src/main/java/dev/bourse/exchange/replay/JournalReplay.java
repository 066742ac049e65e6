package dev.bourse.exchange.replay;

import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.core.OutputConsumer;
import java.io.IOException;
import java.nio.file.Path;

/** Applies a journal to a core. */
public final class JournalReplay {
    private JournalReplay() {}

    /**
     * Applies the commands that a core has not applied yet, up to one of a number.
     *
     * @param until the last number to apply
     * @throws IOException if the file cannot be read
     * @throws JournalException if it is not a whole journal; the commands before the fault are applied then
     */
    public static void replay(Path journal, long until, ExchangeCore core, OutputConsumer output)
            throws IOException, JournalException {
        try (JournalReader reader = new JournalReader(journal)) {
            while (reader.number() < until && reader.next()) {
                if (reader.number() > core.commandNumber()) {
                    core.apply(reader.buffer(), reader.offset(), reader.length(), reader.timestamp(), output);
                }
            }
        }
    }
}
