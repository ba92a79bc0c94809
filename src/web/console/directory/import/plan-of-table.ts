import { isDeepStrictEqual } from 'node:util';
import { unreachedTargets } from '../../../../domain/calendar/unreached-targets.ts';
import { planTable, type TablePlan } from '../../../../domain/customer-table/plan-table.ts';
import { findAllReturning } from '../../../../domain/customers/erased.ts';
import { findFormerHolders } from '../../../../domain/customers/former-holder-store.ts';
import { schemasInForce } from '../../../../domain/directory-entry/check-entry.ts';
import { loadRegistry, type Registry } from '../../../../domain/directory-entry/directory-store.ts';
import type { Db } from '../../../../platform/db/database.ts';
import type { RouteContext } from '../../route.ts';
import { readTypedDay } from '../../typed/read-typed-day.ts';
import { isoDayOf } from '../say-date.ts';

/** What a table would change, and what it was held against. */
export interface HeldTable {
  text: string;
  plan: TablePlan;
  current: Registry;
}

/** What a table would change; who was erased is not let in again by one. */
export async function planOfTable(context: RouteContext, db: Db, text: string): Promise<HeldTable> {
  const { deps, now, format } = context;
  const current = await loadRegistry(db);
  const plan = await planTable(text, {
    schemas: await schemasInForce(db, deps.hotline),
    current,
    languages: deps.hotline.script.languages.map(({ language }) => language),
    readDay: readTypedDay,
    today: isoDayOf(now, format.zone),
  });
  const unreached = faultsOfUnreached(plan, current, now);
  const faults = [
    ...plan.faults,
    ...unreached,
    ...(await faultsOfErased(context, db, plan)),
    ...(await faultsOfFormer(db, plan)),
  ];
  return { text, plan: { ...plan, faults }, current };
}

/**
 * Whether a table would change the same now. A long one is not read again where nothing has changed: whoever holds the
 * directory must not keep the database waiting.
 */
export async function isStillSo(context: RouteContext, db: Db, held: HeldTable): Promise<boolean> {
  const { text, plan, current } = held;
  if (isDeepStrictEqual(await loadRegistry(db), current))
    return (await faultsOfErased(context, db, plan)).length === 0;
  return isDeepStrictEqual((await planOfTable(context, db, text)).plan, plan);
}

/** Customers whose calendar does not open for long enough for their plan; each pair is asked for once. */
function faultsOfUnreached(
  { customers }: TablePlan,
  { plans, calendars }: Registry,
  now: Date,
): TablePlan['faults'] {
  const changed = customers.filter(({ kind }) => kind !== 'unchanged');
  const pairs = Map.groupBy(changed, ({ header }) => JSON.stringify([header.plan, header.calendar]));
  return [...pairs.values()].flatMap((alike) => {
    const [{ header } = { header: null }] = alike;
    const plan = header && plans.get(header.plan);
    const calendar = header && calendars.get(header.calendar);
    if (!plan || !calendar || unreachedTargets(plan.response, calendar, now).length === 0) return [];
    return alike.map(({ line }) => ({ line, about: 'unreached' as const }));
  });
}

/** Nobody new gets the number of a customer who has left. */
async function faultsOfFormer(db: Db, { customers }: TablePlan): Promise<TablePlan['faults']> {
  const added = customers.filter(({ kind }) => kind === 'new');
  const named = added.map(({ number, header: { name } }) => ({ number, name }));
  const former = await findFormerHolders(db, named);
  return added.flatMap(({ number, line }) =>
    former.has(number) ? [{ line, about: 'number' as const, how: 'was-anothers' as const }] : [],
  );
}

async function faultsOfErased(
  { deps }: RouteContext,
  db: Db,
  { contacts }: TablePlan,
): Promise<TablePlan['faults']> {
  const newcomers = contacts.filter(({ kind }) => kind === 'new');
  const returning = await findAllReturning(db, deps.pins, newcomers);
  return [...returning.keys()].map(({ line }) => ({ line, about: 'erased' }));
}
