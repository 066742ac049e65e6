import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marksOf, MOST_TEXTS } from '../../src/chart/markers.ts';
import { BarSeries } from '../../src/frame/bars.ts';
import { SignalLog } from '../../src/frame/signals.ts';
import type { BarTuple, SignalPart } from '../../src/frame/wire.ts';

function bar(start: number, close = 10): BarTuple {
  return [start, 10, 12, 8, close, 100, 3];
}

function signal(time: number, name: string, sequence: number, symbol = 'AAA'): SignalPart {
  return {
    sequence,
    time,
    instrument: symbol.charCodeAt(0),
    symbol,
    engine: 'range',
    version: 1,
    class: name,
    strength: 0.5,
    price: 100,
    priceDecimals: 2,
  };
}

describe('bars', () => {
  it('that come first are all to be drawn', () => {
    const series = new BarSeries();
    assert.deepEqual(series.merge([bar(60), bar(120)]), { kind: 'all' });
    assert.deepEqual(series.all(), [bar(60), bar(120)]);
  });

  it('of the same start replace the one that was there, and only they are to be drawn', () => {
    const series = new BarSeries();
    series.merge([bar(60), bar(120), bar(180)]);

    const change = series.merge([bar(180, 11), bar(60, 9), bar(240)]);

    assert.deepEqual(change, { kind: 'some', indexes: [0, 2, 3] });
    assert.deepEqual(series.all(), [bar(60, 9), bar(120), bar(180, 11), bar(240)]);
  });

  it('that were missing are put in their place', () => {
    const series = new BarSeries();
    series.merge([bar(60), bar(240)]);

    assert.deepEqual(series.merge([bar(180), bar(0), bar(120)]), { kind: 'all' });

    assert.deepEqual(
      series.all().map(([start]) => start),
      [0, 60, 120, 180, 240],
    );
  });
});

describe('signals', () => {
  it('are kept newest first, each once, and only so many', () => {
    const log = new SignalLog(3);
    log.add([signal(1, 'NEW_HIGH', 1), signal(2, 'INSIDE', 2)]);

    const added = log.add([signal(2, 'INSIDE', 2), signal(3, 'NEW_LOW', 3), signal(4, 'INSIDE', 4)], 5);

    assert.equal(added, 2);
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => log.newest(index)?.sequence),
      [4, 3, 2, undefined],
    );
    assert.deepEqual([log.taken, log.skipped], [4, 5]);
  });

  it('that come late stand where their time is', () => {
    const log = new SignalLog();
    log.add([signal(5, 'NEW_HIGH', 5)]);
    log.add([signal(1, 'NEW_HIGH', 1), signal(3, 'INSIDE', 3)]);
    assert.deepEqual(
      [0, 1, 2].map((index) => log.newest(index)?.time),
      [5, 3, 1],
    );
  });

  it('can be filtered, and forgotten without losing their number', () => {
    const log = new SignalLog();
    log.add([signal(1, 'NEW_HIGH', 1, 'AAA'), signal(2, 'NEW_LOW', 2, 'BBB'), signal(3, 'INSIDE', 3, 'AAA')]);
    assert.deepEqual(
      log.filter((one) => one.symbol === 'AAA').map((one) => one.time),
      [3, 1],
    );
    log.clear();
    assert.deepEqual([log.length, log.taken], [0, 3]);
    assert.equal(log.add([signal(1, 'NEW_HIGH', 1, 'AAA')]), 1);
  });
});

describe('marks on the chart', () => {
  const bars = [bar(60), bar(120), bar(180)];

  it('stand at the bar that contains the signal, one for each direction', () => {
    const signals = [
      signal(59, 'NEW_HIGH', 1),
      signal(60, 'NEW_HIGH', 2),
      signal(119, 'NEW_HIGH', 3),
      signal(120, 'NEW_LOW', 4),
      signal(999, 'INSIDE', 5),
    ];
    assert.deepEqual(marksOf(signals, bars), [
      { start: 60, direction: 'up', text: 'New high ×2' },
      { start: 120, direction: 'down', text: 'New low' },
      { start: 180, direction: 'flat', text: 'Inside' },
    ]);
  });

  it('count classes of one direction together where they differ', () => {
    const signals = [signal(60, 'NEW_HIGH', 1), signal(61, 'ABOVE', 2), signal(62, 'NEW_HIGH', 3)];
    assert.deepEqual(marksOf(signals, bars), [{ start: 60, direction: 'up', text: '3 up' }]);
  });

  it('lose their words when there are too many to read', () => {
    const many = Array.from({ length: MOST_TEXTS + 1 }, (_, index) => bar(index * 60));
    const marks = marksOf(
      many.map(([start], index) => signal(start, 'NEW_LOW', index)),
      many,
    );
    assert.deepEqual(new Set(marks.map((mark) => mark.text)), new Set(['']));
  });

  it('are none without bars', () => {
    assert.deepEqual(marksOf([signal(1, 'NEW_HIGH', 1)], []), []);
  });
});
