import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { EventStream, type ChannelEvents } from '../../src/trading/stream.ts';
import { FakeClock } from './fake-clock.ts';

/** A stream on a network that the test holds in its hands; everything that passes is written down. */
class Scene {
  readonly clock = new FakeClock();
  readonly log: string[] = [];
  readonly channels: ChannelEvents[] = [];
  token = 'a1';
  role = 'trader';
  loaded: number | Error = 10;
  readonly stream = new EventStream(
    (events) => this.open(events),
    this.clock,
    () => 0,
    () => this.token,
    {
      entered: (role) => role === 'trader',
      load: async () => {
        this.log.push('load');
        if (this.loaded instanceof Error) {
          throw this.loaded;
        }
        return this.loaded;
      },
      event: ({ sequence }) => this.log.push(`event ${sequence}`),
      live: (isLive) => this.log.push(isLive ? 'live' : 'not live'),
      renew: async () => {
        this.log.push('renew');
      },
    },
  );

  get channel(): ChannelEvents {
    return this.channels.at(-1) as ChannelEvents;
  }

  taken(): readonly string[] {
    return this.log.splice(0);
  }

  say(...messages: readonly object[]): void {
    messages.forEach((message) => this.channel.message(message));
  }

  /** Until it is subscribed. */
  async connect(): Promise<void> {
    this.channel.opened();
    this.say({ type: 'answer', id: 'login', status: 200, body: { user: 'alice', role: this.role } });
    await turns();
    this.say({ type: 'answer', id: 'subscribe', status: 200, body: {} });
  }

  private open(events: ChannelEvents) {
    this.channels.push(events);
    this.log.push('open');
    return {
      send: (message: object) => {
        const { type, token, after } = message as { type: string; token?: string; after?: number };
        this.log.push(`${type} ${token ?? after}`);
      },
      close: () => this.log.push('close'),
    };
  }
}

async function turns(): Promise<void> {
  await new Promise((resume) => setImmediate(resume));
}

describe('the stream of events', () => {
  beforeEach(() => mock.method(console, 'warn', () => undefined));
  afterEach(() => mock.restoreAll());

  it('loads what there is, and then takes each event once and in order', async () => {
    const scene = new Scene();
    scene.stream.start();
    await scene.connect();
    scene.say({ type: 'event', sequence: 11 }, { type: 'event', sequence: 11 }, { type: 'event', sequence: 10 });
    scene.say({ type: 'heartbeat', sequence: 11 }, { type: 'event', sequence: 15 });

    assert.deepEqual(scene.taken(), ['open', 'login a1', 'load', 'subscribe 10', 'live', 'event 11', 'event 15']);
  });

  it('resumes on a new connection behind the last event that it took', async () => {
    const scene = new Scene();
    scene.stream.start();
    await scene.connect();
    scene.say({ type: 'event', sequence: 15 });
    scene.taken();
    scene.channel.closed(1006);
    scene.clock.advance(500);
    await scene.connect();
    scene.say({ type: 'event', sequence: 15 }, { type: 'event', sequence: 16 });

    assert.deepEqual(scene.taken(), ['close', 'not live', 'open', 'login a1', 'subscribe 15', 'live', 'event 16']);
  });

  it('loads anew where the gateway has not kept what is missing', async () => {
    const scene = new Scene();
    scene.stream.start();
    await scene.connect();
    scene.channel.closed(4008);
    scene.clock.advance(500);
    scene.channel.opened();
    scene.say({ type: 'answer', id: 'login', body: { role: 'trader' } });
    await turns();
    scene.taken();
    scene.loaded = 900;
    scene.say({ type: 'problem', id: 'subscribe', problem: { status: 410, code: 'no-longer-kept' } });
    await turns();
    assert.deepEqual(scene.taken(), ['load', 'subscribe 900']);
  });

  it('goes on under a new token, and asks for one where its own has ended', async () => {
    const scene = new Scene();
    scene.stream.start();
    await scene.connect();
    scene.taken();
    scene.token = 'a2';
    scene.stream.renewed();
    scene.say({ type: 'answer', id: 'renewed', body: { role: 'trader' } });
    assert.deepEqual(scene.taken(), ['login a2']);

    scene.channel.closed(4002);
    assert.deepEqual(scene.taken(), ['renew', 'close', 'not live']);
    scene.token = 'a3';
    scene.clock.advance(500);
    await scene.connect();
    assert.deepEqual(scene.taken(), ['open', 'login a3', 'subscribe 10', 'live']);
  });

  it('gives up a connection that says nothing for five seconds', async () => {
    const scene = new Scene();
    scene.stream.start();
    await scene.connect();
    scene.taken();
    for (let second = 0; second < 8; second++) {
      scene.clock.advance(1_000);
      scene.say({ type: 'heartbeat', sequence: 10 });
    }
    assert.deepEqual(scene.taken(), []);
    scene.clock.advance(10_000);
    assert.deepEqual(scene.taken().slice(0, 3), ['close', 'not live', 'open']);
  });

  it('tries again where the account could not be loaded, with longer pauses', async () => {
    const scene = new Scene();
    scene.loaded = new Error('no account yet');
    scene.stream.start();
    await scene.connect();
    assert.deepEqual(scene.taken(), ['open', 'login a1', 'load', 'close', 'not live']);
    scene.loaded = 10;
    scene.clock.advance(500);
    await scene.connect();
    assert.deepEqual(scene.taken(), ['open', 'login a1', 'load', 'subscribe 10', 'live']);
  });

  it('subscribes to nothing for who has no events, and hears nothing after it was stopped', async () => {
    const scene = new Scene();
    scene.role = 'operator';
    scene.stream.start();
    await scene.connect();
    scene.stream.stop();
    scene.say({ type: 'event', sequence: 11 });
    scene.clock.advance(60_000);
    assert.deepEqual(scene.taken(), ['open', 'login a1', 'live', 'close', 'not live']);
  });
});
