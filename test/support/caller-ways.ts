import { FACTS } from '../../src/domain/flow-actions/index.ts';
import type { Hotline } from './hotline.ts';
import type { Call } from './phone.ts';

/** One thing a caller does: keys, or `{ speaks }` so many seconds after the tone. */
export type Step = string | { speaks: number };

const pin = ['471108#'];
const critical = [...pin, '1', '1', '1'];
const ticketMenu = (ticket: string) => [...pin, '2', '3', `${ticket}#`];
const stranger = ['1', '100234#'];
const unverified = [...stranger, '0000#', '0000#', '0000#'];

/** Another number of Erika's company, where she may want to be called back. */
const OTHER_NUMBER = '+493023125102';

export interface Way {
  /** erika calls from her registered phone, a stranger from a withheld number, anna and carla are engineers */
  who: 'erika' | 'stranger' | 'anna' | 'carla';
  steps: readonly Step[];
  /** she has a ticket already, number 4711 */
  hasCase?: true;
  /** her contract has ended since; by itself she has another ticket, too */
  hasEnded?: true | 'without another';
  /** so many wrong PINs were keyed in for her customer that strangers have to wait */
  isSlowed?: true;
  /** a request of hers from the portal waits to be phoned in */
  hasWritten?: true;
}

/** How a caller comes to every state of the flow that waits for them, by the state. */
export const WAYS: Readonly<Record<string, Way>> = {
  language: { who: 'stranger', steps: [] },
  // her page about Erika's ticket is still open
  'engineer-case': { who: 'anna', steps: [], hasCase: true },
  'engineer-none': { who: 'carla', steps: [] },
  'customer-number': { who: 'stranger', steps: ['1'] },
  pin: { who: 'erika', steps: [] },
  'pin-wait': { who: 'stranger', steps: [...stranger, '471108#'], isSlowed: true },
  'open-case': { who: 'erika', steps: pin, hasCase: true },
  'written-request': { who: 'erika', steps: pin, hasWritten: true },
  'written-request-or-open-case': { who: 'erika', steps: pin, hasCase: true, hasWritten: true },
  'written-request-only': { who: 'erika', steps: pin, hasEnded: 'without another', hasWritten: true },
  'written-request-or-cases-only': {
    who: 'erika',
    steps: pin,
    hasCase: true,
    hasEnded: 'without another',
    hasWritten: true,
  },
  'dial-in-code-only': { who: 'erika', steps: [...pin, '1'], hasEnded: 'without another', hasWritten: true },
  'dial-in-code': { who: 'erika', steps: [...pin, '1'], hasWritten: true },
  menu: { who: 'erika', steps: pin },
  severity: { who: 'erika', steps: [...pin, '1'] },
  'severity-confirm': { who: 'erika', steps: [...pin, '1', '1'] },
  'signature-kind': { who: 'erika', steps: [...pin, '2'] },
  'signature-databases': { who: 'erika', steps: [...pin, '2', '1'] },
  'signature-update': { who: 'erika', steps: [...pin, '2', '1', '2'] },
  consent: { who: 'erika', steps: critical },
  describe: { who: 'erika', steps: [...critical, '1'] },
  'callback-number': { who: 'erika', steps: [...critical, '2'] },
  'callback-number-entry': { who: 'erika', steps: [...critical, '2', '2'] },
  'callback-number-confirm': { who: 'erika', steps: [...critical, '2', '2', '03023125102#'] },
  promise: { who: 'erika', steps: [...pin, '1', '2', '2', '1'] },
  hold: { who: 'erika', steps: [...critical, '2', '1'] },
  waiting: { who: 'erika', steps: [...critical, '2', '1', '1'] },
  'ticket-number': { who: 'erika', steps: [...pin, '2', '3'], hasCase: true },
  'ticket-of-before': { who: 'erika', steps: pin, hasCase: true, hasEnded: true },
  'ticket-menu': { who: 'erika', steps: ticketMenu('4711'), hasCase: true },
  'ticket-consent': { who: 'erika', steps: [...ticketMenu('4711'), '1'], hasCase: true },
  'ticket-message': { who: 'erika', steps: [...ticketMenu('4711'), '1', '1'], hasCase: true },
  unverified: { who: 'stranger', steps: unverified },
  'message-consent': { who: 'stranger', steps: [...unverified, '2'] },
  'message-declined': { who: 'stranger', steps: [...unverified, '2', '2'] },
  message: { who: 'stranger', steps: [...unverified, '2', '1'] },
};

