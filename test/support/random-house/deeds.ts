import type { Database } from '../../../src/platform/db/database.ts';
import { importFile, usualDirectory } from '../import-file.ts';
import type { Call } from '../phone.ts';
import { press } from './press.ts';
import { callOf, NAMES, type Name, type Pick, ringingAt, type Scene, wait } from './scene.ts';

/** Something that somebody does; its words tell a story that went wrong. */
export interface Deed {
  says: string;
  act(): Promise<unknown>;
}

const PINS: Partial<Record<Name, string>> = {
  erika: '471108',
  max: '082915',
  grace: '614020',
  petra: '904417',
  klara: '550011',
  otto: '120399',
};
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** What happens next, from what could happen just now. */
export async function nextDeed(scene: Scene, pick: Pick): Promise<Deed> {
  const talking = NAMES.filter((name) => callOf(scene, name));
  const ringing: Name[] = [];
  for (const name of NAMES) if (!talking.includes(name) && (await ringingAt(scene, name))) ringing.push(name);
  const free = NAMES.filter((name) => !talking.includes(name) && !ringing.includes(name));
  const tickets = await scene.hotline.database.query<{ number: string }>('select number::text from tickets');
  const ticket = pick([...tickets.map(({ number }) => number), '4711']);
  const deeds: (() => Deed | Promise<Deed>)[] = [
    () => text(scene, pick, ticket),
    () => atTheDesk(scene, pick, ticket),
    ...often(4, () => press(scene, pick, ticket)),
    () => theCarrier(scene, pick),
    () => theFile(scene, pick),
    () => time(scene, pick),
  ];
  if (free.length > 0) deeds.push(() => dial(scene, pick(free)));
  // whoever has a phone in their hand mostly goes on with it
  if (ringing.length > 0) deeds.push(...often(4, () => pickUp(scene, pick, pick(ringing))));
  if (talking.length > 0) deeds.push(...often(8, () => goOn(scene, pick, pick(talking), ticket)));
  return pick(deeds)();
}

/** What is more likely stands there more often. */
function often<T>(times: number, what: T): T[] {
  return Array.from({ length: times }, () => what);
}

function dial({ phones, calls }: Scene, name: Name): Deed {
  return { says: `${name} dials`, act: async () => calls.set(name, await phones[name].dial()) };
}

async function pickUp(scene: Scene, pick: Pick, name: Name): Promise<Deed> {
  const ring = await ringingAt(scene, name);
  const how = pick([
    'answer',
    'answer',
    'answer',
    'machine',
    'mistakenForMachine',
    'noAnswer',
    'busy',
    'unreachable',
  ] as const);
  const act = async () => {
    const call = await ring?.[how]();
    if (call) scene.calls.set(name, call);
  };
  return { says: `${name}: ${how}`, act };
}

function goOn(scene: Scene, pick: Pick, name: Name, ticket: string): Deed {
  const call = scene.calls.get(name) as Call;
  const at = `${name} at ${call.state || call.waitsFor}`;
  if (call.waitsFor === 'recording') {
    const seconds = pick([0, 1, 30]);
    return pick([
      { says: `${at} speaks`, act: () => call.record({ seconds }) },
      { says: `${at} hangs up while speaking`, act: () => call.hangUp({ spoken: seconds }) },
    ]);
  }
  const leave: Deed = { says: `${at} hangs up`, act: () => call.hangUp() };
  if (call.waitsFor !== 'keys') return leave;
  const asked: Record<string, readonly string[]> = {
    pin: [`${PINS[name] ?? '000000'}#`],
    'customer-number': ['100234#', '300100#', '999#'],
    'ticket-number': [`${ticket}#`],
    'callback-number-entry': ['03023125102#', '+49#', '112#'],
    severity: ['1', '2', '3', '4'],
  };
  const meant = pick(asked[call.state] ?? ['1', '1', '2', '3']);
  const keys = pick([...often(8, meant), '*', '9', '12345678901234567890#']);
  const press: Deed = { says: `${at} presses ${keys}`, act: () => call.press(keys) };
  const silence: Deed = { says: `${at} is silent`, act: () => call.silence() };
  return pick([...often(10, press), leave, silence]);
}

function text({ hotline, phones }: Scene, pick: Pick, ticket: string): Deed {
  const name = pick(NAMES);
  const order = pick(['A', 'C', 'P', 'D', 'F', 'R', 'J', 'N', 'Nein,']);
  const code = pick(['', ` ${codeOf(phones[name], ticket)}`]);
  const body = pick([
    `${order} ${ticket}${code}`,
    `${order} ${ticket}${code} Kabel getauscht, läuft wieder`,
    order,
    pick(['?', 'S', 'T', 'ok', 'ja', 'STOP', 'START', 'Danke!', 'Bitte Rückruf', '👍', '']),
  ]);
  const { database } = hotline;
  const { number } = phones[name];
  const act = async () => {
    const isOrder = body.startsWith(order) && (await isEngineers(database, number));
    const before = await countTexts(database, number);
    await phones[name].sendSms(body);
    if (isOrder && (await countTexts(database, number)) === before)
      throw new Error('nobody answers the text');
  };
  return { says: `${name} texts "${body}"`, act };
}

/** Somebody may have been retired meanwhile. */
async function isEngineers(database: Database, number: string): Promise<boolean> {
  const found = await database.query(
    'select from engineers where retired_at is null and phones @> array[$1::text]',
    [number],
  );
  return found.length > 0;
}

