import { byId, setText } from '../shell/dom.ts';
import { NoAnswer, Refusal } from './wire.ts';

/** Shows what is wrong with the input `id` below it, or takes that away. */
export function showFault(id: string, fault: string | undefined): void {
  const place = byId(`${id}-fault`);
  place.hidden = fault === undefined;
  setText(place, fault ?? '');
  const input = document.getElementById(id);
  if (input instanceof HTMLInputElement) {
    input.setAttribute('aria-invalid', String(fault !== undefined));
  }
}

/** In words for a person; what nobody foresaw goes to the console with all that is known of it. */
export function wordsOf(error: unknown): string {
  if (error instanceof Refusal || error instanceof NoAnswer) {
    return error.message;
  }
  console.error('trading:', error);
  return 'Something went wrong in this page; the console says what.';
}
