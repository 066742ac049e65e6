import { formatPercent, formatScaled, formatSigned, wayOf } from '../format/number.ts';
import { BarSeries } from '../frame/bars.ts';
import type { BarTuple, ChartPart, Period, SignalPart, View } from '../frame/wire.ts';
import { fetchBars } from '../rest.ts';
import { byId, setText } from '../shell/dom.ts';
import { Segments } from '../shell/segments.ts';
import type { CandleChart } from './candles.ts';
import { Legend } from './legend.ts';
import { marksOf } from './markers.ts';

const MOST_BARS = 5_000;

export interface ChartListener {
  /** The chart wants another instrument or period. */
  chartWanted(): void;
  /** Signals of the chosen instrument, to mark. */
  signals(): readonly SignalPart[];
}

/** The chosen instrument's candles with their header, legend and periods. */
export class ChartPanel {
  private readonly series = new BarSeries();
  symbol: string | undefined;

  private candles: CandleChart | undefined;
  private decimals = { price: 0, size: 0 };
  private sessionOpen: number | undefined;
  private pointedAt: number | undefined;
  /** What the series holds: for a moment still the last choice, until bars of the new one come. */
  private held = '';
  /** A new connection may have missed bars: the next ones replace what is shown. */
  private isFresh = false;
  private mayHaveHole = false;
  private isBroken = false;
  /** The server does not know what is chosen: asking again would only cost it the rest of the view. */
  private isRefused = false;
  private isOlderAsked = false;
  private isFirstDraw = true;
  private readonly host = byId('candles');
  private readonly legend = new Legend();
  private readonly periods = new Segments<Period>('periods', '1m', () => this.restart());

  constructor(private readonly listener: ChartListener) {
    // The drawing library is the page's largest part: rows need not wait for it.
    import('./candles.ts')
      .then(({ CandleChart }) => {
        this.candles = new CandleChart(
          this.host,
          (start) => this.pointed(start),
          () => void this.fetchOlder(),
        );
        this.drawAll();
      })
      .catch((error: unknown) => {
        console.error('chart:', error);
        this.isBroken = true;
        this.showWaiting();
      });
  }

  wanted(): View['chart'] {
    return this.symbol === undefined || this.isRefused ? null : { symbol: this.symbol, period: this.period };
  }

  choose(symbol: string): void {
    if (symbol !== this.symbol) {
      this.symbol = symbol;
      this.sessionOpen = undefined;
      setText(byId('chart-symbol'), symbol);
      this.restart();
    }
  }

  get period(): Period {
    return this.periods.current;
  }

  setPeriod(period: Period): void {
    this.periods.set(period);
  }

  stepPeriod(by: 1 | -1): void {
    this.periods.step(by);
  }

  /** A new connection: bars of the old one may have a hole before the next. */
  reconnected(): void {
    this.isFresh = true;
    this.isRefused = false;
  }

  /** The server refused the view that named this chart. */
  refused(): void {
    this.isRefused = true;
  }

  /**
   * The chart was out of sight, and the server said nothing of it: the next bars may not reach back to those shown.
   */
  resumed(): void {
    this.mayHaveHole = true;
  }

  apply(part: ChartPart): void {
    if (part.symbol !== this.symbol || part.period !== this.period) {
      return; // sent before the server heard of another choice
    }
    // An instrument's first bars may come after an answer that it has none.
    if (this.isFresh || this.held !== this.key || this.series.length === 0 || this.hasHoleBefore(part)) {
      this.isFirstDraw ||= this.held !== this.key;
      this.isFresh = false;
      this.held = this.key;
      this.series.clear();
      this.decimals = { price: part.priceDecimals, size: part.sizeDecimals };
      this.series.merge(part.bars);
      this.drawAll();
    } else {
      const change = this.series.merge(part.bars);
      this.candles?.draw(change, this.series);
    }
    this.showQuote();
    this.showLegend();
  }

  private hasHoleBefore(part: ChartPart): boolean {
    const isResumed = this.mayHaveHole && part.bars.length > 1;
    this.mayHaveHole &&= !isResumed;
    const newest = this.series.at(-1);
    const first = part.bars[0];
    return isResumed && newest !== undefined && first !== undefined && first[0] > newest[0];
  }

