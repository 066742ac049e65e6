package dev.bourse.data.vendor;

import dev.bourse.data.resume.FeedPosition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each vendor came in one owned partition: the number of the last tick taken, and of the last one in the log. A
 * tick with a number up to there is the same one again. Used by one thread.
 */
public final class VendorProgress {
    /**
     * Names of processes that number ticks for vendors that do not begin so, and end with the time of their start in
     * milliseconds since 1970.
     */
    public static final String DOOR = "~";

    /** So many processes' own numbers are remembered; the older ones have ended. */
    private static final int MOST_DOORS = 16;

    private final Map<String, Long> taken = new HashMap<>();
    private final Map<String, Long> logged = new HashMap<>();

    /** Goes on after what an earlier owner had in the log. */
    public VendorProgress(FeedPosition after) {
        taken.putAll(after.marks());
        List<String> doors = after.marks().keySet().stream()
                .filter(name -> name.startsWith(DOOR))
                .sorted(Comparator.comparingLong(VendorProgress::startOf))
                .toList();
        doors.subList(0, Math.max(0, doors.size() - MOST_DOORS)).forEach(taken::remove);
        logged.putAll(taken);
    }

    /** The name under which a process numbers ticks. */
    public static String door(String node, long startMillis) {
        return DOOR + node + DOOR + startMillis;
    }

    /** The number of the vendor's last tick that was taken, 0 where there is none. */
    public long taken(String vendor) {
        return taken.getOrDefault(vendor, 0L);
    }

    /** A tick was taken. */
    public void take(String vendor, long sequence) {
        taken.put(vendor, sequence);
    }

    /** The number of the vendor's last tick that is in the log. */
    public long logged(String vendor) {
        return logged.getOrDefault(vendor, 0L);
    }

    /** All ticks up to that position are in the log. */
    public void logged(FeedPosition upTo) {
        upTo.marks().forEach((vendor, sequence) -> logged.merge(vendor, sequence, Math::max));
    }

    /** After the last tick taken of each vendor. */
    public FeedPosition position() {
        return new FeedPosition(taken);
    }

    private static long startOf(String door) {
        try {
            return Long.parseLong(door.substring(door.lastIndexOf(DOOR) + 1));
        } catch (NumberFormatException noTime) {
            return 0;
        }
    }
}
