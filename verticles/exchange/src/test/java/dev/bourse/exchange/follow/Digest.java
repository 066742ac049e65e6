package dev.bourse.exchange.follow;

import dev.bourse.exchange.output.LastOutput;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.exchange.world.Model;
import dev.bourse.exchange.world.World;
import org.agrona.DirectBuffer;

/** The smallest model that notices every output, and how often it comes. */
public final class Digest implements Model {
    public long number;
    public long hash;

    public void take(long output, DirectBuffer buffer, int offset, int length) {
        number = output;
        hash = 31 * hash + LastOutput.checksum(buffer, offset, length);
    }

    @Override
    public void save(StateWriter out) {
        out.putLong(number);
        out.putLong(hash);
    }

    @Override
    public void load(StateReader in) {
        number = in.getLong();
        hash = in.getLong();
    }

    @Override
    public void seed(World world) {
        number = world.number();
        hash = 0;
    }
}
