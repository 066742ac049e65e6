import type { Failure } from '../connection/socket.ts';
import { formatPercent, formatScaled } from '../format/number.ts';
import { humanise } from '../format/word.ts';
import { Ladder } from '../frame/ladder.ts';
import { Tape } from '../frame/tape.ts';
import type { BookPart, View } from '../frame/wire.ts';
import { fetchTrades } from '../rest.ts';
import { byId, setText } from '../shell/dom.ts';
import { Segments } from '../shell/segments.ts';
import { KeyDialog } from './key-dialog.ts';
import { LevelRows, type Scale } from './level-rows.ts';
import { TradeRows } from './trade-rows.ts';

/** Levels of a side that anybody may see. */
const PUBLIC_DEPTH = 5;
const TRADES_SHOWN = 50;

export interface BookListener {
  /** The panel wants another book or depth. */
  bookWanted(): void;
  /** A level was clicked; its price as an exact decimal text. */
  priceChosen(price: string): void;
  /** Shows the server a key; `answered` hears why not, or how deep books it allows. */
  authenticate(key: string, answered: (failure: Failure | undefined, depth: number) => void): void;
}

/** The chosen instrument's order book: asks above bids, their sizes as bars, the spread between, the last trades below. */
export class BookPanel {
  /** Parts of frames that were taken. */
  parts = 0;
  /** Changes that did not fit to the book that was here, which then came whole again. */
  gaps = 0;

  private symbol: string | undefined;
  private readonly ladder = new Ladder();
  private readonly tape = new Tape(TRADES_SHOWN);
  private readonly asks = new LevelRows(byId('asks'), 'ask', (price) => this.priceChosen(price));
  private readonly bids = new LevelRows(byId('bids'), 'bid', (price) => this.priceChosen(price));
  private readonly trades = new TradeRows(byId('book-trades'));
  private readonly depths = new Segments<string>('depths', String(PUBLIC_DEPTH), () => this.depthChosen());
  private readonly keys = new KeyDialog(
    (key) => this.present(key),
    () => this.keyCancelled(),
  );
  private key: string | undefined;
  /** How deep this connection may see. */
  private allowed = PUBLIC_DEPTH;
  private isRefused = false;
  private tradesOf = '';
  /** Grows with each book that is forgotten: the server says the next one whole. */
  private take = 0;
  private heldDepth = PUBLIC_DEPTH;

  constructor(private readonly listener: BookListener) {
    this.show(false);
  }

  wanted(): View['book'] {
    return this.symbol === undefined || this.isRefused
      ? null
      : { symbol: this.symbol, depth: this.depth, take: this.take };
  }

  /** Levels of a side that are shown. */
  get depth(): number {
    return Math.min(Number(this.depths.current), this.allowed);
  }

  get state(): string {
    return this.ladder.state;
  }

  get number(): number | undefined {
    return this.ladder.number;
  }

  get levels(): number {
    return this.asks.length + this.bids.length;
  }

  get tradeCount(): number {
    return this.tape.all().length;
  }

  choose(symbol: string): void {
    if (symbol !== this.symbol) {
      this.symbol = symbol;
      this.isRefused = false;
      setText(byId('book-symbol'), symbol);
      this.forget();
    }
  }

  /** A new connection knows neither what was told nor who the reader is. */
  reconnected(): void {
    this.isRefused = false;
    this.allowed = PUBLIC_DEPTH;
    this.forget();
    if (this.key !== undefined) {
      this.present(this.key);
    }
  }

  /** The server refused the view that named this book. */
  refused(): void {
    this.isRefused = true;
  }

  /** The server says that the book is deeper than is allowed. */
  tooDeep(): void {
    this.allowed = PUBLIC_DEPTH;
    this.depths.set(String(PUBLIC_DEPTH));
    this.forget();
    this.listener.bookWanted();
  }

  /** The book is out of sight, and the server says nothing of it: it comes whole when it is seen again. */
  unseen(): void {
    if (this.ladder.number !== undefined) {
      this.forget();
    }
  }

  focus(): void {
    byId('book-body').focus();
  }

