import { DateTime } from 'luxon';
import { type Environment, readConfigWithoutKey } from '../../app/config.ts';
import { readIsoTime } from '../../domain/calendar/read-iso-time.ts';
import { houseZone } from '../../domain/paging/house-zone.ts';
import type { Gaps } from '../../domain/reconciliation/find-gaps.ts';
import { lookForGaps } from '../../domain/reconciliation/look-for-gaps.ts';
import { reconcile } from '../../domain/reconciliation/reconcile.ts';
import { now } from '../../platform/clock.ts';
import { maskNumber } from '../../platform/log.ts';
import { requireCarrier } from '../support/carrier-account.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { reconcilingWith } from '../support/reconciling.ts';
import { sayInZone } from '../support/say-in-zone.ts';
import { count, print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

export interface CarrierReconcileOptions {
  since?: string;
  dryRun?: boolean;
  json?: boolean;
}

const USUAL_HOURS = 48;

/** `hotline carrier reconcile`: what the carrier knows and we do not becomes log entries, tickets and obeyed orders. */
export async function carrierReconcile(
  options: CarrierReconcileOptions,
  env: Environment,
): Promise<ExitCode> {
  const config = readConfigWithoutKey(env);
  const carrier = requireCarrier(config);
  const until = now();
  return withDatabase(config, options.dryRun ? 'read' : 'write', async (database): Promise<ExitCode> => {
    const zone = await houseZone(database);
    const since = readSince(options.since, until, zone);
    const parts = reconcilingWith(carrier, config, database);
    const at: SayAt = (instant) => sayInZone(instant, zone, 'yyyy-MM-dd HH:mm:ss');
    if (options.dryRun) tellGaps(await lookForGaps(parts, { since, until }), { since, at, zone }, options);
    else tellMerged(await reconcile(parts, until, since), { at, zone }, options);
    return OK;
  });
}

/**
 * @param zone of a time that names no offset: the house's, wherever the command runs
 * @throws UsageError when it is no time in the past
 */
export function readSince(text: string | undefined, until: Date, zone: string): Date {
  const since =
    text === undefined ? DateTime.fromJSDate(until).minus({ hours: USUAL_HOURS }) : readIsoTime(text, zone);
  if (!since.isValid || since.toJSDate() >= until)
    throw new UsageError(
      `--since is "${text}", which is not a time in the past; write for example 2026-01-05T08:00 or 2026-01-05T07:00:00Z.`,
    );
  return since.toJSDate();
}

type SayAt = (instant: Date) => string;

function tellGaps(
  gaps: Gaps,
  { since, at, zone }: { since: Date; at: SayAt; zone: string },
  { json }: CarrierReconcileOptions,
): void {
  const calls = gaps.calls.map(({ sid, from, status, startedAt }) => ({
    sid,
    from: maskNumber(from),
    status,
    startedAt,
  }));
  const recordings = gaps.recordings.map(({ sid, callSid, seconds, createdAt }) => ({
    sid,
    callSid,
    seconds,
    createdAt,
  }));
  const messages = gaps.messages.map(({ sid, from, sentAt }) => ({ sid, from: maskNumber(from), sentAt }));
  if (json) {
    printJson({ since, calls, recordings, messages, merged: false });
    return;
  }
  print(
    ...calls.map(
      ({ startedAt, from, status, sid }) => `call       ${at(startedAt)}  ${from}  ${status}  ${sid}`,
    ),
    ...recordings.map(({ createdAt, seconds, sid }) => `recording  ${at(createdAt)}  ${seconds} s  ${sid}`),
    ...messages.map(({ sentAt, from, sid }) => `message    ${at(sentAt)}  ${from}  ${sid}`),
  );
  const found = calls.length + recordings.length + messages.length;
  print(found === 0 ? nothing(at(since), zone) : 'Nothing was merged; run it without --dry-run to merge.');
}

function tellMerged(
  merged: Awaited<ReturnType<typeof reconcile>>,
  { at, zone }: { at: SayAt; zone: string },
  { json }: CarrierReconcileOptions,
): void {
  if (json) {
    printJson({ ...merged, merged: true });
    return;
  }
  const { since, calls, recordings, messages, tickets, pending } = merged;
  if (calls + recordings + messages === 0) print(nothing(at(since), zone));
  else
    print(
      `Merged ${count(calls, 'call')}, ${count(recordings, 'recording')} and ${count(messages, 'message')} since ${at(since)} (${zone}).`,
      tickets.length === 0 ? 'No ticket was opened.' : `New tickets: ${tickets.join(', ')}.`,
    );
  if (pending)
    print('Some calls are still running or have only just ended: the service checks again by itself.');
}

function nothing(since: string, zone: string): string {
  return `Everything the carrier knows since ${since} (${zone}) is on record.`;
}
