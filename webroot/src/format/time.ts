/* Times are milliseconds since 1970 UTC and are shown in UTC, as the exchange's records have them. */

const DAY = 86_400_000;

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** `14:05:09`. */
export function formatClock(time: number): string {
  const second = Math.floor((((time % DAY) + DAY) % DAY) / 1000);
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
}

/** `2026-11-21 14:05`. */
export function formatMinute(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}

/** `14:05:09.123`. */
export function formatMillis(time: number): string {
  const millis = ((time % 1000) + 1000) % 1000;
  return `${formatClock(time)}.${String(millis).padStart(3, '0')}`;
}
