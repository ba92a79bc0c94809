import type { Config } from '../../app/config.ts';
import { keyNameOf } from '../../domain/customers/pin-hasher.ts';
import { countPinsNotUnder, findWeakPins } from '../../domain/customers/seat-store.ts';
import type { Db } from '../../platform/db/database.ts';
import { count } from '../support/terminal.ts';
import { type Finding, ok, warning } from './finding.ts';

const ABOUT = 'PINs';
const MAX_NAMED = 20;

/** Whose PIN is from before today's rule and does not meet it. It works until it is changed. */
export async function lookAtPins(db: Db): Promise<Finding[]> {
  const { weak, unknown } = await findWeakPins(db);
  const findings: Finding[] = [];
  if (weak.length > 0) {
    const names = weak.slice(0, MAX_NAMED).map(({ name, customer }) => `${name} (${customer})`);
    const more = weak.length - names.length;
    const who = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    const remedy = 'Give them a new one: console, customers, their seat.';
    findings.push(warning(ABOUT, `${count(weak.length, 'PIN')} too short or guessed first: ${who}`, remedy));
  }
  if (unknown > 0)
    findings.push(
      ok(ABOUT, `${unknown} set before it was noted whether a PIN is weak: known when it is next keyed in`),
    );
  return findings;
}

/** While SECRET_KEY is changed: how many PINs are still worth nothing without the key of before. */
export async function lookAtPinKeys(
  db: Db,
  { secretKey, secretKeyPrevious }: Pick<Config, 'secretKey' | 'secretKeyPrevious'>,
): Promise<Finding[]> {
  if (secretKeyPrevious === undefined) return [];
  const left = await countPinsNotUnder(db, keyNameOf(secretKey));
  if (left === 0) return [ok('secret key', 'every PIN is under the new one: SECRET_KEY_PREVIOUS can go')];
  const remedy = 'Leave SECRET_KEY_PREVIOUS until they have; who has not by then needs a new PIN.';
  return [
    warning('secret key', `${count(left, 'contact')} not heard with their PIN since it was changed`, remedy),
  ];
}
