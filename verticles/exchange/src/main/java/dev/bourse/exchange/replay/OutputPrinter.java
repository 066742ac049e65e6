package dev.bourse.exchange.replay;

import dev.bourse.exchange.core.OutputConsumer;
import dev.bourse.exchange.message.MessageText;
import java.io.PrintWriter;
import org.agrona.DirectBuffer;

/** Prints outputs as they come: all of them, or those of one order. One thread. */
final class OutputPrinter implements OutputConsumer {
    private final PrintWriter out;
    private final boolean all;
    private final String wanted;
    private final MessageText text = new MessageText();
    private long printed;

    /** Prints all, or those that name an order id; an order id of 0 is none. */
    OutputPrinter(PrintWriter out, boolean all, long orderId) {
        this.out = out;
        this.all = all;
        wanted = orderId == 0 ? "" : " orderId=" + orderId + " ";
    }

    /** How many outputs were printed. */
    long printed() {
        return printed;
    }

    @Override
    public void onOutput(DirectBuffer buffer, int offset, int length) {
        if (!all && wanted.isEmpty()) {
            return;
        }
        String line = text.text(buffer, offset);
        if (all || line.contains(wanted)) {
            out.println(line);
            printed++;
        }
    }
}
