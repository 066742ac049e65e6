import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MarketWindow, ROWS_CHANGED, TOTAL_CHANGED, WINDOW_CHANGED } from '../../src/frame/market.ts';
import { asFrame, MOST_ROWS, type Frame, type InstrumentTuple, type RowTuple } from '../../src/frame/wire.ts';

function frame(parts: Partial<Frame>): Frame {
  return { type: 'frame', sequence: 1, time: 0, skipped: 0, live: true, ...parts };
}

function row(id: number, last: number, volume = 100): RowTuple {
  return [id, 1_000 + last, last, 500, 900, 100, volume, 450, 7, last > 800 ? 'NEW_HIGH' : null];
}

const THREE: readonly InstrumentTuple[] = [
  [11, 'AAA', 2, 0],
  [12, 'BBB', 4, 0],
  [13, 'CCC', 2, 3],
];

/** What the page would show, as values. */
function shown(market: MarketWindow): readonly (readonly [string, number, number, string | null, number])[] {
  return Array.from({ length: market.count }, (_, place) => [
    market.columns.symbol[place] as string,
    market.columns.last[place] as number,
    market.columns.direction[place] as number,
    market.columns.signal[place] as string | null,
    market.columns.version[place] as number,
  ]);
}

describe('frames applied to the window', () => {
  it('say total, window and rows, and what of them changed', () => {
    const market = new MarketWindow();

    const bits = market.apply(
      frame({ total: 5_000, window: { offset: 120, instruments: THREE }, rows: [row(11, 400), row(13, 850)] }),
    );

    assert.equal(bits, TOTAL_CHANGED | WINDOW_CHANGED | ROWS_CHANGED);
    assert.deepEqual(shown(market), [
      ['AAA', 400, 0, null, 1],
      ['BBB', 0, 0, null, 0],
      ['CCC', 850, 0, 'NEW_HIGH', 1],
    ]);
    assert.deepEqual([market.total, market.offset, market.priceDecimals], [5_000, 120, 4]);
    assert.deepEqual(
      [119, 120, 122, 123].map((index) => market.placeAt(index)),
      [-1, 0, 2, -1],
    );
  });

  it('change nothing when they are heartbeats, or repeat the total', () => {
    const market = new MarketWindow();
    market.apply(frame({ total: 3, window: { offset: 0, instruments: THREE } }));

    assert.equal(market.apply(frame({})), 0);
    assert.equal(market.apply(frame({ total: 3 })), 0);
  });

  it('tell the direction of the last change of price, which stays when only the volume changes', () => {
    const market = new MarketWindow();
    market.apply(frame({ window: { offset: 0, instruments: THREE }, rows: [row(11, 400)] }));

    const directions = [row(11, 401), row(11, 401, 150), row(11, 399)].map((next) => {
      market.apply(frame({ rows: [next] }));
      return market.columns.direction[0];
    });

    assert.deepEqual(directions, [1, 1, -1]);
  });

  it('move the window and keep the values of instruments that stay, wherever they stand now', () => {
    const market = new MarketWindow();
    market.apply(
      frame({ window: { offset: 0, instruments: THREE }, rows: [row(11, 400), row(12, 410), row(13, 420)] }),
    );

    const moved: readonly InstrumentTuple[] = [
      [13, 'CCC', 2, 3],
      [14, 'DDD', 2, 0],
      [12, 'BBB', 4, 0],
    ];
    market.apply(frame({ window: { offset: 2, instruments: moved }, rows: [row(14, 430)] }));

    assert.deepEqual(shown(market), [
      ['CCC', 420, 0, null, 1],
      ['DDD', 430, 0, null, 1],
      ['BBB', 410, 0, null, 1],
    ]);
    assert.deepEqual([market.placeOf('DDD'), market.placeOf('AAA')], [1, -1]);
  });

  it('forget what leaves the window, so that nothing old is shown when it comes back', () => {
    const market = new MarketWindow();
    market.apply(frame({ window: { offset: 0, instruments: THREE }, rows: [row(11, 400)] }));
    market.apply(frame({ window: { offset: 1, instruments: THREE.slice(1) } }));

    market.apply(frame({ window: { offset: 0, instruments: THREE } }));

    assert.deepEqual([market.columns.symbol[0], market.columns.version[0]], ['AAA', 0]);
  });

  it('pass over rows of instruments outside the window', () => {
    const market = new MarketWindow();
    market.apply(frame({ window: { offset: 0, instruments: THREE } }));

    assert.equal(market.apply(frame({ rows: [row(99, 400)] })), 0);
  });

  it('keep at most the rows that a view may name', () => {
    const market = new MarketWindow();
    const many = Array.from({ length: MOST_ROWS + 50 }, (_, id): InstrumentTuple => [id, `S${id}`, 2, 0]);

    market.apply(frame({ window: { offset: 0, instruments: many } }));

    assert.equal(market.count, MOST_ROWS);
  });
});

describe('a message', () => {
  it('is a frame when the five fields that every frame has are sound', () => {
    const heartbeat = frame({});
    assert.equal(asFrame(heartbeat), heartbeat);
  });

  it('is refused otherwise', () => {
    const wrong = [
      null,
      'frame',
      {},
      { ...frame({}), type: 'other' },
      { ...frame({}), sequence: '1' },
      { ...frame({}), sequence: 1.5 },
      { ...frame({}), time: Number.NaN },
      { ...frame({}), skipped: null },
      { ...frame({}), live: 1 },
    ];
    assert.deepEqual(
      wrong.map(asFrame),
      wrong.map(() => undefined),
    );
  });
});
