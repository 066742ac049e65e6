import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { Session } from '../../src/trading/session.ts';
import { NoAnswer, Refusal } from '../../src/trading/wire.ts';
import { FakeClock } from './fake-clock.ts';

interface Request {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly credentials: string;
}

/** A session at a gateway that gives the tokens a1, a2, ...; `answer` may answer instead. */
class Scene {
  readonly clock = new FakeClock();
  readonly asked: string[] = [];
  readonly log: string[] = [];
  answer: (path: string, request: Request) => unknown = () => undefined;
  private tokens = 0;
  readonly session = new Session('http://gateway', this.clock, {
    renewed: () => this.log.push('renewed'),
    ended: (reason) => this.log.push(`ended: ${reason}`),
  });

  constructor() {
    mock.method(globalThis, 'fetch', async (path: string, request: Request) => this.fetch(path, request));
    mock.method(console, 'warn', () => undefined);
  }

  private fetch(path: string, request: Request): unknown {
    assert.equal(request.credentials, 'omit');
    this.asked.push(`${request.method} ${path} ${request.headers['authorization'] ?? '-'} ${request.body ?? '-'}`);
    const answer = this.answer(path, request);
    if (answer instanceof Refusal) {
      const { status, code, message, field } = answer;
      return { ok: false, status, json: async () => ({ status, code, detail: message, field }) };
    }
    const isToken = path.endsWith('/v1/session') && request.method !== 'DELETE';
    const tokens = (): object => ({
      accessToken: `a${++this.tokens}`,
      refreshToken: `r${this.tokens}`,
      tokenType: 'Bearer',
      expiresIn: 300,
    });
    const body = answer ?? (isToken ? tokens() : {});
    return { ok: true, status: 200, json: async () => body };
  }
}

async function turns(): Promise<void> {
  await new Promise((resume) => setImmediate(resume));
}

const stale = new Refusal(401, 'invalid-token', 'The token has expired');

describe('a session', () => {
  afterEach(() => mock.restoreAll());

  it('shows its token with each call, and no cookie', async () => {
    const scene = new Scene();
    await scene.session.signIn('alice', 'secret');
    await scene.session.call('POST', '/v1/order', { quantity: '1' });
    await scene.session.call('GET', '/v1/account');

    assert.deepEqual(scene.asked, [
      'POST http://gateway/v1/session - {"user":"alice","password":"secret"}',
      'POST http://gateway/v1/order Bearer a1 {"quantity":"1"}',
      'GET http://gateway/v1/account Bearer a1 -',
    ]);
    assert.equal(scene.session.user, 'alice');
  });

  it('renews its tokens before they expire, again and again', async () => {
    const scene = new Scene();
    await scene.session.signIn('alice', 'secret');
    for (const token of ['a2', 'a3']) {
      scene.clock.advance(225_000);
      await turns();
      assert.equal(scene.session.token, token);
    }
    assert.deepEqual(scene.asked.slice(1), [
      'PUT http://gateway/v1/session - {"refreshToken":"r1"}',
      'PUT http://gateway/v1/session - {"refreshToken":"r2"}',
    ]);
    assert.deepEqual(scene.log, ['renewed', 'renewed']);
  });

  it('exchanges a refresh token once for all calls that were refused with the old one', async () => {
    const scene = new Scene();
    await scene.session.signIn('alice', 'secret');
    scene.answer = (_path, { headers }) => (headers['authorization'] === 'Bearer a1' ? stale : undefined);
    await Promise.all([scene.session.call('GET', '/v1/orders'), scene.session.call('GET', '/v1/account')]);

    assert.equal(scene.asked.filter((one) => one.startsWith('PUT')).length, 1);
    assert.deepEqual(
      scene.asked.slice(-2).map((one) => one.split(' ')[3]),
      ['a2', 'a2'],
    );
  });

  it('is over where the gateway does not renew it, and says so', async () => {
    const scene = new Scene();
    await scene.session.signIn('alice', 'secret');
    scene.answer = () => new Refusal(401, 'invalid-refresh-token', 'used');
    scene.clock.advance(225_000);
    await turns();

    assert.deepEqual(scene.log, ['ended: Your session has ended. Sign in again.']);
    assert.deepEqual([scene.session.isOpen, scene.session.token, scene.session.user], [false, '', '']);
  });

  it('tries again to renew its tokens where there was no answer', async () => {
    const scene = new Scene();
    await scene.session.signIn('alice', 'secret');
    scene.answer = () => {
      throw new TypeError('failed to fetch');
    };
    scene.clock.advance(225_000);
    await turns();
    assert.ok(scene.session.isOpen);
    scene.answer = () => undefined;
    scene.clock.advance(3_000);
    await turns();
    assert.equal(scene.session.token, 'a2');
  });

  it('forgets its tokens when somebody signs out, before the gateway has answered', async () => {
    const scene = new Scene();
    await scene.session.signIn('alice', 'secret');
    const under = scene.session.call('GET', '/v1/account');
    const out = scene.session.signOut();
    assert.deepEqual([scene.session.isOpen, scene.session.token], [false, '']);
    await out;
    await assert.rejects(under, NoAnswer);
    assert.equal(scene.asked.at(-1), 'DELETE http://gateway/v1/session Bearer a1 -');
    scene.clock.advance(1_000_000);
    await turns();
    assert.equal(scene.asked.length, 3);
  });

  it('passes on what the gateway objects to, with the field', async () => {
    const scene = new Scene();
    scene.answer = () => new Refusal(401, 'wrong-password', 'There is no such user', 'password');
    await assert.rejects(scene.session.signIn('alice', 'guess'), (error: Refusal) => {
      assert.deepEqual(
        [error.status, error.code, error.message, error.field],
        [401, 'wrong-password', 'There is no such user', 'password'],
      );
      return true;
    });
    assert.ok(!scene.session.isOpen);
  });
});
