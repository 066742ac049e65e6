import { directionOf, humanise, type Direction } from '../format/word.ts';
import type { BarTuple, SignalPart } from '../frame/wire.ts';

/** All signals of one direction within one bar: one mark on the chart. */
export interface Mark {
  readonly start: number;
  readonly direction: Direction;
  readonly count: number;
  readonly text: string;
}

/** With more marks than this the chart shows their shapes only: text would cover the candles. */
export const MOST_TEXTS = 12;

/** Puts signals (oldest first) on the bars (oldest first) that contain them; signals before the first bar have none. */
export function marksOf(signals: readonly SignalPart[], bars: readonly BarTuple[]): readonly Mark[] {
  const marks = new Map<string, Mark>();
  let index = 0;
  for (const signal of [...signals].sort((left, right) => left.time - right.time)) {
    while (index + 1 < bars.length && (bars[index + 1] as BarTuple)[0] <= signal.time) {
      index++;
    }
    const bar = bars[index];
    if (bar === undefined || bar[0] > signal.time) {
      continue;
    }
    const direction = directionOf(signal.class);
    const key = `${bar[0]}|${direction}`;
    const count = (marks.get(key)?.count ?? 0) + 1;
    const name = humanise(signal.class);
    marks.set(key, { start: bar[0], direction, count, text: count === 1 ? name : `${name} ×${count}` });
  }
  const all = [...marks.values()];
  return all.length <= MOST_TEXTS ? all : all.map((mark) => ({ ...mark, text: '' }));
}
