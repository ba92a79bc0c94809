import { saveCalendar, savePlan } from '../../src/domain/directory-changes/save-rule.ts';
import type { CalendarEntry, PlanDefinition } from '../../src/domain/directory-entry/directory-schema.ts';
import { fingerprintOf } from '../../src/domain/directory-entry/fingerprint.ts';
import { loadRule } from '../../src/domain/plans/rule-edit-store.ts';
import type { Database } from '../../src/platform/db/database.ts';

/** Somebody edits a plan in the console. */
export async function changePlan(
  database: Database,
  name: string,
  change: (usual: PlanDefinition) => PlanDefinition,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { definition } = (await loadRule(tx, 'plans', name)) ?? nothing(name);
    const edited = { entry: change(definition), version: fingerprintOf(definition) };
    await savePlan(tx, name, edited, { by: 'lena', now: new Date() });
  });
}

/** Somebody edits a calendar in the console. */
export async function changeCalendar(
  database: Database,
  name: string,
  change: (usual: CalendarEntry) => CalendarEntry,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { definition } = (await loadRule(tx, 'calendars', name)) ?? nothing(name);
    const edited = { entry: change(definition), version: fingerprintOf(definition) };
    await saveCalendar(tx, name, edited, { by: 'lena', now: new Date() });
  });
}

function nothing(name: string): never {
  throw new Error(`there is no ${name}`);
}
