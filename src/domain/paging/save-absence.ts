import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import {
  type Absence,
  type AbsenceFault,
  readAbsence,
  type TypedAbsence,
} from '../oncall/engineers/absence.ts';
import { insertAbsence, listAbsences, removeAbsenceRow } from '../oncall/engineers/absence-store.ts';
import { listEngineers } from '../oncall/engineers/engineer-store.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
import { COVERAGE_SUBJECT } from './check-coverage.ts';
import { houseZone } from './house-zone.ts';

/** More than anybody has planned ahead. */
const MAX_ABSENCES = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type AbsenceRefusal = AbsenceFault | 'many';

/**
 * Somebody will be away, by days and times of the house's zone. What it leaves open is looked at at once. Entered twice it is
 * one: of two, one would be left over when they are back.
 */
export async function createAbsence(
  { tx, now }: Work,
  by: Doer,
  typed: TypedAbsence,
): Promise<{ absence: Absence; fault?: never } | { absence?: never; fault: AbsenceRefusal }> {
  const [timezone, engineers] = [await houseZone(tx), await listEngineers(tx)];
  const keys = new Set(engineers.map(({ key }) => key));
  const { span, fault } = readAbsence(typed, { timezone, engineers: keys, now });
  if (!span) return { fault };
  await lockRegistry(tx);
  const known = await listAbsences(tx, now, span.engineer);
  const same = known.find(({ from, until }) => +from === +span.from && +until === +span.until);
  if (same) return { absence: same };
  if (known.length >= MAX_ABSENCES) return { fault: 'many' };
  const absence = await insertAbsence(tx, span, by.name, now);
  const detail = { from: span.from.toISOString(), until: span.until.toISOString() };
  await addAuditEntry(tx, by, { action: 'absence-added', subject: span.engineer, detail }, now);
  await setTimer(tx, { kind: 'check-coverage', subject: COVERAGE_SUBJECT, dueAt: now });
  return { absence };
}

/**
 * They are there after all, or back.
 * @param id as it was typed @param own only if it is this engineer's
 * @returns the absence that was in force; null if there is none
 */
export async function removeAbsence(
  { tx, now }: Work,
  by: Doer,
  id: string,
  own: string | null = null,
): Promise<Absence | null> {
  const absence = UUID.test(id) ? await removeAbsenceRow(tx, id, { by: by.name, own }, now) : null;
  if (!absence) return null;
  const detail = { from: absence.from.toISOString(), until: absence.until.toISOString() };
  await addAuditEntry(tx, by, { action: 'absence-removed', subject: absence.engineer, detail }, now);
  await setTimer(tx, { kind: 'check-coverage', subject: COVERAGE_SUBJECT, dueAt: now });
  return absence;
}
