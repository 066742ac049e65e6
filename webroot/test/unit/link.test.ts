import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BACKOFF, pauseBefore } from '../../src/connection/backoff.ts';
import { Link } from '../../src/connection/link.ts';
import type { Failure, Socket, SocketEvents } from '../../src/connection/socket.ts';
import type { Frame, View } from '../../src/frame/wire.ts';
import { FakeClock } from './fake-clock.ts';

const VIEW: View = {
  rows: { search: '', sort: 'symbol', descending: false, offset: 0, limit: 40 },
  chart: null,
  signals: true,
  book: null,
};

function viewAt(offset: number): View {
  return { ...VIEW, rows: { ...VIEW.rows, offset } };
}

function frame(sequence: number, skipped = 0, live = true): Frame {
  return { type: 'frame', sequence, time: 0, skipped, live };
}

/** A page's link on a network that the test holds in its hands; everything that passes is written down. */
class Scene {
  readonly clock = new FakeClock();
  readonly log: string[] = [];
  readonly sockets: SocketEvents[] = [];
  answer: Failure | undefined;
  random = 0;
  readonly link: Link;

  constructor() {
    let clients = 0;
    this.link = new Link(
      (events) => this.open(events),
      this.clock,
      () => this.random,
      () => `client-${++clients}`,
      {
        connected: () => this.log.push('connected'),
        frame: ({ sequence }) => this.log.push(`frame ${sequence}`),
        health: ({ phase, cause }) => this.log.push(cause === 'none' ? phase : `${phase}: ${cause}`),
        refused: ({ code, message }) => this.log.push(`refused ${code} ${message}`),
      },
    );
  }

  get socket(): SocketEvents {
    return this.sockets.at(-1) as SocketEvents;
  }

  /** What was written since the last call. */
  taken(): readonly string[] {
    return this.log.splice(0);
  }

  connect(): void {
    this.link.show(VIEW);
    this.link.start();
    this.socket.opened();
    this.socket.message(frame(1));
    this.taken();
  }

  private open(events: SocketEvents): Socket {
    this.sockets.push(events);
    this.log.push('open');
    return {
      register: (address) => this.log.push(`register ${address}`),
      send: (_address, body, answered) => {
        const { op, client, sequence, rows } = body as {
          op: string;
          client: string;
          sequence?: number;
          rows?: View['rows'];
        };
        this.log.push(op === 'view' ? `view ${client} ${rows?.offset}` : `${op} ${client} ${sequence}`);
        answered?.(this.answer, this.answer === undefined ? { ok: true, depth: 50 } : undefined);
      },
      close: () => this.log.push('close'),
    };
  }
}

