/* What the gateway says, as far as the page reads it: docs/protocol/exchange-rest.md and exchange-ws.md as types. */

export type Side = 'buy' | 'sell';
export type OrderType = 'limit' | 'market' | 'stop' | 'stop-limit';
export type TimeInForce = 'gtc' | 'day' | 'gtd' | 'ioc' | 'fok' | 'fok-budget';

export interface Instrument {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  /** Absent where prices are no decimal numbers: the page trades no such instrument. */
  readonly tickSize?: string;
  readonly lotSize: string;
}

/** An order; ids are texts, times microseconds. */
export interface Order {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly orderType: OrderType;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly price?: string;
  readonly stopPrice?: string;
  readonly displayQuantity?: string;
  readonly quantity: string;
  readonly remainingQuantity: string;
  readonly creationTime: number;
}

/** What an order's own command is answered. */
export interface OrderAnswer {
  readonly id: string;
  readonly filledQuantity?: string;
  readonly remainingQuantity?: string;
  readonly status?: 'new' | 'filled' | 'cancelled';
  readonly cancelReason?: string;
  readonly repeated?: boolean;
}

export interface Execution {
  readonly sequence: number;
  readonly time: number;
  readonly orderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly price: string;
  readonly quantity: string;
  readonly value: string;
  readonly fee: string;
  readonly liquidity: string;
}

export interface Balance {
  readonly asset: string;
  readonly available: string;
  readonly held: string;
}

export interface Account {
  readonly account: number;
  readonly verification: string;
  readonly killed: boolean;
  readonly lastClientOrderId: string;
  readonly balances: readonly Balance[];
}

export interface Position {
  readonly symbol: string;
  readonly quantity: string;
  readonly boughtQuantity: string;
  readonly boughtValue: string;
  readonly soldQuantity: string;
  readonly soldValue: string;
  readonly openBuyQuantity: string;
  readonly openSellQuantity: string;
  readonly fees: string;
}

interface OfOrder {
  readonly sequence: number;
  readonly time: number;
  readonly orderId: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
}

/** Something that happened to an order of the account. */
export type AccountEvent = OfOrder &
  (
    | (Pick<
        Order,
        'orderType' | 'timeInForce' | 'postOnly' | 'price' | 'stopPrice' | 'displayQuantity' | 'quantity'
      > & {
        readonly event: 'accepted';
      })
    | (Execution & { readonly event: 'executed'; readonly remainingQuantity: string })
    | {
        readonly event: 'replaced';
        readonly price: string;
        readonly quantity: string;
        readonly remainingQuantity: string;
      }
    | { readonly event: 'triggered' }
    | { readonly event: 'cancelled'; readonly quantity: string; readonly reason: string }
  );

/** A refusal in the gateway's words; `field` where one is at fault. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** There was no answer: nobody knows whether the request arrived. */
export class NoAnswer extends Error {}
