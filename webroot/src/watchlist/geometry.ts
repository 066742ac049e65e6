import { MOST_ROWS } from '../frame/wire.ts';

/*
 * Which rows are seen, which are asked for, and where to scroll: whole arithmetic of the watchlist, without a
 * document.
 */

/** `count` rows from `first` on. */
export interface Span {
  readonly first: number;
  readonly count: number;
}

/**
 * Rows asked for, and kept in the document, beyond the visible ones: a flick shows no blank before the next animation
 * frame.
 */
export const MARGIN = 6;

/** The rows of which at least a pixel is seen. */
export function visibleSpan(scrollTop: number, height: number, rowHeight: number, total: number): Span {
  if (height <= 0 || total <= 0) {
    return { first: 0, count: 0 };
  }
  const first = clamp(Math.floor(scrollTop / rowHeight), 0, total - 1);
  const end = clamp(Math.ceil((scrollTop + height) / rowHeight), first, total);
  return { first, count: end - first };
}

/** A span made longer on both sides, within 0 to `total`. */
export function widen(span: Span, before: number, after: number, total: number): Span {
  const first = clamp(span.first - before, 0, total);
  return { first, count: Math.max(0, Math.min(total, span.first + span.count + after) - first) };
}

/**
 * The rows to ask the server for. At rest that is what is seen and a small margin; while scrolling (`direction` -1 or
 * 1) another two
 * screens ahead, so that rows are there before they are seen. Never more than a view may name.
 */
export function windowFor(visible: Span, total: number, direction: -1 | 0 | 1): Span {
  const ahead = direction === 0 ? MARGIN : Math.max(MARGIN, visible.count * 2);
  const wide = widen(visible, direction < 0 ? ahead : MARGIN, direction > 0 ? ahead : MARGIN, total);
  if (wide.count <= MOST_ROWS) {
    return wide;
  }
  // Too many: what is seen comes first, then what lies ahead.
  return direction < 0
    ? { first: visible.first + visible.count - MOST_ROWS, count: MOST_ROWS }
    : { first: visible.first, count: MOST_ROWS };
}

/** Whether all of `inner` lies within `outer`. */
export function covers(outer: Span, inner: Span): boolean {
  return inner.first >= outer.first && inner.first + inner.count <= outer.first + outer.count;
}

/** The scroll position nearest to `scrollTop` at which the row is seen wholly. */
export function scrollToShow(index: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) {
    return top;
  }
  return Math.max(scrollTop, top + rowHeight - height);
}

/** Where a key moves the cursor; undefined for a key that moves nothing. The cursor starts at -1, nowhere. */
export function moveCursor(key: string, cursor: number, total: number, page: number): number | undefined {
  const target = targetOf(key, cursor, total, Math.max(1, page - 1));
  return target === undefined || total === 0 ? undefined : clamp(target, 0, total - 1);
}

function targetOf(key: string, cursor: number, total: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return cursor + 1;
    case 'ArrowUp':
      return cursor - 1;
    case 'PageDown':
      return cursor + page;
    case 'PageUp':
      return cursor - page;
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return undefined;
  }
}

function clamp(value: number, least: number, most: number): number {
  return value < least ? least : value > most ? most : value;
}
