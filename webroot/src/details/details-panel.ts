import { formatDecimal, formatPercent, roundDecimal, wayOf } from '../format/number.ts';
import { formatMillis, formatMinute } from '../format/time.ts';
import { directionOf, humanise, sign } from '../format/word.ts';
import { fetchState, Problem, type Average, type InstrumentState, type RestTick } from '../rest.ts';
import { byId, make, setText } from '../shell/dom.ts';

const EVERY = 2_000;
const NOTHING = '\u2013';
const FINE_DECIMALS = 2;
const TICKS_SHOWN = 50;

export interface DetailsListener {
  stateCame(state: InstrumentState): void;
  /** Whether the panel is seen and the server answers. */
  isWanted(): boolean;
}

/** The chosen instrument's whole state, asked over REST every 2 s while it is seen. */
export class DetailsPanel {
  private symbol: string | undefined;
  private abort = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly listener: DetailsListener) {
    this.wait();
  }

  choose(symbol: string): void {
    if (symbol !== this.symbol) {
      this.symbol = symbol;
      setText(byId('details-symbol'), symbol);
      this.show(undefined);
      this.refresh();
    }
  }

  /** Asks at once. */
  refresh(): void {
    clearTimeout(this.timer);
    this.abort.abort();
    this.abort = new AbortController();
    void this.ask(this.abort.signal);
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), EVERY);
  }

  private async ask(abort: AbortSignal): Promise<void> {
    const symbol = this.symbol;
    if (symbol === undefined || !this.listener.isWanted()) {
      this.wait();
      return;
    }
    try {
      const state = await fetchState(symbol, abort);
      if (symbol === this.symbol) {
        this.listener.stateCame(state);
        this.show(state);
        this.note('');
      }
    } catch (error) {
      if (abort.aborted) {
        return;
      }
      // The status bar says that the connection is lost; here stands what the server itself objects to.
      this.note(error instanceof Problem ? error.message : 'No answer');
    }
    this.wait();
  }

  private note(text: string): void {
    setText(byId('details-note'), text);
  }

  private show(state: InstrumentState | undefined): void {
    this.showSession(state);
    this.showAverages(state?.averages ?? [], state);
    this.showSignals(state);
    this.showTicks(state?.ticks ?? []);
  }

  private showSession(state: InstrumentState | undefined): void {
    const session = state?.session;
    const put = (id: string, text: string | undefined): void => setText(byId(id), text ?? NOTHING);
    const price = (text: string | undefined): string | undefined => (text === undefined ? text : formatDecimal(text));
    put('d-open', price(session?.open));
    put('d-high', price(session?.high));
    put('d-low', price(session?.low));
    put('d-last', price(session?.last));
    put('d-vwap', session?.vwap === undefined ? undefined : fine(session.vwap, state));
    put('d-volume', price(session?.volume));
    put('d-trades', session?.trades?.toLocaleString('en-US'));
    put('d-start', session?.start === undefined ? undefined : formatMinute(session.start));
    putSigned(byId('d-change'), session?.change);
    putFraction(byId('d-index'), state?.index?.return);
    putFraction(byId('d-relative'), state?.index?.relative);
  }

  /** A row for each average that the server keeps, with the distance of the last price from it. */
  private showAverages(averages: readonly Average[], state: InstrumentState | undefined): void {
    const body = byId('averages');
    fit(body, averages.length, () => {
      const name = make('th', '');
      name.setAttribute('scope', 'row');
      return make('tr', '', name, make('td', 'number'), make('td', 'number'));
    });
    averages.forEach(({ kind, period, price }, index) => {
      const row = body.children[index] as HTMLElement;
      const [name, value, from] = row.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
      row.dataset['testid'] = `average-${kind}-${period}`;
      setText(name, `${humanise(kind)} ${period}`);
      setText(value, price === undefined ? NOTHING : fine(price, state));
      putFraction(from, distance(state?.session?.last, price));
    });
  }

  private showSignals(state: InstrumentState | undefined): void {
    const signals = (state?.signals ?? []).map((signal) => {
      const direction = directionOf(signal.class);
      const text = `${sign(direction)} ${humanise(signal.class)}`;
      return make('li', '', make('span', 'engine', signal.engine), make('span', `what ${direction}`, text));
    });
    byId('d-signals').replaceChildren(...signals);
  }

  private showTicks(ticks: readonly RestTick[]): void {
    const body = byId('ticks');
    const shown = ticks.slice(0, TICKS_SHOWN);
    fit(body, shown.length, () => make('tr', '', make('td', 'number'), make('td', 'number'), make('td', 'number')));
    shown.forEach((tick, index) => {
      const cells = (body.children[index] as HTMLElement).children;
      const older = ticks[index + 1];
      const way = older === undefined ? 0 : Math.sign(Number(tick.price) - Number(older.price));
      const price = cells[1] as HTMLElement;
      setText(cells[0] as HTMLElement, formatMillis(tick.time));
      setText(price, `${way > 0 ? '▲ ' : way < 0 ? '▼ ' : ''}${formatDecimal(tick.price)}`);
      price.className = `number ${way > 0 ? 'up' : way < 0 ? 'down' : ''}`;
      setText(cells[2] as HTMLElement, formatDecimal(tick.size));
    });
  }
}

/** Makes a body have exactly so many rows, keeping those that it has. */
function fit(body: HTMLElement, count: number, makeRow: () => HTMLElement): void {
  while (body.childElementCount > count) {
    body.lastElementChild?.remove();
  }
  while (body.childElementCount < count) {
    body.append(makeRow());
  }
}

/** An averaged price: two decimals more than a traded one has, which is as fine as a reader can use. */
function fine(text: string, state: InstrumentState | undefined): string {
  return formatDecimal(roundDecimal(text, (state?.priceDecimals ?? 2) + FINE_DECIMALS));
}

/** How far the last price is from the average, as a fraction of the average. */
function distance(last: string | undefined, average: string | undefined): number | undefined {
  const from = Number(average);
  return last === undefined || average === undefined || from === 0 ? undefined : (Number(last) - from) / from;
}

function putSigned(element: HTMLElement, text: string | undefined): void {
  // Its sign alone is wanted: a double has that right.
  const value = text === undefined ? undefined : Number(text);
  const way = value === undefined || value === 0 ? 'flat' : value > 0 ? 'up' : 'down';
  setText(element, text === undefined ? NOTHING : (way === 'up' ? '+' : '') + formatDecimal(text));
  element.className = `number ${way}`;
}

function putFraction(element: HTMLElement, fraction: number | undefined): void {
  const text = fraction === undefined ? NOTHING : formatPercent(fraction);
  setText(element, text);
  element.className = `number ${wayOf(text)}`;
}
