import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  formatAligned,
  formatCompact,
  formatDecimal,
  formatPercent,
  formatScaled,
  formatSigned,
  parseDecimal,
  roundDecimal,
  wayOf,
} from '../../src/format/number.ts';

describe('a scaled integer', () => {
  it('becomes its exact decimal text', () => {
    const texts = [
      formatScaled(1_012_300, 4),
      formatScaled(5, 2),
      formatScaled(0, 2),
      formatScaled(42, 0),
      formatScaled(123_456_789, 2),
      formatScaled(-1_234_567, 2),
      formatScaled(-1, 8),
    ];
    assert.deepEqual(texts, ['101.2300', '0.05', '0.00', '42', '1,234,567.89', '\u221212,345.67', '\u22120.00000001']);
  });

  it('keeps its last digit up to 2^53 - 1, where a division would round it away', () => {
    const texts = [0, 1, 2, 8, 15].map((decimals) => formatScaled(Number.MAX_SAFE_INTEGER, decimals));
    assert.deepEqual(texts, [
      '9,007,199,254,740,991',
      '900,719,925,474,099.1',
      '90,071,992,547,409.91',
      '90,071,992.54740991',
      '9.007199254740991',
    ]);
  });

  it('agrees with arithmetic of big integers for many values', () => {
    let value = 1;
    for (let step = 0; step < 2_000; step++) {
      value = (value * 48_271 + 11) % Number.MAX_SAFE_INTEGER;
      const safe = Math.floor(value);
      const decimals = step % 9;
      const unit = 10n ** BigInt(decimals);
      const whole = (BigInt(safe) / unit).toString();
      const fraction = (BigInt(safe) % unit).toString().padStart(decimals, '0');
      const expected = decimals === 0 ? whole : `${whole}.${fraction}`;
      assert.equal(formatScaled(safe, decimals).replaceAll(',', ''), expected);
    }
  });

  it('is refused with decimals that no scale has', () => {
    assert.throws(() => formatScaled(1, 16), /decimals: 16 is not an integer from 0 to 15/);
    assert.throws(() => formatScaled(1, 0.5), RangeError);
  });

  it('is padded so that decimal points align in one column', () => {
    const texts = [formatAligned(1_012_300, 4, 4), formatAligned(10_123, 2, 4), formatAligned(101, 0, 4)];
    assert.deepEqual(texts, ['101.2300', '101.23\u2007\u2007', '101\u2008\u2007\u2007\u2007\u2007']);
    assert.equal(formatAligned(10_123, 2, 0), '101.23');
  });

  it('has a plus sign only when it is above zero', () => {
    assert.deepEqual([formatSigned(5, 2), formatSigned(0, 2), formatSigned(-5, 2)], ['+0.05', '0.00', '\u22120.05']);
  });
});

describe('a fraction', () => {
  it('becomes a signed percentage, without a sign where it rounds to zero', () => {
    const texts = [0.0123, -0.0123, 0, 0.000_04, -0.000_04, 1.5].map(formatPercent);
    assert.deepEqual(texts, ['+1.23%', '\u22121.23%', '0.00%', '0.00%', '0.00%', '+150.00%']);
  });
});

describe('the way that a percentage points', () => {
  it('is the one of its sign, and none where it is shown as zero', () => {
    const ways = [0.01, -0.01, 0, 0.000_01, -0.000_01].map((fraction) => wayOf(formatPercent(fraction)));
    assert.deepEqual(ways, ['up', 'down', 'flat', 'flat', 'flat']);
  });
});

describe('a size at a glance', () => {
  it('has three digits and a unit', () => {
    const texts = [0, 7, 999, 1_000, 12_350, 999_499, 999_500, 3_456_000, 1_200_000_000, 5e15].map((size) =>
      formatCompact(size, 0),
    );
    assert.deepEqual(texts, ['0', '7', '999', '1.00K', '12.3K', '999K', '1.00M', '3.46M', '1.20B', '5,000T']);
  });

  it('counts its decimals', () => {
    assert.deepEqual([formatCompact(1_234_500, 3), formatCompact(1_500, 3)], ['1.23K', '1.50']);
  });
});

describe('decimal text', () => {
  it('gets separators and a real minus sign, and never passes through a double', () => {
    const texts = ['1234567.10', '-1234.5', '0.00000001', '90071992547409910000.123456789'].map(formatDecimal);
    assert.deepEqual(texts, ['1,234,567.10', '\u22121,234.5', '0.00000001', '90,071,992,547,409,910,000.123456789']);
  });

  it('is rounded half even, exactly', () => {
    const texts = [
      roundDecimal('101.23005000', 4),
      roundDecimal('101.23015000', 4),
      roundDecimal('101.23015001', 4),
      roundDecimal('-0.00004', 4),
      roundDecimal('-0.00006', 4),
      roundDecimal('99.9999', 2),
      roundDecimal('2.5', 0),
      roundDecimal('90071992547409910000.125', 2),
      roundDecimal('7.1', 4),
    ];
    assert.deepEqual(texts, [
      '101.2300',
      '101.2302',
      '101.2302',
      '0.0000',
      '-0.0001',
      '100.00',
      '2',
      '90071992547409910000.12',
      '7.1',
    ]);
  });

  it('becomes a scaled integer, or undefined where it cannot', () => {
    const values = [
      parseDecimal('101.23', 4),
      parseDecimal('-0.05', 2),
      parseDecimal('7', 0),
      parseDecimal('1.2300', 2),
      parseDecimal('1.234', 2),
      parseDecimal('1e3', 2),
      parseDecimal('', 2),
    ];
    assert.deepEqual(values, [1_012_300, -5, 7, 123, undefined, undefined, undefined]);
  });
});
