import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MOST_ROWS } from '../../src/frame/wire.ts';
import { covers, MARGIN, moveCursor, scrollToShow, visibleSpan, windowFor } from '../../src/watchlist/geometry.ts';

const ROW = 28;
const TOTAL = 5_000;

describe('the visible rows', () => {
  it('are those of which a pixel is seen', () => {
    assert.deepEqual(visibleSpan(0, 280, ROW, TOTAL), { first: 0, count: 10 });
    assert.deepEqual(visibleSpan(1, 280, ROW, TOTAL), { first: 0, count: 11 });
    assert.deepEqual(visibleSpan(2_800, 280, ROW, TOTAL), { first: 100, count: 10 });
  });

  it('end with the list, also where the browser scrolls beyond it', () => {
    assert.deepEqual(visibleSpan(TOTAL * ROW - 140, 280, ROW, TOTAL), { first: 4_995, count: 5 });
    assert.deepEqual(visibleSpan(TOTAL * ROW * 2, 280, ROW, TOTAL), { first: 4_999, count: 1 });
  });

  it('are none without a height or without rows', () => {
    assert.deepEqual(visibleSpan(0, 0, ROW, TOTAL), { first: 0, count: 0 });
    assert.deepEqual(visibleSpan(50, 280, ROW, 0), { first: 0, count: 0 });
  });
});

describe('the window asked for', () => {
  it('is at rest what is seen and a small margin', () => {
    assert.deepEqual(windowFor({ first: 100, count: 30 }, TOTAL, 0), { first: 100 - MARGIN, count: 30 + 2 * MARGIN });
  });

  it('reaches two screens ahead while scrolling', () => {
    assert.deepEqual(windowFor({ first: 100, count: 30 }, TOTAL, 1), { first: 94, count: 6 + 30 + 60 });
    assert.deepEqual(windowFor({ first: 100, count: 30 }, TOTAL, -1), { first: 40, count: 60 + 30 + 6 });
  });

  it('never leaves the list', () => {
    assert.deepEqual(windowFor({ first: 0, count: 30 }, TOTAL, -1), { first: 0, count: 36 });
    assert.deepEqual(windowFor({ first: 4_980, count: 20 }, TOTAL, 1), { first: 4_974, count: 26 });
  });

  it('covers what is seen and never names more rows than a view may, on any screen', () => {
    for (const count of [1, 10, 66, 67, 120, MOST_ROWS]) {
      for (const first of [0, 1, 777, TOTAL - count]) {
        for (const direction of [-1, 0, 1] as const) {
          const window = windowFor({ first, count }, TOTAL, direction);
          assert.ok(window.count <= MOST_ROWS, `${window.count} rows`);
          assert.ok(covers(window, { first, count }), `${JSON.stringify(window)} covers ${first}, ${count}`);
          assert.ok(window.first >= 0 && window.first + window.count <= TOTAL);
        }
      }
    }
  });
});

describe('scrolling to a row', () => {
  it('moves as little as shows it wholly', () => {
    assert.deepEqual(
      [scrollToShow(10, 0, 280, ROW), scrollToShow(3, 280, 280, ROW), scrollToShow(5, 0, 280, ROW)],
      [28, 84, 0],
    );
  });
});

describe('the keys', () => {
  it('move the cursor within the list', () => {
    const from = (key: string, cursor: number): number | undefined => moveCursor(key, cursor, TOTAL, 30);
    assert.deepEqual(
      [
        from('ArrowDown', -1),
        from('ArrowDown', 4_999),
        from('ArrowUp', 0),
        from('PageDown', 10),
        from('PageUp', 10),
        from('Home', 77),
        from('End', 77),
      ],
      [0, 4_999, 0, 39, 0, 0, 4_999],
    );
  });

  it('that mean nothing here move nothing, nor does any in an empty list', () => {
    assert.deepEqual([moveCursor('x', 5, TOTAL, 30), moveCursor('ArrowDown', -1, 0, 30)], [undefined, undefined]);
  });
});
