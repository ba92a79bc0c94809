import type { NewFact } from './leaf-store.ts';
import { fieldsOf } from './statement.ts';

/** A plan or a calendar that is in force from now on; null: that is in force no more. */
export interface ChangedRule {
  kind: 'plan' | 'calendar';
  name: string;
  definition: object | null;
}

export function ruleFact({ kind, name, definition }: ChangedRule, now: Date): NewFact {
  const fields = fieldsOf({ kind, name, definition, ...(definition === null ? { retired: true } : {}) });
  return { fact: 'rule', at: now, fields };
}
