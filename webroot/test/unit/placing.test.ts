import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ClientOrderIds, place, UnknownOutcome } from '../../src/trading/placing.ts';
import { NoAnswer, Refusal } from '../../src/trading/wire.ts';
import { FakeClock } from './fake-clock.ts';

const ORDER = { symbol: 'AERO01', clientOrderId: '17' };
const TAKEN = { id: '5', status: 'new' };

/** Places an order at a gateway that answers one after the other; gives what came of it and what was sent. */
async function placing(...answers: readonly unknown[]): Promise<{ outcome: unknown; sent: readonly unknown[] }> {
  const clock = new FakeClock();
  const sent: unknown[] = [];
  const call = async (...request: readonly unknown[]): Promise<unknown> => {
    const answer = answers[sent.length];
    sent.push(request);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  let outcome: unknown;
  const done = place(call, ORDER, clock)
    .catch((error: unknown) => error)
    .then((settled) => (outcome = settled));
  for (let turn = 0; turn < 100 && outcome === undefined; turn++) {
    await Promise.resolve();
    clock.advance(1_000);
  }
  await done;
  return { outcome, sent };
}

const SENT = ['POST', '/v1/order', ORDER];
const silence = new NoAnswer('no answer');
const unknown = new Refusal(504, 'unknown-outcome', 'it may have been done');
const overloaded = new Refusal(503, 'overloaded', 'too much to do');
const poor = new Refusal(422, 'insufficient-funds', 'not enough', undefined);
const limited = new Refusal(429, 'rate-limited', 'wait');

describe('an order that is placed', () => {
  it('is sent once where there is an answer', async () => {
    assert.deepEqual(await placing(TAKEN), { outcome: TAKEN, sent: [SENT] });
    assert.deepEqual(await placing(poor), { outcome: poor, sent: [SENT] });
    assert.deepEqual(await placing(limited), { outcome: limited, sent: [SENT] });
  });

  it('is sent again under the same id until it is known what became of it', async () => {
    const again = { ...TAKEN, repeated: true };
    assert.deepEqual(await placing(silence, unknown, again), { outcome: again, sent: [SENT, SENT, SENT] });
    assert.deepEqual(await placing(overloaded, TAKEN), { outcome: TAKEN, sent: [SENT, SENT] });
  });

  it('was not placed where the exchange refuses it after an attempt without an answer', async () => {
    assert.deepEqual(await placing(silence, poor), { outcome: poor, sent: [SENT, SENT] });
  });

  it('is of unknown outcome where every attempt was in vain, also if the last was refused before the exchange', async () => {
    const { outcome, sent } = await placing(silence, limited, limited, limited);
    assert.ok(outcome instanceof UnknownOutcome);
    assert.deepEqual(sent, [SENT, SENT, SENT, SENT]);
  });

  it('was certainly not placed where nobody ever took it', async () => {
    const { outcome } = await placing(overloaded, overloaded, overloaded, overloaded);
    assert.equal(outcome, overloaded);
  });
});

describe('client order ids', () => {
  it('go on above all that the account has used, whoever used them', () => {
    const ids = new ClientOrderIds();
    ids.saw('41');
    assert.deepEqual([ids.next(), ids.next()], ['42', '43']);
    ids.saw('9007199254740993');
    ids.saw('50');
    assert.equal(ids.next(), '9007199254740994');
    ids.clear();
    assert.equal(ids.next(), '1');
  });
});
