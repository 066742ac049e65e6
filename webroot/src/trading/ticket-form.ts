import { formatDecimal } from '../format/number.ts';
import { byId, setText } from '../shell/dom.ts';
import { Segments } from '../shell/segments.ts';
import { stepped } from './decimal.ts';
import { showFault, wordsOf } from './fault.ts';
import { UnknownOutcome } from './placing.ts';
import { check, has, orderOf, sentenceOf, TIMES, valueOf, type Draft, type Field, type TicketTime } from './ticket.ts';
import { Refusal, type Balance, type Instrument, type OrderAnswer, type OrderType, type Side } from './wire.ts';

const FIELDS: readonly Field[] = ['quantity', 'price', 'stopPrice', 'displayQuantity', 'expireTime', 'postOnly'];

export interface TicketListener {
  /** The id that the next order has. */
  nextId(): string;
  place(order: Readonly<Record<string, unknown>>): Promise<OrderAnswer>;
  placed(answer: OrderAnswer): void;
  balance(asset: string): Balance | undefined;
}

/** The order ticket: what is typed, what is wrong with it, and the question before it is sent. */
export class TicketForm {
  private readonly side = new Segments<Side>('side', 'buy', () => this.changed());
  private readonly orderType = byId<HTMLSelectElement>('orderType');
  private readonly timeInForce = byId<HTMLSelectElement>('timeInForce');
  private readonly review = byId<HTMLButtonElement>('review');
  private readonly dialog = byId<HTMLDialogElement>('confirm-dialog');
  private readonly send = byId<HTMLButtonElement>('confirm-send');
  private instrument: Instrument | undefined;
  private symbol = '';
  /** What the dialog asks about; sent again it is the same order. */
  private order: Readonly<Record<string, unknown>> = {};
  /** An order of which it is not known whether it was taken: typed again it has the same id. */
  private unsettled: Readonly<Record<string, unknown>> | undefined;