/** A caller goes the way to a state; the ticket that some ways need was opened in a call before. */
export async function comeTo(hotline: Hotline, state: string): Promise<Call> {
  const way = WAYS[state];
  if (!way) throw new Error(`nobody knows the way to ${state}`);
  if (way.hasCase) await openCaseOf(hotline);
  if (way.hasEnded === true) await openCaseOf(hotline, [...pin, '2', '1', '2', '2', '1']);
  if (way.hasEnded) await endContract(hotline);
  if (way.hasWritten) await writeFor(hotline);
  if (way.isSlowed) await slowDown(hotline);
  const call =
    way.who === 'stranger'
      ? await hotline.line.phone('+4915228817399').dial({ from: 'anonymous' })
      : await hotline.phones[way.who].dial();
  for (const step of way.steps) await take(call, step);
  return call;
}

export async function take(call: Call, step: Step): Promise<void> {
  if (typeof step === 'string') await call.press(step);
  else await call.record({ seconds: step.speaks });
}

/** Erika's first call: ticket 4711, severity 2, confirmed; she hangs up on the promise. */
async function openCaseOf(hotline: Hotline, steps = WAYS.promise?.steps ?? []): Promise<void> {
  const call = await hotline.phones.erika.dial();
  for (const step of steps) await take(call, step);
  await call.hangUp();
  hotline.phones.erika.sms();
}

async function endContract(hotline: Hotline): Promise<void> {
  await hotline.database.query(
    `update customers set valid_until = $1::date - 1 where number = (select customer_number from contacts where name = 'Erika Beispiel')`,
    [new Date()],
  );
}

/** Twenty wrong PINs have just been keyed in for customer 100234. */
async function slowDown(hotline: Hotline): Promise<void> {
  await hotline.database.query(
    `insert into pin_counts (kind, id, clear_at, wrong, since)
     values ('customer', '100234', $1::timestamptz + interval '20 minutes', 20, $1)`,
    [new Date()],
  );
}

async function writeFor(hotline: Hotline): Promise<void> {
  await hotline.database.query(
    `insert into dial_in_codes (code, customer_number, contact_id, channel, kind, severity, created_at, expires_at)
     select '246810', customer_number, id, 'portal', 'problem', 3, $1::timestamptz, $1::timestamptz + interval '1 day'
     from contacts where name = 'Erika Beispiel'`,
    [new Date()],
  );
}

/** A prompt as it is said to somebody whose language is not known: in every language there is. */
export function inAllLanguages(hotline: Hotline, ...prompts: string[]): string {
  const voices = [...hotline.app.hotline.script.prompts.values()];
  return voices.flatMap(({ say }) => prompts.flatMap((prompt) => say[prompt] ?? [])).join(' ');
}

/**
 * Holds what actions really tell against what they are said to tell, from now on.
 * @returns a list that grows with every value that was promised to the checker and not told
 */
export function watchFacts(hotline: Hotline): string[] {
  const broken: string[] = [];
  const { runner } = hotline.app;
  const perform = runner.perform;
  runner.perform = async (action, context) => {
    const result = await perform(action, context);
    const promised = FACTS.actions[action]?.outcomes[result.outcome]?.tells ?? [];
    const told: Record<string, string | undefined> = { ...context.visit.vars, ...result.vars };
    for (const value of promised)
      if (told[value] === undefined) broken.push(`${action} ${result.outcome}: ${value}`);
    return result;
  };
  return broken;
}

/** Looks at every call and message there was, for stories that are not about them. */
export async function lookAway(hotline: Hotline): Promise<void> {
  await hotline.settle();
  for (const phone of [...Object.values(hotline.phones), hotline.line.phone(OTHER_NUMBER)]) {
    phone.sms();
    phone.undelivered();
    while (!(await phone.isQuiet())) await phone.rings();
  }
}

/** What is on record of the tickets, oldest first. */
export async function ticketsOf(hotline: Hotline): Promise<TicketRow[]> {
  return hotline.database.query<TicketRow>(
    `select number, severity, status, verified, abandoned, kind, signature, customer_number as customer,
       callback_number as "callbackNumber", opened_at as "openedAt", respond_by as "respondBy",
       recording_sid as recording from tickets order by number`,
  );
}

export interface TicketRow {
  number: string;
  severity: number;
  status: string;
  verified: boolean;
  abandoned: boolean;
  kind: string;
  signature: string | null;
  customer: string | null;
  callbackNumber: string | null;
  openedAt: Date;
  respondBy: Date;
  recording: string | null;
}
