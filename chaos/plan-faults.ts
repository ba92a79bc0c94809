import type { Random } from './random.ts';

/** Something that is going to break, and for how long. Milliseconds, counted from the first call. */
export interface PlannedFault {
  kind: string;
  at: number;
  lastsMs: number;
}

/** Milliseconds between which chance chooses. */
export interface Span {
  least: number;
  most: number;
}

/** What can be broken, and how long everything is whole between two faults. */
export interface Breakable {
  faults: Readonly<Record<string, unknown>>;
  respiteMs: Span;
}

/** How long a fault lasts. A frozen process outlasts the carrier's patience now and then. */
const LASTS_MS: Span = { least: 1_500, most: 9_000 };
/** The same, and the time between two, where nobody wants to wait for long. */
const BRIEF = { lastsMs: { least: 1_000, most: 2_500 }, respiteMs: { least: 500, most: 2_000 } };
/** The first calls meet a whole house, so that a suite that cannot work at all shows it. */
const FIRST_AT_MS = 1_500;

/**
 * One fault after the other until the stream of calls ends, in an order of chance in which each kind comes once before any
 * comes again. Machines and the line to the carrier have a plan each: their faults overlap as they like.
 * @param stream.ms how long calls keep coming
 * @param stream.brief each kind once, and none for long
 */
export function planFaults(
  { faults, respiteMs }: Breakable,
  stream: { ms: number; brief: boolean },
  random: Random,
): PlannedFault[] {
  const kinds = Object.keys(faults);
  const usual = { lastsMs: LASTS_MS, respiteMs };
  const pace = stream.brief ? BRIEF : usual;
  const most = stream.brief ? kinds.length : Number.POSITIVE_INFINITY;
  const respite = () => random.between(pace.respiteMs.least, pace.respiteMs.most);
  const plan: PlannedFault[] = [];
  let at = FIRST_AT_MS + respite();
  let coming: string[] = [];
  while (kinds.length > 0 && at < stream.ms && plan.length < most) {
    if (coming.length === 0) coming = random.shuffled(kinds);
    const kind = coming.pop() ?? '';
    const lastsMs = Math.round(random.between(pace.lastsMs.least, pace.lastsMs.most));
    plan.push({ kind, at: Math.round(at), lastsMs });
    at += lastsMs + respite();
  }
  return plan;
}
