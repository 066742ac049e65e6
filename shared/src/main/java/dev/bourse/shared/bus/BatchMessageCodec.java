package dev.bourse.shared.bus;

import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.TickBatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.ByteBuffer;

/** Lets batches travel the event bus: by reference inside a process, in {@link BatchCodec}'s form between processes. */
public final class BatchMessageCodec<B extends Batch> implements MessageCodec<B, B> {
    private final Class<B> type;

    private BatchMessageCodec(Class<B> type) {
        this.type = type;
    }

    /** Registers all batch types; once for each Vert.x instance. */
    public static void register(EventBus bus) {
        bus.registerDefaultCodec(TickBatch.class, new BatchMessageCodec<>(TickBatch.class));
        bus.registerDefaultCodec(StateBatch.class, new BatchMessageCodec<>(StateBatch.class));
        bus.registerDefaultCodec(SignalBatch.class, new BatchMessageCodec<>(SignalBatch.class));
    }

    @Override
    public void encodeToWire(Buffer buffer, B batch) {
        byte[] bytes = BatchCodec.encode(batch);
        buffer.appendInt(bytes.length).appendBytes(bytes);
    }

    @Override
    public B decodeFromWire(int position, Buffer buffer) {
        int length = buffer.getInt(position);
        byte[] bytes = buffer.getBytes(position + Integer.BYTES, position + Integer.BYTES + length);
        return type.cast(BatchCodec.decode(ByteBuffer.wrap(bytes)));
    }

    @Override
    public B transform(B batch) {
        return batch;
    }

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
