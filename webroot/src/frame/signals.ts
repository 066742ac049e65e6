import type { SignalPart } from './wire.ts';

/** The newest signals, bounded; one that comes twice (by REST and by frame, or after a reconnection) is kept once. */
export class SignalLog {
  /** Signals that the server could not fit into its frames. */
  skipped = 0;
  /** Signals taken since the page was opened. */
  taken = 0;

  private readonly known = new Set<string>();
  private signals: SignalPart[] = [];

  constructor(private readonly capacity: number = 1_000) {}

  get length(): number {
    return this.signals.length;
  }

  /** 0 is the newest. */
  newest(index: number): SignalPart | undefined {
    return index < 0 ? undefined : this.signals[this.signals.length - 1 - index];
  }

  /** Those that `keeps` keeps, newest first. */
  filter(keeps: (signal: SignalPart) => boolean): readonly SignalPart[] {
    return this.signals.filter(keeps).reverse();
  }

  all(): readonly SignalPart[] {
    return this.signals;
  }

  clear(): void {
    this.signals = [];
    this.known.clear();
  }

  /** Takes signals in any order; gives how many were new. */
  add(signals: readonly SignalPart[], skipped = 0): number {
    this.skipped += skipped;
    let added = 0;
    let ordered = true;
    for (const signal of signals) {
      const key = keyOf(signal);
      if (this.known.has(key)) {
        continue;
      }
      this.known.add(key);
      const newest = this.signals.at(-1);
      ordered &&= newest === undefined || newest.time <= signal.time;
      this.signals.push(signal);
      added++;
    }
    if (!ordered) {
      this.signals.sort((left, right) => left.time - right.time);
    }
    this.taken += added;
    this.trim();
    return added;
  }

  private trim(): void {
    const excess = this.signals.length - this.capacity;
    if (excess > 0) {
      for (const signal of this.signals.splice(0, excess)) {
        this.known.delete(keyOf(signal));
      }
    }
  }
}

/** What makes a signal the same one: the state that it was made from, and the engine. */
function keyOf(signal: SignalPart): string {
  return `${signal.instrument}|${signal.engine}|${signal.version}|${signal.sequence}|${signal.class}`;
}
