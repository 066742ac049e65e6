/** Which way a signal's class points. The page shows it by a sign and a colour, never by the colour alone. */
export type Direction = 'up' | 'down' | 'flat';

const UP = /HIGH|ABOVE|UP\b|BULL|LONG|BUY|OVERBOUGHT|GOLDEN/;
const DOWN = /LOW|BELOW|DOWN|BEAR|SHORT|SELL|OVERSOLD|DEATH/;

/** The direction that a class's name says: NEW_HIGH is up, NEW_LOW down, INSIDE flat, and any unknown word flat. */
export function directionOf(name: string): Direction {
  if (DOWN.test(name)) {
    return 'down';
  }
  return UP.test(name) ? 'up' : 'flat';
}

/** `NEW_HIGH` as a person writes it: `New high`. */
export function humanise(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function sign(direction: Direction): string {
  return direction === 'up' ? '▲' : direction === 'down' ? '▼' : '◆';
}
