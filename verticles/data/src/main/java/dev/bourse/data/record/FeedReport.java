package dev.bourse.data.record;

import java.util.List;
import java.util.Map;

/**
 * What a feed has read so far. {@code records} is always the sum of {@code accepted}, {@code notTicks} and
 * {@code rejected}.
 *
 * @param records lines or messages read
 * @param accepted those of them that became ticks
 * @param ticks ticks made of them; above {@code accepted} where one record holds several
 * @param notTicks records that are right but are no trades, by verdict; verdicts that did not occur are absent
 * @param rejected records refused, by verdict; verdicts that did not occur are absent
 * @param newestRejections the last of the rejected records, oldest first, at most {@link Tally#KEPT}
 */
public record FeedReport(
        long records,
        long accepted,
        long ticks,
        Map<Verdict, Long> notTicks,
        Map<Verdict, Long> rejected,
        List<Rejection> newestRejections) {

    /** The number of rejected records. */
    public long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
