package dev.bourse.standalone;

import dev.bourse.shared.cluster.TestNode.TestCluster;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The four groups of the analysis, each in a process of its own, with a file as the feed. */
final class FourProcesses implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, GroupProcess> processes = new LinkedHashMap<>();

    /** Starts the groups one after the other; the file is replayed as fast as it can be. */
    static FourProcesses start(TestCluster cluster, Path feed, List<String> order) throws IOException {
        FourProcesses all = new FourProcesses();
        try {
            for (String group : order) {
                List<String> settings = switch (group) {
                    case "data" -> List.of("--data.feed=" + feed, "--data.file.speed=max");
                    case "classification" -> List.of("--classification.recent=100000");
                    case "web" -> List.of("--web.port=0");
                    default -> List.of();
                };
                all.processes.put(group, GroupProcess.start(group, cluster, settings));
            }
            return all;
        } catch (IOException | RuntimeException failed) {
            all.close();
            throw failed;
        }
    }

    /** The sum of a group's metrics whose names with their labels begin so; 0 where there are none. */
    long metric(String group, String beginning) {
        return get(process(group).management() + "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The sum over all groups. */
    long metric(String beginning) {
        return processes.keySet().stream()
                .mapToLong(group -> metric(group, beginning))
                .sum();
    }

    /** What web answers to a GET; an empty object where it cannot answer yet. */
    JsonObject rest(String path) {
        HttpResponse<String> answer = get(process("web").page() + path);
        return answer.statusCode() == 200 ? new JsonObject(answer.body()) : new JsonObject();
    }

    /** The newest 1,000 signals of a symbol and an engine as web shows them, oldest first. */
    List<JsonObject> signals(String symbol, String engine) {
        return objects(rest("/v1/signals?limit=1000&symbol=" + encoded(symbol) + "&engine=" + engine), "signals")
                .reversed();
    }

    /** The newest bars of a symbol as web shows them, oldest first. */
    List<JsonObject> bars(String symbol, String period) {
        return objects(rest("/v1/bars/" + encoded(symbol) + "?limit=5000&period=" + period), "bars");
    }

    /** Ends all of them at once by SIGTERM, and looks how they ended. */
    void endCleanly() throws InterruptedException {
        processes.values().forEach(GroupProcess::terminate);
        for (GroupProcess process : processes.values()) {
            process.assertEndedCleanly();
        }
    }

    @Override
    public void close() {
        processes.values().forEach(GroupProcess::close);
        http.close();
    }

    private GroupProcess process(String group) {
        return Objects.requireNonNull(processes.get(group));
    }

    private HttpResponse<String> get(String address) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static List<JsonObject> objects(JsonObject answer, String name) {
        return answer.getJsonArray(name, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static String encoded(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    }
}
