import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ladder } from '../../src/frame/ladder.ts';
import { Tape } from '../../src/frame/tape.ts';
import type { BookPart, TradeTuple } from '../../src/frame/wire.ts';

const WHOLE: BookPart = {
  symbol: 'AAA',
  depth: 5,
  state: 'live',
  priceDecimals: 2,
  sizeDecimals: 0,
  number: 10,
  time: 1_000,
  phase: 'continuous',
  bids: [
    [1_000, 50, 2],
    [999, 70, 1],
  ],
  asks: [
    [1_002, 30, 1],
    [1_005, 90, 3],
  ],
};

function change(previous: number, number: number, parts: Partial<BookPart>): BookPart {
  return { ...WHOLE, previous, number, bids: [], asks: [], ...parts };
}

function ladder(): Ladder {
  const made = new Ladder();
  made.apply(WHOLE);
  return made;
}

describe('the order book', () => {
  it('is what a whole one says, whatever was before', () => {
    const book = ladder();
    assert.equal(book.apply({ ...WHOLE, number: 20, bids: [[900, 1, 1]], asks: [] }), true);
    assert.deepEqual([book.number, book.bids, book.asks], [20, [[900, 1, 1]], []]);
  });

  it('takes new levels at their place, changed ones in place of old ones, and those of size 0 away', () => {
    const book = ladder();
    const fits = book.apply(
      change(10, 11, {
        bids: [
          [1_001, 5, 1],
          [1_000, 0, 0],
          [999, 60, 2],
          [990, 1, 1],
        ],
        asks: [
          [1_003, 8, 1],
          [1_005, 0, 0],
        ],
      }),
    );
    assert.equal(fits, true);
    assert.deepEqual(book.bids, [
      [1_001, 5, 1],
      [999, 60, 2],
      [990, 1, 1],
    ]);
    assert.deepEqual(book.asks, [
      [1_002, 30, 1],
      [1_003, 8, 1],
    ]);
    assert.equal(book.number, 11);
  });

  it('stays as it is when a change is of another book, and says so', () => {
    const book = ladder();
    assert.equal(book.apply(change(9, 12, { bids: [[1_001, 5, 1]] })), false);
    assert.deepEqual([book.number, book.bids.length], [10, 2]);
  });

  it('knows its spread, and has none without both sides', () => {
    const book = ladder();
    assert.deepEqual([book.spread, book.relativeSpread?.toFixed(6), book.largest], [2, '0.001998', 90]);
    book.apply(
      change(10, 11, {
        asks: [
          [1_002, 0, 0],
          [1_005, 0, 0],
        ],
      }),
    );
    assert.deepEqual([book.spread, book.relativeSpread, book.largest], [undefined, undefined, 70]);
  });

  it('is empty where there is none, and says why', () => {
    const book = ladder();
    assert.equal(book.apply({ symbol: 'AAA', depth: 5, state: 'absent' }), true);
    assert.deepEqual([book.state, book.number, book.bids, book.asks], ['absent', undefined, [], []]);
  });

  it('ends up the same by any way of changes from one book to another', () => {
    let seed = 7;
    const random = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
    const side = (isBid: boolean): [number, number, number][] =>
      Array.from({ length: 60 }, (_, place): [number, number, number] => [place, 1 + random(3), 1])
        .filter(() => random(3) === 0)
        .sort((left, right) => (isBid ? right[0] - left[0] : left[0] - right[0]));
    const difference = (from: readonly (readonly number[])[], to: readonly (readonly number[])[], isBid: boolean) =>
      [
        ...to.filter((level) => !from.some((old) => String(old) === String(level))),
        ...from.filter(([price]) => !to.some((level) => level[0] === price)).map(([price]) => [price, 0, 0]),
      ].sort((left, right) => (isBid ? 1 : -1) * ((right[0] as number) - (left[0] as number))) as [
        number,
        number,
        number,
      ][];
    const book = ladder();
    for (let number = 11; number < 200; number++) {
      const [bids, asks] = [side(true), side(false)];
      const fits = book.apply(
        change(number - 1, number, {
          bids: difference(book.bids, bids, true),
          asks: difference(book.asks, asks, false),
        }),
      );
      assert.deepEqual([fits, book.bids, book.asks], [true, bids, asks]);
    }
  });
});

describe('the tape', () => {
  const trade = (id: string, time: number): TradeTuple => [id, time, 100, 5, 'buy'];

  it('has the newest trades first, each once, whichever way it came', () => {
    const tape = new Tape(3);
    assert.equal(tape.add([trade('8', 1), trade('9', 1)]), 2);
    assert.equal(tape.add([trade('9', 1), trade('10', 1), trade('11', 2)]), 2);
    assert.deepEqual(
      tape.all().map(([id]) => id),
      ['11', '10', '9'],
    );
  });
});