  /** The session's open, which the change of the day is counted from. */
  setSessionOpen(symbol: string, open: number): void {
    if (symbol === this.symbol && open !== this.sessionOpen) {
      this.sessionOpen = open;
      this.showQuote();
    }
  }

  markSignals(): void {
    if (this.bars.length > 0) {
      this.candles?.mark(marksOf(this.listener.signals(), this.bars));
    }
  }

  recolour(): void {
    this.candles?.recolour(this.series);
    this.markSignals();
  }

  private restart(): void {
    this.isRefused = false;
    this.isOlderAsked = false;
    this.pointedAt = undefined;
    this.showWaiting();
    this.showQuote();
    this.showLegend();
    this.listener.chartWanted();
  }

  private get key(): string {
    return `${this.symbol}/${this.period}`;
  }

  /** Bars of what is chosen; none while those of the last choice are still held. */
  private get bars(): readonly BarTuple[] {
    return this.held === this.key ? this.series.all() : [];
  }

  private showWaiting(): void {
    const isWaiting = this.bars.length === 0 || this.isBroken;
    this.host.classList.toggle('waiting', isWaiting);
    byId('chart-empty').hidden = !isWaiting;
    setText(byId('chart-empty'), this.emptyText());
  }

  private emptyText(): string {
    if (this.isBroken) {
      return 'The chart could not be loaded. Load the page again.';
    }
    return this.symbol === undefined ? 'Choose an instrument to see its candles.' : `No candles of ${this.symbol} yet.`;
  }

  private drawAll(): void {
    this.showWaiting();
    if (this.candles === undefined || this.bars.length === 0) {
      return;
    }
    if (this.isFirstDraw) {
      this.candles.show(this.period, this.decimals.price, this.decimals.size);
    }
    this.candles.draw({ kind: 'all' }, this.series);
    if (this.isFirstDraw) {
      this.isFirstDraw = false;
      this.candles.reveal(this.series.length);
    }
    this.markSignals();
    this.host.setAttribute('aria-label', `${this.symbol}: candles of ${this.period}, ${this.series.length} bars`);
  }

  /** The last price as text; empty while it is not known. */
  get lastText(): string {
    const last = this.bars.at(-1)?.[4];
    return last === undefined ? '' : formatScaled(last, this.decimals.price);
  }

  /** Bars that are shown. */
  get length(): number {
    return this.bars.length;
  }

  private async fetchOlder(): Promise<void> {
    if (this.isOlderAsked || this.symbol === undefined || this.bars.length < 300) {
      return;
    }
    this.isOlderAsked = true;
    const { symbol, period } = this;
    try {
      const bars = await fetchBars(symbol, period, MOST_BARS);
      const oldest = this.series.at(0)?.[0] ?? 0;
      if (symbol === this.symbol && period === this.period && this.held === this.key) {
        // What came by frame is newer than what REST said a moment ago.
        this.series.merge(bars.filter((bar) => bar[0] < oldest));
        this.drawAll();
      }
    } catch (error) {
      console.error('older bars:', error);
    }
  }

  private pointed(start: number | undefined): void {
    this.pointedAt = start;
    this.showLegend();
  }

  private showQuote(): void {
    const last = this.bars.at(-1)?.[4];
    setText(byId('chart-last'), this.lastText);
    const change = byId('chart-change');
    if (last === undefined || this.sessionOpen === undefined) {
      setText(change, '');
      return;
    }
    const difference = last - this.sessionOpen;
    const percent = this.sessionOpen === 0 ? '' : ` (${formatPercent(difference / this.sessionOpen)})`;
    const arrow = difference > 0 ? '▲ ' : difference < 0 ? '▼ ' : '';
    const text = formatSigned(difference, this.decimals.price);
    setText(change, arrow + text + percent);
    change.className = `chart-change ${wayOf(text)}`;
  }

  private showLegend(): void {
    this.legend.show(this.pointedBar() ?? this.bars.at(-1), this.decimals.price, this.decimals.size);
  }

  private pointedBar(): BarTuple | undefined {
    return this.pointedAt === undefined ? undefined : this.bars.find((bar) => bar[0] === this.pointedAt);
  }
}
