import { ROWS_CHANGED, TOTAL_CHANGED, WINDOW_CHANGED, type MarketWindow } from '../frame/market.ts';
import type { Sort, View } from '../frame/wire.ts';
import { byId, setText } from '../shell/dom.ts';
import { covers, moveCursor, windowFor, type Span } from './geometry.ts';
import { MarketRow } from './row.ts';
import { SearchBox } from './search-box.ts';
import { VirtualList } from './virtual-list.ts';

/** After so long without a scroll the window shrinks to what is seen. */
const SETTLED_AFTER = 200;

export interface WatchlistListener {
  /** The rows that the list wants changed. */
  rowsWanted(): void;
  choose(symbol: string): void;
}

/** The watchlist: search, sorting, the recycled rows, and the keys that move in it. */
export class Watchlist {
  cursor = 0;
  chosen: string | undefined;
  readonly list: VirtualList;

  private readonly grid = byId('grid');
  private readonly search = new SearchBox({
    searched: (text) => this.searched(text),
    entered: () => this.chooseMatch(),
    left: () => this.grid.focus(),
  });
  private readonly count = byId('count');
  private readonly empty = byId('no-match');
  private readonly headers = [...this.grid.querySelectorAll<HTMLElement>('[data-sort]')];
  private sort: Sort = 'symbol';
  private isDescending = false;
  private text = '';
  private asked: Span = { first: 0, count: 0 };
  private direction: -1 | 0 | 1 = 0;
  private lastTop = 0;
  private settle: ReturnType<typeof setTimeout> | undefined;
  /** Enter was pressed in the search before the server answered it. */
  private isMatchWanted = false;

  constructor(
    private readonly market: MarketWindow,
    private readonly listener: WatchlistListener,
  ) {
    this.list = new VirtualList(
      this.grid,
      byId('spacer'),
      (poolIndex) => new MarketRow(poolIndex, market, this),
      () => this.moved(),
      byId('grid-head'),
    );
    this.grid.addEventListener('keydown', (event) => this.pressed(event));
    byId('spacer').addEventListener('click', (event) => this.clicked(event));
    this.headers.forEach((header) =>
      header.querySelector('button')?.addEventListener('click', () => this.sortBy(header)),
    );
    this.showSort();
  }

  /** The part of the view that says which rows are shown. */
  rows(): View['rows'] {
    return {
      search: this.text,
      sort: this.sort,
      descending: this.isDescending,
      offset: this.asked.first,
      limit: Math.max(1, this.asked.count),
    };
  }

  /** Rows on the screen that show an instrument. */
  get shown(): number {
    const { first, count } = this.list.visible;
    let shown = 0;
    for (let index = first; index < first + count; index++) {
      shown += this.market.placeAt(index) >= 0 ? 1 : 0;
    }
    return shown;
  }

  /** A frame was applied. */
  changed(bits: number): void {
    if ((bits & TOTAL_CHANGED) !== 0) {
      this.list.setTotal(this.market.total);
      this.grid.setAttribute('aria-rowcount', String(this.market.total + 1));
      this.showCount();
    }
    if ((bits & (WINDOW_CHANGED | ROWS_CHANGED)) !== 0) {
      this.list.refresh();
    }
    if (this.isMatchWanted) {
      this.chooseMatch();
    }
  }

  setChosen(symbol: string): void {
    this.chosen = symbol;
    const place = this.market.placeOf(symbol);
    if (place >= 0) {
      this.cursor = this.market.offset + place;
    }
    this.list.refresh();
    requestAnimationFrame(() => this.showCursor());
  }

  focusSearch(): void {
    this.search.focus();
  }

  private moved(): void {
    const top = this.list?.scrollTop ?? 0;
    if (top !== this.lastTop) {
      this.direction = top > this.lastTop ? 1 : -1;
      this.lastTop = top;
      clearTimeout(this.settle);
      this.settle = setTimeout(() => {
        this.direction = 0;
        this.ask();
      }, SETTLED_AFTER);
    }
    this.ask();
  }

  /** Asks for other rows, unless those asked for still cover what is seen and nothing has settled. */
  private ask(): void {
    if (this.list === undefined) {
      return;
    }
    // Before the first frame the total is unknown: the first screen is asked for.
    const total = Math.max(this.market.total, Math.ceil(this.list.height / this.list.rowHeight) + 1);
    const visible = this.market.total > 0 ? this.list.look() : { first: 0, count: this.list.height > 0 ? total : 0 };
    if (this.direction !== 0 && covers(this.asked, visible)) {
      return;
    }
    const wanted = windowFor(visible, total, this.direction);
    if (wanted.first !== this.asked.first || wanted.count !== this.asked.count) {
      this.asked = wanted;
      this.listener.rowsWanted();
    }
  }

  private sortBy(header: HTMLElement): void {
    const sort = header.dataset['sort'] as Sort;
    // Names are read from A, figures from the largest.
    this.isDescending = sort === this.sort ? !this.isDescending : sort !== 'symbol';
    this.sort = sort;
    this.showSort();
    this.restart();
  }

  private showSort(): void {
    for (const header of this.headers) {
      const isSorted = header.dataset['sort'] === this.sort;
      header.setAttribute('aria-sort', isSorted ? (this.isDescending ? 'descending' : 'ascending') : 'none');
    }
  }

  private searched(text: string): void {
    this.text = text;
    this.isMatchWanted = false;
    this.restart();
  }

  private restart(): void {
    this.cursor = 0;
    this.direction = 0;
    this.lastTop = 0;
    this.list.scrollTo(0);
    this.showCount();
    this.listener.rowsWanted();
  }

  private showCount(): void {
    const total = this.market.total.toLocaleString('en-US');
    setText(this.count, this.text === '' ? `${total} instruments` : `${total} found`);
    this.empty.hidden = this.market.total > 0 || this.text === '';
  }

  private pressed(event: KeyboardEvent): void {
    if (event.target instanceof HTMLButtonElement || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      this.chooseAt(this.cursor);
      event.preventDefault();
      return;
    }
    const page = Math.floor(this.list.height / this.list.rowHeight);
    const target = moveCursor(event.key, this.cursor, this.market.total, page);
    if (target !== undefined) {
      event.preventDefault();
      this.moveTo(target);
    }
  }

  /**
   * Chooses the instrument of exactly the name searched for, or else the first that matches, as soon as the window has
   * it.
   */
  private chooseMatch(): void {
    const text = this.text.toUpperCase();
    const exact = this.market.placeOf(text);
    const place = exact >= 0 ? exact : this.market.placeAt(0);
    const symbol = place < 0 ? undefined : (this.market.columns.symbol[place] as string);
    this.isMatchWanted = text !== '' && symbol?.toUpperCase().includes(text) !== true;
    if (symbol !== undefined && !this.isMatchWanted && text !== '') {
      this.listener.choose(symbol);
    }
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.list.reveal(index);
    this.list.refresh();
    requestAnimationFrame(() => this.showCursor());
  }

  private showCursor(): void {
    const element = this.list.elementAt(this.cursor);
    if (element === undefined) {
      this.grid.removeAttribute('aria-activedescendant');
    } else {
      this.grid.setAttribute('aria-activedescendant', element.id);
    }
  }

  private clicked(event: MouseEvent): void {
    const index = this.list.indexOf(event.target);
    if (index >= 0) {
      this.cursor = index;
      this.chooseAt(index);
    }
  }

  private chooseAt(index: number): void {
    const place = this.market.placeAt(index);
    if (place >= 0) {
      this.listener.choose(this.market.columns.symbol[place] as string);
    }
  }
}
