import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Blotter, filled, MOST_EXECUTIONS, MOST_ORDERS } from '../../src/trading/blotter.ts';
import type { AccountEvent, Execution, Order } from '../../src/trading/wire.ts';

const COMMON = { time: 1_000, clientOrderId: '1', symbol: 'AERO01', side: 'buy' } as const;

function order(id: string, of: Partial<Order> = {}): Order {
  return {
    id,
    clientOrderId: '1',
    symbol: 'AERO01',
    side: 'buy',
    orderType: 'limit',
    timeInForce: 'gtc',
    postOnly: false,
    price: '25.00',
    quantity: '10',
    remainingQuantity: '10',
    creationTime: 1_000,
    ...of,
  };
}

function accepted(sequence: number, orderId: string): AccountEvent {
  const terms = { orderType: 'limit', timeInForce: 'gtc', postOnly: false, price: '25.00', quantity: '10' } as const;
  return { ...COMMON, ...terms, event: 'accepted', sequence, orderId };
}

function execution(sequence: number, orderId: string): Execution {
  const { time, symbol, side } = COMMON;
  return {
    sequence,
    time,
    orderId,
    symbol,
    side,
    price: '25.00',
    quantity: '4',
    value: '100.00',
    fee: '0.10',
    liquidity: 'maker',
  };
}

function executed(sequence: number, orderId: string, remainingQuantity: string): AccountEvent {
  return { ...COMMON, ...execution(sequence, orderId), event: 'executed', remainingQuantity };
}

function replaced(sequence: number, orderId: string, price: string): AccountEvent {
  return { ...COMMON, event: 'replaced', sequence, orderId, price, quantity: '8', remainingQuantity: '4' };
}

function cancelled(sequence: number, orderId: string): AccountEvent {
  return { ...COMMON, event: 'cancelled', sequence, orderId, quantity: '6', reason: 'requested' };
}

describe('the blotter', () => {
  it('follows an order from its acceptance to its end', () => {
    const blotter = new Blotter();
    blotter.apply(accepted(1, '7'));
    assert.deepEqual([...blotter.orders.values()], [order('7')]);
    blotter.apply(executed(2, '7', '6'));
    assert.deepEqual([...blotter.orders.values()], [order('7', { remainingQuantity: '6' })]);
    assert.equal(filled(blotter.orders.get('7') as Order), '4');
    blotter.apply(replaced(3, '7', '24.00'));
    assert.deepEqual(
      [...blotter.orders.values()],
      [order('7', { price: '24.00', quantity: '8', remainingQuantity: '4' })],
    );
    blotter.apply(executed(4, '7', '0.0'));
    assert.equal(blotter.orders.size, 0);
    assert.deepEqual(
      blotter.executions.map(({ sequence }) => sequence),
      [4, 2],
    );
  });

  it('forgets an order that is cancelled, and the price of one that has none any more', () => {
    const blotter = new Blotter();
    blotter.load([order('7'), order('8')], false, []);
    blotter.apply(replaced(1, '8', '0'));
    blotter.apply(cancelled(2, '7'));
    assert.deepEqual([...blotter.orders.keys()], ['8']);
    assert.equal(blotter.orders.get('8')?.price, undefined);
  });

  it('ends at the same when events come that it was loaded with', () => {
    const blotter = new Blotter();
    blotter.load([order('8', { remainingQuantity: '6' })], false, [execution(2, '8'), execution(3, '7')]);
    for (const event of [accepted(1, '8'), executed(2, '8', '6'), accepted(3, '9'), cancelled(4, '9')]) {
      blotter.apply(event);
    }
    assert.deepEqual([...blotter.orders.values()], [order('8', { remainingQuantity: '6' })]);
    assert.deepEqual(
      blotter.executions.map(({ sequence }) => sequence),
      [3, 2],
    );
  });

  it('keeps no more rows than it shows, whatever happens', () => {
    const blotter = new Blotter();
    for (let id = 1; id <= MOST_ORDERS + 100; id++) {
      blotter.apply(accepted(2 * id, String(id)));
      blotter.apply(executed(2 * id + 1, String(id), '6'));
    }
    assert.equal(blotter.orders.size, MOST_ORDERS);
    assert.equal(blotter.executions.length, MOST_EXECUTIONS);
    assert.equal(blotter.executions[0]?.sequence, 2 * (MOST_ORDERS + 100) + 1);
    assert.ok(blotter.beyond);
  });
});
