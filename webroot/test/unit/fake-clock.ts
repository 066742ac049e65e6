import type { Clock } from '../../src/clock.ts';

/** A clock that goes where the test moves it, and runs what falls due on the way, in order. */
export class FakeClock implements Clock {
  private time = 0;
  private timers: { readonly at: number; readonly what: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(delay: number, what: () => void): () => void {
    const timer = { at: this.time + delay, what };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  advance(millis: number): void {
    const end = this.time + millis;
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
      if (due === undefined) {
        break;
      }
      this.timers = this.timers.filter((other) => other !== due);
      this.time = due.at;
      due.what();
    }
    this.time = end;
  }
}
