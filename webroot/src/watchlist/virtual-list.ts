import { MARGIN, scrollToShow, visibleSpan, widen, type Span } from './geometry.ts';

/** One recycled row: its element stays, what it shows changes. */
export interface RowView {
  readonly element: HTMLElement;
  /** Shows the row at `index`; called often, so it touches the document only where a value differs. */
  bind(index: number): void;
}

/**
 * Shows any number of rows of one height with as many elements as fit on the screen. A row's element is chosen by
 * `index mod pool size`: scrolling by one row touches one
 * element. All writes happen in one animation frame, and nothing is measured there: scroll position and height come
 * from events.
 */
export class VirtualList {
  /** Rows rendered at the last animation frame. */
  span: Span = { first: 0, count: 0 };
  visible: Span = { first: 0, count: 0 };
  rowHeight = 28;
  height = 0;
  scrollTop = 0;

  private total = 0;
  private scheduled = false;
  private rows: RowView[] = [];
  private indexes: number[] = [];

  constructor(
    private readonly viewport: HTMLElement,
    private readonly spacer: HTMLElement,
    private readonly makeRow: (poolIndex: number) => RowView,
    private readonly moved: () => void,
    /** What stays at the top of the viewport and covers rows. */
    private readonly head?: HTMLElement,
  ) {
    viewport.addEventListener('scroll', () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(viewport);
    this.measure();
  }

  get rowElements(): number {
    return this.rows.length;
  }

  setTotal(total: number): void {
    if (total !== this.total) {
      this.total = total;
      this.spacer.style.height = `${total * this.rowHeight}px`;
      this.moved();
      this.refresh();
    }
  }

  /** Shows every row anew at the next animation frame. */
  refresh(): void {
    if (!this.scheduled) {
      this.scheduled = true;
      requestAnimationFrame(() => {
        this.scheduled = false;
        this.render();
      });
    }
  }

  scrollTo(position: number): void {
    this.viewport.scrollTop = position;
    this.scrolled();
  }

  /** Scrolls as little as it takes to see the row wholly. */
  reveal(index: number): void {
    const target = scrollToShow(index, this.scrollTop, this.height, this.rowHeight);
    if (target !== this.scrollTop) {
      this.scrollTo(target);
    }
  }

  /** The element that shows the row, if one does. */
  elementAt(index: number): HTMLElement | undefined {
    const slot = this.indexes.indexOf(index);
    return slot < 0 ? undefined : this.rows[slot]?.element;
  }

  /** The row that an event happened in, or -1. */
  indexOf(target: EventTarget | null): number {
    const slot = this.rows.findIndex((row) => target instanceof Node && row.element.contains(target));
    return slot < 0 ? -1 : (this.indexes[slot] as number);
  }

  private scrolled(): void {
    this.scrollTop = Math.max(0, this.viewport.scrollTop);
    this.moved();
    this.refresh();
  }

  private measure(): void {
    const rowHeight = Number.parseFloat(getComputedStyle(this.viewport).getPropertyValue('--row'));
    if (rowHeight > 0 && rowHeight !== this.rowHeight) {
      this.rowHeight = rowHeight;
      this.spacer.style.height = `${this.total * rowHeight}px`;
      this.indexes.fill(-1);
    }
    this.height = Math.max(0, this.viewport.clientHeight - (this.head?.offsetHeight ?? 0));
    this.scrollTop = Math.max(0, this.viewport.scrollTop);
    this.moved();
    this.refresh();
  }

  /** Recomputes what is seen; whoever asks the server for rows calls it before an animation frame comes. */
  look(): Span {
    this.visible = visibleSpan(this.scrollTop, this.height, this.rowHeight, this.total);
    return this.visible;
  }

  private render(): void {
    this.span = widen(this.look(), MARGIN, MARGIN, this.total);
    this.grow(this.span.count);
    const { first, count } = this.span;
    const pool = this.rows.length;
    for (let slot = 0; slot < pool; slot++) {
      const index = indexOfSlot(slot, first, pool);
      const row = this.rows[slot] as RowView;
      const isUsed = index < first + count;
      if (this.indexes[slot] !== (isUsed ? index : -1)) {
        this.indexes[slot] = isUsed ? index : -1;
        row.element.hidden = !isUsed;
        row.element.style.transform = `translateY(${index * this.rowHeight}px)`;
      }
      if (isUsed) {
        row.bind(index);
      }
    }
  }

  private grow(count: number): void {
    const added = count - this.rows.length;
    if (added <= 0) {
      return;
    }
    // A different pool size sends rows to other elements: all are placed anew.
    this.indexes.fill(-1);
    for (let slot = this.rows.length; slot < count; slot++) {
      const row = this.makeRow(slot);
      this.rows.push(row);
      this.indexes.push(-1);
      this.spacer.append(row.element);
    }
  }
}

/** The only index of `first` to `first + pool - 1` that falls to this slot. */
function indexOfSlot(slot: number, first: number, pool: number): number {
  const rest = (slot - first) % pool;
  return first + (rest < 0 ? rest + pool : rest);
}
