package dev.bourse.standalone;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real Chromium, driven by the page's own playwright-core; tests without one are skipped and say so. */
final class Chromium implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("bourse.root", "."));

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() throws IOException {
        Optional<Path> chromium = onPath("BOURSE_CHROMIUM", "chromium", "chromium-browser", "google-chrome");
        Optional<Path> node = onPath("BOURSE_NODE", "node");
        Path driver = ROOT.resolve("webroot/node_modules/playwright-core");
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium on the PATH (or in BOURSE_CHROMIUM)");
        Assumptions.assumeTrue(node.isPresent(), "no node on the PATH (or in BOURSE_NODE)");
        Assumptions.assumeTrue(Files.isDirectory(driver), driver + " is missing: build webroot first");
        Path folder = Files.createTempDirectory("bourse-driver");
        Files.createSymbolicLink(folder.resolve("node"), node.orElseThrow());
        Files.createSymbolicLink(folder.resolve("package"), driver.toAbsolutePath());
        System.setProperty("playwright.cli.dir", folder.toString());
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")));
        return new Chromium(playwright, browser);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> onPath(String variable, String... names) {
        String configured = System.getenv(variable);
        if (configured != null) {
            return Optional.of(Path.of(configured));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> places = Arrays.stream(path.split(File.pathSeparator)).map(Path::of);
        return places.flatMap(place -> Arrays.stream(names).map(place::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
