import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { KEY } from '../../fake/book.mjs';
import { NARROW, Scene, SKIP, untilRows } from './scene.ts';

/** Prices of a side as they stand on the screen, from top to bottom. */
async function prices(page: Page, side: 'ask' | 'bid'): Promise<readonly number[]> {
  return page.evaluate(
    (wanted) =>
      [...document.querySelectorAll(`[data-testid=${wanted}-level] .price`)].map((cell) =>
        Number(cell.textContent?.replaceAll(',', '')),
      ),
    side,
  );
}

async function untilBook(page: Page, levels = 10): Promise<void> {
  await page.waitForFunction((most) => window.bourse.book === 'live' && window.bourse.levels === most, levels);
}

async function hasGap(page: Page): Promise<boolean> {
  return page
    .waitForFunction(() => window.bourse.bookGaps > 0, undefined, { timeout: 3_000 })
    .then(() => true)
    .catch(() => false);
}

describe('the order book in Chromium', { skip: SKIP }, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start();
  });

  after(() => scene.stop());

  it('stands in order, best levels next to the spread, and moves', async () => {
    const page = await scene.open(undefined, '#AAPL/1m');
    await untilBook(page);
    // All of one moment: the book goes on moving.
    const all = await page.evaluate(() =>
      [...document.querySelectorAll('.ladder .level .price')].map((cell) =>
        Number(cell.textContent?.replaceAll(',', '')),
      ),
    );
    assert.equal(all.length, 10);
    assert.deepEqual(
      all,
      [...all].sort((left, right) => right - left),
    );
    assert.match((await page.getByTestId('spread').textContent()) ?? '', /^\d+\.\d\d$/);

    const before = await page.evaluate(() => window.bourse.bookNumber);
    const text = await page.getByTestId('ladder').innerText();
    await page.waitForFunction((shown) => (document.querySelector('.ladder') as HTMLElement).innerText !== shown, text);
    assert.ok(((await page.evaluate(() => window.bourse.bookNumber)) ?? 0) > (before ?? 0));
    await page.getByTestId('book-trades').locator('tr').first().waitFor();
    assert.deepEqual(scene.faults, []);
    await page.close();
  });

  it('follows the choice, and says of what has no book that it has none', async () => {
    const page = await scene.open(undefined, '#AAPL/1m');
    await untilBook(page);
    await page.locator('[data-symbol=ABBV]').first().click();
    await page.waitForFunction(() => document.querySelector('#book-symbol')?.textContent === 'ABBV');
    await untilBook(page);
    assert.deepEqual([scene.lastView()['book'].symbol, scene.lastView()['book'].depth], ['ABBV', 5]);

    const symbol = scene.server.market.instruments.find((one) => !one.isListed)?.symbol ?? '';
    await page.evaluate((other) => (location.hash = `#${other}/1m`), symbol);
    await page
      .getByTestId('book-empty')
      .filter({ hasText: `${symbol} is not traded` })
      .waitFor();
    assert.deepEqual(await prices(page, 'ask').then((all) => all.filter((price) => price > 0)), []);
    assert.deepEqual(scene.faults, []);
    await page.close();
  });

  it('comes whole again after a change that does not fit', async () => {
    const page = await scene.open(undefined, '#AAPL/1m');
    await untilBook(page);
    const { take } = scene.lastView()['book'];
    // A book that the page has just forgotten for another reason has no gap: then another change does not fit.
    let tries = 0;
    do {
      scene.server.each((session) => (session.losesBook = true));
    } while (!(await hasGap(page)) && ++tries < 10);
    await page.waitForFunction(() => window.bourse.bookGaps > 0 && window.bourse.book === 'live');
    assert.ok(scene.lastView()['book'].take > take);
    assert.equal(await page.evaluate(() => window.bourse.connections), 1);
    await page.close();
  });

  it('is deeper for who has a key, and says of a wrong one that it is not known', async () => {
    const page = await scene.open(undefined, '#AAPL/1m');
    await untilBook(page);
    await page.getByTestId('depth-10').click();
    await page.getByTestId('key').fill('a-wrong-key');
    await page.getByTestId('key-submit').click();
    await page.getByTestId('key-error').filter({ hasText: 'key: is not known' }).waitFor();
    await page.getByTestId('key').fill(KEY);
    await page.keyboard.press('Enter');
    await page.getByTestId('key-dialog').waitFor({ state: 'hidden' });
    await untilBook(page, 20);
    assert.equal(await page.getByTestId('depth-10').getAttribute('aria-checked'), 'true');

    await page.getByTestId('depth-10').press('ArrowRight');
    await untilBook(page, 40);

    const { port } = scene.server;
    await scene.server.stop();
    await page.waitForFunction(() => window.bourse.connection === 'lost');
    await scene.server.start(port);
    await page.waitForFunction(() => window.bourse.connections === 2, undefined, { timeout: 25_000 });
    // Who has a key keeps it over a lost connection.
    await untilBook(page, 40);
    await page.close();
    scene.faults.length = 0;
  });

  it('stays at five levels for who thinks better of it', async () => {
    const page = await scene.open(undefined, '#AAPL/1m');
    await untilBook(page);
    await page.getByTestId('depth-20').click();
    await page.getByTestId('key-dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('key-dialog').waitFor({ state: 'hidden' });
    // That the dialog has closed is told a moment after it is gone.
    await page.locator('[data-testid=depth-5][aria-checked=true]').waitFor();
    await untilBook(page);
    const parts = await page.evaluate(() => window.bourse.bookParts);
    await page.waitForFunction((before) => window.bourse.bookParts > before, parts);
    await page.close();
  });

  it('costs nothing while a narrow screen shows something else, and is a key away', async () => {
    const page = await scene.open(NARROW, '#AAPL/1m');
    await page.waitForFunction(() => window.bourse.bars >= 300);
    assert.equal(scene.lastView()['book'], null);
    await page.keyboard.press('b');
    await untilBook(page);
    assert.equal(await page.getByTestId('tab-book').getAttribute('aria-selected'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'book-body');
    assert.equal(scene.lastView()['chart'], null);
    await page.getByTestId('tab-markets').click();
    await untilRows(page);
    assert.equal(await page.evaluate(() => window.bourse.view.book), null);
    await page.close();
  });
});
