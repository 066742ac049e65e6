import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Scene, SKIP, until, symbols, untilConnection, untilRows } from './scene.ts';

describe('the desk in Chromium', { skip: SKIP }, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start();
  });

  after(() => scene.stop());

  it('shows live rows, candles and signals under a strict content policy, and asks nobody else', async () => {
    const page = await scene.open();
    await untilConnection(page, 'Live');
    await untilRows(page);
    await page.waitForFunction(() => window.bourse.bars >= 300 && window.bourse.signals > 0);
    await page.getByTestId('signal-row').first().waitFor();

    assert.equal((await symbols(page))[0], 'AAPL');
    assert.equal(await page.getByTestId('count').textContent(), '5,000 instruments');
    assert.equal(await page.getByTestId('chart-symbol').textContent(), 'AAPL');
    assert.deepEqual(scene.faults, []);
    await page.close();
  });

  it('moves its rows', async () => {
    const page = await scene.open();
    await untilRows(page);
    const last = page.locator('[data-symbol=AAPL] .last').first();
    const before = await last.textContent();
    await page.waitForFunction(
      (text) => document.querySelector('[data-symbol=AAPL] .last')?.textContent !== text,
      before,
    );
    await page.close();
  });

  it('draws candles on its canvas, and other ones for another period', async () => {
    const page = await scene.open();
    await page.waitForFunction(() => window.bourse.bars >= 300);
    const colours = (): Promise<number> =>
      page
        .getByTestId('candles')
        .locator('canvas')
        .first()
        .evaluate((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
          let coloured = 0;
          for (let index = 0; index < pixels.length; index += 4) {
            const [red = 0, green = 0, blue = 0] = pixels.slice(index, index + 3);
            coloured += Math.max(red, green, blue) - Math.min(red, green, blue) > 60 ? 1 : 0;
          }
          return coloured;
        });
    await page.waitForFunction(() => document.querySelector('#chart-empty')?.hasAttribute('hidden'));
    assert.ok((await colours()) > 1_000, 'coloured pixels');

    await page.getByTestId('period-1d').click();
    await page.waitForFunction(() => window.bourse.period === '1d' && window.bourse.bars >= 300);
    assert.deepEqual(scene.lastView()['chart'], { symbol: 'AAPL', period: '1d' });
    assert.match(page.url(), /#AAPL\/1d$/);
    await page.close();
  });

  it('opens what its address names', async () => {
    const page = await scene.open(undefined, '#NVDA/1h');
    await page.waitForFunction(() => window.bourse.bars >= 300);
    assert.deepEqual(scene.lastView()['chart'], { symbol: 'NVDA', period: '1h' });
    await page.close();
  });

  it('shows the state of the chosen instrument', async () => {
    const page = await scene.open(undefined, '#NVDA/1m');
    await page.waitForFunction(() => /^\d/.test(document.querySelector('#d-vwap')?.textContent ?? ''));
    for (const id of ['d-open', 'd-high', 'd-low', 'd-last', 'd-volume']) {
      assert.match((await page.locator(`#${id}`).textContent()) ?? '', /^[\d,]+(\.\d+)?$/, id);
    }
    const average = page.getByTestId('average-simple-15m').locator('td').first();
    assert.match((await average.textContent()) ?? '', /^[\d,]+\.\d{2,4}$/);
    await page.close();
  });

  it('filters the stream of signals', async () => {
    const page = await scene.open();
    await page.waitForFunction(() => window.bourse.signals > 20);
    await page.getByTestId('signals-directed').click();
    await page.waitForFunction(() => {
      const rows = [...document.querySelectorAll<HTMLElement>('[data-testid=signal-row]:not([hidden])')];
      return rows.length > 3 && rows.every((row) => !row.textContent?.includes('Inside'));
    });
    await page.getByTestId('signals-chosen').click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement>('[data-testid=signal-row]:not([hidden])')].every(
        (row) => row.dataset['symbol'] === 'AAPL',
      ),
    );
    await page.close();
  });

  it('chooses the instrument of a signal that is clicked', async () => {
    const page = await scene.open();
    await page.waitForFunction(() => window.bourse.signals > 20);
    // The stream stands still while it is scrolled, so that the row does not move under the pointer.
    await page.locator('#signal-rows').evaluate((list) => list.scrollTo(0, 60));
    await page.getByTestId('newer').waitFor();
    const row = page.getByTestId('signal-row').and(page.locator(':visible')).nth(5);
    const symbol = (await row.getAttribute('data-symbol')) as string;
    await row.locator('button').click();
    await page.waitForFunction((wanted) => window.bourse.chosen === wanted, symbol);
    await page.close();
  });

  it('says what the server refuses, and goes on', async () => {
    const page = await scene.open(undefined, '#NOSUCH/1m');
    await page.getByTestId('refusal').filter({ hasText: 'chart.symbol' }).waitFor();
    await page.locator('[data-symbol=ABBV]').first().click();
    await page.waitForFunction(() => window.bourse.bars >= 300);
    assert.equal(await page.getByTestId('refusal').isVisible(), false);
    await page.close();
    scene.faults.length = 0;
  });

  it('is told that the connection is slow when frames were held back', async () => {
    const page = await scene.open();
    await untilRows(page);
    scene.server.losesAcknowledgements = true;
    await until(() => scene.server.held >= 3);
    scene.server.losesAcknowledgements = false;
    scene.server.creditAll();
    await page
      .getByTestId('slow')
      .filter({ hasText: /Slow connection: \d+ frames? skipped/ })
      .waitFor();
    await page.waitForFunction(() => window.bourse.skipped > 0 && window.bourse.connection === 'live');
    await page.close();
  });
});
