import { browserClock } from '../clock.ts';
import { formatDecimal } from '../format/number.ts';
import { byId, setText } from '../shell/dom.ts';
import { Blotter, MOST_EXECUTIONS, MOST_ORDERS } from './blotter.ts';
import { ChangeDialog } from './change-dialog.ts';
import { wordsOf } from './fault.ts';
import { ClientOrderIds, place } from './placing.ts';
import { Session } from './session.ts';
import { SignInDialog } from './sign-in.ts';
import { channelAt, EventStream } from './stream.ts';
import { AccountTables } from './tables.ts';
import { TicketForm } from './ticket-form.ts';
import type { Account, AccountEvent, Execution, Instrument, Order, OrderAnswer, Position } from './wire.ts';

const DAY_MICROS = 86_400_000_000;
const PAGE = 1_000;
/** Balances and positions are asked for again so long after something happened. */
const SETTLE = 250;

/** Trading at the exchange's gateway: who is signed in, the ticket, the account's orders, executions and holdings. */
export class TradePanel {
  readonly blotter = new Blotter();
  isLive = false;

  private readonly session: Session;
  private readonly stream: EventStream;
  private readonly ids = new ClientOrderIds();
  private readonly ticket: TicketForm;
  private readonly tables: AccountTables;
  private readonly changeDialog: ChangeDialog;
  private readonly signInDialog: SignInDialog;
  private instruments = new Map<string, Instrument>();
  private account: Account | undefined;
  private positions: readonly Position[] = [];
  private symbol = '';
  private isSettling = false;
  private isDrawn = false;

  /** @param gateway its origin */
  constructor(gateway: string) {
    byId('help-order').hidden = false;
    this.session = new Session(gateway, browserClock, {
      renewed: () => this.stream.renewed(),
      ended: (reason) => {
        this.left();
        this.signInDialog.open(reason);
      },
    });
    this.stream = new EventStream(channelAt(gateway), browserClock, Math.random, () => this.session.token, {
      entered: (role) => this.entered(role),
      load: () => this.load(),
      event: (event) => this.happened(event),
      live: (isLive) => this.setLive(isLive),
      renew: () => this.session.renew(),
    });
    this.ticket = new TicketForm({
      nextId: () => this.ids.next(),
      place: (order) => place((...call) => this.session.call(...call), order, browserClock),
      placed: (answer) => this.note(wordsOfAnswer(answer)),
      balance: (asset) => this.account?.balances.find((one) => one.asset === asset),
    });
    this.tables = new AccountTables({
      change: ({ id }) => this.changeOf(id),
      cancel: ({ id }) => void this.cancel(`/v1/order/${id}`),
    });
    this.changeDialog = new ChangeDialog(async (id, change) => {
      await this.session.call('PUT', `/v1/order/${id}`, change);
      this.note(`Order ${id} is changed.`);
    });
    this.signInDialog = new SignInDialog((user, password) => this.signIn(user, password));
    byId('sign-out').addEventListener('click', () => this.signOut());
    byId('cancel-all').addEventListener('click', () => void this.cancel('/v1/order'));
    this.showWho();
  }

  get state(): string {
    return this.isLive ? 'live' : this.isSignedIn ? 'lost' : 'out';
  }

  get isSignedIn(): boolean {
    return this.session.isOpen;
  }

  choose(symbol: string): void {
    this.symbol = symbol;
    setText(byId('trade-symbol'), symbol);
    this.ticket.choose(symbol, this.instruments.get(symbol));
    if (this.isSignedIn && symbol !== '' && !this.instruments.has(symbol)) {
      // It may have been listed since they were asked for.
      this.askInstruments().catch((error: unknown) => console.warn('instruments:', error));
    }
  }

  /** A price of the order book was clicked. */
  takePrice(price: string): void {
    this.ticket.takePrice(price);
  }

  focus(): void {
    if (this.isSignedIn) {
      this.ticket.focus();
    } else {
      byId('sign-in').focus();
    }
  }

  private async signIn(user: string, password: string): Promise<void> {
    await this.session.signIn(user, password);
    this.showWho();
    this.stream.start();
  }

  private signOut(): void {
    void this.session.signOut();
    this.left();
  }

  private entered(role: string): boolean {
    if (role !== 'trader') {
      this.signOut();
      this.signInDialog.open(`The role ${role} does not trade. Sign in as a trader.`);
    }
    return role === 'trader';
  }

  /** Nobody is signed in any more: nothing of the account stays on the page. */
  private left(): void {
    this.stream.stop();
    this.blotter.clear();
    this.account = undefined;
    this.positions = [];
    this.ids.clear();
    this.ticket.close();
    this.changeDialog.close();
    this.note('');
    this.draw();
    this.showWho();
  }