async function countTexts(database: Database, number: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select count(*)::int as count from messages where to_number = $1',
    [number],
  );
  return row?.count ?? 0;
}

function codeOf(phone: Scene['phones'][Name], ticket: string): string {
  try {
    return phone.code(ticket);
  } catch {
    return '';
  }
}

function atTheDesk({ hotline }: Scene, pick: Pick, ticket: string): Deed {
  const by = pick(['anna', 'ben', 'carla', 'tessa', 'nobody']);
  const today = new Date().toISOString().slice(0, 10);
  const [path, body] = pick<[string, Record<string, unknown>]>([
    [`/tickets/${ticket}/severity`, { by, severity: pick([1, 2, 3, 4]), text: 'so ist es' }],
    [`/tickets/${ticket}/acknowledge`, { by }],
    [`/tickets/${ticket}/answer`, { by, text: 'Kabel getauscht' }],
    [`/tickets/${ticket}/answer`, { by, text: 'Welche Version?', how: 'facts-requested' }],
    [`/tickets/${ticket}/answer`, { by, text: 'Kabel getauscht', delivered: 'in-talk' }],
    [`/tickets/${ticket}/reopen`, { by, text: 'doch nicht' }],
    [`/tickets/${ticket}/progress`, { by, stage: 'built' }],
    [`/tickets/${ticket}/close`, { by }],
    ['/absences', { engineer: by, from: today, until: today, accept: 'shifts' }],
    ['/tickets', { ...REQUEST, severity: pick([1, 2, 3, 4]), kind: pick(['problem', 'signature']) }],
    ['/customers/300100/updates', { by, text: 'Wir sind dran' }],
  ]);
  const act = async () => {
    const { status } = await hotline.api<{ status?: number }>(path, body);
    if (status === 500) throw new Error('the API has failed');
  };
  return { says: `${path} ${JSON.stringify(body)}`, act };
}

const REQUEST = {
  channel: 'portal',
  customer: '100871',
  contact: 'Grace Hollis',
  description: 'Der Export bricht ab',
};

/** The network repeats, keeps back and loses. */
function theCarrier(scene: Scene, pick: Pick): Deed {
  const { hotline, phones } = scene;
  const { line } = hotline;
  const again = line.webhooks.at(-pick([1, 2, 5, 15]));
  const name = pick(NAMES);
  const report = pick(['/twilio/voice/status', '/twilio/sms/status', '/twilio/voice/recording']);
  const failure = {
    path: pick(['Calls', 'Messages', 'Recordings', 'Participants']),
    times: pick([1, 2, 5]),
    failure: pick([429, 500, 'reset', 'accept-then-fail'] as const),
  };
  const late: Deed = scene.isLate
    ? { says: 'late reports come', act: () => line.deliverLate({ reversed: pick([true, false]) }) }
    : { says: `${report} is late`, act: async () => line.holdBack(report) };
  return pick<Deed>([
    { says: 'a request comes twice', act: async () => again && line.replay(again) },
    {
      ...late,
      act: async () => {
        await late.act();
        scene.isLate = !scene.isLate;
      },
    },
    { says: `${name} gets no SMS`, act: async () => phones[name].refuseSms() },
    { says: `${name} gets SMS`, act: async () => phones[name].takeSms() },
    { says: `the carrier fails: ${JSON.stringify(failure)}`, act: async () => line.failNext(failure) },
  ]);
}

/** What a directory file may say otherwise than it did. */
const EDITS: readonly [string, string][] = [
  ['participants: [anna], rotate: P7D', 'participants: [carla, anna], rotate: P1D'],
  ['participants: [ben], rotate: P7D', 'participants: [tessa], rotate: P7D'],
  ['1: { within: PT30M', '1: { within: PT10M'],
  [
    '- { at: PT10M, page: [schedule:back], by: [sms, call] }',
    '- { at: PT5M, page: [schedule:back], by: [call] }',
  ],
  ['languages: [de, en] }', 'languages: [en] }'],
  ['    tam: tessa\n    deputy: carla\n', ''],
  ['name: Grace Hollis', 'name: Grace Hopper'],
  ['name: Beispiel & Söhne GmbH\n    plan: standard', 'name: Beispiel & Söhne GmbH\n    plan: enhanced'],
];

/** The directory file is edited and imported. */
function theFile({ hotline: { database } }: Scene, pick: Pick): Deed {
  const which = pick(Array.from({ length: 2 ** EDITS.length }, (_, bits) => bits));
  const edits = EDITS.filter((_, edit) => which & (2 ** edit));
  const text = edits.reduce((usual, [from, to]) => usual.replace(from, to), usualDirectory());
  const act = async () => {
    await importFile(database, text, { replace: true });
  };
  return { says: `a file is imported with ${edits.map(([, to]) => to).join(', ')}`, act };
}

async function time(scene: Scene, pick: Pick): Promise<Deed> {
  // nobody would answer for hours, and all of them would be rung again and again
  const [pressing] = await scene.hotline.database.query(
    `select from tickets where status in ('open', 'acknowledged') and severity < 3 limit 1`,
  );
  const seconds = pick([1, 5, 31, 70, 130, 400, 15 * MINUTE, ...(pressing ? [] : [4 * HOUR, 14 * HOUR])]);
  return { says: `${seconds} s go by`, act: () => wait(scene, seconds) };
}
