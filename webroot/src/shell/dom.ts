/** The element of the page with this id; its absence is a fault of the page, not of what it is shown. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`index.html has no element with the id ${id}`);
  }
  return element as E;
}

/** A new element with classes and content. */
export function make(tag: string, classes: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  element.className = classes;
  element.append(...content);
  return element;
}

/** Text that is written only where it differs: a write of the same text would still cost layout. */
export class TextCell {
  private readonly node = document.createTextNode('');
  private shown = '';

  constructor(readonly element: HTMLElement) {
    element.append(this.node);
  }

  set(text: string): void {
    if (text !== this.shown) {
      this.shown = text;
      this.node.data = text;
    }
  }
}

/** Sets text of an element where it differs. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
