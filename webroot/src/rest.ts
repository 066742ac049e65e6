import type { Aggressor, BarTuple, Period, SignalPart, TradeTuple } from './frame/wire.ts';
import { parseDecimal } from './format/number.ts';

/*
 * What is asked once, over REST. Prices and sizes are decimal strings here. What the server does not know yet is
 * absent.
 */

export interface SessionState {
  readonly start?: number;
  readonly open?: string;
  readonly high?: string;
  readonly low?: string;
  readonly last?: string;
  readonly change?: string;
  readonly volume?: string;
  readonly vwap?: string;
  readonly trades?: number;
}

export interface Average {
  readonly kind: 'simple' | 'exponential';
  readonly period: string;
  readonly price?: string;
}

export interface RestTick {
  readonly time: number;
  readonly price: string;
  readonly size: string;
}

export type RestSignal = Omit<SignalPart, 'price' | 'priceDecimals'> & { readonly price?: string };

export interface InstrumentState {
  readonly id: number;
  readonly symbol: string;
  readonly priceDecimals: number;
  readonly sizeDecimals: number;
  readonly time?: number;
  readonly session?: SessionState;
  readonly averages?: readonly Average[];
  readonly index?: { readonly return?: number; readonly relative?: number };
  readonly ticks?: readonly RestTick[];
  readonly signals?: readonly RestSignal[];
}

/** A trade of the exchange; its time counts microseconds. */
interface RestTrade {
  readonly id: string;
  readonly time: number;
  readonly price: string;
  readonly quantity: string;
  readonly aggressor: Aggressor;
}

interface RestBar {
  readonly start: number;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: string;
  readonly trades: number;
}

interface RestBars {
  readonly priceDecimals: number;
  readonly sizeDecimals: number;
  readonly bars: readonly RestBar[];
}

/** What a problem document says, in one line. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The origin of the exchange's gateway, where this page trades; undefined where it does not. */
export async function fetchGateway(): Promise<string | undefined> {
  return ((await get('config.json')) as { gateway?: string }).gateway;
}

export async function fetchState(symbol: string, abort: AbortSignal): Promise<InstrumentState> {
  return (await get(`v1/state/${encodeURIComponent(symbol)}`, abort)) as InstrumentState;
}

/** The newest signals of all instruments or of one, oldest first, as frames have them. */
export async function fetchSignals(limit: number, symbol?: string): Promise<readonly SignalPart[]> {
  const filter = symbol === undefined ? '' : `&symbol=${encodeURIComponent(symbol)}`;
  const answer = (await get(`v1/signals?limit=${limit}${filter}`)) as { signals: readonly RestSignal[] };
  return answer.signals.map(asSignalPart).reverse();
}

/** Up to `limit` bars, as frames have them. */
export async function fetchBars(symbol: string, period: Period, limit: number): Promise<readonly BarTuple[]> {
  const path = `v1/bars/${encodeURIComponent(symbol)}?period=${period}&limit=${limit}`;
  const answer = (await get(path)) as RestBars;
  return answer.bars.map((bar) => asBarTuple(bar, answer.priceDecimals, answer.sizeDecimals));
}

/** The newest trades, as frames have them. */
export async function fetchTrades(
  symbol: string,
  limit: number,
  decimals: { readonly price: number; readonly size: number },
): Promise<readonly TradeTuple[]> {
  const path = `v1/marketdata/trades?symbol=${encodeURIComponent(symbol)}&limit=${limit}`;
  const answer = (await get(path)) as { trades: readonly RestTrade[] };
  return answer.trades.map(({ id, time, price, quantity, aggressor }) => [
    id,
    Math.floor(time / 1000),
    parseDecimal(price, decimals.price) ?? Number.NaN,
    parseDecimal(quantity, decimals.size) ?? Number.NaN,
    aggressor,
  ]);
}

export function asSignalPart(signal: RestSignal): SignalPart {
  const { price: text, ...rest } = signal;
  const priceDecimals = text?.split('.')[1]?.length ?? 0;
  const price = text === undefined ? undefined : parseDecimal(text, priceDecimals);
  return price === undefined ? rest : { ...rest, price, priceDecimals };
}

function asBarTuple(bar: RestBar, priceDecimals: number, sizeDecimals: number): BarTuple {
  const price = (text: string): number => parseDecimal(text, priceDecimals) ?? Number.NaN;
  const volume = parseDecimal(bar.volume, sizeDecimals) ?? 0;
  return [bar.start, price(bar.open), price(bar.high), price(bar.low), price(bar.close), volume, bar.trades];
}

async function get(path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(path, {
    headers: { accept: 'application/json' },
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string; title?: string };
    throw new Problem(response.status, problem.detail ?? problem.title ?? `the server answered ${response.status}`);
  }
  return response.json();
}
