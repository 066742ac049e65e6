import { BookPanel } from './book/book-panel.ts';
import { ChartPanel } from './chart/chart-panel.ts';
import { newClientId } from './client-id.ts';
import { browserClock } from './clock.ts';
import { bridgeAt } from './connection/bridge.ts';
import { Link, type LinkListener } from './connection/link.ts';
import { DetailsPanel } from './details/details-panel.ts';
import { parseDecimal } from './format/number.ts';
import { MarketWindow } from './frame/market.ts';
import { SignalLog } from './frame/signals.ts';
import type { Frame, SignalPart, View } from './frame/wire.ts';
import { asSignalPart, fetchGateway, fetchSignals, type InstrumentState } from './rest.ts';
import { formatAddress, parseAddress } from './shell/address.ts';
import { Keyboard } from './shell/keyboard.ts';
import { publish, type Diagnostics } from './shell/diagnostics.ts';
import { byId } from './shell/dom.ts';
import { StatusBar } from './shell/status.ts';
import { Tabs } from './shell/tabs.ts';
import { ThemeSwitch } from './shell/theme.ts';
import { SignalsPanel } from './signals/signals-panel.ts';
import { TradePanel } from './trading/trade-panel.ts';
import { Watchlist } from './watchlist/watchlist.ts';

const SHOW_STATUS_EVERY = 250;
const SIGNALS_AT_START = 100;

/** The whole page: joins the parts, and knows what of them is seen. */
export class Desk implements LinkListener {
  private readonly market = new MarketWindow();
  private readonly log = new SignalLog();
  /** Those of the chosen instrument, which the stream of all others would soon push out. */
  private readonly chosenLog = new SignalLog();
  private readonly status = new StatusBar();
  private readonly tabs = new Tabs(() => this.say());
  private readonly link = new Link(
    bridgeAt(new URL('eventbus', document.baseURI).href),
    browserClock,
    Math.random,
    newClientId,
    this,
  );
  private readonly chart = new ChartPanel({
    chartWanted: () => this.chartWanted(),
    signals: () => this.chosenLog.all(),
  });
  private readonly book = new BookPanel({
    bookWanted: () => this.say(),
    priceChosen: (price) => this.priceChosen(price),
    authenticate: (key, answered) => this.link.authenticate(key, answered),
  });
  private readonly details = new DetailsPanel({
    stateCame: (state) => this.stateCame(state),
    isWanted: () => !document.hidden && this.link.health.phase !== 'lost' && this.shows('details', 'chart'),
  });
  private readonly signals = new SignalsPanel(this.log, this.chosenLog, (symbol) => this.choose(symbol));
  private readonly watchlist = new Watchlist(this.market, {
    rowsWanted: () => this.say(),
    choose: (symbol) => this.choose(symbol),
  });
  private readonly theme = new ThemeSwitch(() => this.chart.recolour());
  /** Only where a gateway is configured. */
  private trade: TradePanel | undefined;
  private isStarted = false;
  private isChartSaid = false;
  private sampled = { frames: 0, bytes: 0, at: 0 };

  start(): void {
    new Keyboard({
      search: () => this.searchWanted(),
      theme: () => this.theme.step(),
      stepPeriod: (step) => this.chart.stepPeriod(step),
      book: () => this.bookFocused(),
      order: () => this.ticketFocused(),
    });
    publish(() => this.diagnostics());
    this.takeAddress();
    addEventListener('hashchange', () => this.takeAddress());
    addEventListener('online', () => this.link.retryNow());
    byId('retry').addEventListener('click', () => this.link.retryNow());
    document.addEventListener('visibilitychange', () => this.seen());
    this.isStarted = true;
    this.say();
    this.link.start();
    this.openTrading();
    setInterval(() => this.showStatus(), SHOW_STATUS_EVERY);
  }

  connected(): void {
    byId('refusal').hidden = true;
    this.chart.reconnected();
    this.book.reconnected();
    this.details.refresh();
    this.fetchMissedSignals();
  }

  frame(frame: Frame): void {
    this.watchlist.changed(this.market.apply(frame));
    if (frame.chart !== undefined) {
      this.chart.apply(frame.chart);
    }
    if (frame.book !== undefined) {
      this.book.apply(frame.book);
    }
    if (frame.signals !== undefined || frame.signalsSkipped !== undefined) {
      this.log.add(frame.signals ?? [], frame.signalsSkipped);
      this.takeChosen(frame.signals ?? []);
    }
    if (frame.skipped > 0) {
      this.status.slow(frame.skipped, browserClock.now());
    }
    this.status.time(frame.time);
    this.chooseFirst();
  }

  health(): void {
    this.showStatus();
  }

  refused(failure: { readonly code: number; readonly message: string }, view: View): void {
    console.error(`the server refused the view (${failure.code}): ${failure.message}`, view);
    byId('refusal').hidden = false;
    byId('refusal-text').textContent = failure.message;
    if (failure.message.startsWith('book.depth')) {
      this.book.tooDeep();
    } else if (view.chart !== null || view.book !== null) {
      this.chart.refused();
      this.book.refused();
      this.say();
    }
  }

  /** The reader chose an instrument: on a narrow screen its chart takes the list's place. */
  private choose(symbol: string): void {
    this.take(symbol);
    if (this.tabs.isNarrow) {
      this.tabs.select('chart');
    }
  }

  private take(symbol: string): void {
    if (symbol !== this.chart.symbol) {
      this.chosenLog.clear();
    }
    this.watchlist.setChosen(symbol);
    this.details.choose(symbol);
    this.book.choose(symbol);
    this.trade?.choose(symbol);
    this.chart.choose(symbol);
    this.takeChosen(this.log.all());
  }

