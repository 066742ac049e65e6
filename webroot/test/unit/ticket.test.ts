import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check, has, orderOf, sentenceOf, TIMES, valueOf, type Draft } from '../../src/trading/ticket.ts';

const AERO = { symbol: 'AERO01', base: 'AERO01', quote: 'USD', tickSize: '0.05', lotSize: '0.1' };

function draft(of: Partial<Draft> = {}): Draft {
  return {
    side: 'buy',
    orderType: 'limit',
    timeInForce: 'gtc',
    quantity: '10',
    price: '25.10',
    stopPrice: '',
    displayQuantity: '',
    expireTime: '',
    postOnly: false,
    ...of,
  };
}

describe('the order ticket', () => {
  it('sends numbers as they were typed, and only what an order of its kind has', () => {
    const noise = { stopPrice: '24', displayQuantity: '2', expireTime: '2026-11-22T16:00', postOnly: true };

    assert.deepEqual(orderOf(draft({ quantity: ' 10.5 ', displayQuantity: '2', postOnly: true }), AERO, '17'), {
      symbol: 'AERO01',
      side: 'buy',
      orderType: 'limit',
      timeInForce: 'gtc',
      quantity: '10.5',
      price: '25.10',
      displayQuantity: '2',
      postOnly: true,
      clientOrderId: '17',
    });
    assert.deepEqual(orderOf(draft({ ...noise, orderType: 'market', timeInForce: 'ioc' }), AERO, '18'), {
      symbol: 'AERO01',
      side: 'buy',
      orderType: 'market',
      timeInForce: 'ioc',
      quantity: '10',
      clientOrderId: '18',
    });
    const stop = draft({ ...noise, side: 'sell', orderType: 'stop-limit', timeInForce: 'gtd' });
    assert.deepEqual(orderOf(stop, AERO, '19'), {
      symbol: 'AERO01',
      side: 'sell',
      orderType: 'stop-limit',
      timeInForce: 'gtd',
      quantity: '10',
      price: '25.10',
      stopPrice: '24',
      displayQuantity: '2',
      expireTime: String(Date.UTC(2026, 10, 22, 16) * 1_000),
      clientOrderId: '19',
    });
  });

  it('asks a buy stop for the worst price that it may pay, and a sell stop for none', () => {
    assert.ok(has('price', draft({ orderType: 'stop', timeInForce: 'ioc' })));
    assert.ok(!has('price', draft({ orderType: 'stop', timeInForce: 'ioc', side: 'sell' })));
  });

  it('names each field that cannot be right, and what it may be', () => {
    assert.deepEqual(check(draft(), AERO), {});
    assert.deepEqual(check(draft({ quantity: '', price: '25.11' }), AERO), {
      quantity: 'is missing',
      price: 'must be a multiple of 0.05',
    });
    assert.deepEqual(check(draft({ quantity: '1e3', price: '-25' }), AERO), {
      quantity: 'must be a multiple of 0.1',
      price: 'must be a multiple of 0.05',
    });
    assert.deepEqual(check(draft({ orderType: 'stop-limit', stopPrice: '0', timeInForce: 'gtd' }), AERO), {
      stopPrice: 'must be a multiple of 0.05',
      expireTime: 'is missing',
    });
    assert.deepEqual(check(draft({ displayQuantity: '10.1' }), AERO), { displayQuantity: 'is more than the quantity' });
  });

  it('does not mind what a hidden field holds', () => {
    assert.deepEqual(check(draft({ orderType: 'market', timeInForce: 'ioc', price: 'x', stopPrice: 'y' }), AERO), {});
  });

  it('offers each type the times in force that the exchange takes', () => {
    assert.deepEqual(TIMES, {
      limit: ['gtc', 'day', 'gtd', 'ioc', 'fok'],
      market: ['ioc', 'fok'],
      stop: ['ioc'],
      'stop-limit': ['gtc', 'day', 'gtd', 'ioc'],
    });
  });

  it('says in a sentence what will be sent, with its exact value', () => {
    assert.equal(
      sentenceOf(draft({ postOnly: true }), AERO),
      'Buy 10 AERO01, at 25.10 or better, good till cancelled, post-only. Value: 251.00 USD, fees aside.',
    );
    assert.equal(
      sentenceOf(draft({ side: 'sell', orderType: 'stop', timeInForce: 'ioc', stopPrice: '24.50' }), AERO),
      'Sell 10 AERO01, once 24.50 trades, immediate or cancel.',
    );
    assert.equal(valueOf(draft({ quantity: '900719925474099.3' })), '22608070129399892.43');
    assert.equal(valueOf(draft({ price: '' })), undefined);
  });
});
