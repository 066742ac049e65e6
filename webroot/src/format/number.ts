/*
 * Numbers as a trader reads them. Prices and sizes arrive as scaled integers below 2^53 and become text here, without
 * a
 * floating point price in between: `1012300` with 4 decimals is `101.2300`, to the last digit.
 */

const MINUS = '\u2212';
/** As wide as a digit in a font with tabular figures. */
const FIGURE_SPACE = '\u2007';
/** As wide as a full stop. */
const PUNCTUATION_SPACE = '\u2008';

const POWERS: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** `10^decimals`, exactly, for 0 to 15 decimals. */
export function scale(decimals: number): number {
  const power = POWERS[decimals];
  if (power === undefined) {
    throw new RangeError(`decimals: ${decimals} is not an integer from 0 to 15`);
  }
  return power;
}

/** The exact decimal text of `value / 10^decimals`, with thousands separators. */
export function formatScaled(value: number, decimals: number): string {
  const power = scale(decimals);
  const size = Math.abs(value);
  // The remainder of two doubles is exact, their quotient is not: divide only what divides without a rest.
  const fraction = size % power;
  const whole = groupThousands(String((size - fraction) / power));
  const sign = value < 0 ? MINUS : '';
  return decimals === 0 ? sign + whole : `${sign}${whole}.${String(fraction).padStart(decimals, '0')}`;
}

/**
 * As {@link formatScaled}, followed by blanks so that decimal points align in a right-aligned column of `most` decimals.
 */
export function formatAligned(value: number, decimals: number, most: number): string {
  const text = formatScaled(value, decimals);
  if (most <= decimals) {
    return text;
  }
  return text + (decimals === 0 ? PUNCTUATION_SPACE : '') + FIGURE_SPACE.repeat(most - decimals);
}

/** As {@link formatScaled}, with a sign in front of everything but zero. */
export function formatSigned(value: number, decimals: number): string {
  return value > 0 ? `+${formatScaled(value, decimals)}` : formatScaled(value, decimals);
}

/** A fraction (0.0123) as a signed percentage (`+1.23%`); what rounds to zero has no sign. */
export function formatPercent(fraction: number): string {
  const text = Math.abs(fraction * 100).toFixed(2);
  if (Number(text) === 0) {
    return '0.00%';
  }
  return `${fraction > 0 ? '+' : MINUS}${text}%`;
}

/** Which way a text with a sign points; what is shown as zero has no direction. */
export function wayOf(text: string): 'up' | 'down' | 'flat' {
  return text.startsWith('+') ? 'up' : text.startsWith(MINUS) ? 'down' : 'flat';
}

/** A size at a glance: `950`, `12.4K`, `3.46M`, `1.20B`. The exact one stands in the details. */
export function formatCompact(value: number, decimals: number): string {
  const amount = value / scale(decimals);
  if (amount < 1000) {
    return Number.isInteger(amount) ? String(amount) : amount.toPrecision(3);
  }
  for (const [unit, name] of UNITS) {
    // 999.6K would be shown as 1000K: the next unit takes over where rounding reaches it.
    const scaled = amount / unit;
    if (scaled < 999.5) {
      return scaled.toPrecision(3) + name;
    }
  }
  return `${groupThousands(String(Math.round(amount / 1e12)))}T`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [1e3, 'K'],
  [1e6, 'M'],
  [1e9, 'B'],
  [1e12, 'T'],
];

/** Decimal text from REST (`-1234.5`) with separators and a real minus sign; never through a double. */
export function formatDecimal(text: string): string {
  const negative = text.startsWith('-');
  const [whole = '', fraction] = (negative ? text.slice(1) : text).split('.');
  const grouped = groupThousands(whole);
  return (negative ? MINUS : '') + (fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

/** Decimal text with at most so many decimals, rounded half even; exact, however many digits it has. */
export function roundDecimal(text: string, decimals: number): string {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  if (fraction.length <= decimals) {
    return text;
  }
  const kept = BigInt(whole + fraction.slice(0, decimals));
  const rest = fraction.slice(decimals);
  const half = '5'.padEnd(rest.length, '0');
  const isUp = rest > half || (rest === half && kept % 2n === 1n);
  const digits = String(isUp ? kept + 1n : kept).padStart(decimals + 1, '0');
  const rounded = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return negative && /[1-9]/.test(rounded) ? `-${rounded}` : rounded;
}

/** Decimal text as a scaled integer, or undefined where it is no number or has more decimals than `decimals`. */
export function parseDecimal(text: string, decimals: number): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) {
    return undefined;
  }
  const value = Number(match[2]) * scale(decimals) + Number(fraction.padEnd(decimals, '0') || '0');
  return match[1] === '-' ? -value : value;
}

function groupThousands(digits: string): string {
  if (digits.length <= 3) {
    return digits;
  }
  let text = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) {
    text = `${digits.slice(Math.max(0, end - 3), end)},${text}`;
  }
  return text;
}
