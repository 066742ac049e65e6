package dev.bourse.data.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Collects a body as long as it stays within a limit; what goes beyond is never kept. */
final class LimitedBody {
    private LimitedBody() {}

    /** That a body was too large. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge(long limit) {
            super("a body has at most " + limit + " bytes", null, false, false);
        }
    }

    /** The whole body; fails with {@link TooLarge} as soon as it is over the limit, and keeps nothing then. */
    static Future<byte[]> of(ReadStream<Buffer> stream, int limit) {
        Promise<byte[]> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        stream.exceptionHandler(whole::tryFail);
        stream.endHandler(end -> whole.tryComplete(body.getBytes()));
        stream.handler(part -> {
            if (whole.future().isComplete()) {
                return;
            }
            if (body.length() + part.length() > limit) {
                whole.tryFail(new TooLarge(limit));
            } else {
                body.appendBuffer(part);
            }
        });
        return whole.future();
    }
}
