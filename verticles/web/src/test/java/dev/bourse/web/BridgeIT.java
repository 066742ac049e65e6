package dev.bourse.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.shared.cluster.Eventually;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.telemetry.Health;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The bridge with real sockets (D1, D3): who gets what, what is denied, and what a browser that does not read costs.
 */
class BridgeIT {
    private final FakeCluster cluster = new FakeCluster(5_000);
    private final WebGroup web = new WebGroup();
    private final Vertx browsers = Vertx.vertx();

    @BeforeEach
    void start() throws Exception {
        web.deploy(cluster.node(), Settings.of(Map.of("web.port", "0"))).await(20, TimeUnit.SECONDS);
        // Rows that the owners still have to tell would come between those that a test publishes.
        Eventually.equal(
                true, () -> cluster.health().readiness().values().stream().allMatch(Health.Status::up));
    }

    @AfterEach
    void stop() throws Exception {
        web.stop().await(20, TimeUnit.SECONDS);
        browsers.close().await(20, TimeUnit.SECONDS);
        cluster.vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void aBrowserGetsItsWindowWithItsRowsAndThenWhatChangesInIt() throws Exception {
        Browser browser = Browser.raw(browsers, web.port()).showing(10, 2);
        assertThat(browser.reply("view").getJsonObject("body"))
                .isEqualTo(new JsonObject().put("ok", true).put("total", 5_000));
        JsonArray window = browser.frame(frame -> frame.containsKey("window")
                        && frame.getJsonObject("window").getInteger("offset") == 10)
                .getJsonObject("window")
                .getJsonArray("instruments");
        assertThat(window.encode()).isEqualTo("[[10,\"S00010\",2,0],[11,\"S00011\",2,0]]");
        cluster.publish(11, 7, 12_345);
        JsonObject frame = browser.frame(body -> body.encode().contains("12345"));
        assertThat(frame.getJsonArray("rows").getJsonArray(0).getInteger(0)).isEqualTo(11);
        // The first frame is counted once it is on its way, and so before the second one is.
        cluster.publish(11, 8, 12_346);
        browser.frame(body -> body.encode().contains("12346"));
        assertThat(cluster.count("hop web.frame")).isPositive();
    }

    @Test
    void theSameComesInTheFramingOfSockJs() throws Exception {
        Browser browser = Browser.sockJs(browsers, web.port()).showing(0, 1);
        assertThat(browser.frame(frame -> frame.containsKey("rows")).getJsonArray("rows"))
                .hasSize(1);
    }

    @Test
    void bytesFollowTheRowsThatAreVisibleAndNotTheInstrumentsThatMove() throws Exception {
        Browser ten = Browser.raw(browsers, web.port()).showing(0, 10);
        Browser hundred = Browser.raw(browsers, web.port()).showing(0, 100);
        ten.frame(frame -> frame.containsKey("rows"));
        hundred.frame(frame -> frame.containsKey("rows"));
        long tenBefore = ten.bytes.get();
        long hundredBefore = hundred.bytes.get();
        for (int round = 2; round <= 6; round++) {
            for (int id = 0; id < 5_000; id++) {
                cluster.publish(id, round, 10_000 + round);
            }
            long last = 10_000L + round;
            ten.frame(frame -> frame.encode().contains("," + last + ","));
            hundred.frame(
                    frame -> frame.encode().contains("[99,") && frame.encode().contains("," + last + ","));
        }
        long tenBytes = ten.bytes.get() - tenBefore;
        long hundredBytes = hundred.bytes.get() - hundredBefore;
        assertThat(tenBytes).as("10 rows of 5,000 that move, 5 times").isLessThan(5 * 10 * 150 + 20 * 200);
        assertThat(hundredBytes).as("100 rows").isBetween(4 * tenBytes, 12 * tenBytes);
        Browser none = Browser.raw(browsers, web.port()).showing(0, 0);
        none.frame(frame -> true);
        long noneBefore = none.bytes.get();
        for (int id = 0; id < 5_000; id++) {
            cluster.publish(id, 7, 10_007);
        }
        ten.frame(frame -> frame.encode().contains(",10007,"));
        assertThat(none.bytes.get() - noneBefore)
                .as("no row visible: heartbeats only")
                .isLessThan(1_000);
    }

    @Test
    void aSignalReachesTheBrowserWithItsRow() throws Exception {
        Browser browser = Browser.raw(browsers, web.port()).showing(0, 3);
        browser.frame(frame -> frame.containsKey("rows"));
        cluster.publish(StateBatches.signal(2, 9, "NEW_HIGH"));
        JsonObject frame = browser.frame(body -> body.containsKey("signals"));
        assertThat(frame.getJsonArray("signals").getJsonObject(0).getString("class"))
                .isEqualTo("NEW_HIGH");
        assertThat(frame.getJsonArray("rows").getJsonArray(0).getString(9)).isEqualTo("NEW_HIGH");
    }

    @Test
    void aChartIsAskedForOnceForAllWhoLookAtIt() throws Exception {
        JsonObject rows =
                new JsonObject().put("sort", "symbol").put("offset", 0).put("limit", 0);
        JsonObject view = new JsonObject()
                .put("rows", rows)
                .put("chart", new JsonObject().put("symbol", "S00001").put("period", "5m"))
                .put("signals", false);
        for (int i = 0; i < 5; i++) {
            Browser browser = Browser.raw(browsers, web.port());
            browser.register();
            browser.request("view", view, null);
            assertThat(browser.frame(frame -> frame.containsKey("chart"))
                            .getJsonObject("chart")
                            .getJsonArray("bars"))
                    .hasSize(300);
        }
        assertThat(cluster.asked("bars")).isEqualTo(1);
    }

    @Test
    void whatThePageDoesNotNeedIsDenied() throws Exception {
        Browser browser = Browser.raw(browsers, web.port());
        List<String> attempts = List.of(
                "{\"type\":\"register\",\"address\":\"states.0\"}",
                "{\"type\":\"register\",\"address\":\"frames.x\"}",
                "{\"type\":\"send\",\"address\":\"states.0.query\",\"body\":{\"op\":\"latest\"}}",
                "{\"type\":\"publish\",\"address\":\"bourse.view\",\"body\":{}}",
                "{\"type\":\"unregister\",\"address\":\"frames.x\"}");
        for (String attempt : attempts) {
            browser.send(attempt);
            assertThat(browser.error().getString("body")).as(attempt).isEqualTo("access_denied");
        }
        browser.send("{\"type\":\"dance\",\"address\":\"bourse.view\"}");
        assertThat(browser.error().getString("body")).isEqualTo("invalid_type");
        browser.send("{\"type\":\"send\"}");
        assertThat(browser.error().getString("body")).isEqualTo("missing_address");
        browser.send("no json");
        assertThat(browser.error().getString("body")).isEqualTo("invalid_json");
        assertThat(cluster.count("web.denied")).isEqualTo(attempts.size() + 3);
    }

    @Test
    void aClientIdBelongsToTheSocketThatRegisteredIt() throws Exception {
        Browser owner = Browser.raw(browsers, web.port()).showing(0, 1);
        owner.frame(frame -> true);
        Browser thief = Browser.raw(browsers, web.port());
        thief.send("{\"type\":\"register\",\"address\":\"frames." + owner.id + "\"}");
        assertThat(thief.error().getString("body")).isEqualTo("access_denied");
        thief.register();
        thief.request(owner.id, "acknowledge", new JsonObject().put("sequence", 1), "stolen");
        JsonObject refusal = thief.reply("stolen");
        assertThat(refusal.getString("type")).isEqualTo("err");
        assertThat(refusal.getInteger("failureCode")).isEqualTo(403);
    }

    @Test
    void aViewWithAFaultIsRefusedWithTheFieldAndWhatIsAllowed() throws Exception {
        Browser browser = Browser.raw(browsers, web.port());
        browser.register();
        JsonObject rows =
                new JsonObject().put("sort", "symbol").put("offset", 0).put("limit", 201);
        browser.request("view", new JsonObject().put("rows", rows), "a");
        assertThat(browser.reply("a").getString("message"))
                .isEqualTo("rows.limit: '201' is not allowed; allowed is a whole number from 0 to 200");
        browser.request(
                "view", new JsonObject().put("rows", rows.put("limit", 1).put("sort", "luck")), "b");
        assertThat(browser.reply("b").getString("message"))
                .isEqualTo("rows.sort: 'luck' is not allowed; allowed is one of symbol, last, change, volume, time");
        browser.request("jump", new JsonObject(), "c");
        JsonObject refusal = browser.reply("c");
        assertThat(refusal.getString("message"))
                .isEqualTo("op: 'jump' is not allowed; allowed is one of view, acknowledge, authenticate");
        assertThat(refusal.getInteger("failureCode")).isEqualTo(400);
    }

    @Test
    void aBrowserThatNeitherReadsNorAcknowledgesGetsTwoFramesAndOthersAreNotHeldUp() throws Exception {
        Browser mute = Browser.raw(browsers, web.port());
        mute.neverAcknowledge();
        mute.showing(0, 50);
        Browser good = Browser.raw(browsers, web.port()).showing(0, 50);
        mute.frame(frame -> frame.containsKey("rows"));
        mute.stopReading();
        good.frame(frame -> frame.containsKey("rows"));
        for (int round = 2; round <= 15; round++) {
            for (int id = 0; id < 50; id++) {
                cluster.publish(id, round, 20_000 + round);
            }
            long last = 20_000L + round;
            assertThat(good.frame(frame -> frame.encode().contains("," + last + ","))
                            .getLong("skipped"))
                    .isZero();
        }
        assertThat(cluster.count("web.frames.held")).isPositive();
        mute.readAgain();
        JsonObject second = mute.frame(frame -> frame.getLong("sequence") == 2);
        assertThat(second).isNotNull();
        mute.request("acknowledge", new JsonObject().put("sequence", 2), null);
        JsonObject third = mute.frame(frame -> true);
        assertThat(third.getLong("sequence")).isEqualTo(3);
        assertThat(third.getLong("skipped")).isPositive();
        assertThat(third.encode()).as("the newest values at once").contains(",20015,");
    }

    @Test
    void aBrowserThatSendsTooMuchIsCutOff() throws Exception {
        Browser noisy = Browser.raw(browsers, web.port());
        for (int i = 0; i < 200; i++) {
            noisy.send("{\"type\":\"ping\"}");
        }
        noisy.closed();
        Browser large = Browser.raw(browsers, web.port());
        large.send("x".repeat(10_000));
        large.closed();
    }

    @Test
    void aHundredBrowsersAreServedAtOnce() throws Exception {
        List<Browser> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(Browser.raw(browsers, web.port()).showing(i * 40, 40));
        }
        for (Browser browser : many) {
            browser.frame(frame -> frame.containsKey("rows"));
        }
        for (int id = 0; id < 5_000; id++) {
            cluster.publish(id, 2, 30_000);
        }
        for (Browser browser : many) {
            assertThat(browser.frame(frame -> frame.encode().contains(",30000,")))
                    .isNotNull();
        }
        many.forEach(Browser::close);
    }

    @Test
    void anInstrumentThatIsRemovedLeavesTheWindow() throws Exception {
        Browser browser = Browser.raw(browsers, web.port()).showing(0, 2);
        browser.frame(frame -> frame.containsKey("rows"));
        cluster.remove("S00000");
        JsonObject frame = browser.frame(body -> body.containsKey("window"));
        assertThat(frame.getInteger("total")).isEqualTo(4_999);
        assertThat(frame.getJsonObject("window").getJsonArray("instruments").encode())
                .isEqualTo("[[1,\"S00001\",2,0],[2,\"S00002\",2,0]]");
    }
}
