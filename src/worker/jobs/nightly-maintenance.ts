import { DateTime } from 'luxon';
import { dropPaidCounts } from '../../domain/customers/pin-count-store.ts';
import { houseZone } from '../../domain/paging/house-zone.ts';
import { keepRetention } from '../../domain/privacy/keep-retention.ts';
import { nextRun } from '../../domain/privacy/retention.ts';
import { adoptRecordings } from '../../domain/recordings/recording-store.ts';
import { removeTicketLinks } from '../../domain/ticket-links/ticket-link-store.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Job } from './job.ts';

/** There is one such work for everything. */
export const TENDING_SUBJECT = 'all';
const MORE_MS = 60_000;

/** Every night: recordings that nobody told of are taken over, and what is past its period is forgotten. */
export const runNightlyMaintenance: Job = async ({ database, retention, now }) => {
  await database.transaction((tx) => adoptRecordings(tx, now()));
  await dropPaidCounts(database, now());
  await removeTicketLinks(database, now());
  const { isMore } = await keepRetention(database, retention, OPERATOR, now());
  const zone = await houseZone(database);
  const at = now();
  const dueAt = isMore ? new Date(at.getTime() + MORE_MS) : nextRun(DateTime.fromJSDate(at, { zone }));
  await database.transaction((tx) => setTimer(tx, { kind: 'tend-data', subject: TENDING_SUBJECT, dueAt }));
};
