/** Everybody in the suite's directory has a fictional number: +49 30 23125 000 to 999. */
const number = (index: number) => `+493023125${String(index).padStart(3, '0')}`;

export const HOTLINE_NUMBER = number(999);
const SUPERVISOR = number(0);
/** Nobody's contact. */
export const STRANGERS = Array.from({ length: 50 }, (_, index) => number(900 + index));

/** How many policies there are, each with its own plan, schedules and engineers: few pages wait for the same phone. */
const DESKS = 30;
const ENGINEERS_OF_DESK = 3;
const CUSTOMERS = 100;
const SEATS = 8;

/** A contact of a customer, as the suite's callers know themselves. */
export interface Contact {
  customer: string;
  phone: string;
  pin: string;
  language: string;
}

export const CONTACTS: readonly Contact[] = Array.from({ length: CUSTOMERS * SEATS }, (_, index) => ({
  customer: String(100_000 + Math.floor(index / SEATS)),
  phone: number(100 + index),
  // seven digits that begin so never count on or repeat themselves
  pin: String(4_711_000 + index),
  language: index % 3 === 0 ? 'en' : 'de',
}));

const engineerPhone = (deps: number, place: number) => number(1 + deps * ENGINEERS_OF_DESK + place);

export const ENGINEER_PHONES: readonly string[] = Array.from(
  { length: DESKS * ENGINEERS_OF_DESK },
  (_, index) => engineerPhone(Math.floor(index / ENGINEERS_OF_DESK), index % ENGINEERS_OF_DESK),
);

/** When the steps of every policy are due, seconds from the first ring: soon enough to be seen during the suite. */
export const STEPS_AT_SECONDS = [0, 10, 40];

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `  ${line(index)}`).join('\n');

const desks = (line: (deps: number) => string) => lines(DESKS, line);
const engineers = (line: (deps: number, place: number) => string) =>
  lines(DESKS * ENGINEERS_OF_DESK, (index) =>
    line(Math.floor(index / ENGINEERS_OF_DESK), index % ENGINEERS_OF_DESK),
  );

const contact = ({ phone, pin, language }: Contact) =>
  `{ name: Contact ${pin}, phones: ["${phone}"], pin: "${pin}", language: ${language} }`;

const contactsOf = (customer: number) =>
  CONTACTS.slice(customer * SEATS, (customer + 1) * SEATS)
    .map(contact)
    .join(', ');

const step = (deps: number, place: number, by: string) =>
  `{ at: PT${STEPS_AT_SECONDS[place]}S, page: [schedule:s${deps}-${place}], by: [${by}] }`;

/** The directory file: 100 customers of eight contacts, 30 desks of three engineers. */
export const DIRECTORY = `
calendars:
  always: { timezone: Europe/Berlin, hours: { mon-sun: "00:00-24:00" } }
plans:
${desks((deps) => `plan-${deps}: { priority: ${1 + (deps % 2)}, seats: ${SEATS}, live: [1], response: { 1: { within: PT30M, clock: always }, 2: { within: PT4H, clock: always }, 3: { within: PT6H, clock: business }, 4: { within: PT8H, clock: business } }, escalation: { problem: desk-${deps}, signature: desk-${deps} } }`)}
engineers:
${engineers((deps, place) => `e${deps}-${place}: { name: Engineer ${deps}-${place}, phones: ["${engineerPhone(deps, place)}"], languages: [en, de] }`)}
schedules:
${engineers((deps, place) => `s${deps}-${place}: { timezone: Europe/Berlin, layers: [{ participants: [e${deps}-${place}], rotate: P7D, from: 2026-01-05T08:00 }] }`)}
escalations:
${desks((deps) => `desk-${deps}: { steps: [${step(deps, 0, 'sms')}, ${step(deps, 1, 'call')}, ${step(deps, 2, 'sms, call')}], last-resort: [supervisors] }`)}
supervisors: { phones: ["${SUPERVISOR}"] }
customers:
${lines(CUSTOMERS, (index) => `"${100_000 + index}": { name: Customer ${index}, plan: plan-${index % DESKS}, valid: { from: 2020-01-01, until: 2099-12-31 }, calendar: always, contacts: [${contactsOf(index)}] }`)}
`;
