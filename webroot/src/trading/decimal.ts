/*
 * Decimal numbers as the gateway writes and reads them: texts such as `10.05`. They are reckoned with as scaled
 * integers of any size, so that nothing is ever rounded but an average.
 */

/** `units / 10^decimals`. */
export interface Decimal {
  readonly units: bigint;
  readonly decimals: number;
}

const FORM = /^(-?)(\d{1,20})(?:\.(\d{1,20}))?$/;

/** A number as people type it; undefined where it is none. Blanks around it do not count. */
export function parse(text: string): Decimal | undefined {
  const match = FORM.exec(text.trim());
  if (match === null) {
    return undefined;
  }
  const fraction = match[3] ?? '';
  const units = BigInt((match[2] as string) + fraction);
  return { units: match[1] === '-' ? -units : units, decimals: fraction.length };
}

export function text({ units, decimals }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const sign = units < 0n ? '-' : '';
  return sign + (decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`);
}

export function isZero(of: string): boolean {
  return parse(of)?.units === 0n;
}

/** Below 0, 0 or above 0 as `left` is less than, as much as or more than `right`. */
export function compare(left: Decimal, right: Decimal): number {
  const [one, other] = aligned(left, right);
  return one < other ? -1 : one > other ? 1 : 0;
}

export function isMultiple(value: Decimal, step: Decimal): boolean {
  const [units, unit] = aligned(value, step);
  return unit !== 0n && units % unit === 0n;
}

export function plus(left: Decimal, right: Decimal): Decimal {
  const [one, other] = aligned(left, right);
  return { units: one + other, decimals: Math.max(left.decimals, right.decimals) };
}

export function minus(left: Decimal, right: Decimal): Decimal {
  return plus(left, { ...right, units: -right.units });
}

export function times(left: Decimal, right: Decimal): Decimal {
  return { units: left.units * right.units, decimals: left.decimals + right.decimals };
}

/** Without the zeros at its end that say nothing, but for `least` decimals. */
export function trimmed({ units, decimals }: Decimal, least: number): Decimal {
  let [left, places] = [units, decimals];
  while (places > least && left % 10n === 0n) {
    left /= 10n;
    places--;
  }
  return { units: left, decimals: places };
}

/** `value / by`, rounded to so many decimals; undefined where `by` is 0. Both are above or equal 0. */
export function average(value: Decimal, by: Decimal, decimals: number): Decimal | undefined {
  const [units, unit] = aligned(value, by);
  return unit === 0n ? undefined : { units: (2n * units * 10n ** BigInt(decimals) + unit) / (2n * unit), decimals };
}

/** The next multiple of `step` above or below a number; never below one step. Any other text is one step. */
export function stepped(from: string, step: string, way: 1 | -1): string {
  const size = parse(step) as Decimal;
  const value = parse(from);
  if (value === undefined) {
    return text(size);
  }
  const [units, unit] = aligned(value, size);
  const whole = units / unit;
  const next = way > 0 ? whole + 1n : units % unit === 0n ? whole - 1n : whole;
  return text({ units: (next < 1n ? 1n : next) * size.units, decimals: size.decimals });
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint] {
  const decimals = Math.max(left.decimals, right.decimals);
  const scaled = (value: Decimal): bigint => value.units * 10n ** BigInt(decimals - value.decimals);
  return [scaled(left), scaled(right)];
}
