import { formatDecimal } from '../format/number.ts';
import { formatClock } from '../format/time.ts';
import { byId, make, setText } from '../shell/dom.ts';
import { Segments } from '../shell/segments.ts';
import { filled, type Blotter } from './blotter.ts';
import { average, isZero, parse, text, trimmed } from './decimal.ts';
import type { Balance, Order, Position, Side } from './wire.ts';

const NOTHING = '–';
const AVERAGE_DECIMALS = 4;
const VIEWS = ['orders', 'executions', 'positions', 'balances'] as const;
type View = (typeof VIEWS)[number];

const EMPTY: Record<View, string> = {
  orders: 'No open order.',
  executions: 'Nothing has traded in the last 24 hours.',
  positions: 'Nothing has traded so far.',
  balances: 'The account holds nothing.',
};

export interface TablesListener {
  change(order: Order): void;
  cancel(order: Order): void;
}

/** The account's four lists, one at a time. Rows are kept by what they show, so that a button keeps the focus. */
export class AccountTables {
  private readonly view = new Segments<View>('trade-views', 'orders', () => this.showView());
  private readonly rows = new Map(VIEWS.map((view) => [view, new Map<string, HTMLElement>()]));

  constructor(private readonly listener: TablesListener) {
    this.showView();
  }

  show(blotter: Blotter, positions: readonly Position[], balances: readonly Balance[]): void {
    const orders = [...blotter.orders.values()].reverse();
    this.fill(
      'orders',
      orders,
      ({ id }) => id,
      (order) => this.orderRow(order),
      orderCells,
    );
    this.fill(
      'executions',
      blotter.executions,
      ({ sequence }) => String(sequence),
      plainRow(8),
      (one) => [
        formatClock(one.time / 1_000),
        one.symbol,
        sideOf(one.side),
        formatDecimal(one.quantity),
        formatDecimal(one.price),
        formatDecimal(one.value),
        formatDecimal(one.fee),
        one.liquidity,
      ],
    );
    this.fill(
      'positions',
      positions,
      ({ symbol }) => symbol,
      plainRow(7),
      (one) => [
        one.symbol,
        formatDecimal(one.quantity),
        averageOf(one.boughtValue, one.boughtQuantity),
        averageOf(one.soldValue, one.soldQuantity),
        formatDecimal(one.fees),
        formatDecimal(one.openBuyQuantity),
        formatDecimal(one.openSellQuantity),
      ],
    );
    this.fill(
      'balances',
      balances,
      ({ asset }) => asset,
      plainRow(3),
      (one) => [one.asset, formatDecimal(one.available), formatDecimal(one.held)],
    );
    setText(byId('order-count'), orders.length === 0 ? '' : `${orders.length}${blotter.beyond ? '+' : ''}`);
    byId('cancel-all').hidden = orders.length === 0;
    this.showView();
  }

  private showView(): void {
    VIEWS.forEach((view) => (byId(view).hidden = view !== this.view.current));
    const isEmpty = this.rows.get(this.view.current)?.size === 0;
    setText(byId('trade-empty'), isEmpty ? EMPTY[this.view.current] : '');
  }

  private fill<T>(
    view: View,
    items: readonly T[],
    keyOf: (item: T) => string,
    makeRow: (item: T) => HTMLElement,
    cellsOf: (item: T) => readonly string[],
  ): void {
    const body = byId<HTMLTableElement>(view).tBodies[0] as HTMLElement;
    const before = this.rows.get(view) as Map<string, HTMLElement>;
    const now = new Map(items.map((item) => [keyOf(item), before.get(keyOf(item)) ?? makeRow(item)]));
    before.forEach((row, key) => !now.has(key) && row.remove());
    items.forEach((item, place) => {
      const row = now.get(keyOf(item)) as HTMLElement;
      cellsOf(item).forEach((cell, column) => setText(row.children[column] as HTMLElement, cell));
      if (body.children[place] !== row) {
        body.insertBefore(row, body.children[place] ?? null);
      }
    });
    this.rows.set(view, now);
  }

  private orderRow(order: Order): HTMLElement {
    const button = (what: string, act: (id: string) => void): HTMLElement => {
      const made = make('button', 'plain-button', what) as HTMLButtonElement;
      made.type = 'button';
      made.dataset['testid'] = `${what.toLowerCase()}-order`;
      made.setAttribute('aria-label', `${what} order ${order.id}`);
      made.addEventListener('click', () => act(order.id));
      return made;
    };
    const row = plainRow(9)();
    row.dataset['testid'] = 'order';
    row.dataset['id'] = order.id;
    row.dataset['side'] = order.side;
    row.append(
      make(
        'td',
        'actions',
        button('Change', () => this.listener.change(order)),
        button('Cancel', () => this.listener.cancel(order)),
      ),
    );
    return row;
  }
}

function orderCells(order: Order): readonly string[] {
  return [
    formatClock(order.creationTime / 1_000),
    order.symbol,
    sideOf(order.side),
    order.orderType + (order.postOnly ? ', post-only' : ''),
    order.price === undefined ? NOTHING : formatDecimal(order.price),
    order.stopPrice === undefined ? NOTHING : formatDecimal(order.stopPrice),
    formatDecimal(order.quantity),
    formatDecimal(filled(order)),
    order.timeInForce.toUpperCase(),
  ];
}

function plainRow(cells: number): () => HTMLElement {
  return () => make('tr', '', ...Array.from({ length: cells }, () => make('td', 'number')));
}

/** Told by its sign too, not by a colour alone. */
function sideOf(side: Side): string {
  return side === 'buy' ? '▲ Buy' : '▼ Sell';
}

function averageOf(value: string, quantity: string): string {
  const [all, by] = [parse(value), parse(quantity)];
  const price =
    all === undefined || by === undefined || isZero(quantity) ? undefined : average(all, by, AVERAGE_DECIMALS);
  return price === undefined ? NOTHING : formatDecimal(text(trimmed(price, 2)));
}
