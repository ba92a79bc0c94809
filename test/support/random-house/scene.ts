import { vi } from 'vitest';
import type { Browser } from '../console.ts';
import type { Hotline } from '../hotline.ts';
import type { Call, Phone, Ring } from '../phone.ts';

/** Everybody who may have a phone in their hand: the people of test/support/directory.yaml, and somebody nobody knows. */
export const NAMES = [
  'anna',
  'ben',
  'benAtHome',
  'carla',
  'tessa',
  'supervisor',
  'erika',
  'grace',
  'petra',
  'klara',
  'otto',
  'max',
  'stranger',
] as const;
export type Name = (typeof NAMES)[number];

/** Where a random story stands. */
export interface Scene {
  hotline: Hotline;
  phones: Record<Name, Phone>;
  /** who sits at a screen, in a browser that they have signed in with */
  desk: Record<'supervisor' | 'engineer', Browser>;
  /** what rings, or rang last, by whose phone it is */
  rings: Map<Name, Ring>;
  calls: Map<Name, Call>;
  /** what the service has logged as a warning or worse since it was looked at last, JSON lines */
  logged: string[];
  /** whether reports of the carrier are kept back */
  isLate: boolean;
}

/** One of these, as the story's next choice has it. */
export type Pick = <T>(options: readonly T[]) => T;

/** The call that rings at somebody now, if one does. */
export async function ringingAt({ phones, rings }: Scene, name: Name): Promise<Ring | undefined> {
  const known = rings.get(name);
  if (known?.status === 'ringing') return known;
  while (!(await phones[name].isQuiet())) {
    const ring = await phones[name].rings();
    if (ring.status !== 'ringing') continue;
    rings.set(name, ring);
    return ring;
  }
  return undefined;
}

/** The call that somebody holds in their hand. */
export function callOf({ calls }: Scene, name: Name): Call | undefined {
  const call = calls.get(name);
  return call && !call.over ? call : undefined;
}

const RINGS_MS = 25_000;
const TALKS_MS = 15 * 60_000;

/** Time goes by: whatever is due is done, what rings is given up after a while, and whoever talks hangs up at last. */
export async function wait({ hotline }: Scene, seconds: number): Promise<void> {
  const { carrier } = hotline.line;
  const until = Date.now() + seconds * 1_000;
  const endOf = (leg: (typeof carrier.legs)[number]) =>
    leg.startedAt.getTime() + (leg.status === 'ringing' ? RINGS_MS : TALKS_MS);
  for (;;) {
    await hotline.settle();
    const live = carrier.legs.filter((leg) => !leg.over);
    for (const leg of live.filter((each) => endOf(each) <= Date.now())) {
      if (leg.status === 'ringing') carrier.refuse(leg, 'no-answer');
      else await carrier.hangUp(leg);
      await hotline.settle();
    }
    const [timer] = await hotline.database.query<{ at: Date }>(
      'select due_at as at from timers order by due_at limit 1',
    );
    const next = Math.min(timer?.at.getTime() ?? until, ...live.map(endOf).filter((end) => end > Date.now()));
    if (next >= until) break;
    vi.setSystemTime(Math.max(Date.now(), next));
  }
  vi.setSystemTime(until);
  await hotline.settle();
}

/** What is in people's pockets at the end of a story was looked at all along. */
export async function lookAway({ phones }: Scene): Promise<void> {
  for (const phone of Object.values(phones)) {
    phone.sms();
    phone.undelivered();
    while (!(await phone.isQuiet())) await phone.rings();
  }
}