  /** Someone who has chosen nothing yet sees the first instrument. */
  private chooseFirst(): void {
    if (this.chart.symbol === undefined && this.market.count > 0) {
      this.take(this.market.columns.symbol[0] as string);
    }
  }

  private chartWanted(): void {
    byId('refusal').hidden = true;
    const { symbol, period } = this.chart;
    if (symbol !== undefined) {
      history.replaceState(null, '', formatAddress(symbol, period));
      this.fetchSignalsOf(symbol);
    }
    this.say();
  }

  private takeAddress(): void {
    const { symbol, period } = parseAddress(location.hash);
    if (period !== undefined) {
      this.chart.setPeriod(period);
    }
    if (symbol !== undefined) {
      this.choose(symbol);
    }
  }

  /** Of these signals, keeps those of the chosen instrument; the panel shows what is new in either log. */
  private takeChosen(signals: readonly SignalPart[]): void {
    const chosen = signals.filter((signal) => signal.symbol === this.chart.symbol);
    if (this.chosenLog.add(chosen) > 0) {
      this.chart.markSignals();
    }
    this.signals.changed();
  }

  private fetchMissedSignals(): void {
    fetchSignals(SIGNALS_AT_START)
      .then((signals) => {
        this.log.add(signals);
        this.takeChosen(signals);
      })
      .catch((error: unknown) => console.error('signals:', error));
  }

  private fetchSignalsOf(symbol: string): void {
    fetchSignals(SIGNALS_AT_START, symbol)
      .then((signals) => this.takeChosen(signals))
      .catch((error: unknown) => console.error(`signals of ${symbol}:`, error));
  }

  private stateCame(state: InstrumentState): void {
    this.takeChosen((state.signals ?? []).map(asSignalPart));
    const open = state.session?.open;
    const scaled = open === undefined ? undefined : parseDecimal(open, state.priceDecimals);
    if (scaled !== undefined) {
      this.chart.setSessionOpen(state.symbol, scaled);
    }
  }

  private searchWanted(): void {
    this.tabs.select('markets');
    this.watchlist.focusSearch();
  }

  private bookFocused(): void {
    this.tabs.select('book');
    this.book.focus();
  }

  private openTrading(): void {
    fetchGateway()
      .then((gateway) => {
        if (gateway !== undefined) {
          this.trade = new TradePanel(gateway);
          this.trade.choose(this.chart.symbol ?? '');
          this.tabs.add('trade');
        }
      })
      .catch((error: unknown) => console.error('configuration:', error));
  }

  private priceChosen(price: string): void {
    if (this.trade?.isSignedIn === true) {
      this.trade.takePrice(price);
      if (this.tabs.isNarrow) {
        this.tabs.select('trade');
      }
    }
  }

  private ticketFocused(): void {
    if (this.trade !== undefined) {
      this.tabs.select('trade');
      this.trade.focus();
    }
  }

  private seen(): void {
    this.say();
    if (!document.hidden) {
      this.link.retryNow();
      this.fetchMissedSignals();
    }
  }

  private shows(...tabs: readonly Parameters<Tabs['shows']>[0][]): boolean {
    return !document.hidden && tabs.some((tab) => this.tabs.shows(tab));
  }

  /** Tells the server what is seen: a panel that is hidden costs no bytes. */
  private say(): void {
    if (!this.isStarted) {
      return;
    }
    const view = this.view();
    if (view.chart !== null && !this.isChartSaid) {
      this.chart.resumed();
    }
    this.isChartSaid = view.chart !== null;
    if (view.book === null) {
      this.book.unseen();
    }
    this.link.show(view);
  }

  private view(): View {
    const rows = this.watchlist.rows();
    return {
      rows: this.shows('markets') ? rows : { ...rows, limit: 1 },
      chart: this.shows('chart', 'details') ? this.chart.wanted() : null,
      signals: this.shows('signals', 'chart'),
      book: this.shows('book') ? this.book.wanted() : null,
    };
  }

  private showStatus(): void {
    const now = browserClock.now();
    const { retryAt, health } = this.link;
    this.status.show(health, retryAt === undefined ? undefined : retryAt - now, now);
    this.showTitle();
    const elapsed = (now - this.sampled.at) / 1000;
    if (elapsed >= 1) {
      const { frames, bytes } = this.link.counters;
      this.status.rate((frames - this.sampled.frames) / elapsed, (bytes - this.sampled.bytes) / elapsed);
      this.sampled = { frames, bytes, at: now };
    }
  }

  /** What a browser's row of tabs shows of this page. */
  private showTitle(): void {
    const { phase } = this.link.health;
    const trouble = phase === 'lost' || phase === 'stale' ? `(${phase}) ` : '';
    const title = this.chart.symbol === undefined ? 'Bourse' : `${this.chart.symbol} ${this.chart.lastText} · Bourse`;
    if (document.title !== trouble + title) {
      document.title = trouble + title;
    }
  }

  private diagnostics(): Diagnostics {
    return {
      ...this.link.counters,
      connection: this.link.health.phase,
      rowsShown: this.watchlist.shown,
      rowElements: this.watchlist.list.rowElements,
      total: this.market.total,
      signals: this.log.taken,
      signalsSkipped: this.log.skipped,
      bars: this.chart.length,
      book: this.book.state,
      bookNumber: this.book.number,
      bookDepth: this.book.depth,
      levels: this.book.levels,
      bookParts: this.book.parts,
      bookGaps: this.book.gaps,
      trades: this.book.tradeCount,
      trading: this.trade?.state ?? 'none',
      openOrders: this.trade?.blotter.orders.size ?? 0,
      executions: this.trade?.blotter.executions.length ?? 0,
      chosen: this.chart.symbol,
      period: this.chart.period,
      theme: this.theme.current,
      view: this.view(),
    };
  }
}