  apply(part: BookPart): void {
    if (part.symbol !== this.symbol || part.depth !== this.depth) {
      return; // sent before the server heard of another choice
    }
    if (part.previous !== undefined && this.ladder.number === undefined) {
      return; // a change of a book that was forgotten; the whole one is on its way
    }
    if (!this.ladder.apply(part)) {
      this.gaps++;
      this.forget();
      this.listener.bookWanted();
      return;
    }
    this.parts++;
    this.tape.add(part.trades ?? []);
    if (part.state === 'live' && (this.tradesOf !== part.symbol || (part.tradesMissed ?? 0) > 0)) {
      this.tradesOf = part.symbol;
      void this.fetchTrades(part.symbol);
    }
    this.show(part.previous !== undefined);
  }

  private get scale(): Scale {
    return { price: this.ladder.priceDecimals, size: this.ladder.sizeDecimals };
  }

  private priceChosen(price: number): void {
    this.listener.priceChosen(formatScaled(price, this.scale.price).replaceAll(',', ''));
  }

  private forget(): void {
    this.take++;
    this.heldDepth = this.depth;
    this.ladder.clear();
    this.tape.clear();
    this.tradesOf = '';
    this.show(false);
  }

  private async fetchTrades(symbol: string): Promise<void> {
    try {
      const trades = await fetchTrades(symbol, TRADES_SHOWN, this.scale);
      if (symbol === this.symbol && this.ladder.state === 'live') {
        this.tape.add(trades);
        this.show(false);
      }
    } catch (error) {
      console.error(`trades of ${symbol}:`, error);
    }
  }

  private depthChosen(): void {
    if (Number(this.depths.current) > this.allowed) {
      this.keys.open();
      return;
    }
    if (this.depth !== this.heldDepth) {
      this.forget();
      this.listener.bookWanted();
    }
  }

  private present(key: string): void {
    this.listener.authenticate(key, (failure, depth) => {
      if (failure !== undefined) {
        this.key = undefined;
        this.keys.refused(failure);
        this.keyCancelled();
        return;
      }
      this.key = key;
      this.allowed = depth;
      this.keys.close();
      this.depthChosen();
    });
  }

  /** Without a key the depth is again what anybody may see. */
  private keyCancelled(): void {
    if (Number(this.depths.current) > this.allowed && !byId<HTMLDialogElement>('key-dialog').open) {
      this.depths.set(String(PUBLIC_DEPTH));
    }
  }

  private show(moves: boolean): void {
    const { ladder, depth } = this;
    const isLive = ladder.state === 'live';
    byId('book-empty').hidden = isLive;
    byId('book-body').classList.toggle('waiting', !isLive);
    setText(byId('book-empty'), this.emptyText());
    const largest = ladder.largest;
    this.asks.show(ladder.asks, depth, largest, this.scale, moves);
    this.bids.show(ladder.bids, depth, largest, this.scale, moves);
    this.trades.show(this.tape.all(), this.scale);
    byId('no-trades').hidden = this.tape.all().length > 0;
    this.showMiddle();
  }

  private showMiddle(): void {
    const { spread, relativeSpread, auction, phase } = this.ladder;
    const isCalm = phase === 'continuous' || phase === '';
    setText(byId('spread'), spread === undefined ? '\u2013' : formatScaled(spread, this.scale.price));
    setText(
      byId('spread-percent'),
      relativeSpread === undefined ? '' : formatPercent(relativeSpread).replace(/^\+/, ''),
    );
    byId('book-phase').hidden = isCalm;
    setText(byId('book-phase'), isCalm ? '' : humanise(phase.replaceAll('-', '_')));
    byId('auction').hidden = auction === undefined;
    if (auction !== undefined) {
      const [price, volume] = auction;
      setText(
        byId('auction'),
        `Auction: ${formatScaled(volume, this.scale.size)} at ${formatScaled(price, this.scale.price)}`,
      );
    }
  }

  private emptyText(): string {
    if (this.symbol === undefined) {
      return 'Choose an instrument to see its order book.';
    }
    switch (this.ladder.state) {
      case 'unlisted':
        return `${this.symbol} is not traded on the exchange: it has no order book.`;
      case 'absent':
        return 'Nobody answers for order books now.';
      default:
        return `Waiting for the order book of ${this.symbol}.`;
    }
  }
}
