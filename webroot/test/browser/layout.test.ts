import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { objections } from './accessibility.ts';
import { NARROW, Scene, SKIP, untilRows, WIDE } from './scene.ts';

describe('the layout in Chromium', { skip: SKIP }, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start();
  });

  after(() => scene.stop());

  for (const [name, size] of [
    ['1440', WIDE],
    ['390', NARROW],
  ] as const) {
    for (const colorScheme of ['dark', 'light'] as const) {
      it(`is accessible and fits at ${name} pixels, ${colorScheme}`, async () => {
        const page = await scene.open({ ...size, colorScheme, reducedMotion: 'reduce' });
        await untilRows(page);
        assert.deepEqual(await objections(page), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        await page.close();
      });
    }
  }

  it('shows one panel at a time on a narrow screen, and asks the server for that one only', async () => {
    const page = await scene.open(NARROW);
    await untilRows(page);
    assert.equal(await page.getByTestId('chart').isVisible(), false);

    await page.locator('[data-symbol=ABBV]').first().click();
    await page.waitForFunction(() => window.bourse.bars >= 300);
    assert.equal(await page.getByTestId('markets').isVisible(), false);
    assert.equal(scene.lastView()['rows'].limit, 1);

    for (const [tab, chart, signals] of [
      ['details', true, false],
      ['signals', false, true],
      ['markets', false, false],
    ] as const) {
      await page.getByTestId(`tab-${tab}`).click();
      await page.getByTestId(tab).waitFor();
      await page.waitForFunction(
        ([wantsChart, wantsSignals]) =>
          (window.bourse.view.chart !== null) === wantsChart && window.bourse.view.signals === wantsSignals,
        [chart, signals] as const,
      );
      assert.equal(await page.getByTestId(`tab-${tab}`).getAttribute('aria-selected'), 'true');
    }
    await untilRows(page);
    await page.close();
  });

  it("follows the system's theme until the reader chooses, and remembers the choice", async () => {
    const page = await scene.open({ ...WIDE, colorScheme: 'dark' });
    await untilRows(page);
    const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await background();
    assert.notEqual(dark, light);

    await page.getByTestId('theme').click();
    assert.equal(await page.evaluate(() => window.bourse.theme), 'dark');
    assert.equal(await background(), dark);
    await page.reload();
    await untilRows(page);
    assert.equal(await background(), dark);
    await page.getByTestId('theme').click();
    assert.equal(await background(), light);
    await page.close();
  });

  it('links the API documentation', async () => {
    const page = await scene.open();
    assert.equal(await page.getByTestId('docs').evaluate((link) => (link as HTMLAnchorElement).pathname), '/docs/');
    await page.close();
  });
});