  private async load(): Promise<number> {
    await this.askInstruments();
    try {
      await this.askHoldings();
    } catch (error) {
      this.note(wordsOf(error));
      throw error;
    }
    const executions = await this.newestExecutions();
    // Asked last: what the orders say is at least as new as the sequence that events are wanted behind.
    const path = `/v1/orders?limit=${MOST_ORDERS}`;
    const { orders, next } = (await this.session.call('GET', path)) as { orders: Order[]; next?: string };
    this.blotter.load(orders, next !== undefined, executions.newest);
    this.draw();
    return executions.sequence;
  }

  private async askInstruments(): Promise<void> {
    const answer = (await this.session.call('GET', '/v1/instruments')) as { instruments: readonly Instrument[] };
    this.instruments = new Map(answer.instruments.map((one) => [one.symbol, one]));
    this.ticket.choose(this.symbol, this.instruments.get(this.symbol));
  }

  /** The last of a day, page by page; the gateway gives the oldest first. */
  private async newestExecutions(): Promise<{ readonly newest: readonly Execution[]; readonly sequence: number }> {
    const since = Date.now() * 1_000 - DAY_MICROS;
    let newest: readonly Execution[] = [];
    for (let after = 0; ;) {
      const path = `/v1/execution?startTime=${since}&after=${after}&limit=${PAGE}`;
      const page = (await this.session.call('GET', path)) as {
        executions: readonly Execution[];
        next?: number;
        sequence: number;
      };
      newest = [...newest, ...page.executions].slice(-MOST_EXECUTIONS);
      if (page.next === undefined) {
        return { newest, sequence: page.sequence };
      }
      after = page.next;
    }
  }

  private async askHoldings(): Promise<void> {
    this.account = (await this.session.call('GET', '/v1/account')) as Account;
    this.ids.saw(this.account.lastClientOrderId);
    this.positions = ((await this.session.call('GET', '/v1/positions')) as { positions: Position[] }).positions;
    const { verification, killed } = this.account;
    if (verification !== 'verified' || killed) {
      this.note(killed ? 'An operator has stopped this account.' : `The account is not verified: ${verification}.`);
    }
    this.draw();
  }

  private happened(event: AccountEvent): void {
    this.ids.saw(event.clientOrderId);
    this.blotter.apply(event);
    if (this.blotter.beyond && this.blotter.orders.size < MOST_ORDERS / 2) {
      // There is room for those that were left out.
      this.stream.stop();
      this.stream.start();
    }
    this.draw();
    this.settle();
  }

  /** Asks what the account holds now: once for all that happens in a while. */
  private settle(): void {
    if (this.isSettling) {
      return;
    }
    this.isSettling = true;
    browserClock.after(SETTLE, () => {
      this.isSettling = false;
      if (this.isSignedIn) {
        this.askHoldings().catch((error: unknown) => console.warn('holdings:', error));
      }
    });
  }

  private changeOf(id: string): void {
    const order = this.blotter.orders.get(id);
    if (order !== undefined) {
      this.changeDialog.open(order, this.instruments.get(order.symbol));
    }
  }

  private async cancel(path: string): Promise<void> {
    try {
      const { cancelledOrders } = (await this.session.call('DELETE', path)) as { cancelledOrders?: number };
      this.note(cancelledOrders === undefined ? 'The order is cancelled.' : `${cancelledOrders} orders are cancelled.`);
    } catch (error) {
      this.note(wordsOf(error));
    }
  }

  private setLive(isLive: boolean): void {
    this.isLive = isLive;
    byId('trade-live').hidden = isLive || !this.isSignedIn;
  }

  private showWho(): void {
    const { isSignedIn } = this;
    document.documentElement.dataset['trading'] = isSignedIn ? 'in' : 'out';
    setText(byId('trade-user'), this.session.user);
    byId('trade-body').hidden = !isSignedIn;
    byId('trade-views').hidden = !isSignedIn;
    byId('sign-in').hidden = isSignedIn;
    byId('sign-out').hidden = !isSignedIn;
    byId('trade-live').hidden = this.isLive || !isSignedIn;
  }

  private note(text: string): void {
    setText(byId('trade-note'), text);
  }

  /** Draws the account once a frame at most. */
  private draw(): void {
    if (!this.isDrawn) {
      this.isDrawn = true;
      requestAnimationFrame(() => {
        this.isDrawn = false;
        this.tables.show(this.blotter, this.positions, this.account?.balances ?? []);
        this.ticket.changed();
      });
    }
  }
}

function wordsOfAnswer({ id, status, filledQuantity, remainingQuantity, cancelReason, repeated }: OrderAnswer): string {
  const filled = formatDecimal(filledQuantity ?? '0');
  const left = formatDecimal(remainingQuantity ?? '0');
  const what =
    status === 'filled'
      ? `has traded wholly: ${filled}`
      : status === 'cancelled'
        ? `is cancelled${cancelReason === undefined ? '' : ` (${cancelReason.replaceAll('-', ' ')})`}; ${filled} traded`
        : `is open with ${left}; ${filled} traded`;
  return `Order ${id} ${repeated === true ? 'was taken before and ' : ''}${what}.`;
}
