import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatAddress, parseAddress } from '../../src/shell/address.ts';

describe("the page's address", () => {
  it('names an instrument and a period', () => {
    assert.deepEqual(parseAddress('#AAPL/5m'), { symbol: 'AAPL', period: '5m' });
    assert.deepEqual(parseAddress('#AAPL'), { symbol: 'AAPL', period: undefined });
    assert.deepEqual(parseAddress(''), { symbol: undefined, period: undefined });
    assert.deepEqual(parseAddress('#AAPL/7m'), { symbol: 'AAPL', period: undefined });
  });

  it('gives back every symbol that it was made of', () => {
    for (const symbol of ['AAPL', 'BRK/B', '^INDEX', 'A B', '100%', 'Ü#']) {
      assert.deepEqual(parseAddress(formatAddress(symbol, '1mo')), { symbol, period: '1mo' });
    }
  });

  it('is taken as it stands where it is no encoding', () => {
    assert.deepEqual(parseAddress('#100%/1m'), { symbol: '100%', period: '1m' });
  });
});
