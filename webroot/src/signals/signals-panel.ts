import { formatCompact, formatScaled } from '../format/number.ts';
import { formatClock } from '../format/time.ts';
import { directionOf, humanise, sign } from '../format/word.ts';
import type { SignalLog } from '../frame/signals.ts';
import type { SignalPart } from '../frame/wire.ts';
import { byId, make, setText, TextCell } from '../shell/dom.ts';
import { Segments } from '../shell/segments.ts';
import { VirtualList, type RowView } from '../watchlist/virtual-list.ts';

/** A strength counts ten-thousandths. */
const STRENGTH_DECIMALS = 4;

type Filter = 'all' | 'directed' | 'chosen';

/** The stream of signals, newest first. While the reader has scrolled down it stands still and counts what came. */
export class SignalsPanel {
  readonly list: VirtualList;

  private readonly viewport = byId('signal-rows');
  private readonly newer = byId('newer');
  private readonly filter = new Segments<Filter>('signal-filter', 'all', () => this.toTop());
  /** Newest first, as filtered. */
  private shown: readonly SignalPart[] = [];
  /** The newest signal when the reader left the top; those before it are held back. */
  private anchor: SignalPart | undefined;
  private held = 0;

  constructor(
    private readonly log: SignalLog,
    private readonly chosenLog: SignalLog,
    choose: (symbol: string) => void,
  ) {
    this.list = new VirtualList(
      this.viewport,
      byId('signal-spacer'),
      () => new SignalRow((index) => this.shown[index + this.held]),
      () => this.moved(),
    );
    this.viewport.addEventListener('click', (event) => {
      const index = this.list.indexOf(event.target);
      const signal = index < 0 ? undefined : this.shown[index + this.held];
      if (signal !== undefined) {
        choose(signal.symbol);
      }
    });
    this.newer.addEventListener('click', () => this.toTop());
  }

  /** The log has changed. */
  changed(): void {
    this.shown = this.filtered();
    if (this.list.scrollTop > 0) {
      this.anchor ??= this.shown[0];
      this.held = Math.max(0, this.anchor === undefined ? 0 : this.shown.indexOf(this.anchor));
    }
    this.show();
  }

  private filtered(): readonly SignalPart[] {
    switch (this.filter.current) {
      case 'all':
        return this.log.filter(() => true);
      case 'directed':
        return this.log.filter((signal) => directionOf(signal.class) !== 'flat');
      case 'chosen':
        return this.chosenLog.filter(() => true);
    }
  }

  private moved(): void {
    if (this.list === undefined) {
      return;
    }
    if (this.list.scrollTop > 0) {
      this.anchor ??= this.shown[0];
    } else if (this.anchor !== undefined) {
      this.anchor = undefined;
      this.held = 0;
      this.show();
    }
  }

  private toTop(): void {
    this.anchor = undefined;
    this.held = 0;
    this.list.scrollTo(0);
    this.changed();
  }

  private show(): void {
    this.newer.hidden = this.held === 0;
    setText(this.newer, `▲ ${this.held} new`);
    this.showCount();
    byId('no-signals').hidden = this.shown.length > 0;
    this.list.setTotal(this.shown.length - this.held);
    this.list.refresh();
  }

  private showCount(): void {
    const { taken, skipped } = this.log;
    const count = byId('signal-count');
    const all = skipped > 0 ? ` of ${formatCompact(taken + skipped, 0)}` : '';
    setText(count, `${formatCompact(taken, 0)}${all} seen`);
    const title = skipped > 0 ? `${formatScaled(skipped, 0)} signals did not fit into the frames` : '';
    if (count.title !== title) {
      count.title = title;
    }
  }
}

/** One signal; a button, so that it can be reached and pressed like one. */
class SignalRow implements RowView {
  readonly element: HTMLElement;

  private readonly button = make('button', 'signal-button') as HTMLButtonElement;
  private readonly time = new TextCell(make('span', 'when number'));
  private readonly symbol = new TextCell(make('span', 'who'));
  private readonly name = new TextCell(make('span', 'what'));
  private readonly engine = new TextCell(make('span', 'engine'));
  private readonly price = new TextCell(make('span', 'price number'));
  private shown: SignalPart | undefined;

  constructor(private readonly at: (index: number) => SignalPart | undefined) {
    this.button.type = 'button';
    this.button.append(
      this.time.element,
      this.symbol.element,
      this.name.element,
      this.engine.element,
      this.price.element,
    );
    this.element = make('div', 'row', this.button);
    this.element.setAttribute('role', 'listitem');
    this.element.dataset['testid'] = 'signal-row';
  }

  bind(index: number): void {
    const signal = this.at(index);
    if (signal === undefined || signal === this.shown) {
      return;
    }
    this.shown = signal;
    const direction = directionOf(signal.class);
    this.element.dataset['symbol'] = signal.symbol;
    this.time.set(formatClock(signal.time));
    this.symbol.set(signal.symbol);
    this.name.set(`${sign(direction)} ${humanise(signal.class)}`);
    this.name.element.className = `what ${direction}`;
    this.engine.set(signal.engine);
    this.price.set(signal.price === undefined ? '' : formatScaled(signal.price, signal.priceDecimals ?? 0));
    this.button.title = `${signal.engine} ${signal.version}, strength ${formatScaled(signal.strength, STRENGTH_DECIMALS)}, sequence ${signal.sequence}`;
  }
}
