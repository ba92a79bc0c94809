import { type Checked, checkEntry, schemasInForce } from '../../../../domain/directory-entry/check-entry.ts';
import type { CustomerHeader } from '../../../../domain/directory-entry/directory-schema.ts';
import { customerNumberSchema } from '../../../../domain/directory-entry/entry-values.ts';
import { fingerprintOf } from '../../../../domain/directory-entry/fingerprint.ts';
import type { Db } from '../../../../platform/db/database.ts';

export const HEADER_FIELDS = [
  'name',
  'plan',
  'valid.from',
  'valid.until',
  'calendar',
  'tam',
  'deputy',
  'report.to',
  'report.language',
] as const;

/** A customer as the fields of its form. */
export function headerFields(header: CustomerHeader): Record<string, string> {
  return {
    name: header.name,
    plan: header.plan,
    'valid.from': header.valid.from,
    'valid.until': header.valid.until,
    calendar: header.calendar,
    tam: header.tam ?? '',
    deputy: header.deputy ?? '',
    'report.to': header.report?.to ?? '',
    'report.language': header.report?.language ?? '',
    version: fingerprintOf(header),
  };
}

/** Holds a filled-in form against the rules of the directory file. */
export async function checkHeader(db: Db, fields: Record<string, string>): Promise<Checked<CustomerHeader>> {
  const { tam, deputy, 'report.to': to, 'report.language': language } = fields;
  const { customer } = await schemasInForce(db);
  const checked = checkEntry(customer, {
    name: fields.name,
    plan: fields.plan,
    valid: { from: fields['valid.from'], until: fields['valid.until'] },
    calendar: fields.calendar,
    ...(tam ? { tam } : {}),
    ...(deputy ? { deputy } : {}),
    ...(to ? { report: { to, ...(language ? { language } : {}) } } : {}),
  });
  if (checked.faults)
    return { faults: checked.faults.map((path) => (path === 'valid' ? 'valid.until' : path)) };
  const { contacts: _, ...header } = checked.entry;
  return { entry: header };
}

export function isCustomerNumber(typed: string): boolean {
  return customerNumberSchema.safeParse(typed).success;
}
