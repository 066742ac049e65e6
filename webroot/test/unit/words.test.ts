import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatClock, formatMillis, formatMinute } from '../../src/format/time.ts';
import { directionOf, humanise, sign } from '../../src/format/word.ts';

describe('a time', () => {
  it('is shown in UTC', () => {
    const time = Date.UTC(2013, 9, 7, 13, 30, 5, 42);
    assert.deepEqual(
      [formatClock(time), formatMillis(time), formatMinute(time)],
      ['13:30:05', '13:30:05.042', '2013-10-07 13:30'],
    );
  });

  it('before 1970 is a time too', () => {
    assert.deepEqual([formatClock(-1), formatMillis(-1)], ['23:59:59', '23:59:59.999']);
  });
});

describe("a signal's class", () => {
  it('points up, down or nowhere by its name', () => {
    const names = ['NEW_HIGH', 'NEW_LOW', 'INSIDE', 'ABOVE', 'BELOW', 'HIGH', 'LOW', 'NORMAL', 'ANYTHING'];
    assert.deepEqual(names.map(directionOf), ['up', 'down', 'flat', 'up', 'down', 'up', 'down', 'flat', 'flat']);
  });

  it('has a sign for each direction, so that colour is not needed', () => {
    assert.deepEqual([sign('up'), sign('down'), sign('flat')], ['▲', '▼', '◆']);
  });

  it('is written as a person writes', () => {
    assert.equal(humanise('NEW_HIGH'), 'New high');
  });
});
