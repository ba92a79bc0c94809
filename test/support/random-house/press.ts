import type { Browser, Reply } from '../console.ts';
import { plainText } from '../plain-text.ts';
import type { Deed } from './deeds.ts';
import type { Pick, Scene } from './scene.ts';

const TEXTS = ['', 'Kabel getauscht', 'Wir messen nach <b>&" 👍', 'x'.repeat(3_000)];
const DAY_MS = 24 * 3_600_000;
/** What would end the browser's part in the story. */
const LEAVES = /sign-out|password|two-factor/;

/** Somebody opens a page, fills in one of its forms as it comes, and presses one of its buttons. */
export async function press(scene: Scene, pick: Pick, ticket: string): Promise<Deed> {
  const who = pick(['supervisor', 'engineer'] as const);
  const path = pick([
    ...Array.from({ length: 8 }, () => `/tickets/${ticket}`),
    '/',
    '/mine',
    '/shifts',
    '/registry/engineers/anna',
    '/registry/engineers/ben',
    '/registry/schedules/front',
  ]);
  const browser = scene.desk[who];
  const page = await open(browser, who, path);
  const forms = formsOn(page).filter(({ action }) => !LEAVES.test(action));
  if (forms.length === 0) return { says: `${who} looks at ${path}`, act: async () => {} };
  const { action, inside } = pick(forms);
  const fields = filledIn(inside, pick);
  const act = async () => {
    const { status, location } = await browser.post(action, fields);
    if (status >= 500) throw new Error(`the console has failed: ${status}`);
    if (location !== null) await open(browser, who, location);
    await scene.hotline.line.idle();
  };
  const typed = fields.map(([name, value]) => `${name}=${value.slice(0, 40)}`).join(' ');
  return { says: `${who} at ${path}: ${action} ${typed}`, act };
}

async function open(browser: Browser, login: string, path: string): Promise<string> {
  let reply: Reply = await browser.get(path);
  if (reply.location?.startsWith('/sign-in')) {
    await browser.signIn(login);
    reply = await browser.get(path);
  }
  if (reply.status >= 500) throw new Error(`${path}: ${reply.status}`);
  return reply.text;
}

function formsOn(page: string): { action: string; inside: string }[] {
  const found = page.matchAll(/<form method="post" action="([^"]+)"[^>]*>(.*?)<\/form>/gs);
  return [...found].map(([, action = '', inside = '']) => ({ action: plainText(action), inside }));
}

/** A field of a form: what would be sent of it, as it stands there or otherwise, as chance has it. */
const CONTROLS: readonly [RegExp, (marks: string, inside: string, pick: Pick) => string | undefined][] = [
  [/<textarea ([^>]*)>([^<]*)/g, (_marks, inside, pick) => pick([plainText(inside), ...TEXTS])],
  [/<select ([^>]*)>(.*?)<\/select>/gs, (_marks, inside, pick) => pick(valuesOf(inside))],
  [
    /<input ([^>]*type="checkbox"[^>]*)>/g,
    (marks, _inside, pick) => pick([attribute(marks, 'value') ?? 'on', undefined]),
  ],
  [/<input (?![^>]*type="(?:checkbox|radio)")([^>]*)>/g, (marks, _inside, pick) => typed(marks, pick)],
];

function filledIn(form: string, pick: Pick): [string, string][] {
  const fields = CONTROLS.flatMap(([pattern, read]) =>
    [...form.matchAll(pattern)].map(([, marks = '', inside = '']) => [
      attribute(marks, 'name'),
      read(marks, inside, pick),
    ]),
  );
  for (const kind of [/<input ([^>]*type="radio"[^>]*)>/g, /<button ([^>]*name=[^>]*)>/g]) {
    const choices = [...form.matchAll(kind)].map(([, marks = '']) => marks);
    const chosen = choices.length > 0 ? pick(choices) : '';
    fields.push([attribute(chosen, 'name'), attribute(chosen, 'value')]);
  }
  return fields.filter((field): field is [string, string] => !field.includes(undefined));
}

function valuesOf(options: string): string[] {
  return [...options.matchAll(/<option value="([^"]*)"/g)].map(([, value = '']) => plainText(value));
}

function typed(marks: string, pick: Pick): string {
  const value = attribute(marks, 'value') ?? '';
  const day = new Date(Date.now() + pick([-1, 0, 0, 1, 3]) * DAY_MS).toISOString();
  switch (attribute(marks, 'type')) {
    case 'hidden':
      return value;
    case 'date':
      return pick([value, day.slice(0, 10)]);
    case 'datetime-local':
      return pick([value, day.slice(0, 16)]);
    default:
      return pick([value, value, ...TEXTS]);
  }
}

function attribute(marks: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\b${name}="([^"]*)"`).exec(marks) ?? [];
  return value === undefined ? undefined : plainText(value);
}
