import type { BookPart, BookState, LevelTuple } from './wire.ts';

/** The order book of one instrument: a whole one, then kept up to date by numbered changes. Best levels first. */
export class Ladder {
  state: BookState = 'waiting';
  priceDecimals = 0;
  sizeDecimals = 0;
  /** The number of the exchange's output that changed the book last; undefined where there is no book. */
  number: number | undefined;
  phase = '';
  auction: BookPart['auction'];
  bids: readonly LevelTuple[] = [];
  asks: readonly LevelTuple[] = [];

  /** Takes what a frame says; false where it changes another book than this one: something was lost then. */
  apply(part: BookPart): boolean {
    if (part.previous !== undefined && part.previous !== this.number) {
      return false;
    }
    this.state = part.state;
    this.phase = part.phase ?? '';
    this.auction = part.auction;
    this.number = part.number;
    this.priceDecimals = part.priceDecimals ?? 0;
    this.sizeDecimals = part.sizeDecimals ?? 0;
    const isChange = part.previous !== undefined;
    this.bids = merged(isChange ? this.bids : [], part.bids ?? [], (left, right) => left > right);
    this.asks = merged(isChange ? this.asks : [], part.asks ?? [], (left, right) => left < right);
    return true;
  }

  clear(): void {
    this.apply({ symbol: '', depth: 0, state: 'waiting' });
  }

  /** The best ask less the best bid, scaled; undefined where a side is empty. Below zero in an auction. */
  get spread(): number | undefined {
    const bid = this.bids[0];
    const ask = this.asks[0];
    return bid === undefined || ask === undefined ? undefined : ask[0] - bid[0];
  }

  /** The spread as a fraction of the price in the middle. */
  get relativeSpread(): number | undefined {
    const { spread } = this;
    const middle = spread === undefined ? 0 : ((this.bids[0]?.[0] ?? 0) + (this.asks[0]?.[0] ?? 0)) / 2;
    return spread === undefined || middle === 0 ? undefined : spread / middle;
  }

  /** The largest size of any level, which the bars are measured by. */
  get largest(): number {
    return Math.max(0, ...this.bids.map((level) => level[1]), ...this.asks.map((level) => level[1]));
  }
}

/** Two lists in the same order, best first, as one: changes take the place of levels of the same price. */
function merged(
  levels: readonly LevelTuple[],
  changes: readonly LevelTuple[],
  isBetter: (left: number, right: number) => boolean,
): readonly LevelTuple[] {
  const all: LevelTuple[] = [];
  let next = 0;
  for (const change of changes) {
    for (; next < levels.length && isBetter((levels[next] as LevelTuple)[0], change[0]); next++) {
      all.push(levels[next] as LevelTuple);
    }
    if (levels[next]?.[0] === change[0]) {
      next++;
    }
    if (change[1] > 0) {
      all.push(change);
    }
  }
  return [...all, ...levels.slice(next)];
}
