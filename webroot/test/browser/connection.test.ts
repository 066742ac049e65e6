import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Scene, SKIP, untilConnection, untilRows, WIDE } from './scene.ts';

describe('the connection in Chromium', { skip: SKIP }, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start();
  });

  after(() => scene.stop());

  it("shows the server's death, keeps the last rows, and recovers when it is back", async () => {
    const page = await scene.open();
    await untilRows(page);
    const { port } = scene.server;

    await scene.server.stop();
    await untilConnection(page, 'Lost');
    await page.getByTestId('banner').filter({ hasText: 'Trying again' }).waitFor();
    assert.ok((await page.evaluate(() => window.bourse.rowsShown)) > 5);

    await scene.server.start(port);
    await page.waitForFunction(() => ['recovered', 'live'].includes(window.bourse.connection), undefined, {
      timeout: 25_000,
    });
    await untilConnection(page, 'Live');
    await page.waitForFunction(() => window.bourse.connections >= 2);
    assert.equal(await page.getByTestId('banner').isVisible(), false);
    await page.close();
  });

  it('tries at once when the reader presses the button', async () => {
    const page = await scene.open();
    await untilRows(page);
    const { port } = scene.server;
    await scene.server.stop();
    await untilConnection(page, 'Lost');
    await scene.server.start(port);
    await page
      .getByTestId('retry')
      .click({ timeout: 2_000 })
      .catch(() => undefined); // the pause may just have ended by itself
    await page.waitForFunction(() => ['recovered', 'live'].includes(window.bourse.connection));
    await page.close();
  });

  it('is lost after a gap, and comes back as another client', async () => {
    const page = await scene.open();
    await untilRows(page);
    const before = scene.lastView()['client'];
    scene.server.skipsNext = true;
    await page.waitForFunction(() => window.bourse.gaps === 1 && window.bourse.connection === 'recovered');
    assert.notEqual(scene.lastView()['client'], before);
    await page.close();
  });

  it('is stale, then lost, when the server falls silent', async () => {
    const page = await scene.open();
    await untilRows(page);
    scene.server.isSilent = true;
    await untilConnection(page, 'Stale');
    await untilConnection(page, 'Lost');
    scene.server.isSilent = false;
    await page.waitForFunction(() => ['recovered', 'live'].includes(window.bourse.connection), undefined, {
      timeout: 25_000,
    });
    await page.close();
  });

  it('works where WebSockets are blocked, too', async () => {
    const page = await scene.open(WIDE, '', () => Reflect.deleteProperty(window, 'WebSocket'));
    await untilRows(page);
    await untilConnection(page, 'Live');
    assert.equal(await page.evaluate(() => 'WebSocket' in window), false);
    await page.close();
  });

  it('is stale while the server gets no ticks', async () => {
    const page = await scene.open();
    await untilRows(page);
    scene.server.hasTicks = false;
    await page.getByTestId('banner').filter({ hasText: 'no ticks' }).waitFor();
    await untilConnection(page, 'Stale');
    scene.server.hasTicks = true;
    await untilConnection(page, 'Live');
    await page.close();
  });
});
