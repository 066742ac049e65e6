package dev.bourse.data.feed;

import dev.bourse.data.vendor.NdjsonBody;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Takes the lines of one body in, and waits for room and for new symbols in between. Used on the data verticle's
 * context.
 */
final class BodyIntake {
    private final LiveFeed feed;
    private final NdjsonBody body;
    private final Promise<Boolean> done = Promise.promise();
    private final Runnable resumption = this::goOn;
    private long timer = -1;

    private BodyIntake(LiveFeed feed, NdjsonBody body) {
        this.feed = feed;
        this.body = body;
    }

    /**
     * Takes a body in.
     *
     * @param patienceMillis how long to wait for room; 0 for as long as it takes
     * @return true when every line was dealt with, false where the patience ended first
     */
    static Future<Boolean> take(LiveFeed feed, NdjsonBody body, long patienceMillis) {
        BodyIntake intake = new BodyIntake(feed, body);
        if (patienceMillis > 0) {
            intake.timer = feed.context().node().vertx().setTimer(patienceMillis, late -> intake.finish(false));
        }
        intake.proceed(true);
        return intake.done.future();
    }

    private void goOn() {
        proceed(true);
    }

    private void proceed(boolean mayAddFirst) {
        if (done.future().isComplete()) {
            return;
        }
        feed.turn();
        boolean mayAdd = feed.context().instruments().mayAdd();
        switch (body.proceed(mayAdd, mayAdd && mayAddFirst)) {
            case DONE -> finish(true);
            case NO_ROOM -> feed.whenRoom(resumption);
            case NEW_SYMBOL ->
                feed.context().instruments().add(body.newSymbol()).onComplete(added -> proceed(added.succeeded()));
        }
    }

    private void finish(boolean all) {
        feed.forget(resumption);
        feed.context().node().vertx().cancelTimer(timer);
        done.tryComplete(all);
    }
}
