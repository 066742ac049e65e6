package dev.bourse.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser at the whole running system (A5, D1, D3, D8). */
class BrowserIT {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 40_000;

    private static @Nullable Chromium chromium;
    private static @Nullable RunningSystem system;

    private BrowserContext context;
    private Page page;
    private final List<String> errors = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        system = RunningSystem.start();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        open(1440, 900, ColorScheme.DARK);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void rowsMove() {
        page.waitForFunction("() => window.bourse.connection === 'live' && window.bourse.total >= 5000");
        page.waitForFunction("() => window.bourse.rowsShown > 10");
        String before = page.getByTestId("rows").innerText();
        page.waitForFunction("before => document.querySelector('[data-testid=rows]').innerText !== before", before);
        assertThat(page.getByTestId("connection")).containsText("Live");
        assertThat(errors).isEmpty();
    }

    @Test
    void scrollingChangesWhatIsSentAndNoMoreThanIsVisible() {
        page.waitForFunction("() => window.bourse.rowsShown > 10");
        page.getByTestId("watchlist").focus();
        page.keyboard().press("End");
        page.waitForFunction("() => window.bourse.view.rows.offset > 4000");
        page.waitForFunction("() => [...document.querySelectorAll('[data-testid=market-row]:not(.pending)')]"
                + ".some(row => !row.hidden && row.dataset.symbol)");
        Number limit = (Number) page.evaluate("() => window.bourse.view.rows.limit");
        assertThat(limit.intValue()).isLessThanOrEqualTo(200);
        assertThat(errors).isEmpty();
    }

    @Test
    void aSearchLeavesOnlyWhatMatches() {
        page.waitForFunction("() => window.bourse.total >= 5000");
        page.getByTestId("search").fill("^inde");
        page.waitForFunction("() => window.bourse.total === 1");
        assertThat(page.getByTestId("count")).containsText("1");
        assertThat(errors).isEmpty();
    }

    @Test
    void theChartShowsCandlesAndTheDetailsFill() {
        page.waitForFunction("() => window.bourse.chosen && window.bourse.bars > 0");
        page.getByTestId("period-5m").click();
        page.waitForFunction("() => window.bourse.period === '5m' && window.bourse.bars > 0");
        assertThat(page.getByTestId("d-last")).not().isEmpty(within());
        assertThat(page.getByTestId("candles").locator("canvas").first()).isVisible();
        page.waitForFunction("() => window.bourse.signals > 0");
        assertThat(errors).isEmpty();
    }

    @Test
    void theServersDeathAndReturnAreShownAndRecoveredFrom() {
        RunningSystem running = Objects.requireNonNull(system);
        page.waitForFunction("() => window.bourse.connection === 'live'");
        running.killWeb();
        page.waitForFunction("() => window.bourse.connection === 'lost'");
        assertThat(page.getByTestId("banner"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        picture("lost");
        running.startWeb();
        page.waitForFunction("() => ['recovered', 'live'].includes(window.bourse.connection)");
        page.waitForFunction("() => window.bourse.connections >= 2 && window.bourse.rowsShown > 10");
        String before = page.getByTestId("rows").innerText();
        page.waitForFunction("before => document.querySelector('[data-testid=rows]').innerText !== before", before);
    }

    @Test
    void theContractIsShown() {
        page.navigate(Objects.requireNonNull(system).address() + "docs/");
        page.waitForFunction("() => document.querySelectorAll('article').length === 4");
        picture("docs");
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, DARK", "1440, 900, LIGHT", "390, 844, DARK", "390, 844, LIGHT"})
    void thePageFitsTheScreenInBothThemes(int width, int height, ColorScheme scheme) {
        context.close();
        open(width, height, scheme);
        page.waitForFunction("() => window.bourse.connection === 'live' && window.bourse.rowsShown > 5");
        page.waitForFunction("() => window.bourse.signals > 0");
        // On narrow screens the chart is on a tab of its own.
        page.waitForFunction("() => window.innerWidth < 1000 || window.bourse.bars > 0");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
        picture(width + "-" + scheme.name().toLowerCase(Locale.ROOT));
        assertThat(errors).isEmpty();
    }

    private void open(int width, int height, ColorScheme scheme) {
        context = Objects.requireNonNull(chromium)
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        errors.clear();
        page.onPageError(errors::add);
        page.navigate(Objects.requireNonNull(system).address());
    }

    private static LocatorAssertions.IsEmptyOptions within() {
        return new LocatorAssertions.IsEmptyOptions().setTimeout(PATIENCE_MILLIS);
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}
