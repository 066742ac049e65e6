import { compare, isMultiple, parse, text, times, trimmed, type Decimal } from './decimal.ts';
import type { Instrument, OrderType, Side, TimeInForce } from './wire.ts';

export type TicketTime = Exclude<TimeInForce, 'fok-budget'>;

/** What stands in the ticket, as it was typed. */
export interface Draft {
  readonly side: Side;
  readonly orderType: OrderType;
  readonly timeInForce: TicketTime;
  readonly quantity: string;
  readonly price: string;
  readonly stopPrice: string;
  readonly displayQuantity: string;
  /** As the browser gives it, `2026-11-22T16:00`; in UTC. */
  readonly expireTime: string;
  readonly postOnly: boolean;
}

export type Field = 'quantity' | 'price' | 'stopPrice' | 'displayQuantity' | 'expireTime' | 'postOnly';
export type Faults = Partial<Record<Field, string>>;

/** How long an order of a type may stay; the first is the usual one. */
export const TIMES: Record<OrderType, readonly TicketTime[]> = {
  limit: ['gtc', 'day', 'gtd', 'ioc', 'fok'],
  market: ['ioc', 'fok'],
  stop: ['ioc'],
  'stop-limit': ['gtc', 'day', 'gtd', 'ioc'],
};

const WORDS: Record<TicketTime, string> = {
  gtc: 'good till cancelled',
  day: 'for the day',
  gtd: 'good till a time',
  ioc: 'immediate or cancel',
  fok: 'fill or kill',
};

const RESTING: readonly TicketTime[] = ['gtc', 'day', 'gtd'];

/** Which fields an order of these terms has. A buy stop's price is the worst that it may pay. */
export function has(field: Field, { side, orderType, timeInForce }: Draft): boolean {
  const hasLimit = orderType === 'limit' || orderType === 'stop-limit';
  const isStop = orderType === 'stop' || orderType === 'stop-limit';
  const rests = RESTING.includes(timeInForce);
  switch (field) {
    case 'quantity':
      return true;
    case 'price':
      return hasLimit || (orderType === 'stop' && side === 'buy');
    case 'stopPrice':
      return isStop;
    case 'displayQuantity':
      return hasLimit && rests;
    case 'postOnly':
      return orderType === 'limit' && rests;
    case 'expireTime':
      return timeInForce === 'gtd';
  }
}

/** What can be told to be wrong before anything is sent; the exchange decides the rest. */
export function check(draft: Draft, instrument: Instrument): Faults {
  const faults: Faults = {};
  const tick = instrument.tickSize ?? '0';
  const number = (field: 'quantity' | 'price' | 'stopPrice' | 'displayQuantity', step: string): void => {
    const isOptional = field === 'displayQuantity' && draft[field].trim() === '';
    const fault = has(field, draft) && !isOptional ? faultOf(draft[field], step) : undefined;
    if (fault !== undefined) {
      faults[field] = fault;
    }
  };
  number('quantity', instrument.lotSize);
  number('price', tick);
  number('stopPrice', tick);
  number('displayQuantity', instrument.lotSize);
  const [all, shown] = [parse(draft.quantity), parse(draft.displayQuantity)];
  const isShown = has('displayQuantity', draft) && all !== undefined && shown !== undefined;
  if (isShown && faults.displayQuantity === undefined && compare(shown, all) > 0) {
    faults.displayQuantity = 'is more than the quantity';
  }
  if (has('expireTime', draft) && Number.isNaN(microseconds(draft.expireTime))) {
    faults.expireTime = 'is missing';
  }
  return faults;
}

/** Why a text is no positive multiple of a step. */
export function faultOf(value: string, step: string): string | undefined {
  if (value.trim() === '') {
    return 'is missing';
  }
  const number = parse(value);
  return number === undefined || number.units <= 0n || !isMultiple(number, parse(step) as Decimal)
    ? `must be a multiple of ${step}`
    : undefined;
}

/** The order as it is sent, of a draft without faults: numbers as texts, so that none is rounded on its way. */
export function orderOf(draft: Draft, instrument: Instrument, clientOrderId: string): Record<string, unknown> {
  const number = (field: 'quantity' | 'price' | 'stopPrice' | 'displayQuantity'): object => {
    const value = has(field, draft) ? parse(draft[field]) : undefined;
    return value === undefined ? {} : { [field]: text(value) };
  };
  return {
    symbol: instrument.symbol,
    side: draft.side,
    orderType: draft.orderType,
    timeInForce: draft.timeInForce,
    ...number('quantity'),
    ...number('price'),
    ...number('stopPrice'),
    ...number('displayQuantity'),
    ...(has('expireTime', draft) ? { expireTime: String(microseconds(draft.expireTime)) } : {}),
    ...(has('postOnly', draft) && draft.postOnly ? { postOnly: true } : {}),
    clientOrderId,
  };
}

/** Price times quantity; undefined where either is missing. */
export function valueOf(draft: Draft): string | undefined {
  const [quantity, price] = [parse(draft.quantity), parse(draft.price)];
  return !has('price', draft) || quantity === undefined || price === undefined
    ? undefined
    : text(trimmed(times(quantity, price), 2));
}

/** The order in a sentence, to be confirmed. */
export function sentenceOf(draft: Draft, { symbol, quote }: Instrument): string {
  const parts = [`${draft.side === 'buy' ? 'Buy' : 'Sell'} ${draft.quantity.trim()} ${symbol}`];
  const price = draft.price.trim();
  if (draft.orderType === 'market') {
    parts.push('at the market');
  }
  if (has('stopPrice', draft)) {
    parts.push(`once ${draft.stopPrice.trim()} trades`);
  }
  if (has('price', draft)) {
    parts.push(draft.orderType === 'stop' ? `for at most ${price}` : `at ${price} or better`);
  }
  const value = valueOf(draft);
  parts.push(
    `${WORDS[draft.timeInForce]}${has('expireTime', draft) ? ` (${draft.expireTime.replace('T', ' ')} UTC)` : ''}`,
  );
  if (has('postOnly', draft) && draft.postOnly) {
    parts.push('post-only');
  }
  if (has('displayQuantity', draft) && draft.displayQuantity.trim() !== '') {
    parts.push(`showing ${draft.displayQuantity.trim()}`);
  }
  return `${parts.join(', ')}.${value === undefined ? '' : ` Value: ${value} ${quote}, fees aside.`}`;
}

function microseconds(time: string): number {
  return Date.parse(`${time}Z`) * 1_000;
}
