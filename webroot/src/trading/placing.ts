import type { Clock } from '../clock.ts';
import { NoAnswer, Refusal, type OrderAnswer } from './wire.ts';

const PAUSES = [500, 1_000, 2_000];
/** Refusals of the exchange itself, which knows whether it took the order before. */
const DECISIVE = [400, 404, 409, 422];

export type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Nobody knows yet whether the order was taken. */
export class UnknownOutcome extends Error {}

/**
 * Sends an order until it is known what became of it. Its client order id stays the same throughout, so however often it
 * is sent it is placed once at most.
 *
 * @throws Refusal where it was not placed
 * @throws UnknownOutcome where that could not be learned; the same order may be sent again
 */
export async function place(call: Call, order: Readonly<Record<string, unknown>>, clock: Clock): Promise<OrderAnswer> {
  let isUncertain = false;
  for (let attempt = 0; ; attempt++) {
    try {
      return (await call('POST', '/v1/order', order)) as OrderAnswer;
    } catch (error) {
      const isDecisive = error instanceof Refusal && DECISIVE.includes(error.status);
      isUncertain ||= error instanceof NoAnswer || (error instanceof Refusal && error.code === 'unknown-outcome');
      const isWorthMore = error instanceof NoAnswer || (error instanceof Refusal && error.status >= 500);
      const pause = PAUSES[attempt];
      if (isDecisive || !(isUncertain || isWorthMore)) {
        throw error;
      }
      if (pause === undefined) {
        throw isUncertain ? new UnknownOutcome('It is not known whether the order was taken', { cause: error }) : error;
      }
      await new Promise<void>((resume) => clock.after(pause, resume));
    }
  }
}

/** Client order ids: the account's own, upwards. */
export class ClientOrderIds {
  private last = 0n;

  /** Another order of the account has that id, whoever placed it. */
  saw(id: string): void {
    const seen = BigInt(id);
    this.last = seen > this.last ? seen : this.last;
  }

  next(): string {
    return String(++this.last);
  }

  /** Another account's begin elsewhere. */
  clear(): void {
    this.last = 0n;
  }
}
