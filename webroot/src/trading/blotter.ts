import { compare, isZero, minus, parse, text } from './decimal.ts';
import type { AccountEvent, Execution, Order } from './wire.ts';

export const MOST_ORDERS = 500;
export const MOST_EXECUTIONS = 200;

/** The own open orders and newest executions, as far as they are shown; the gateway has all. */
export class Blotter {
  /** By id, oldest first. */
  readonly orders = new Map<string, Order>();
  /** Newest first. */
  executions: readonly Execution[] = [];
  /** Open orders there are beside those that are kept. */
  beyond = false;

  /** Takes what the gateway has; `more` where it has further open orders. Executions come oldest first. */
  load(orders: readonly Order[], more: boolean, executions: readonly Execution[]): void {
    this.orders.clear();
    orders.slice(0, MOST_ORDERS).forEach((order) => this.orders.set(order.id, order));
    this.beyond = more || orders.length > MOST_ORDERS;
    this.executions = executions.slice(-MOST_EXECUTIONS).reverse();
  }

  clear(): void {
    this.load([], false, []);
  }

  /** Takes what happened; one that was loaded already changes nothing in the end. */
  apply(event: AccountEvent): void {
    const order = this.orders.get(event.orderId);
    switch (event.event) {
      case 'accepted':
        this.add(event);
        break;
      case 'executed':
        this.executed(event);
        this.changeRemaining(order, event.remainingQuantity);
        break;
      case 'replaced':
        if (order !== undefined) {
          const { quantity, remainingQuantity } = event;
          const { price, ...rest } = order;
          this.orders.set(order.id, {
            ...rest,
            quantity,
            remainingQuantity,
            ...(isZero(event.price) ? {} : { price: event.price }),
          });
        }
        break;
      case 'cancelled':
        this.orders.delete(event.orderId);
        break;
      case 'triggered':
        break;
    }
  }

  private add(event: AccountEvent & { readonly event: 'accepted' }): void {
    if (this.orders.size >= MOST_ORDERS && !this.orders.has(event.orderId)) {
      this.beyond = true;
      return;
    }
    const { event: _, sequence: __, time, orderId, ...order } = event;
    this.orders.set(orderId, { ...order, id: orderId, creationTime: time, remainingQuantity: order.quantity });
  }

  private executed(execution: Execution): void {
    if (!this.executions.some(({ sequence }) => sequence === execution.sequence)) {
      this.executions = [execution, ...this.executions].slice(0, MOST_EXECUTIONS);
    }
  }

  private changeRemaining(order: Order | undefined, remainingQuantity: string): void {
    if (order !== undefined && isZero(remainingQuantity)) {
      this.orders.delete(order.id);
    } else if (order !== undefined) {
      this.orders.set(order.id, { ...order, remainingQuantity });
    }
  }
}

/** What of an order has traded. */
export function filled({ quantity, remainingQuantity }: Order): string {
  const [all, left] = [parse(quantity), parse(remainingQuantity)];
  return all === undefined || left === undefined || compare(all, left) < 0 ? '0' : text(minus(all, left));
}
