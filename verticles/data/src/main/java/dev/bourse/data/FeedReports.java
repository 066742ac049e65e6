package dev.bourse.data;

import dev.bourse.data.record.FeedReport;
import dev.bourse.data.record.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Reports of feeds as JSON. */
final class FeedReports {
    private FeedReports() {}

    static JsonObject json(FeedReport report) {
        JsonArray newest = new JsonArray();
        report.newestRejections()
                .forEach(rejection -> newest.add(new JsonObject()
                        .put("record", rejection.number())
                        .put("reason", rejection.verdict().word())
                        .put("excerpt", rejection.excerpt())));
        return new JsonObject()
                .put("records", report.records())
                .put("accepted", report.accepted())
                .put("ticks", report.ticks())
                .put("notTicks", counts(report.notTicks()))
                .put("rejected", counts(report.rejected()))
                .put("newestRejections", newest);
    }

    private static JsonObject counts(Map<Verdict, Long> counts) {
        JsonObject json = new JsonObject();
        counts.forEach((verdict, count) -> json.put(verdict.word(), count));
        return json;
    }
}
