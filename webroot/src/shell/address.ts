import { PERIODS, type Period } from '../frame/wire.ts';

/** What the page's address names: `#AAPL/5m`. Either part may be missing. */
export interface Address {
  readonly symbol: string | undefined;
  readonly period: Period | undefined;
}

export function parseAddress(hash: string): Address {
  const [symbol, period] = hash.replace(/^#/, '').split('/').map(decoded);
  return {
    symbol: symbol === '' ? undefined : symbol,
    period: PERIODS.find((known) => known === period),
  };
}

export function formatAddress(symbol: string, period: Period): string {
  return `#${encodeURIComponent(symbol)}/${period}`;
}

/** A part of the address as text; as it stands where someone typed what is no encoding. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
