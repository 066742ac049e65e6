package dev.bourse.data.feed;

import dev.bourse.data.resume.FeedPosition;
import dev.bourse.data.vendor.NdjsonBody;
import dev.bourse.data.vendor.Vendor;
import dev.bourse.data.vendor.VendorRecords;
import dev.bourse.shared.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a vendor's URL again and again for ticks as NDJSON (docs/protocol/http-feed.md). What the vendor says did not
 * change (ETag, Last-Modified) is not read again; records that it numbers are taken once. After a failure it waits
 * longer each time, up to a limit, by a random share.
 */
public final class PollFeed extends LiveFeed {
    private static final Logger LOG = LoggerFactory.getLogger(PollFeed.class);
    private static final String VENDOR = "poll";
    /** Whoever owns this partition asks. */
    private static final int ASKING = 0;

    private final PollDelay delay = new PollDelay();
    private String url = "";
    private Duration interval = Duration.ZERO;
    private Duration furthest = Duration.ZERO;
    private Duration timeout = Duration.ZERO;
    private int mostBytes;
    private boolean stopped;
    private boolean asks;
    private @Nullable VendorRecords taking;
    private @Nullable HttpClient client;
    private @Nullable String entityTag;
    private @Nullable String lastModified;

    @Override
    public String name() {
        return "poll";
    }

    @Override
    public void configure(Settings settings) {
        url = settings.text("data.poll.url", "");
        if (!isHttp(url)) {
            settings.fault("data.poll.url", "'" + url + "' is not allowed; allowed is an http or https URL");
        }
        interval = settings.duration(
                "data.poll.interval", Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofHours(24));
        furthest = settings.duration(
                "data.poll.longest-pause", Duration.ofMinutes(1), Duration.ofMillis(10), Duration.ofHours(24));
        timeout = settings.duration(
                "data.poll.timeout", Duration.ofSeconds(10), Duration.ofMillis(10), Duration.ofMinutes(10));
        mostBytes = settings.integer("data.poll.most-bytes", 1 << 24, 1 << 10, 1 << 28);
    }

    @Override
    public Future<Void> start(FeedContext feedContext) {
        VendorRecords records = open(feedContext);
        client = feedContext.node().vertx().createHttpClient();
        Vendor vendor = vendors().of(VENDOR).orElseThrow();
        taking = records;
        asks = !feedContext.node().logs().ticks().keeps();
        poll(vendor, records);
        return Future.succeededFuture();
    }

    /** One process of the cluster asks, the owner of this partition, and goes on where the one before came to. */
    @Override
    public Future<Void> acquire(int partition, Optional<FeedPosition> after) {
        return super.acquire(partition, after).onSuccess(acquired -> {
            if (partition == ASKING && !asks) {
                asks = true;
                begin();
            }
        });
    }

    @Override
    public Future<FeedPosition> release(int partition) {
        if (partition == ASKING) {
            asks = false;
        }
        return super.release(partition);
    }

    @Override
    void promised(Vendor vendor) {}

    /** The vendor's answer is wanted again as a whole. */
    @Override
    void rewound(Vendor vendor) {
        entityTag = null;
        lastModified = null;
    }

    private void begin() {
        VendorRecords records = taking;
        Vendor vendor = vendors().of(VENDOR).orElseThrow();
        if (records == null || !asks || stopped) {
            return;
        }
        entityTag = null;
        lastModified = null;
        meet(vendor, true)
                .onSuccess(met -> poll(vendor, records))
                .onFailure(unknown -> context().node().vertx().setTimer(interval.toMillis(), again -> begin()));
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        closed();
        HttpClient asking = client;
        return asking == null ? Future.succeededFuture() : asking.close();
    }

    private void poll(Vendor vendor, VendorRecords records) {
        HttpClient asking = client;
        if (stopped || !asks || asking == null) {
            return;
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .setFollowRedirects(false)
                .setConnectTimeout(timeout.toMillis())
                .setIdleTimeout(timeout.toMillis());
        asking.request(options)
                .compose(this::ask)
                .compose(bytes -> BodyIntake.take(this, new NdjsonBody(records, vendor, bytes), 0))
                .onComplete(asked -> {
                    progressed(vendor);
                    if (asked.failed() && !stopped) {
                        LOG.warn("{} gave no ticks: {}", url, asked.cause().getMessage());
                    }
                    double random = ThreadLocalRandom.current().nextDouble();
                    long pause = delay.next(asked.succeeded(), interval.toMillis(), furthest.toMillis(), random);
                    context().node().vertx().setTimer(pause, again -> poll(vendor, records));
                });
    }

    /** All of an answer within the time-out; nothing where it says that nothing changed. */
    private Future<byte[]> ask(HttpClientRequest request) {
        if (entityTag != null) {
            request.putHeader("if-none-match", entityTag);
        }
        if (lastModified != null) {
            request.putHeader("if-modified-since", lastModified);
        }
        return request.send()
                .compose(this::answered)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(late -> {
                    if (late instanceof TimeoutException || late instanceof LimitedBody.TooLarge) {
                        request.reset();
                    }
                });
    }

    private Future<byte[]> answered(HttpClientResponse response) {
        if (response.statusCode() == 304) {
            return Future.succeededFuture(new byte[0]);
        }
        if (response.statusCode() != 200) {
            return Future.failedFuture("it answered with status " + response.statusCode());
        }
        return LimitedBody.of(response, mostBytes).onSuccess(body -> {
            entityTag = response.getHeader("etag");
            lastModified = response.getHeader("last-modified");
        });
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }
}
