import { listAuditEntries } from '../../src/domain/users/audit-trail-store.ts';
import type { Office } from './console.ts';
import type { Call } from './phone.ts';
import { criticalCase, openCase, PETRA_PIN } from './stories.ts';

/** Erika's critical ticket; the engineer on call has looked at the page about it. */
export async function erikaCalls({ hotline: { phones } }: Office): Promise<Call> {
  const call = await criticalCase(phones.erika);
  phones.anna.newSms();
  return call;
}

/** Erika's critical ticket is answered in time by SMS; Petra's, of the standard plan, waits for its four hours. */
export async function twoCases({ hotline }: Office): Promise<void> {
  const { phones } = hotline;
  await criticalCase(phones.erika);
  await hotline.pass({ minutes: 1 });
  await phones.anna.sendSms('A');
  await hotline.pass({ minutes: 1 });
  await phones.anna.sendSms(`D 4711 ${phones.anna.code()} the licence ran out`);
  for (const phone of [phones.anna, phones.erika, phones.supervisor]) phone.newSms();
  const call = await openCase(phones.petra, { pin: PETRA_PIN, severity: 1 });
  await call.hangUp();
  phones.anna.newSms();
}

/** The audit trail, the oldest entry first. */
export const auditOf = async ({ hotline }: Office) =>
  (await listAuditEntries(hotline.database, { before: null, limit: 100 })).toReversed();
