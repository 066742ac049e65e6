/*
 * What docs/protocol/browser.md says, as types. Prices and sizes are scaled integers, times milliseconds since 1970
 * UTC.
 */

export const PERIODS = ['1m', '5m', '1h', '1d', '1w', '1mo'] as const;
export type Period = (typeof PERIODS)[number];

export const SORTS = ['symbol', 'last', 'change', 'volume', 'time'] as const;
export type Sort = (typeof SORTS)[number];

/** The most rows that a view may name. */
export const MOST_ROWS = 200;
/** The longest search that a view may name. */
export const LONGEST_SEARCH = 32;

/** What the page shows now. */
export interface View {
  readonly rows: {
    readonly search: string;
    readonly sort: Sort;
    readonly descending: boolean;
    readonly offset: number;
    readonly limit: number;
  };
  readonly chart: { readonly symbol: string; readonly period: Period } | null;
  readonly signals: boolean;
  /** With another `take` the book comes whole again. */
  readonly book: { readonly symbol: string; readonly depth: number; readonly take: number } | null;
}

export type InstrumentTuple = readonly [id: number, symbol: string, priceDecimals: number, sizeDecimals: number];

/** What the server does not know yet is null. */
export type RowTuple = readonly [
  id: number,
  time: number,
  last: number,
  open: number | null,
  high: number | null,
  low: number | null,
  volume: number | null,
  vwap: number | null,
  trades: number | null,
  signal: string | null,
];

export type BarTuple = readonly [
  start: number,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
  trades: number,
];

export interface ChartPart {
  readonly symbol: string;
  readonly period: Period;
  readonly priceDecimals: number;
  readonly sizeDecimals: number;
  readonly bars: readonly BarTuple[];
}

export interface SignalPart {
  readonly sequence: number;
  readonly time: number;
  readonly instrument: number;
  readonly symbol: string;
  readonly engine: string;
  readonly version: number | string;
  readonly class: string;
  readonly strength: number;
  /** Absent where the engine saw no price. */
  readonly price?: number;
  readonly priceDecimals?: number;
}

/** A level as it is now; of a change, one whose size is 0 is gone. */
export type LevelTuple = readonly [price: number, size: number, orders: number];

export type Aggressor = 'buy' | 'sell' | 'auction';

export type TradeTuple = readonly [id: string, time: number, price: number, size: number, aggressor: Aggressor];

/** Whether there is a book to show, and why not. */
export type BookState = 'waiting' | 'live' | 'unlisted' | 'absent';

/** What a frame says of the order book: whole, or where `previous` is there what changed since that number. */
export interface BookPart {
  readonly symbol: string;
  readonly depth: number;
  readonly state: BookState;
  /** These and all below are there where the state is `live`. */
  readonly priceDecimals?: number;
  readonly sizeDecimals?: number;
  readonly previous?: number;
  readonly number?: number;
  readonly time?: number;
  readonly phase?: string;
  /** While an auction collects orders that cross. */
  readonly auction?: readonly [price: number, volume: number, surplus: number];
  readonly bids?: readonly LevelTuple[];
  readonly asks?: readonly LevelTuple[];
  readonly trades?: readonly TradeTuple[];
  readonly tradesMissed?: number;
  readonly conflated?: number;
}

export interface Frame {
  readonly type: 'frame';
  readonly sequence: number;
  readonly time: number;
  readonly skipped: number;
  readonly live: boolean;
  readonly total?: number;
  readonly window?: { readonly offset: number; readonly instruments: readonly InstrumentTuple[] };
  readonly rows?: readonly RowTuple[];
  readonly chart?: ChartPart;
  readonly book?: BookPart;
  readonly signals?: readonly SignalPart[];
  readonly signalsSkipped?: number;
}

/** The body as a frame, or undefined where the five fields that every frame has are not what they must be. */
export function asFrame(body: unknown): Frame | undefined {
  if (typeof body !== 'object' || body === null) {
    return undefined;
  }
  const frame = body as Partial<Record<keyof Frame, unknown>>;
  const sound =
    frame.type === 'frame' &&
    Number.isSafeInteger(frame.sequence) &&
    Number.isSafeInteger(frame.time) &&
    Number.isSafeInteger(frame.skipped) &&
    typeof frame.live === 'boolean';
  return sound ? (body as Frame) : undefined;
}
