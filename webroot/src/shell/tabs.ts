import { byId } from './dom.ts';

export const TABS = ['markets', 'chart', 'book', 'details', 'signals', 'trade'] as const;
export type Tab = (typeof TABS)[number];

/** On a narrow screen one panel is shown at a time, on a wide one all of them; the roles follow. */
export class Tabs {
  current: Tab = 'markets';

  private readonly narrow = matchMedia('(max-width: 759px), (max-height: 499px)');
  /** Panels that this page does not have. */
  private readonly absent = new Set<Tab>(['trade']);
  private readonly buttons = TABS.map((tab) => byId<HTMLButtonElement>(`tab-${tab}`));

  constructor(private readonly changed: () => void) {
    TABS.forEach((tab, index) => this.buttons[index]?.addEventListener('click', () => this.select(tab)));
    byId('tabs').addEventListener('keydown', (event) => this.pressed(event));
    this.narrow.addEventListener('change', () => {
      this.apply();
      this.changed();
    });
    this.apply();
  }

  get isNarrow(): boolean {
    return this.narrow.matches;
  }

  /** Whether the panel is on the screen now. */
  shows(tab: Tab): boolean {
    return !this.absent.has(tab) && (!this.narrow.matches || this.current === tab);
  }

  /** The page has this panel after all. */
  add(tab: Tab): void {
    this.absent.delete(tab);
    this.apply();
  }

  select(tab: Tab): void {
    if (tab !== this.current) {
      this.current = tab;
      this.apply();
      this.changed();
    }
  }

  private apply(): void {
    TABS.forEach((tab, index) => {
      const isCurrent = tab === this.current;
      const button = this.buttons[index] as HTMLButtonElement;
      button.setAttribute('aria-selected', String(isCurrent));
      button.tabIndex = isCurrent ? 0 : -1;
      button.hidden = this.absent.has(tab);
      const panel = byId(tab);
      panel.hidden = !this.shows(tab);
      panel.setAttribute('role', this.narrow.matches ? 'tabpanel' : 'region');
    });
  }

  private pressed(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const present = TABS.filter((tab) => !this.absent.has(tab));
      const next = present[(present.indexOf(this.current) + step + present.length) % present.length] as Tab;
      this.select(next);
      this.buttons[TABS.indexOf(next)]?.focus();
    }
  }
}
