import type { BarTuple } from './wire.ts';

/** What to draw anew after bars were merged: everything, or the bars at these indexes in rising order. */
export type BarChange = { readonly kind: 'all' } | { readonly kind: 'some'; readonly indexes: readonly number[] };

/**
 * The bars of one instrument and period in order of their start; a bar that comes again replaces the one of the same
 * start.
 */
export class BarSeries {
  private bars: BarTuple[] = [];

  get length(): number {
    return this.bars.length;
  }

  at(index: number): BarTuple | undefined {
    return this.bars.at(index);
  }

  all(): readonly BarTuple[] {
    return this.bars;
  }

  clear(): void {
    this.bars = [];
  }

  /** Takes new, changed and older bars in any order. */
  merge(bars: readonly BarTuple[]): BarChange {
    const wasEmpty = this.bars.length === 0;
    let inserted = false;
    const touched = new Set<number>();
    for (const bar of bars) {
      const index = this.indexOf(bar[0]);
      const present = this.bars[index];
      if (present !== undefined && present[0] === bar[0]) {
        this.bars[index] = bar;
      } else if (index === this.bars.length) {
        this.bars.push(bar);
      } else {
        this.bars.splice(index, 0, bar);
        inserted = true;
      }
      touched.add(index);
    }
    // An insertion shifts what lies behind it, so indexes noted before it no longer hold.
    return wasEmpty || inserted
      ? { kind: 'all' }
      : { kind: 'some', indexes: [...touched].sort((left, right) => left - right) };
  }

  /**
   * Index of the first bar that starts at `start` or later; the newest bar is looked at first, since it nearly always
   * is the one.
   */
  private indexOf(start: number): number {
    let high = this.bars.length;
    const newest = this.bars.at(-1);
    if (newest === undefined || newest[0] < start) {
      return high;
    }
    if (newest[0] === start) {
      return high - 1;
    }
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.bars[middle] as BarTuple)[0] < start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
