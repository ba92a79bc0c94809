/** How many engineers there are to page, each with a schedule and a policy of their own. */
export const ENGINEERS = 250;
/** Customers that the stored tickets belong to; the caller is of none of them. */
export const CUSTOMERS = 100;
export const CALLER = { customer: '900000', phone: '+493023125990', pin: '471108' };

const key = (letter: string, index: number) => `${letter}${String(index).padStart(3, '0')}`;
const customerOf = (index: number) => String(100_000 + (index % CUSTOMERS));

const each = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `  ${line(index)}`).join('\n');

const term = 'valid: { from: 2020-01-01, until: 2099-12-31 }';

/**
 * A directory file with a duty roster as large as it takes to page a hundred times a second without bundling: pages that
 * wait for the same phone would go out as one SMS.
 */
export const DIRECTORY = `
calendars:
  always: { timezone: Europe/Berlin, hours: { mon-sun: "00:00-24:00" } }
plans:
  enhanced:
    priority: 1
    seats: 8
    response:
      1: { within: PT30M, clock: always }
      2: { within: PT4H, clock: always }
      3: { within: PT6H, clock: business }
      4: { within: PT8H, clock: business }
    escalation: { problem: p000, signature: p000 }
engineers:
${each(ENGINEERS, (index) => `${key('e', index)}: { name: Engineer ${index}, phones: ["+493023125${String(index + 100)}"], languages: [de] }`)}
schedules:
${each(ENGINEERS, (index) => `${key('s', index)}: { timezone: Europe/Berlin, layers: [{ participants: [${key('e', index)}, ${key('e', (index + 1) % ENGINEERS)}], rotate: P1D, from: 2026-01-05T08:00 }] }`)}
escalations:
${each(ENGINEERS, (index) => `${key('p', index)}: { steps: [{ at: 0%, page: [schedule:${key('s', index)}], by: [sms] }, { at: 50%, page: [schedule:${key('s', index)}], by: [call] }], last-resort: [supervisors] }`)}
supervisors: { phones: ["+493023125000"] }
customers:
${each(CUSTOMERS, (index) => `"${customerOf(index)}": { name: Customer ${index}, plan: enhanced, ${term}, calendar: always, contacts: [] }`)}
  "${CALLER.customer}":
    name: Musterwerk AG
    plan: enhanced
    ${term}
    calendar: always
    contacts: [{ name: Erika Beispiel, phones: ["${CALLER.phone}"], pin: "${CALLER.pin}", language: de }]
`;
