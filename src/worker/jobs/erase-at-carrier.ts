import { doubling } from '../../platform/doubling.ts';
import { HotlineError } from '../../platform/errors.ts';
import { postponeTimer } from '../../platform/timers/claimed-timers-store.ts';
import type { Job } from './job.ts';

/** A carrier that is away is back by then; one that refuses is not to be asked for each of hundreds of messages all the time. */
const FIRST_MS = 60_000;
const MAX_MS = 6 * 3_600_000;
/** By then it has gone wrong, and somebody has to look. */
const ALARMING = 5;

/** The carrier forgets a call or a message of somebody who was erased, however long it takes until it does. */
export const eraseAtCarrier: Job = async ({ carrier, database, log, now }, timer) => {
  const { subject, attempts } = timer;
  try {
    await carrier.forget(subject);
  } catch (err) {
    if (!(err instanceof HotlineError) || !err.code.startsWith('carrier-')) throw err;
    const tryAt = new Date(now().getTime() + doubling(attempts, FIRST_MS, MAX_MS));
    log[attempts < ALARMING ? 'warn' : 'error'](
      { err, sid: subject, attempts, tryAt },
      'the carrier has not deleted a call or text of a person who was erased; will be retried: see whether the account may delete it',
    );
    await database.transaction((tx) => postponeTimer(tx, timer, tryAt));
  }
};
