import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { fetchBars, fetchGateway, fetchSignals, fetchState, Problem } from '../../src/rest.ts';

/** Answers every request with this, and notes what was asked. */
function answering(status: number, body: unknown): readonly string[] {
  const asked: string[] = [];
  mock.method(globalThis, 'fetch', async (path: string) => {
    asked.push(path);
    return { ok: status < 400, status, json: async () => body };
  });
  return asked;
}

const SIGNAL = {
  sequence: 17,
  time: 1_000,
  instrument: 4,
  symbol: 'BRK/B',
  engine: 'range',
  version: '1',
  class: 'NEW_HIGH',
  strength: 0.5,
};

describe('REST', () => {
  afterEach(() => mock.restoreAll());

  it('gives bars as frames have them: scaled integers', async () => {
    const bar = {
      start: 60_000,
      open: '101.25',
      high: '102',
      low: '101.2',
      close: '101.30',
      volume: '1.500',
      trades: 3,
    };
    const asked = answering(200, { priceDecimals: 2, sizeDecimals: 3, bars: [bar] });

    assert.deepEqual(await fetchBars('BRK/B', '5m', 5_000), [[60_000, 10_125, 10_200, 10_120, 10_130, 1_500, 3]]);
    assert.deepEqual(asked, ['v1/bars/BRK%2FB?period=5m&limit=5000']);
  });

  it('says where the page trades, and that it does not', async () => {
    const asked = answering(200, { gateway: 'https://gateway.example.org' });
    assert.equal(await fetchGateway(), 'https://gateway.example.org');
    assert.deepEqual(asked, ['config.json']);
    answering(200, {});
    assert.equal(await fetchGateway(), undefined);
  });

  it('gives signals oldest first, with a scaled price where there is one', async () => {
    const asked = answering(200, {
      signals: [
        { ...SIGNAL, price: '101.2300' },
        { ...SIGNAL, sequence: 16 },
      ],
    });

    assert.deepEqual(await fetchSignals(100, 'BRK/B'), [
      { ...SIGNAL, sequence: 16 },
      { ...SIGNAL, price: 1_012_300, priceDecimals: 4 },
    ]);
    assert.deepEqual(asked, ['v1/signals?limit=100&symbol=BRK%2FB']);
  });

  it('says what the server objects to, in its words', async () => {
    answering(404, { title: 'unknown-symbol', detail: 'symbol: X is not known', code: 'unknown-symbol' });
    await assert.rejects(fetchState('X', new AbortController().signal), (error) => {
      assert.ok(error instanceof Problem);
      assert.deepEqual([error.status, error.message], [404, 'symbol: X is not known']);
      return true;
    });
  });

  it('says the status where there are no words', async () => {
    answering(502, {});
    await assert.rejects(fetchState('X', new AbortController().signal), /the server answered 502/);
  });
});
