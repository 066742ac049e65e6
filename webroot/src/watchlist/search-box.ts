import { LONGEST_SEARCH } from '../frame/wire.ts';
import { byId } from '../shell/dom.ts';

/** While someone types the list is asked for only after a pause of so long. */
const SEARCH_AFTER = 120;

export interface SearchListener {
  searched(text: string): void;
  /** Enter: whatever is found first is meant. */
  entered(): void;
  /** The reader goes on in the list. */
  left(): void;
}

/** The field in which symbols are searched. */
export class SearchBox {
  private readonly input = byId<HTMLInputElement>('search');
  private text = '';
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly listener: SearchListener) {
    this.input.addEventListener('input', () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.take(), SEARCH_AFTER);
    });
    this.input.addEventListener('keydown', (event) => this.pressed(event));
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private take(): void {
    clearTimeout(this.typing);
    const text = this.input.value.trim().slice(0, LONGEST_SEARCH);
    if (text !== this.text) {
      this.text = text;
      this.listener.searched(text);
    }
  }

  private pressed(event: KeyboardEvent): void {
    switch (event.key) {
      case 'Escape':
        this.input.value = '';
        this.take();
        this.listener.left();
        break;
      case 'ArrowDown':
        event.preventDefault();
        this.listener.left();
        break;
      case 'Enter':
        this.take();
        this.listener.left();
        this.listener.entered();
        break;
      default:
    }
  }
}
