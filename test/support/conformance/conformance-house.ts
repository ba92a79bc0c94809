import { readDirectoryFile } from '../../../src/domain/directory-entry/directory-file.ts';
import { RULES } from '../../../src/domain/directory-file/directory-rules.ts';
import { type Habits, STATED_HABITS } from '../../../src/domain/rehearsal/habits.ts';
import { type Model, prepareModel, UNDISTURBED } from '../../../src/domain/rehearsal/model.ts';

const CUSTOMERS = 8;
/** Where each contact is called: nobody has two phones, so that a customer is one person with one phone. */
const phoneOf = (index: number) => `+4930231261${String(index).padStart(2, '0')}`;
const pinOf = (index: number) => `7${String(31_000 + index * 977)}`;

/** Plans on both clocks, one whose account managers are paged; a step that wants a second pair of hands; somebody with two phones. */
export const CONFORMANCE_DIRECTORY = `
calendars:
  munich:
    timezone: Europe/Berlin
    hours: { mon-fri: "09:00-18:00" }
    holidays: DE-BY
plans:
  enhanced:
    priority: 1
    seats: 8
    response:
      1: { within: PT30M, clock: always }
      2: { within: PT4H, clock: always }
      3: { within: PT6H, clock: business }
      4: { within: PT8H, clock: business }
    escalation: { problem: front-line, signature: front-line }
  managed:
    priority: 2
    seats: 8
    response:
      1: { within: PT1H, clock: always }
      2: { within: PT2H, clock: business }
      3: { within: PT6H, clock: business }
      4: { within: PT8H, clock: business }
    escalation: { problem: managers, signature: managers }
engineers:
  anna: { name: Anna Weber, phones: ["+4915228817386"], languages: [de, en] }
  ben: { name: Ben Hartmann, phones: ["+4915228817387", "+493023125017"], languages: [en, de] }
  carla: { name: Carla Moreno, phones: ["+4915228817388"], languages: [de] }
  dora: { name: Dora Klein, phones: ["+4915228817389"], languages: [de, en] }
  tessa: { name: Tessa Lindner, phones: ["+4915228817390"], languages: [de] }
schedules:
  front:
    timezone: Europe/Berlin
    layers: [{ participants: [anna, carla], rotate: P1D, from: 2026-01-05T08:00 }]
  back:
    timezone: Europe/Berlin
    layers: [{ participants: [ben, dora], rotate: P1D, from: 2026-01-05T08:00 }]
escalations:
  front-line:
    steps:
      - { at: 0%, page: [schedule:front], by: [sms] }
      - { at: 10%, page: [schedule:front], by: [call] }
      - { at: PT10M, page: [schedule:back], by: [sms, call], hands: 2 }
      - { at: 50%, page: [engineer:anna, engineer:ben], by: [call] }
    last-resort: [supervisors]
  managers:
    steps:
      - { at: 0%, page: [tam], by: [sms, call] }
      - { at: 20%, page: [schedule:front, schedule:back], by: [sms, call] }
    last-resort: [supervisors]
supervisors: { phones: ["+493023125000"] }
customers:
${Array.from({ length: CUSTOMERS }, (_, index) => customerEntry(index)).join('\n')}
`;

function customerEntry(index: number): string {
  const isManaged = index % 3 === 2;
  return `  "${String(400_100 + index)}":
    name: Kunde ${index + 1} GmbH
    plan: ${isManaged ? 'managed' : 'enhanced'}
    valid: { from: 2026-01-01, until: 2027-12-31 }
    calendar: munich
${isManaged ? '    tam: tessa\n    deputy: dora\n' : ''}    contacts:
      - { name: Kontakt ${index + 1}, phones: ["${phoneOf(index)}"], pin: "${pinOf(index)}", language: en }`;
}

/** How a customer calls, by their number. */
export function callerOf(customerNumber: string | null): { phone: string; pin: string } {
  const index = Number(customerNumber) - 400_100;
  return { phone: phoneOf(index), pin: pinOf(index) };
}

/** People who react to about half of what reaches them, so that everything comes up that can. */
const HABITS: Habits = {
  ...STATED_HABITS,
  signatures: 0,
  severities: [0.3, 0.3, 0.2, 0.2],
  day: { smsSeen: 0.5, smsMs: 150_000, callAnswered: 0.5 },
  night: { smsSeen: 0.3, smsMs: 300_000, callAnswered: 0.4 },
  connects: 0.45,
  callsLater: 0.3,
  connectAnswered: 0.6,
  customerAnswers: 0.6,
  answers: 0.7,
};

/** A week of calls. @param days shorter or longer */
export function conformanceModel({
  calls,
  seed,
  days = 7,
}: {
  calls: number;
  seed: number;
  days?: number;
}): Model {
  const { directory, faults } = readDirectoryFile(CONFORMANCE_DIRECTORY, 'directory.yaml', RULES);
  if (!directory) throw new Error(JSON.stringify(faults));
  const from = new Date('2026-11-23T00:00:00Z');
  const model = prepareModel({
    rehearsed: { directory, absences: [], optedOut: [] },
    habits: HABITS,
    from,
    until: new Date(from.getTime() + days * 24 * 3_600_000),
    calls,
    seed,
    disturbance: UNDISTURBED,
  });
  if (!model) throw new Error('nothing to play');
  return model;
}
