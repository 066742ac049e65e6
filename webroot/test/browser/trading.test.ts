import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { PASSWORD, USER, type FakeGateway } from '../../fake/gateway.mjs';
import { objections } from './accessibility.ts';
import { NARROW, Scene, SKIP, untilRows, WIDE } from './scene.ts';

async function signIn(page: Page): Promise<void> {
  await page.getByTestId('sign-in').click();
  await page.getByTestId('user').fill(USER);
  await page.getByTestId('password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.bourse.trading === 'live');
}

/** Fills the ticket and sends it, by keyboard alone, once an order before it has its answer: until then the page asks. */
async function place(page: Page, quantity: string, price: string): Promise<void> {
  await page.getByTestId('confirm-dialog').waitFor({ state: 'hidden' });
  await page.getByTestId('quantity').fill(quantity);
  await page.getByTestId('price').fill(price);
  await page.keyboard.press('Enter');
  await page.getByTestId('confirm-dialog').waitFor();
  await page.keyboard.press('Enter');
}

async function untilOrders(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => window.bourse.openOrders === wanted, count);
}

describe('trading in Chromium', { skip: SKIP }, () => {
  let scene: Scene;
  let gateway: FakeGateway;
  let page: Page;

  before(async () => {
    scene = await Scene.start({ trades: true });
    gateway = scene.server.gateway as FakeGateway;
  });

  after(() => scene.stop());

  beforeEach(() => gateway.forget());

  async function open(options: Parameters<Scene['open']>[0] = WIDE): Promise<void> {
    page = await scene.open(options, '#AAPL/1m');
    await page.waitForFunction(() => window.bourse.trading === 'out' && window.bourse.book === 'live');
  }

  it('shows no more than a way to sign in until somebody has, and nothing after they have left', async () => {
    await open();
    assert.equal(await page.getByTestId('ticket').isVisible(), false);
    await page.getByTestId('sign-in').click();
    await page.getByTestId('user').fill(USER);
    await page.getByTestId('password').fill('a guess');
    await page.keyboard.press('Enter');
    await page.getByTestId('sign-in-fault').filter({ hasText: 'the password is another' }).waitFor();
    await page.getByTestId('password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.bourse.trading === 'live');
    assert.equal(await page.getByTestId('trade-user').textContent(), USER);

    await page.getByTestId('sign-out').click();
    assert.equal(await page.getByTestId('ticket').isVisible(), false);
    assert.deepEqual(await page.evaluate(() => [document.cookie, sessionStorage.length, localStorage.length]), [
      '',
      0,
      0,
    ]);
    assert.equal(await page.evaluate(() => window.bourse.trading), 'out');
    await page.close();
    scene.faults.length = 0; // the console tells of the wrong password
  });

  it('takes a price from the order book, steps it by keyboard, asks, and follows the order to its end', async () => {
    await open();
    await signIn(page);
    await page.getByTestId('ask-level').last().click();
    const taken = await page.getByTestId('price').inputValue();
    assert.match(taken, /^\d+\.\d\d$/);
    await page.getByTestId('price').press('ArrowUp');
    assert.equal(await page.getByTestId('price').inputValue(), (Number(taken) + 0.01).toFixed(2));

    await page.getByTestId('quantity').fill('10');
    await page.getByTestId('price').fill('25.10');
    // A key that is held down repeats itself.
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    assert.equal(await page.getByTestId('confirm-dialog').isVisible(), true);
    assert.equal(gateway.placed.length, 0);
    await page.keyboard.press('Enter');
    await untilOrders(page, 1);
    assert.deepEqual(
      gateway.placed.map(({ id, creationTime, remainingQuantity, ...order }) => order),
      [
        {
          symbol: 'AAPL',
          side: 'buy',
          orderType: 'limit',
          timeInForce: 'gtc',
          postOnly: false,
          quantity: '10',
          price: '25.10',
          clientOrderId: '1',
        },
      ],
    );
    await page.getByTestId('change-order').click();
    await page.getByTestId('change-price').fill('25.20');
    await page.keyboard.press('Enter');
    await page.getByTestId('order').filter({ hasText: '25.20' }).waitFor();
    await page.getByTestId('cancel-order').click();
    await untilOrders(page, 0);
    assert.deepEqual(scene.faults, []);
    await page.close();
  });

  it('says at the field what cannot be right, before anything is sent and after', async () => {
    await open();
    await signIn(page);
    await page.getByTestId('quantity').fill('1.5');
    await page.getByTestId('price').fill('');
    await page.keyboard.press('Enter');
    assert.equal(await page.getByTestId('quantity-fault').textContent(), 'must be a multiple of 1');
    assert.equal(await page.getByTestId('price-fault').textContent(), 'is missing');
    assert.equal(gateway.placed.length, 0);

    await page.getByTestId('post-only').check();
    await place(page, '1', '1000.00');
    await page.getByTestId('price-fault').filter({ hasText: 'would trade at once' }).waitFor();
    assert.equal(await page.getByTestId('price').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'price');
    await page.close();
    scene.faults.length = 0; // the console tells of the refusal
  });

  it('places an order once, however often its answer is lost', async () => {
    await open();
    await signIn(page);
    gateway.losesAnswers = true;
    await place(page, '5', '20.00');
    await page.getByTestId('confirm-fault').filter({ hasText: 'not known' }).waitFor();
    gateway.losesAnswers = false;
    await page.getByTestId('confirm-send').click();
    await page.getByTestId('trade-note').filter({ hasText: 'was taken before' }).waitFor();
    await untilOrders(page, 1);
    assert.equal(gateway.placed.length, 1);
    await page.close();
    scene.faults.length = 0; // the console tells of what was lost
  });

  it('resumes behind the last event after a lost connection, and misses nothing', async () => {
    await open();
    await signIn(page);
    await place(page, '5', '20.00');
    await untilOrders(page, 1);
    const { sequence } = gateway;
    gateway.cut();
    await page.getByTestId('trade-live').waitFor();
    gateway.cancel('1');
    await page.waitForFunction(() => window.bourse.trading === 'live');
    await untilOrders(page, 0);
    assert.equal(gateway.resumed.at(-1), sequence);
    await page.close();
    scene.faults.length = 0;
  });

  it('shows what has traded and what is held then, and cancels all at once', async () => {
    await open();
    await signIn(page);
    await place(page, '5', '20.00');
    await place(page, '6', '21.00');
    await untilOrders(page, 2);
    await page.getByTestId('cancel-all').click();
    await untilOrders(page, 0);

    await page.getByTestId('order-type').selectOption('market');
    assert.equal(await page.getByTestId('price').isVisible(), false);
    await page.getByTestId('quantity').fill('3');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.bourse.executions === 1);
    await page.getByTestId('view-positions').click();
    await page.getByTestId('positions').filter({ hasText: 'AAPL' }).waitFor();
    assert.deepEqual(await page.getByTestId('positions').locator('td').allTextContents(), [
      'AAPL',
      '3',
      '100.00',
      '–',
      '0.00',
      '0',
      '0',
    ]);
    assert.deepEqual(scene.faults, []);
    await page.close();
  });

  for (const [name, size] of [
    ['1440', WIDE],
    ['390', NARROW],
  ] as const) {
    for (const colorScheme of ['dark', 'light'] as const) {
      it(`is accessible and fits at ${name} pixels, ${colorScheme}`, async () => {
        page = await scene.open({ ...size, colorScheme, reducedMotion: 'reduce' }, '#AAPL/1m');
        await page.waitForFunction(() => window.bourse.trading === 'out' && window.bourse.bars > 0);
        await page.keyboard.press('o');
        await signIn(page);
        await page.keyboard.press('o');
        await place(page, '5', '20.00');
        await untilOrders(page, 1);
        assert.deepEqual(await objections(page), []);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
        if (process.env['BOURSE_PICTURES'] !== undefined) {
          await page.screenshot({ path: `${process.env['BOURSE_PICTURES']}/trading-${name}-${colorScheme}.png` });
        }
        await page.close();
      });
    }
  }
});

describe('a page without a gateway', { skip: SKIP }, () => {
  it('shows nothing of trading', async () => {
    const scene = await Scene.start();
    const page = await scene.open(NARROW);
    await untilRows(page);
    assert.equal(await page.evaluate(() => window.bourse.trading), 'none');
    await page.keyboard.press('o');
    assert.equal(await page.getByTestId('tab-trade').isVisible(), false);
    assert.equal(await page.getByTestId('trade').isVisible(), false);
    await scene.stop();
  });
});
