package dev.bourse.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
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
    private static final Path AXE =
            Path.of(System.getProperty("bourse.root", "."), "webroot", "node_modules", "axe-core", "axe.min.js");
    private static final double PATIENCE_MILLIS = 60_000;

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable Chromium chromium;
    private static @Nullable LiveMarket market;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
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

    private final List<String> errors = new ArrayList<>();

    @Test
    @DisplayName("A1, D1, D8, E5: the exchange's own trades move rows, candles and signals, and its book the ladder")
    void ladderMoves() {
        Page page = openBook();
        Number before = (Number) page.evaluate("() => window.bourse.bookNumber");
        String shown = page.getByTestId("ladder").innerText();
        page.waitForFunction("before => window.bourse.bookNumber > before", before);
        page.waitForFunction("shown => document.querySelector('.ladder').innerText !== shown", shown);
        page.waitForFunction("() => window.bourse.bars > 0 && window.bourse.signals > 0");
        page.waitForFunction("() => document.querySelector('#chart-empty').hidden");

        assertThat(prices(page)).hasSizeGreaterThanOrEqualTo(4).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(page.getByTestId("market-row").first().isVisible()).isTrue();
        picture(page, "live-market");
        assertThat(page.evaluate("() => window.bourse.bookGaps")).isEqualTo(0);
        assertThat(errors).isEmpty();
    }

    @Test
    @DisplayName(
            "D8, E1, E4: a person signs in, has an order rest, changes and cancels it, trades with the market, signs"
                    + " out")
    void aPersonTrades() throws Exception {
        LiveMarket running = Objects.requireNonNull(market);
        Customer alice = Customer.register(running.address(), folder.resolve("gateway"), "alice", "100000.00");
        Page page = openBook();
        assertThat(page.getByTestId("ticket")).not().isVisible();

        signIn(page, alice.user(), "another password");
        assertThat(page.getByTestId("sign-in-fault")).containsText("the password is another");
        page.getByTestId("password").fill(alice.password());
        page.keyboard().press("Enter");
        page.waitForFunction("() => window.bourse.trading === 'live'");
        assertThat(page.getByTestId("trade-user")).hasText("alice");
        page.getByTestId("view-balances").click();
        assertThat(page.getByTestId("balances")).containsText("100,000.00");

        page.locator(".bid:not(.empty)").first().click();
        assertThat(page.getByTestId("price").inputValue()).matches("\\d+\\.\\d+");
        page.getByTestId("view-orders").click();
        place(
                page,
                "10",
                "1.00",
                "Buy 10 AERO01, at 1.00 or better, good till cancelled. Value: 10.00 USD, fees aside.");
        page.waitForFunction("() => window.bourse.openOrders === 1");
        assertThat(page.getByTestId("order")).containsText("1.00");
        picture(page, "trading");
        assertThat(objections(page)).isEqualTo(List.of());

        page.getByTestId("change-order").click();
        page.getByTestId("change-quantity").fill("4");
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("order").locator("td").nth(6)).hasText("4");
        page.getByTestId("cancel-order").click();
        page.waitForFunction("() => window.bourse.openOrders === 0");

        place(page, "400000000000000", "1.00", "Buy 400000000000000 AERO01, at 1.00 or better");
        assertThat(page.getByTestId("quantity-fault")).containsText("at most 2^48 lots");
        // Above whatever anybody asks, and if nobody does just now, the next who does sells to it.
        place(page, "3", "1000.00", "Buy 3 AERO01, at 1000.00 or better, good till cancelled. Value: 3000.00 USD");
        page.waitForFunction("() => window.bourse.executions >= 1");
        page.getByTestId("view-executions").click();
        assertThat(page.getByTestId("executions")).containsText("AERO01");
        page.getByTestId("view-positions").click();
        assertThat(page.getByTestId("positions").locator("td").nth(1)).hasText("3");
        picture(page, "traded");

        page.getByTestId("sign-out").click();
        assertThat(page.getByTestId("ticket")).not().isVisible();
        assertThat(page.evaluate("() => window.bourse.trading + document.cookie + Object.keys(sessionStorage)"
                        + " + Object.keys(localStorage).filter(key => key !== 'bourse.theme')"))
                .isEqualTo("out");
        assertThat(errors).isEmpty();
    }

    private Page openBook() {
        Page page = Objects.requireNonNull(chromium)
                .browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))
                .newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
        page.navigate(Objects.requireNonNull(market).address());
        page.waitForFunction("() => window.bourse.connection === 'live' && window.bourse.total >= 10");
        page.navigate(market.address() + "#AERO01/1m");
        page.waitForFunction("() => window.bourse.chosen === 'AERO01' && window.bourse.book === 'live'");
        page.waitForFunction("() => window.bourse.levels >= 4 && window.bourse.trades > 0");
        return page;
    }

    private static void signIn(Page page, String user, String password) {
        page.getByTestId("sign-in").click();
        page.getByTestId("user").fill(user);
        page.getByTestId("password").fill(password);
        page.keyboard().press("Enter");
    }

    /** With the keyboard alone, once the fields are filled. */
    private static void place(Page page, String quantity, String price, String asked) {
        if (!price.isEmpty()) {
            page.getByTestId("price").fill(price);
        }
        page.getByTestId("quantity").fill(quantity);
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("confirm-text")).containsText(asked);
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("confirm-dialog")).not().isVisible();
    }

    /** What the accessibility rules object to. */
    private static Object objections(Page page) throws IOException {
        page.evaluate(Files.readString(AXE));
        return page.evaluate("async () => (await axe.run(document)).violations.map(rule => rule.id + ': '"
                + " + rule.nodes.map(node => node.html).join(' | '))");
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
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
