import { byId, setText } from '../shell/dom.ts';
import { showFault, wordsOf } from './fault.ts';
import { faultOf } from './ticket.ts';
import { Refusal, type Instrument, type Order } from './wire.ts';

const FIELDS = ['price', 'quantity'] as const;

/** Another price or quantity for an open order. Only what differs is sent. */
export class ChangeDialog {
  private readonly dialog = byId<HTMLDialogElement>('change-dialog');
  private readonly send = byId<HTMLButtonElement>('change-send');
  private order: Order | undefined;
  private instrument: Instrument | undefined;

  constructor(private readonly replace: (id: string, change: Readonly<Record<string, string>>) => Promise<void>) {
    byId('change-back').addEventListener('click', () => this.dialog.close());
    byId('change-form').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submitted();
    });
  }

  open(order: Order, instrument: Instrument | undefined): void {
    this.order = order;
    this.instrument = instrument;
    setText(byId('change-text'), `${order.side === 'buy' ? 'Buy' : 'Sell'} ${order.symbol}, ${order.orderType}`);
    byId('change-price-field').hidden = order.price === undefined;
    FIELDS.forEach((field) => (this.input(field).value = order[field] ?? ''));
    this.clearFaults();
    this.dialog.showModal();
    this.input(order.price === undefined ? 'quantity' : 'price').select();
  }

  close(): void {
    this.dialog.close();
  }

  private input(field: (typeof FIELDS)[number]): HTMLInputElement {
    return byId<HTMLInputElement>(`change-${field}`);
  }

  private clearFaults(): void {
    ['change', ...FIELDS.map((field) => `change-${field}`)].forEach((id) => showFault(id, undefined));
  }

  private async submitted(): Promise<void> {
    const { order, instrument } = this;
    if (order === undefined) {
      return;
    }
    this.clearFaults();
    const steps = { price: instrument?.tickSize, quantity: instrument?.lotSize };
    const change: Record<string, string> = {};
    for (const field of FIELDS) {
      const value = this.input(field).value.trim();
      const step = steps[field];
      if (order[field] !== undefined && value !== order[field]) {
        const fault = step === undefined ? undefined : faultOf(value, step);
        if (fault !== undefined) {
          showFault(`change-${field}`, fault);
          this.input(field).focus();
          return;
        }
        change[field] = value;
      }
    }
    if (Object.keys(change).length === 0) {
      this.dialog.close();
      return;
    }
    this.send.disabled = true;
    try {
      await this.replace(order.id, change);
      this.dialog.close();
    } catch (error) {
      const field = FIELDS.find((one) => error instanceof Refusal && error.field === one);
      showFault(field === undefined ? 'change' : `change-${field}`, wordsOf(error));
    } finally {
      this.send.disabled = false;
    }
  }
}
