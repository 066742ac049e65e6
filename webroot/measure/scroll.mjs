import { chromium } from 'playwright-core';
import { FakeServer } from '../fake/server.mjs';

/*
 * Scrolls the watchlist through its 5,000 rows for 6 s while rows move, and prints the times between animation frames
 * and what the page's thread did. Run it
 * on an idle machine: it is a measurement and no test.
 *
 *     node measure/scroll.mjs [ticks a second]
 */

const STEP = 120;
const MILLIS = 6_000;
const FLAGS = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
];

const server = new FakeServer({ folder: 'target/classes/webroot', ticksPerSecond: Number(process.argv[2] ?? 5_000) });
await server.start();
const browser = await chromium.launch({
    executablePath: process.env['BOURSE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: FLAGS,
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(server.url);
await page.waitForFunction(() => window.bourse.bars >= 300);
const inspector = await page.context().newCDPSession(page);
await inspector.send('Performance.enable');

const before = await counters();
const gaps = await page.evaluate(scroll, [STEP, MILLIS]);
const after = await counters();
const spent = (/** @type {string} */ name) => (((after[name] ?? 0) - (before[name] ?? 0)) * 1_000) / gaps.length;
const sorted = gaps.toSorted((left, right) => left - right);
const at = (/** @type {number} */ part) => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1);

console.log(
    `frames/s ${((gaps.length * 1_000) / MILLIS).toFixed(1)}, between frames: p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} max ${at(1)} ms`,
);
console.log(
    `a frame: script ${spent('ScriptDuration').toFixed(2)}, layout ${spent('LayoutDuration').toFixed(2)}, style ${spent('RecalcStyleDuration').toFixed(2)} ms`,
);
console.log(
    `row elements ${await page.evaluate(() => window.bourse.rowElements)}, views said ${await page.evaluate(() => window.bourse.viewsSent)}`,
);
await browser.close();
await server.stop();

/** @returns {Promise<Record<string, number>>} */
async function counters() {
    const { metrics } = await inspector.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Runs in the page. @param {number[]} options @returns {Promise<number[]>} milliseconds between animation frames */
function scroll([step = 0, millis = 0]) {
    return new Promise((resolve) => {
        const grid = /** @type {HTMLElement} */ (document.getElementById('grid'));
        /** @type {number[]} */
        const between = [];
        const start = performance.now();
        let last = start;
        const next = (/** @type {number} */ now) => {
            between.push(now - last);
            last = now;
            grid.scrollTop += step;
            if (now - start < millis) {
                requestAnimationFrame(next);
            } else {
                resolve(between.slice(1));
            }
        };
        requestAnimationFrame(next);
    });
}
