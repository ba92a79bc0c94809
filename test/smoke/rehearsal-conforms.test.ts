import { expect, test } from 'vitest';
import { type PlayedEntry, playReplication } from '../../src/domain/rehearsal/play-replication.ts';
import { CONFORMANCE_DIRECTORY, conformanceModel } from '../support/conformance/conformance-house.ts';
import { RealWeek } from '../support/conformance/real-week.ts';
import { openHotline } from '../support/hotline.ts';

/** What the caller's own call brings, and what the customer is told beside the calls: the simulation has neither. */
const NOT_PLAYED = [
  'described',
  'callback-number',
  'caller-hung-up',
  'customer-told',
  'customer-untold',
  'closed',
];

/** The timeline of each ticket, an entry a line. */
function timelines(entries: readonly PlayedEntry[]): string[][] {
  const tickets: string[][] = [];
  for (const { call, at, kind, actor, detail } of entries) {
    if (NOT_PLAYED.includes(kind)) continue;
    tickets[call] ??= [];
    tickets[call].push(`${new Date(at).toISOString()} ${kind} ${actor} ${inOrder(detail ?? {})}`);
  }
  return tickets;
}

/** As JSON, the keys in order: PostgreSQL keeps them in one of its own. */
function inOrder(detail: object): string {
  return JSON.stringify(detail, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

const CALLS = Number(process.env.CALLS ?? 12);
const SEED = Number(process.env.SEED ?? 1);

/** A large week takes minutes: whoever waits for it sees how far it is. */
function showProgress(calls: number): void {
  if (calls % 25 === 0) process.stderr.write(`${calls} of ${CALLS} calls played\n`);
}

test(`a week of ${CALLS} calls goes in the rehearsal as it goes in the service, entry for entry`, async () => {
  const model = conformanceModel({ calls: CALLS, seed: SEED, days: Number(process.env.DAYS ?? 7) });
  const entries: PlayedEntry[] = [];
  playReplication(model, 0, (entry) => void entries.push(entry));
  const played = timelines(entries);
  await using hotline = await openHotline({
    at: model.from.toISOString(),
    directory: () => CONFORMANCE_DIRECTORY,
  });
  const real = timelines(await new RealWeek(hotline, model, 0).play(showProgress));
  for (const [call, timeline] of real.entries()) expect(timeline, `call ${call}`).toEqual(played[call]);
  expect(played).toHaveLength(CALLS);
}, 3_600_000);
