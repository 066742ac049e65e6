import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isSilent,
  LOST_AFTER,
  next,
  OPEN_WITHIN,
  RECOVERED_FOR,
  STALE_AFTER,
  starting,
  type Happening,
  type Health,
} from '../../src/connection/health.ts';

const FRAME: Happening = { kind: 'frame', live: true };
const FRAME_WITHOUT_TICKS: Happening = { kind: 'frame', live: false };
const TIME: Happening = { kind: 'time' };
const ATTEMPT: Happening = { kind: 'attempt' };
const OPENED: Happening = { kind: 'opened' };
const CLOSED: Happening = { kind: 'dropped', cause: 'closed' };

/** What is shown after each of these, with the time at which it happened. */
function phases(...happenings: readonly (readonly [number, Happening])[]): readonly string[] {
  let health = starting(0);
  return happenings.map(([time, what]) => {
    health = next(health, what, time);
    return health.cause === 'none' ? health.phase : `${health.phase}: ${health.cause}`;
  });
}

function after(...happenings: readonly (readonly [number, Happening])[]): Health {
  return happenings.reduce((health, [time, what]) => next(health, what, time), starting(0));
}

describe('the connection', () => {
  it('is connecting until the first frame, then live', () => {
    assert.deepEqual(phases([0, ATTEMPT], [50, OPENED], [120, FRAME]), ['connecting', 'connecting', 'live']);
  });

  it('is stale while no tick reaches the server, and live when they come again', () => {
    assert.deepEqual(phases([0, FRAME], [100, FRAME_WITHOUT_TICKS], [200, FRAME_WITHOUT_TICKS], [300, FRAME]), [
      'live',
      'stale: no-ticks',
      'stale: no-ticks',
      'live',
    ]);
  });

  it('is stale when two heartbeats are missing, and live with the next frame', () => {
    assert.deepEqual(phases([0, FRAME], [STALE_AFTER - 1, TIME], [STALE_AFTER, TIME], [STALE_AFTER + 10, FRAME]), [
      'live',
      'live',
      'stale: no-frames',
      'live',
    ]);
  });

  it('is lost when the socket closes, stays so while it is tried again, then recovered, and after a while live', () => {
    const back = 5_000;
    assert.deepEqual(
      phases(
        [0, FRAME],
        [100, CLOSED],
        [700, ATTEMPT],
        [back - 10, OPENED],
        [back, FRAME],
        [back + RECOVERED_FOR - 1, FRAME],
        [back + RECOVERED_FOR, FRAME],
      ),
      ['live', 'lost: closed', 'lost: closed', 'lost: closed', 'recovered', 'recovered', 'live'],
    );
  });

  it('is live after recovery also when only time passes', () => {
    assert.deepEqual(phases([0, CLOSED], [10, FRAME], [2_900, FRAME], [10 + RECOVERED_FOR, TIME]), [
      'lost: closed',
      'recovered',
      'recovered',
      'live',
    ]);
  });

  it('says why it was lost', () => {
    const causes = (['closed', 'gap', 'silence'] as const).map((cause) =>
      after([0, FRAME], [5, { kind: 'dropped', cause }]),
    );
    assert.deepEqual(
      causes.map(({ phase, cause }) => `${phase}: ${cause}`),
      ['lost: closed', 'lost: gap', 'lost: silence'],
    );
  });

  it('is given up after 3 s without a frame', () => {
    const health = after([1_000, FRAME]);
    assert.deepEqual([isSilent(health, 1_000 + LOST_AFTER - 1), isSilent(health, 1_000 + LOST_AFTER)], [false, true]);
  });

  it('has longer to open, but 3 s to its first frame once it is open', () => {
    const trying = after([0, ATTEMPT]);
    const open = after([0, ATTEMPT], [100, OPENED]);
    assert.deepEqual([isSilent(trying, OPEN_WITHIN - 1), isSilent(trying, OPEN_WITHIN)], [false, true]);
    assert.deepEqual([isSilent(open, 100 + LOST_AFTER - 1), isSilent(open, 100 + LOST_AFTER)], [false, true]);
  });

  it('that is lost is not given up again before it is tried again', () => {
    assert.equal(isSilent(after([0, FRAME], [10, CLOSED]), 1e9), false);
  });
});