describe('the link', () => {
  it('shows a key while it is connected, and hears how deep books it allows or why not', () => {
    const scene = new Scene();
    const heard: unknown[] = [];
    const answered = (failure: Failure | undefined, depth: number): unknown => heard.push([failure?.message, depth]);
    scene.link.authenticate('a key', answered);
    scene.connect();
    scene.link.authenticate('a key', answered);
    scene.answer = { code: 403, message: 'key: is not known, or has expired' };
    scene.link.authenticate('another', answered);

    assert.deepEqual(heard, [
      ['not connected', 0],
      [undefined, 50],
      ['key: is not known, or has expired', 0],
    ]);
    assert.deepEqual(scene.taken(), ['authenticate client-1 undefined', 'authenticate client-1 undefined']);
  });

  it('registers its address, then says its view, then acknowledges each frame after the page took it', () => {
    const scene = new Scene();
    scene.link.show(VIEW);
    scene.link.start();
    scene.socket.opened();
    scene.socket.message(frame(1));
    scene.socket.message(frame(2));

    assert.deepEqual(scene.taken(), [
      'open',
      'register frames.client-1',
      'connected',
      'view client-1 0',
      'live',
      'frame 1',
      'acknowledge client-1 1',
      'frame 2',
      'acknowledge client-1 2',
    ]);
  });

  it('sends at most ten views a second, the newest of them last, and none twice', () => {
    const scene = new Scene();
    scene.connect();

    scene.clock.advance(200);
    scene.link.show(viewAt(10));
    scene.link.show(viewAt(20));
    scene.link.show(viewAt(30));
    assert.deepEqual(scene.taken(), ['view client-1 10']);
    scene.clock.advance(99);
    assert.deepEqual(scene.taken(), []);
    scene.clock.advance(1);
    assert.deepEqual(scene.taken(), ['view client-1 30']);
    scene.clock.advance(500);
    scene.link.show(viewAt(30));
    assert.deepEqual(scene.taken(), []);
  });

  it('connects again as another client after a closed socket, and says its view again', () => {
    const scene = new Scene();
    scene.connect();

    scene.socket.closed();
    assert.deepEqual(scene.taken(), ['close', 'lost: closed']);
    scene.clock.advance(BACKOFF.least - 1);
    assert.deepEqual(scene.taken(), []);
    scene.clock.advance(1);
    scene.socket.opened();
    scene.socket.message(frame(1));

    assert.deepEqual(scene.taken(), [
      'open',
      'register frames.client-2',
      'connected',
      'view client-2 0',
      'recovered',
      'frame 1',
      'acknowledge client-2 1',
    ]);
  });

  it('takes a gap in the sequence as lost, and does not show the frame behind it', () => {
    const scene = new Scene();
    scene.connect();
    scene.socket.message(frame(3));
    assert.deepEqual(scene.taken(), ['close', 'lost: gap']);
    assert.equal(scene.link.counters.gaps, 1);
  });

  it('takes 3 s without a frame as lost, after it showed them as stale', () => {
    const scene = new Scene();
    scene.connect();
    scene.clock.advance(1_900);
    assert.deepEqual(scene.taken(), []);
    scene.clock.advance(200);
    assert.deepEqual(scene.taken(), ['stale: no-frames']);
    scene.clock.advance(1_000);
    assert.deepEqual(scene.taken(), ['close', 'lost: silence']);
  });

  it('gives up an attempt that does not open', () => {
    const scene = new Scene();
    scene.link.start();
    scene.clock.advance(8_000);
    assert.deepEqual(scene.taken(), ['open', 'close', 'lost: silence']);
  });

  it('does not listen to a socket that it gave up', () => {
    const scene = new Scene();
    scene.connect();
    const old = scene.socket;
    old.closed();
    scene.clock.advance(BACKOFF.least);
    scene.taken();

    old.message(frame(2));
    old.closed();
    old.opened();

    assert.deepEqual(scene.taken(), []);
  });

  it('waits longer after each failed attempt, and shortly again after a frame', () => {
    const scene = new Scene();
    scene.random = 1;
    scene.link.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      scene.socket.closed();
      waits.push((scene.link.retryAt as number) - scene.clock.now());
      scene.clock.advance(waits.at(-1) as number);
    }
    scene.socket.opened();
    scene.socket.message(frame(1));
    scene.socket.closed();
    waits.push((scene.link.retryAt as number) - scene.clock.now());

    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 1_000]);
  });

  it('tries at once when it is asked to, and only once', () => {
    const scene = new Scene();
    scene.connect();
    scene.socket.closed();
    scene.taken();

    scene.link.retryNow();
    scene.link.retryNow();
    scene.clock.advance(BACKOFF.most - 3_000);

    assert.deepEqual(scene.taken(), ['open']);
  });

  it('counts what is no frame, and goes on', () => {
    const scene = new Scene();
    scene.connect();
    scene.socket.message({ type: 'frame', sequence: 'two' });
    scene.socket.message(frame(2));
    assert.deepEqual(scene.taken(), ['frame 2', 'acknowledge client-1 2']);
    assert.equal(scene.link.counters.malformed, 1);
  });

  it('counts frames, bytes and frames that the server held back', () => {
    const scene = new Scene();
    scene.connect();
    scene.socket.received(120);
    scene.socket.message(frame(2, 4));
    const { frames, bytes, skipped } = scene.link.counters;
    assert.deepEqual({ frames, bytes, skipped }, { frames: 2, bytes: 120, skipped: 4 });
  });

  it('tells what the server refused', () => {
    const scene = new Scene();
    scene.connect();
    scene.clock.advance(200);
    scene.answer = { code: 400, message: 'rows.limit: 0 is not an integer from 1 to 200' };
    scene.link.show(viewAt(5));
    assert.deepEqual(scene.taken(), ['view client-1 5', 'refused 400 rows.limit: 0 is not an integer from 1 to 200']);
  });
});

describe('the pause before an attempt', () => {
  it('is never below 0.5 s nor above 10 s, whatever the attempt and the dice', () => {
    for (const attempt of [0, 1, 5, 50, 5_000]) {
      for (const dice of [0, 0.25, 0.999_999]) {
        const pause = pauseBefore(attempt, () => dice);
        assert.ok(pause >= BACKOFF.least && pause <= BACKOFF.most, `${attempt}, ${dice}: ${pause}`);
      }
    }
  });

  it('differs between browsers, so that they do not come back at once', () => {
    assert.notEqual(
      pauseBefore(3, () => 0.1),
      pauseBefore(3, () => 0.9),
    );
  });
});
