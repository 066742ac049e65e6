import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Scene, SKIP, symbols, untilRows, WIDE } from './scene.ts';

describe('the watchlist in Chromium', { skip: SKIP }, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start();
  });

  after(() => scene.stop());

  it('asks for the rows that are scrolled to, and for no more than it shows (D1)', async () => {
    const page = await scene.open();
    await untilRows(page);
    await page.getByTestId('watchlist').evaluate((rows) => rows.scrollTo(0, 3_000 * 28));
    await page.waitForFunction(
      () =>
        window.bourse.view.rows.limit < 60 && window.bourse.view.rows.offset === 2_994 && window.bourse.rowsShown > 20,
    );

    const { offset, limit } = await scene.untilView(({ rows }) => rows.limit < 60 && rows.offset > 0 && rows);
    const visible = await page.getByTestId('watchlist').evaluate((rows) => Math.ceil(rows.clientHeight / 28));
    assert.equal(offset, 2_994);
    assert.ok(limit <= visible + 12, `${limit} rows for ${visible} seen`);
    assert.equal((await symbols(page)).includes('AAPL'), false);
    await page.close();
  });

  it('recycles its row elements: as many as fit on the screen, however far one scrolls', async () => {
    const page = await scene.open();
    await untilRows(page);
    const before = await page.evaluate(() => window.bourse.rowElements);
    await page.evaluate(() =>
      document.querySelectorAll('[data-testid=market-row]').forEach((row) => row.setAttribute('data-seen', '')),
    );
    for (const row of [100, 1_000, 2_500, 4_990, 17, 0]) {
      await page.getByTestId('watchlist').evaluate((rows, top) => rows.scrollTo(0, top), row * 28);
      await page.waitForFunction(() => window.bourse.rowsShown > 20);
    }
    const elements = await page.getByTestId('market-row').count();
    const fresh = await page.locator('[data-testid=market-row]:not([data-seen])').count();
    assert.ok(elements <= before + 7 && elements < 60, `${elements} elements`);
    assert.ok(fresh <= 7, `${fresh} elements made anew`);
    await page.close();
  });

  it('sorts by change, largest first, and the other way round', async () => {
    const page = await scene.open();
    await untilRows(page);
    const changes = (): Promise<number[]> =>
      page.getByTestId('market-row').evaluateAll((rows) =>
        rows
          .filter((row) => !(row as HTMLElement).hidden)
          .sort((left, right) => left.getBoundingClientRect().top - right.getBoundingClientRect().top)
          .slice(0, 10)
          .map((row) =>
            Number((row.querySelector('.change')?.textContent ?? '').replace('\u2212', '-').replace('%', '')),
          ),
      );
    const header = page.locator('[data-sort=change]');

    await page.getByTestId('sort-change').click();
    await page.waitForFunction(
      () => document.querySelector('.row .change.up') !== null && window.bourse.view.rows.sort === 'change',
    );
    await page.locator('[data-sort=change][aria-sort=descending]').waitFor();
    await page.waitForFunction(
      () => Number((document.querySelector('#market-row-0 .change')?.textContent ?? '').replace('%', '')) > 2,
    );
    assert.ok(
      (await changes()).every((change) => change > 2),
      String(await changes()),
    );

    await page.getByTestId('sort-change').click();
    assert.equal(await header.getAttribute('aria-sort'), 'ascending');
    await page.waitForFunction(() =>
      (document.querySelector('#market-row-0 .change')?.textContent ?? '').startsWith('\u2212'),
    );
    await page.close();
  });

  it('searches without regard to case, and says when nothing is found', async () => {
    const page = await scene.open();
    await untilRows(page);
    await page.getByTestId('search').fill('aap');
    await page.getByTestId('count').filter({ hasText: 'found' }).waitFor();
    await page.waitForFunction(() => window.bourse.total < 100);
    await page.waitForFunction(() => {
      const shown = [...document.querySelectorAll<HTMLElement>('[data-testid=market-row]')].filter(
        (row) => !row.hidden,
      );
      return shown.length > 0 && shown.every((row) => row.dataset['symbol']?.includes('AAP'));
    });

    await page.getByTestId('search').fill('!nothing');
    await page.locator('#no-match').waitFor();
    await page.getByTestId('search').press('Escape');
    await page.waitForFunction(() => window.bourse.total === 5_000);
    await page.close();
  });

  it('is worked by the keyboard alone', async () => {
    const page = await scene.open();
    await untilRows(page);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'search');
    await page.keyboard.type('nvda');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.bourse.chosen === 'NVDA');
    await page.keyboard.press('/');
    await page.keyboard.type('NV');
    await page.waitForFunction(() => window.bourse.total > 2 && window.bourse.total < 1_000);
    await page.getByTestId('watchlist').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const active = page.locator('.row.cursor[aria-rowindex="3"]');
    await active.waitFor();
    await page.waitForFunction(
      () =>
        document.querySelector('.row.cursor')?.id ===
        document.querySelector('#grid')?.getAttribute('aria-activedescendant'),
    );
    const symbol = await active.getAttribute('data-symbol');
    await page.keyboard.press('Enter');
    await page.waitForFunction((wanted) => window.bourse.chosen === wanted, symbol);
    await page.locator(`[data-symbol=${symbol}][aria-selected=true]`).waitFor();

    await page.keyboard.press(']');
    await page.waitForFunction(() => window.bourse.period === '5m');
    await page.keyboard.press('?');
    await page.getByTestId('help').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('help').waitFor({ state: 'hidden' });
    await page.close();
  });

  it('moves by pages and to both ends', async () => {
    const page = await scene.open();
    await untilRows(page);
    await page.getByTestId('watchlist').focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.querySelector('.row.cursor')?.getAttribute('aria-rowindex') === '5001');
    await page.keyboard.press('Home');
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => Number(document.querySelector('.row.cursor')?.getAttribute('aria-rowindex')) > 20);
    await page.close();
  });

  it('does not move when the reader asked for less motion', async () => {
    const page = await scene.open({ ...WIDE, reducedMotion: 'reduce' });
    await untilRows(page);
    await page.waitForFunction(() => document.querySelector('[class*=flash-]') !== null);
    const running = await page.evaluate(() => document.getAnimations().length);
    assert.equal(running, 0);
    await page.close();
  });
});
