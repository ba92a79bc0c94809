import { planTable, type TablePlan } from '../../../../domain/customer-table/plan-table.ts';
import { findAllReturning } from '../../../../domain/customers/erased.ts';
import { schemasInForce } from '../../../../domain/directory-entry/check-entry.ts';
import { loadRegistry } from '../../../../domain/directory-entry/directory-store.ts';
import type { Db } from '../../../../platform/db/database.ts';
import type { RouteContext } from '../../route.ts';
import { readTypedDay } from '../../typed/read-typed-day.ts';
import { isoDayOf } from '../say-date.ts';

/** What a table would change; who was erased is not let in again by one. */
export async function planOfTable(
  { deps, now, format }: RouteContext,
  db: Db,
  text: string,
): Promise<TablePlan> {
  const plan = await planTable(text, {
    schemas: await schemasInForce(db, deps.hotline.number),
    current: await loadRegistry(db),
    languages: deps.hotline.script.languages.map(({ language }) => language),
    readDay: readTypedDay,
    today: isoDayOf(now, format.zone),
  });
  const newcomers = plan.contacts.filter(({ kind }) => kind === 'new');
  const returning = await findAllReturning(db, deps.pins, newcomers);
  const erased = [...returning.keys()].map(({ line }) => ({ line, about: 'erased' as const }));
  return { ...plan, faults: [...plan.faults, ...erased] };
}
