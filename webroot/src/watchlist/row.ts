import { formatAligned, formatCompact, formatPercent, wayOf } from '../format/number.ts';
import { formatClock } from '../format/time.ts';
import { directionOf, humanise, sign } from '../format/word.ts';
import type { MarketWindow } from '../frame/market.ts';
import { make, TextCell } from '../shell/dom.ts';
import type { RowView } from './virtual-list.ts';

/** What of the watchlist's own state a row shows. */
export interface Selection {
  readonly chosen: string | undefined;
  readonly cursor: number;
}

const NOTHING = '\u2013';
const RANGE_WIDTH = 44;

/** One row of the watchlist. Compares before it writes: an unchanged row costs a handful of comparisons. */
export class MarketRow implements RowView {
  readonly element: HTMLElement;

  private readonly symbol = cell('symbol');
  private readonly last = cell('last number');
  private readonly change = cell('change number');
  private readonly volume = cell('volume number');
  private readonly signal = cell('signal');
  private readonly time = cell('time number');
  private readonly range: HTMLElement;
  private readonly marker = make('i', 'marker');

  private id = -1;
  private version = -1;
  private decimals = -1;
  private index = -1;
  private isChosen = false;
  private isCursor = false;
  private isFlashOdd = false;

  constructor(
    poolIndex: number,
    private readonly market: MarketWindow,
    private readonly selection: Selection,
  ) {
    this.range = make('div', 'cell range', make('span', 'track', this.marker));
    this.range.setAttribute('role', 'gridcell');
    this.element = make('div', 'row');
    this.element.id = `market-row-${poolIndex}`;
    this.element.setAttribute('role', 'row');
    this.element.dataset['testid'] = 'market-row';
    this.element.append(
      this.symbol.element,
      this.last.element,
      this.change.element,
      this.volume.element,
      this.range,
      this.signal.element,
      this.time.element,
    );
  }

  bind(index: number): void {
    const place = this.market.placeAt(index);
    if (index !== this.index) {
      this.index = index;
      this.element.setAttribute('aria-rowindex', String(index + 2));
    }
    if (place < 0) {
      this.showPending();
    } else {
      this.showInstrument(place);
    }
    this.showSelection(index, place);
  }

  private showPending(): void {
    if (this.id !== -1 || this.version !== 0) {
      this.id = -1;
      this.version = 0;
      this.element.classList.add('pending');
      delete this.element.dataset['symbol'];
      this.clear('');
      this.symbol.set('');
    }
  }

  private showInstrument(place: number): void {
    const columns = this.market.columns;
    const id = columns.id[place] as number;
    const version = columns.version[place] as number;
    const isSame = id === this.id;
    if (isSame && version === this.version && this.market.priceDecimals === this.decimals) {
      return;
    }
    const isNews = isSame && this.version > 0 && version !== this.version;
    const isOther = !isSame;
    this.id = id;
    this.version = version;
    this.decimals = this.market.priceDecimals;
    if (isOther) {
      this.element.classList.remove('pending');
      this.element.dataset['symbol'] = columns.symbol[place] as string;
      this.symbol.set(columns.symbol[place] as string);
      this.last.element.className = 'cell last number';
    }
    if (version === 0) {
      this.clear(NOTHING);
    } else {
      this.showValues(place, isNews);
    }
  }

  private showValues(place: number, isNews: boolean): void {
    const columns = this.market.columns;
    const last = columns.last[place] as number;
    const open = columns.open[place] as number;
    const decimals = columns.priceDecimals[place] as number;
    const text = formatAligned(last, decimals, this.decimals);
    this.last.set(text);
    this.showChange(last, open);
    const volume = columns.volume[place] as number;
    this.volume.set(Number.isNaN(volume) ? NOTHING : formatCompact(volume, columns.sizeDecimals[place] as number));
    this.time.set(formatClock(columns.time[place] as number));
    this.showRange(last, columns.low[place] as number, columns.high[place] as number);
    this.showSignal(columns.signal[place] as string | null);
    if (isNews) {
      this.flash(columns.direction[place] as number);
    }
  }

  private showChange(last: number, open: number): void {
    const fraction = (last - open) / open;
    const text = Number.isFinite(fraction) ? formatPercent(fraction) : NOTHING;
    this.change.set(text);
    setClass(this.change.element, `cell change number ${wayOf(text)}`);
  }

  private showRange(last: number, low: number, high: number): void {
    const part = high > low ? (last - low) / (high - low) : 0.5;
    this.marker.style.transform = `translateX(${Math.round(part * RANGE_WIDTH)}px)`;
    this.range.classList.remove('empty');
  }

  private showSignal(name: string | null): void {
    const direction = name === null ? 'flat' : directionOf(name);
    this.signal.set(name === null ? '' : `${sign(direction)} ${humanise(name)}`);
    setClass(this.signal.element, `cell signal ${name === null ? '' : direction}`);
  }

  /** Two names for the same animation, in turn: a new name starts it over without forcing layout. */
  private flash(direction: number): void {
    this.isFlashOdd = !this.isFlashOdd;
    const way = direction > 0 ? 'up' : direction < 0 ? 'down' : 'same';
    setClass(this.last.element, `cell last number flash-${way}-${this.isFlashOdd ? 'a' : 'b'}`);
  }

  private clear(text: string): void {
    this.last.set(text);
    this.last.element.className = 'cell last number';
    this.change.set(text);
    this.change.element.className = 'cell change number flat';
    this.volume.set(text);
    this.time.set(text);
    this.signal.set('');
    this.signal.element.className = 'cell signal';
    this.range.classList.add('empty');
  }

  private showSelection(index: number, place: number): void {
    const isChosen = place >= 0 && this.market.columns.symbol[place] === this.selection.chosen;
    const isCursor = index === this.selection.cursor;
    if (isChosen !== this.isChosen) {
      this.isChosen = isChosen;
      this.element.setAttribute('aria-selected', String(isChosen));
    }
    if (isCursor !== this.isCursor) {
      this.isCursor = isCursor;
      this.element.classList.toggle('cursor', isCursor);
    }
  }
}

function cell(classes: string): TextCell {
  const element = make('div', `cell ${classes}`);
  element.setAttribute('role', 'gridcell');
  return new TextCell(element);
}

function setClass(element: HTMLElement, classes: string): void {
  if (element.className !== classes) {
    element.className = classes;
  }
}
