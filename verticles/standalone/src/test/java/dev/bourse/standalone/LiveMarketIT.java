package dev.bourse.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser at the live market, as {@code ./bourse run} has it without further settings. */
class LiveMarketIT {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 60_000;

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable Chromium chromium;
    private static @Nullable LiveMarket market;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        market = LiveMarket.start(folder);
    }

    @AfterAll
    static void stop() {
        if (market != null) {
            market.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    @DisplayName("A1, D1, D8, E5: the exchange's own trades move rows, candles and signals, and its book the ladder")
    void ladderMoves() {
        List<String> errors = new ArrayList<>();
        Page page = Objects.requireNonNull(chromium)
                .browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))
                .newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(errors::add);
        page.navigate(Objects.requireNonNull(market).address());

        page.waitForFunction("() => window.bourse.connection === 'live' && window.bourse.total >= 10");
        page.navigate(market.address() + "#AERO01/1m");
        page.waitForFunction("() => window.bourse.chosen === 'AERO01' && window.bourse.book === 'live'");
        page.waitForFunction("() => window.bourse.levels >= 4 && window.bourse.trades > 0");
        Number before = (Number) page.evaluate("() => window.bourse.bookNumber");
        String shown = page.getByTestId("ladder").innerText();
        page.waitForFunction("before => window.bourse.bookNumber > before", before);
        page.waitForFunction("shown => document.querySelector('.ladder').innerText !== shown", shown);
        page.waitForFunction("() => window.bourse.bars > 0 && window.bourse.signals > 0");
        page.waitForFunction("() => document.querySelector('#chart-empty').hidden");

        assertThat(prices(page)).hasSizeGreaterThanOrEqualTo(4).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(page.getByTestId("market-row").first().isVisible()).isTrue();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("live-market.png")));
        assertThat(page.evaluate("() => window.bourse.bookGaps")).isEqualTo(0);
        assertThat(errors).isEmpty();
    }

    /** Of all levels from top to bottom, as they stand at one moment. */
    private static List<Double> prices(Page page) {
        List<Double> prices = new ArrayList<>();
        for (Object price : (List<?>) page.evaluate("() => [...document.querySelectorAll('.ladder .level .price')]"
                + ".map(cell => cell.textContent).filter(text => text !== '')")) {
            prices.add(Double.valueOf(String.valueOf(price).replace(",", "")));
        }
        return prices;
    }
}
