import type { TradeTuple } from './wire.ts';

/** The newest trades of one instrument, newest first; one that comes twice (by REST and by frame) is kept once. */
export class Tape {
  private trades: TradeTuple[] = [];

  constructor(private readonly capacity: number = 50) {}

  all(): readonly TradeTuple[] {
    return this.trades;
  }

  clear(): void {
    this.trades = [];
  }

  /** Takes trades in any order; gives how many were new. */
  add(trades: readonly TradeTuple[]): number {
    const known = new Set(this.trades.map(([id]) => id));
    const fresh = trades.filter(([id]) => !known.has(id) && known.add(id));
    if (fresh.length > 0) {
      // Ids are numbers that grow, longer than a double can tell apart.
      this.trades = [...fresh, ...this.trades].sort(newestFirst).slice(0, this.capacity);
    }
    return fresh.length;
  }
}

function newestFirst(left: TradeTuple, right: TradeTuple): number {
  return right[1] - left[1] || right[0].length - left[0].length || (right[0] < left[0] ? -1 : 1);
}
