import type { Health } from '../connection/health.ts';
import { formatClock } from '../format/time.ts';
import { byId, setText } from './dom.ts';

const LABELS = {
  connecting: 'Connecting',
  live: 'Live',
  stale: 'Stale',
  lost: 'Lost',
  recovered: 'Recovered',
} as const;

/** How long the hint about a slow connection stays after the last frame that was held back. */
const SLOW_HINT_FOR = 4_000;

const CAUSES: Record<Health['cause'], string> = {
  none: '',
  'no-ticks': 'The server gets no ticks: prices are the last known ones.',
  'no-frames': 'The server is silent: prices may be old.',
  closed: 'The connection was closed.',
  gap: 'A frame was missed.',
  silence: 'The server does not answer.',
};

/** The connection's state in the bar at the top, and in words below it while something is wrong. */
export class StatusBar {
  private slowUntil = 0;
  private slowFrames = 0;
  private readonly root = document.documentElement;

  /** Each quarter of a second, and when the state changes. `retryIn` is in milliseconds. */
  show(health: Health, retryIn: number | undefined, now: number): void {
    if (this.root.dataset['connection'] !== health.phase) {
      this.root.dataset['connection'] = health.phase;
      setText(byId('status-text'), LABELS[health.phase]);
      byId('status-icon').setAttribute('href', `#status-${health.phase}`);
    }
    this.showBanner(health, retryIn);
    if (now >= this.slowUntil) {
      byId('slow').hidden = true;
      this.slowFrames = 0;
    }
  }

  /** A frame said that others before it were held back. */
  slow(skipped: number, now: number): void {
    this.slowFrames += skipped;
    this.slowUntil = now + SLOW_HINT_FOR;
    const frames = `${this.slowFrames} ${this.slowFrames === 1 ? 'frame' : 'frames'} skipped`;
    setText(byId('slow-text'), `Slow connection: ${frames}`);
    byId('slow').hidden = false;
  }

  time(serverTime: number): void {
    setText(byId('clock'), `${formatClock(serverTime)} UTC`);
  }

  rate(framesPerSecond: number, bytesPerSecond: number): void {
    const kilobytes = (bytesPerSecond / 1000).toFixed(1);
    setText(byId('rate'), `${framesPerSecond.toFixed(0)} frames/s · ${kilobytes} kB/s`);
  }

  private showBanner(health: Health, retryIn: number | undefined): void {
    const banner = byId('banner');
    const isWrong = health.phase === 'lost' || health.phase === 'stale';
    banner.hidden = !isWrong;
    if (!isWrong) {
      return;
    }
    const again = health.phase === 'stale' ? '' : retryText(retryIn);
    setText(byId('banner-text'), `${CAUSES[health.cause]}${again}`);
    byId('retry').hidden = retryIn === undefined;
  }
}

function retryText(retryIn: number | undefined): string {
  return retryIn === undefined ? ' Connecting again…' : ` Trying again in ${Math.max(1, Math.ceil(retryIn / 1000))} s.`;
}
