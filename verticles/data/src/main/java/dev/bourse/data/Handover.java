package dev.bourse.data;

import dev.bourse.data.feed.FeedPosition;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an owner of a partition leaves to the next one. Not for keeping: the array is not copied.
 *
 * @param positions where each feed stands, by its name
 * @param sequences the last sequence of each instrument, by its place in the partition
 */
@SuppressWarnings("ArrayRecordComponent") // It is written and read once, and never compared.
record Handover(Map<String, FeedPosition> positions, long[] sequences) {

    /** Where this feed stands. */
    Optional<FeedPosition> position(String feed) {
        return Optional.ofNullable(positions.get(feed));
    }

    String toJson() {
        JsonObject feeds = new JsonObject();
        positions.forEach((feed, position) -> feeds.put(feed, new JsonObject(new HashMap<>(position.marks()))));
        JsonArray last = new JsonArray();
        for (long sequence : sequences) {
            last.add(sequence);
        }
        return new JsonObject().put("feeds", feeds).put("sequences", last).encode();
    }

    static Handover fromJson(String text) {
        JsonObject json = new JsonObject(text);
        JsonObject feeds = json.getJsonObject("feeds");
        Map<String, FeedPosition> positions = new HashMap<>();
        for (String feed : feeds.fieldNames()) {
            JsonObject marks = feeds.getJsonObject(feed);
            Map<String, Long> numbers = new HashMap<>();
            marks.fieldNames().forEach(mark -> numbers.put(mark, marks.getLong(mark)));
            positions.put(feed, new FeedPosition(numbers));
        }
        JsonArray last = json.getJsonArray("sequences");
        long[] sequences = new long[last.size()];
        for (int slot = 0; slot < sequences.length; slot++) {
            sequences[slot] = last.getLong(slot);
        }
        return new Handover(positions, sequences);
    }
}
