/*
 * The connection's state as a function of what happened: no timer and no socket in here, so that every transition can
 * be tested.
 *
 *   connecting --frame--> live <--ticks come / stop--> stale
 *   any --closed, gap, silence--> lost --frame--> recovered --3 s--> live
 */

export type Phase = 'connecting' | 'live' | 'stale' | 'lost' | 'recovered';

/** Why the phase is what it is; `none` where nothing is wrong. */
export type Cause = 'none' | 'no-ticks' | 'no-frames' | 'closed' | 'gap' | 'silence';

export interface Health {
  readonly phase: Phase;
  readonly cause: Cause;
  /** When the phase began. */
  readonly since: number;
  /** When the last frame came; -Infinity before the first of this connection. */
  readonly lastFrame: number;
  /** Without a frame until then the connection counts as lost; Infinity while none is tried. */
  readonly deadline: number;
}

export type Happening =
  | { readonly kind: 'attempt' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'frame'; readonly live: boolean }
  | { readonly kind: 'dropped'; readonly cause: 'closed' | 'gap' | 'silence' }
  | { readonly kind: 'time' };

/** The server sends a heartbeat each second: two missing ones are worth showing. */
export const STALE_AFTER = 2_000;
/** Without a frame for so long the connection is given up. */
export const LOST_AFTER = 3_000;
/** A new connection may take so long to open. */
export const OPEN_WITHIN = 8_000;
/** How long `recovered` is shown before it is `live` again. */
export const RECOVERED_FOR = 3_000;

export function starting(now: number): Health {
  return { phase: 'connecting', cause: 'none', since: now, lastFrame: -Infinity, deadline: Infinity };
}

export function next(health: Health, what: Happening, now: number): Health {
  switch (what.kind) {
    case 'attempt':
      return { ...health, lastFrame: -Infinity, deadline: now + OPEN_WITHIN };
    case 'opened':
      return { ...health, deadline: now + LOST_AFTER };
    case 'frame':
      return {
        ...enter(health, phaseOnFrame(health, what.live, now), what.live ? 'none' : 'no-ticks', now),
        lastFrame: now,
        deadline: now + LOST_AFTER,
      };
    case 'dropped':
      return { ...enter(health, 'lost', what.cause, now), deadline: Infinity };
    case 'time':
      return onTime(health, now);
  }
}

/** Whether the connection must be given up now for want of frames. */
export function isSilent(health: Health, now: number): boolean {
  return now >= health.deadline;
}

function phaseOnFrame(health: Health, live: boolean, now: number): Phase {
  if (!live) {
    return 'stale';
  }
  if (health.phase === 'lost') {
    return 'recovered';
  }
  return health.phase === 'recovered' && now - health.since < RECOVERED_FOR ? 'recovered' : 'live';
}

function onTime(health: Health, now: number): Health {
  const showsData = health.phase === 'live' || health.phase === 'recovered';
  if (showsData && now - health.lastFrame >= STALE_AFTER) {
    return enter(health, 'stale', 'no-frames', now);
  }
  if (health.phase === 'recovered' && now - health.since >= RECOVERED_FOR) {
    return enter(health, 'live', 'none', now);
  }
  return health;
}

function enter(health: Health, phase: Phase, cause: Cause, now: number): Health {
  return phase === health.phase ? { ...health, cause } : { ...health, phase, cause, since: now };
}
