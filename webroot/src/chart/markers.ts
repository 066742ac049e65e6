import { directionOf, humanise, type Direction } from '../format/word.ts';
import type { BarTuple, SignalPart } from '../frame/wire.ts';

/** All signals of one direction within one bar: one mark on the chart. */
export interface Mark {
  readonly start: number;
  readonly direction: Direction;
  readonly text: string;
}

/** With more marks than this the chart shows their shapes only: text would cover the candles. */
export const MOST_TEXTS = 12;

/**
 * Puts signals (oldest first) on the bars (oldest first) that contain them; signals before the first bar have none.
 */
export function marksOf(signals: readonly SignalPart[], bars: readonly BarTuple[]): readonly Mark[] {
  const marks = new Map<string, { start: number; direction: Direction; names: string[] }>();
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
    const mark = marks.get(key) ?? { start: bar[0], direction, names: [] };
    mark.names.push(signal.class);
    marks.set(key, mark);
  }
  const isRoomy = marks.size <= MOST_TEXTS;
  return Array.from(marks.values(), ({ start, direction, names }) => ({
    start,
    direction,
    text: isRoomy ? textOf(names, direction) : '',
  }));
}

/** The class where all are of one, with their number; otherwise the number and the direction that they share. */
function textOf(names: readonly string[], direction: Direction): string {
  const [name = ''] = names;
  if (names.some((other) => other !== name)) {
    return `${names.length} ${direction}`;
  }
  return names.length === 1 ? humanise(name) : `${humanise(name)} ×${names.length}`;
}
