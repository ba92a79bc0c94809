import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/database.ts';
import { fitSeats } from '../customers/fit-seats.ts';
import { findFormerHolders } from '../customers/former-holder-store.ts';
import { handBackContacts, loadHeader, retireHeader, writeCustomers } from '../customers/header-store.ts';
import { retireAllSeated } from '../customers/seat-store.ts';
import type { DirectoryChange, EditedEntry } from '../directory-entry/change.ts';
import type { CustomerHeader } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { fingerprintOf } from '../directory-entry/fingerprint.ts';
import { handBack, markChanged } from '../directory-entry/source-store.ts';
import { loadRule } from '../plans/rule-edit-store.ts';
import { leadsNowhere } from './leads-nowhere.ts';

export type CustomerSaved =
  | 'saved'
  | 'unchanged'
  | 'unknown'
  | 'changed-meanwhile'
  | 'leads-nowhere'
  | 'too-few-seats';

/** Changes what is registered of a customer in force. */
export async function saveCustomer(
  tx: Tx,
  number: string,
  { entry: header, version }: EditedEntry<CustomerHeader>,
  { by, now }: DirectoryChange,
): Promise<CustomerSaved> {
  await lockRegistry(tx);
  const before = await loadHeader(tx, number);
  if (!before) return 'unknown';
  if (fingerprintOf(before.header) !== version) return 'changed-meanwhile';
  if (isDeepStrictEqual(before.header, header)) return 'unchanged';
  if (await leadsNowhere(tx, { customers: new Map([[number, { header, contacts: [] }]]) }))
    return 'leads-nowhere';
  const plan = await loadRule(tx, 'plans', header.plan);
  if ((await fitSeats(tx, [number], plan?.definition.seats ?? 0)).length > 0) return 'too-few-seats';
  await writeCustomers(tx, [{ number, header }], now);
  await markChanged(tx, 'customers', number, { by, now });
  return 'saved';
}

/** Registers a customer. One who was retired comes back without its former contacts; nobody else gets its number. */
export async function addCustomer(
  tx: Tx,
  number: string,
  header: CustomerHeader,
  { by, now }: DirectoryChange,
): Promise<'added' | 'taken' | 'was-anothers' | 'leads-nowhere'> {
  await lockRegistry(tx);
  if (await loadHeader(tx, number)) return 'taken';
  if ((await findFormerHolders(tx, [{ number, name: header.name }])).size > 0) return 'was-anothers';
  if (await leadsNowhere(tx, { customers: new Map([[number, { header, contacts: [] }]]) }))
    return 'leads-nowhere';
  await writeCustomers(tx, [{ number, header }], now);
  await markChanged(tx, 'customers', number, { by, now });
  return 'added';
}

/** A customer and its contacts may not call any more; their tickets and calls stay on record. @returns whether there was one */
export async function retireCustomer(tx: Tx, number: string, { by, now }: DirectoryChange): Promise<boolean> {
  await lockRegistry(tx);
  if (!(await loadHeader(tx, number))) return false;
  await retireAllSeated(tx, number, by, now);
  await retireHeader(tx, number, now);
  await markChanged(tx, 'customers', number, { by, now });
  return true;
}

/** Gives a customer and its seats back to the directory file; all stays as it is until the next import. */
export async function handBackCustomer(tx: Tx, number: string): Promise<boolean> {
  await lockRegistry(tx);
  const header = await handBack(tx, 'customers', number);
  const contacts = await handBackContacts(tx, number);
  return header || contacts;
}