  constructor(private readonly listener: TicketListener) {
    const form = byId<HTMLFormElement>('ticket');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.reviewed();
    });
    form.addEventListener('input', () => this.changed());
    for (const id of ['price', 'stopPrice']) {
      byId(id).addEventListener('keydown', (event) => this.step(event, byId<HTMLInputElement>(id)));
    }
    byId('confirm-form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.confirmed();
    });
    byId('confirm-form').addEventListener('keydown', (event) => {
      // The key that asked for the question and is held down does not answer it too.
      if (event.key === 'Enter' && event.repeat) {
        event.preventDefault();
      }
    });
    byId('confirm-back').addEventListener('click', () => this.dialog.close());
    // While an order is on its way nothing else can be decided about it.
    this.dialog.addEventListener('cancel', (event) => this.send.disabled && event.preventDefault());
    this.changed();
  }

  /** Another instrument is looked at, or it became known: prices of the one before mean nothing here. */
  choose(symbol: string, instrument: Instrument | undefined): void {
    if (symbol !== this.symbol) {
      this.symbol = symbol;
      FIELDS.filter((field) => field !== 'postOnly').forEach((field) => (byId<HTMLInputElement>(field).value = ''));
      this.clearFaults();
    }
    this.instrument = instrument?.tickSize === undefined ? undefined : instrument;
    this.changed();
  }

  takePrice(price: string): void {
    byId<HTMLInputElement>('price').value = price;
    showFault('price', undefined);
    this.changed();
  }

  focus(): void {
    byId('quantity').focus();
  }

  /** Asks nothing any more: nobody is signed in. */
  close(): void {
    this.dialog.close();
    this.unsettled = undefined;
  }

  /** Shows what depends on what is typed and on the account. */
  changed(): void {
    this.fitTimes();
    const draft = this.draft();
    for (const field of FIELDS) {
      (byId(field).closest('.entry') as HTMLElement).hidden = !has(field, draft);
    }
    const { instrument } = this;
    setText(byId('price-label'), draft.orderType === 'stop' ? 'At most' : 'Price');
    setText(this.review, `Review ${draft.side} order`);
    this.review.disabled = instrument === undefined;
    byId('ticket').dataset['side'] = draft.side;
    const value = valueOf(draft);
    setText(
      byId('ticket-value'),
      value === undefined || instrument === undefined ? '' : `Value ${formatDecimal(value)} ${instrument.quote}`,
    );
    const asset = draft.side === 'buy' ? instrument?.quote : instrument?.base;
    const available = asset === undefined ? undefined : (this.listener.balance(asset)?.available ?? '0');
    const missing = this.symbol === '' ? 'Choose an instrument.' : `${this.symbol} is not traded on the exchange.`;
    setText(
      byId('ticket-available'),
      available === undefined ? missing : `Available ${formatDecimal(available)} ${asset}`,
    );
  }

  private draft(): Draft {
    const text = (id: string): string => byId<HTMLInputElement>(id).value;
    return {
      side: this.side.current,
      orderType: this.orderType.value as OrderType,
      timeInForce: this.timeInForce.value as TicketTime,
      quantity: text('quantity'),
      price: text('price'),
      stopPrice: text('stopPrice'),
      displayQuantity: text('displayQuantity'),
      expireTime: text('expireTime'),
      postOnly: byId<HTMLInputElement>('postOnly').checked,
    };
  }

  private fitTimes(): void {
    const allowed = TIMES[this.orderType.value as OrderType];
    for (const option of this.timeInForce.options) {
      option.hidden = option.disabled = !allowed.includes(option.value as TicketTime);
    }
    if (this.timeInForce.selectedOptions[0]?.disabled !== false) {
      this.timeInForce.value = allowed[0] as string;
    }
  }

  private step(event: KeyboardEvent, input: HTMLInputElement): void {
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const tick = this.instrument?.tickSize;
    if (way !== 0 && tick !== undefined) {
      event.preventDefault();
      input.value = stepped(input.value, tick, way);
      this.changed();
    }
  }

  private clearFaults(): void {
    [...FIELDS, 'ticket'].forEach((id) => showFault(id, undefined));
  }

  private reviewed(): void {
    const { instrument } = this;
    if (instrument === undefined) {
      return;
    }
    this.clearFaults();
    const draft = this.draft();
    const faults = check(draft, instrument);
    const wrong = FIELDS.filter((field) => faults[field] !== undefined);
    if (wrong.length > 0) {
      wrong.forEach((field) => showFault(field, faults[field]));
      byId(wrong[0] as string).focus();
      return;
    }
    this.order = this.orderOf(draft, instrument);
    setText(byId('confirm-text'), sentenceOf(draft, instrument));
    setText(byId('confirm-id'), `Client order id ${this.order['clientOrderId']}`);
    setText(this.send, 'Send');
    showFault('confirm', undefined);
    this.dialog.dataset['side'] = draft.side;
    this.dialog.showModal();
    this.send.focus();
  }

  private orderOf(draft: Draft, instrument: Instrument): Readonly<Record<string, unknown>> {
    const { unsettled } = this;
    const same = unsettled && orderOf(draft, instrument, unsettled['clientOrderId'] as string);
    return same !== undefined && JSON.stringify(same) === JSON.stringify(unsettled)
      ? same
      : orderOf(draft, instrument, this.listener.nextId());
  }

  private async confirmed(): Promise<void> {
    const back = byId<HTMLButtonElement>('confirm-back');
    showFault('confirm', undefined);
    this.send.disabled = back.disabled = true;
    try {
      const answer = await this.listener.place(this.order);
      this.unsettled = undefined;
      this.dialog.close();
      this.listener.placed(answer);
    } catch (error) {
      this.failed(error);
    } finally {
      this.send.disabled = back.disabled = false;
    }
  }

  private failed(error: unknown): void {
    if (error instanceof UnknownOutcome) {
      this.unsettled = this.order;
      showFault('confirm', `${error.message}. Sent again under the same id it cannot be placed twice.`);
      setText(this.send, 'Send again');
      this.send.focus();
      return;
    }
    this.unsettled = undefined;
    this.dialog.close();
    const field = FIELDS.find((one) => error instanceof Refusal && error.field === one);
    showFault(field ?? 'ticket', wordsOf(error));
    byId(field ?? 'quantity').focus();
  }
}
