import type { Tx } from '../../platform/db/database.ts';
import type { Call } from '../calls/call.ts';
import { changeCall } from '../calls/call-store.ts';
import { contactsByPhone } from '../customers/customer-store.ts';
import { readShown } from '../directory-entry/phone.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { engineerAt } from '../paging/engineer-at.ts';
import { type ActionDeps, defineAction } from './action.ts';

/**
 * Who may be calling, by the number the call came from. A hint that saves keys, never a proof: the PIN follows.
 * A withheld number (a word, or its keypad spelling) is nobody, and many of them are not one caller.
 */
export const identifyCaller = defineAction(
  {
    contact: { tells: ['customer-number'] },
    engineer: {},
    unknown: {},
  },
  async (deps, { tx, call, now }) => {
    const phone = callerNumber(deps, call);
    const contacts = phone === null ? [] : await contactsByPhone(tx, phone, now);
    const [contact] = contacts;
    if (!contact) return (await greetEngineer(deps, tx, call, phone)) ?? { outcome: 'unknown' };
    const { customerNumber, language } = contact;
    await changeCall(tx, call.id, { customerNumber });
    // a number that several customers registered: the PIN tells which of them it is
    const candidates = [...new Set(contacts.map((one) => one.customerNumber))].join(' ');
    return { outcome: 'contact', vars: { 'customer-number': candidates }, language: spoken(deps, language) };
  },
);

/** The number a call came from, E.164 however it was written; null if it was withheld. */
export function callerNumber(deps: ActionDeps, call: Call): string | null {
  return readShown(call.fromNumber ?? '', deps.countries[0]);
}

/** One of our own engineers calls from their phone. Whoever is a customer's contact as well is served as a customer. */
async function greetEngineer(deps: ActionDeps, tx: Tx, call: Call, number: string | null) {
  const engineer = number === null ? null : await engineerAt(tx, number);
  if (!engineer) return null;
  await changeCall(tx, call.id, { engineer: engineer.key });
  return { outcome: 'engineer' as const, language: languageOf(deps.hotline, engineer.languages) };
}

function spoken(deps: ActionDeps, language: string): string {
  const known = deps.hotline.script.prompts.has(language);
  return known ? language : (deps.hotline.script.languages[0]?.language ?? language);
}
