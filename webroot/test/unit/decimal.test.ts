import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  average,
  compare,
  isMultiple,
  isZero,
  minus,
  parse,
  plus,
  stepped,
  text,
  times,
  trimmed,
} from '../../src/trading/decimal.ts';
import type { Decimal } from '../../src/trading/decimal.ts';

function of(number: string): Decimal {
  return parse(number) as Decimal;
}

describe('an exact decimal number', () => {
  it('is the same text again, however many digits it has', () => {
    for (const number of [
      '0',
      '10.05',
      '0.00000000000000000001',
      '99999999999999999999.99999999999999999999',
      '-1.50',
    ]) {
      assert.equal(text(of(number)), number);
    }
    assert.equal(text(of(' 007.50 ')), '7.50');
  });

  it('is none where it is written in any other way', () => {
    for (const number of ['', ' ', '.5', '5.', '1e3', '1,000', '+1', '0x10', '1 2', 'NaN', '123456789012345678901']) {
      assert.equal(parse(number), undefined, number);
    }
  });

  it('is reckoned without rounding', () => {
    assert.equal(text(plus(of('0.1'), of('0.2'))), '0.3');
    assert.equal(text(minus(of('1'), of('0.05'))), '0.95');
    assert.equal(text(times(of('9007199254740993.07'), of('3'))), '27021597764222979.21');
    assert.equal(text(trimmed(times(of('25.10'), of('10.00')), 2)), '251.00');
    assert.equal(text(trimmed(of('251.0000'), 2)), '251.00');
    assert.equal(compare(of('2.50'), of('2.5')), 0);
    assert.ok(compare(of('2.49'), of('2.5')) < 0);
    assert.ok(isZero('0.00') && !isZero('0.01') && !isZero(''));
  });

  it('is a multiple of a step or not', () => {
    assert.ok(isMultiple(of('10.05'), of('0.05')));
    assert.ok(!isMultiple(of('10.06'), of('0.05')));
    assert.ok(isMultiple(of('3'), of('0.1')));
    assert.ok(!isMultiple(of('3'), of('0')));
  });

  it('steps to the next multiple either way, and not below one step', () => {
    assert.equal(stepped('25.00', '0.05', 1), '25.05');
    assert.equal(stepped('25.00', '0.05', -1), '24.95');
    assert.equal(stepped('25.02', '0.05', 1), '25.05');
    assert.equal(stepped('25.02', '0.05', -1), '25.00');
    assert.equal(stepped('0.05', '0.05', -1), '0.05');
    assert.equal(stepped('what', '0.05', -1), '0.05');
  });

  it('has an average to the nearest digit', () => {
    assert.equal(text(average(of('100'), of('3'), 4) as Decimal), '33.3333');
    assert.equal(text(average(of('200'), of('3'), 4) as Decimal), '66.6667');
    assert.equal(text(average(of('251.00'), of('10'), 4) as Decimal), '25.1000');
    assert.equal(average(of('1'), of('0'), 4), undefined);
  });
});
