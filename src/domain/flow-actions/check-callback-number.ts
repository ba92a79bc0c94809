import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Db } from '../../platform/db/database.ts';
import type { Hotline } from '../calls/hotline.ts';
import { type CountryCode, leadsTo, readPhone } from '../directory-entry/phone.ts';
import { listEngineers } from '../oncall/engineers/engineer-store.ts';
import { supervisorPhones } from '../oncall/supervisors-store.ts';
import { defineAction } from './action.ts';

/**
 * A number that is keyed in is dialled only where the operator allows it: a landline or mobile number of an allowed
 * country, and never one of our own or of our people's, who would be rung as if they were the customer. Anything else is toll
 * fraud waiting to happen.
 */
export const checkCallbackNumber = defineAction(
  {
    allowed: { tells: ['new-number'] },
    'not-allowed': {},
  },
  async (deps, { tx, visit }) => {
    const number = allowedNumber(visit.vars['typed-number'] ?? '', deps.countries);
    return number === null || (await isOurs(tx, number, deps.hotline))
      ? { outcome: 'not-allowed' }
      : { outcome: 'allowed', vars: { 'new-number': number } };
  },
);

async function isOurs(
  db: Db,
  number: string,
  { number: own, drillNumber }: Pick<Hotline, 'number' | 'drillNumber'>,
): Promise<boolean> {
  const engineers = await listEngineers(db);
  const phones = [...engineers.flatMap((engineer) => engineer.phones), ...(await supervisorPhones(db))];
  return [own, drillNumber, ...phones].some((phone) => phone !== undefined && leadsTo(phone, number));
}

/** @returns the number in E.164, or null if it must not be dialled */
function allowedNumber(typed: string, countries: readonly [CountryCode, ...CountryCode[]]): string | null {
  // a keypad has no plus sign: 0049 is how it is keyed
  const { number } = readPhone(typed.replace(/^00/, '+'), countries[0]);
  if (number === undefined) return null;
  const country = parsePhoneNumberFromString(number)?.country;
  return country !== undefined && countries.includes(country) ? number : null;
}
