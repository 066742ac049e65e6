import { byId } from './dom.ts';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'bourse.theme';

/** Dark, light, or as the system has it; remembered in this browser. */
export class ThemeSwitch {
  private theme: Theme = remembered();

  constructor(private readonly changed: () => void) {
    this.apply();
    byId('theme').addEventListener('click', () => this.step());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.changed());
  }

  get current(): Theme {
    return this.theme;
  }

  step(): void {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] as Theme;
    try {
      localStorage.setItem(KEY, this.theme);
    } catch (error) {
      // A browser that stores nothing still switches; it only cannot remember.
      console.warn('theme not remembered:', error);
    }
    this.apply();
    this.changed();
  }

  private apply(): void {
    document.documentElement.dataset['theme'] = this.theme;
    const button = byId('theme');
    const text = `Theme: ${this.theme}`;
    button.setAttribute('aria-label', text);
    button.title = text;
    button.querySelector('use')?.setAttribute('href', `#theme-${this.theme}`);
  }
}

function remembered(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return THEMES.find((known) => known === theme) ?? 'system';
  } catch {
    // Storage is forbidden here: the system's theme is right for someone whose choice is not known.
    return 'system';
  }
}
