package dev.bourse.standalone.supervise;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Asks processes at {@code /health/live} of their management ports whether they live, as the probes in Kubernetes do: a
 * process that is there and answers nothing any more is of no use either.
 */
final class Liveness {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * Asks one; false where it does not answer in time or says that it is to be restarted.
     *
     * @param management the address of its management port, such as {@code http://127.0.0.1:9081}
     */
    CompletableFuture<Boolean> of(String management) {
        return CompletableFuture.completedFuture(management)
                .thenCompose(this::ask)
                .handle((answer, failure) -> failure == null && answer.statusCode() == 200);
    }

    private CompletableFuture<HttpResponse<Void>> ask(String management) {
        HttpRequest question = HttpRequest.newBuilder(URI.create(management + "/health/live"))
                .timeout(PATIENCE)
                .build();
        return client.sendAsync(question, HttpResponse.BodyHandlers.discarding());
    }
}
