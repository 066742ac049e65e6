import { MOST_ROWS, type Frame, type InstrumentTuple, type RowTuple } from './wire.ts';

/** What a frame changed, as bits. */
export const TOTAL_CHANGED = 1;
export const WINDOW_CHANGED = 2;
export const ROWS_CHANGED = 4;

/**
 * One value of each kind for every place of the window; flat, so that a frame allocates nothing. NaN is what the
 * server does not know.
 */
class Columns {
  readonly id = new Int32Array(MOST_ROWS);
  readonly symbol: string[] = new Array<string>(MOST_ROWS).fill('');
  readonly priceDecimals = new Uint8Array(MOST_ROWS);
  readonly sizeDecimals = new Uint8Array(MOST_ROWS);
  /** 0: no tick so far. Otherwise it counts the values that this place's instrument has had. */
  readonly version = new Uint32Array(MOST_ROWS);
  /** -1, 0 or 1: where the last price went when it last changed. */
  readonly direction = new Int8Array(MOST_ROWS);
  readonly time = new Float64Array(MOST_ROWS);
  readonly last = new Float64Array(MOST_ROWS);
  readonly open = new Float64Array(MOST_ROWS);
  readonly high = new Float64Array(MOST_ROWS);
  readonly low = new Float64Array(MOST_ROWS);
  readonly volume = new Float64Array(MOST_ROWS);
  readonly vwap = new Float64Array(MOST_ROWS);
  readonly trades = new Float64Array(MOST_ROWS);
  readonly signal: (string | null)[] = new Array<string | null>(MOST_ROWS).fill(null);

  copy(from: Columns, source: number, target: number): void {
    this.version[target] = from.version[source] as number;
    this.direction[target] = from.direction[source] as number;
    this.time[target] = from.time[source] as number;
    this.last[target] = from.last[source] as number;
    this.open[target] = from.open[source] as number;
    this.high[target] = from.high[source] as number;
    this.low[target] = from.low[source] as number;
    this.volume[target] = from.volume[source] as number;
    this.vwap[target] = from.vwap[source] as number;
    this.trades[target] = from.trades[source] as number;
    this.signal[target] = from.signal[source] as string | null;
  }
}

/**
 * The rows that the server keeps this page told about: a window of at most 200 places on all that match the search. It
 * is the page's only copy
 * of market data; what leaves the window is forgotten. Places are counted from the window's first row.
 */
export class MarketWindow {
  /** Instruments that match the search, in the window or not. */
  total = 0;
  /** Index of the window's first row among all that match. */
  offset = 0;
  /** Rows in the window. */
  count = 0;
  /** The most decimals of any price in the window: what a column aligns to. */
  priceDecimals = 0;
  columns = new Columns();

  private spare = new Columns();
  private places = new Map<number, number>();

  /**
   * Takes what a frame says; gives the bits of what changed. Rows of instruments outside the window are passed over.
   */
  apply(frame: Frame): number {
    let changed = 0;
    if (frame.total !== undefined && frame.total !== this.total) {
      this.total = frame.total;
      changed |= TOTAL_CHANGED;
    }
    if (frame.window !== undefined) {
      this.move(frame.window.offset, frame.window.instruments);
      changed |= WINDOW_CHANGED;
    }
    if (frame.rows !== undefined) {
      for (const row of frame.rows) {
        if (this.put(row)) {
          changed |= ROWS_CHANGED;
        }
      }
    }
    return changed;
  }

  /** The place of the row at `index` of all that match, or -1 outside the window. */
  placeAt(index: number): number {
    const place = index - this.offset;
    return place >= 0 && place < this.count ? place : -1;
  }

  /** The place of an instrument by its symbol, or -1 outside the window. */
  placeOf(symbol: string): number {
    const place = this.columns.symbol.indexOf(symbol);
    return place < this.count ? place : -1;
  }

  /** Forgets all, as after a lost connection: the next frame says everything anew. */
  clear(): void {
    this.total = 0;
    this.move(0, []);
  }

  private move(offset: number, instruments: readonly InstrumentTuple[]): void {
    const before = this.columns;
    const after = this.spare;
    const places = new Map<number, number>();
    const count = Math.min(instruments.length, MOST_ROWS);
    this.priceDecimals = 0;
    for (let place = 0; place < count; place++) {
      const [id, symbol, priceDecimals, sizeDecimals] = instruments[place] as InstrumentTuple;
      places.set(id, place);
      after.id[place] = id;
      after.symbol[place] = symbol;
      after.priceDecimals[place] = priceDecimals;
      after.sizeDecimals[place] = sizeDecimals;
      this.priceDecimals = Math.max(this.priceDecimals, priceDecimals);
      const known = this.places.get(id);
      if (known === undefined) {
        after.version[place] = 0;
        after.direction[place] = 0;
        after.signal[place] = null;
      } else {
        after.copy(before, known, place);
      }
    }
    this.columns = after;
    this.spare = before;
    this.places = places;
    this.offset = offset;
    this.count = count;
  }

  private put(row: RowTuple): boolean {
    const place = this.places.get(row[0]);
    if (place === undefined) {
      return false;
    }
    const columns = this.columns;
    const known = (columns.version[place] as number) > 0;
    const before = columns.last[place] as number;
    if (!known) {
      columns.direction[place] = 0;
    } else if (row[2] !== before) {
      columns.direction[place] = row[2] > before ? 1 : -1;
    }
    columns.time[place] = row[1];
    columns.last[place] = row[2];
    columns.open[place] = row[3] ?? Number.NaN;
    columns.high[place] = row[4] ?? Number.NaN;
    columns.low[place] = row[5] ?? Number.NaN;
    columns.volume[place] = row[6] ?? Number.NaN;
    columns.vwap[place] = row[7] ?? Number.NaN;
    columns.trades[place] = row[8] ?? Number.NaN;
    columns.signal[place] = row[9];
    columns.version[place] = (columns.version[place] as number) + 1;
    return true;
  }
}
