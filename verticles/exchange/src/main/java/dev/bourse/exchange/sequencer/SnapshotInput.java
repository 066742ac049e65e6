package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.snapshot.SnapshotReader;
import io.aeron.Image;
import io.aeron.ImageFragmentAssembler;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.IdleStrategy;

/** Gives the bytes of a snapshot as they arrive from the archive. One thread, the service's. */
final class SnapshotInput implements SnapshotReader.BlockInput {
    private final Image image;
    private final IdleStrategy idle;
    private final ExpandableArrayBuffer arrived = new ExpandableArrayBuffer();
    private final FragmentHandler assembler = new ImageFragmentAssembler(this::onBlock);
    private int begin;
    private int end;

    SnapshotInput(Image image, IdleStrategy idle) {
        this.image = image;
        this.idle = idle;
    }

    @Override
    public int read(byte[] into, int length) {
        while (end - begin < length) {
            if (begin == end) {
                begin = 0;
                end = 0;
            }
            int fragments = image.poll(assembler, 1);
            if (fragments == 0 && (image.isClosed() || image.isEndOfStream())) {
                break;
            }
            idle.idle(fragments);
        }
        int given = Math.min(length, end - begin);
        arrived.getBytes(begin, into, 0, given);
        begin += given;
        return given;
    }

    private void onBlock(DirectBuffer buffer, int offset, int length, Header header) {
        arrived.putBytes(end, buffer, offset, length);
        end += length;
    }
}
