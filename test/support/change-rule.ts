import { type RuleSaved, saveCalendar, savePlan } from '../../src/domain/directory-changes/save-rule.ts';
import type { DirectoryChange, EditedEntry } from '../../src/domain/directory-entry/change.ts';
import type { CalendarEntry, PlanDefinition } from '../../src/domain/directory-entry/directory-schema.ts';
import { fingerprintOf } from '../../src/domain/directory-entry/fingerprint.ts';
import { loadRule } from '../../src/domain/plans/rule-edit-store.ts';
import type { Database, Tx } from '../../src/platform/db/database.ts';

interface Rules {
  plans: PlanDefinition;
  calendars: CalendarEntry;
}

/** Somebody edits a plan in the console. */
export const changePlan = editing('plans', savePlan);

/** Somebody edits a calendar in the console. */
export const changeCalendar = editing('calendars', saveCalendar);

function editing<K extends keyof Rules>(
  kind: K,
  save: (tx: Tx, name: string, edited: EditedEntry<Rules[K]>, by: DirectoryChange) => Promise<RuleSaved>,
) {
  return (database: Database, name: string, change: (usual: Rules[K]) => Rules[K]): Promise<void> =>
    database.transaction(async (tx) => {
      const rule = await loadRule(tx, kind, name);
      if (!rule) throw new Error(`there is no ${name}`);
      const edited = { entry: change(rule.definition), version: fingerprintOf(rule.definition) };
      await save(tx, name, edited, { by: 'lena', now: new Date() });
    });
}
