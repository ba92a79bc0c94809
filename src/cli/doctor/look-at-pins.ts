import type { Config } from '../../app/config.ts';
import { keyNameOf } from '../../domain/customers/pin-hasher.ts';
import { countPinsNotUnder, countPinsUnderOthers, findWeakPins } from '../../domain/customers/seat-store.ts';
import { isRecordOfKey } from '../../domain/evidence/log-keys.ts';
import type { Db } from '../../platform/db/database.ts';
import { count } from '../support/terminal.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

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
    const remedy = 'Give them a new PIN in the console: Customers, then their seat.';
    findings.push(warning(ABOUT, `${count(weak.length, 'PIN')} too short or easy to guess: ${who}`, remedy));
  }
  if (unknown > 0)
    findings.push(ok(ABOUT, `${unknown} from before weak PINs were noted: checked when next keyed in`));
  return findings;
}

/** Which PINs are wrong for want of the SECRET_KEY they were made with; while it is changed, how many need the one before. */
export async function lookAtPinKeys(
  db: Db,
  config: Pick<Config, 'secretKey' | 'secretKeyPrevious'>,
): Promise<Finding[]> {
  const { secretKey, secretKeyPrevious } = config;
  const keys = [secretKey, ...(secretKeyPrevious === undefined ? [] : [secretKeyPrevious])].map(keyNameOf);
  const lost = await countPinsUnderOthers(db, keys);
  if (lost > 0) {
    const remedy =
      'Set that key as SECRET_KEY, or as SECRET_KEY_PREVIOUS while you change it; without it they need new PINs.';
    const told = `${count(lost, 'PIN')} moved to another SECRET_KEY when they were keyed in, and wrong under this one`;
    return [fault('secret key', told, remedy)];
  }
  if (!(await isRecordOfKey(db, config))) {
    const remedy =
      'Set that key as SECRET_KEY, or as SECRET_KEY_PREVIOUS while you change it. If it is lost, give out new PINs.';
    const told =
      'the record was made with another one: with this one PINs are wrong, and a start begins a new ledger';
    return [fault('secret key', told, remedy)];
  }
  if (secretKeyPrevious === undefined) return [];
  const left = await countPinsNotUnder(db, keyNameOf(secretKey));
  if (left === 0) return [ok('secret key', 'every PIN uses the new key: SECRET_KEY_PREVIOUS can be removed')];
  const remedy = 'Keep SECRET_KEY_PREVIOUS until they have called; give those you cannot wait for a new PIN.';
  return [
    warning('secret key', `${count(left, 'contact')} yet to use their PIN since the key was changed`, remedy),
  ];
}
