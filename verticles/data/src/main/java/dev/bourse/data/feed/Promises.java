package dev.bourse.data.feed;

import dev.bourse.data.vendor.Vendor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** Those who wait until what they sent is safe, or lost. Used on the data verticle's context. */
final class Promises {
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Asked asked, Promise<Boolean> answer) {}

    /**
     * What is waited for: a vendor's numbers and those of ticks without a number, from when on nothing may be lost of
     * either.
     */
    record Asked(Vendor vendor, long sequence, long losses, Vendor door, long doorSequence, long doorLosses) {
        /** As far as both came by now, and with nothing lost since these were counted. */
        static Asked of(Vendor vendor, long losses, Vendor door, long doorLosses) {
            return new Asked(vendor, vendor.lastSequence(), losses, door, door.lastSequence(), doorLosses);
        }

        private boolean lost() {
            return vendor.losses() != losses || door.losses() != doorLosses;
        }

        private boolean kept() {
            return vendor.promised() >= sequence && door.promised() >= doorSequence;
        }
    }

    /** True when all of it is safe; false where some may be lost, or where that takes too long. */
    Future<Boolean> ask(Vertx vertx, Asked asked, long patienceMillis) {
        Promise<Boolean> answer = Promise.promise();
        waiting.add(new Waiting(asked, answer));
        look();
        if (!answer.future().isComplete()) {
            long timer = vertx.setTimer(patienceMillis, late -> answer.tryComplete(false));
            answer.future().onComplete(answered -> vertx.cancelTimer(timer));
        }
        return answer.future();
    }

    /** Something became safe, or was lost. */
    void look() {
        waiting.removeIf(asked -> {
            if (asked.asked().lost()) {
                asked.answer().tryComplete(false);
            } else if (asked.asked().kept()) {
                asked.answer().tryComplete(true);
            }
            return asked.answer().future().isComplete();
        });
    }
}
