import type { Browser, Reply } from './console.ts';
import { plainText } from './plain-text.ts';

/** Names that break careless pages. */
export const NAUGHTY = [
  `<script>alert(1)</script>`,
  `'; drop table customers; --`,
  '100%_\\',
  '\u202eevil',
  'Ω≈ç√∫˜µ≤≥÷',
  '%00',
];

/** What a supervisor does at one seat of a customer. */
export function seatOf(browser: Browser, customer: string, seat: number) {
  const at = `/registry/customers/${customer}/seats/${seat}`;
  /** Sends a form of the page with what stands hidden in it, as a browser does. */
  const send = async (form: string, fields: Record<string, string>): Promise<Reply> => {
    const { text } = await browser.get(at);
    return browser.post(`${at}/${form}`, { ...hiddenFields(text, `${at}/${form}`), ...fields });
  };
  return {
    at,
    page: () => browser.get(at),
    resetPin: async () => pinIn(await send('pin', {})),
    give: async (person: { name: string; phones: string; language?: string }) =>
      pinIn(await send('take', { language: 'de', ...person })),
    standIn: async (person: { name: string; phones: string; from?: string; until: string }) =>
      pinIn(await send('stand-in', { language: 'de', ...person })),
    leave: () => send('leave', {}),
    send,
  };
}

/** What a form carries along unseen. */
export function hiddenFields(page: string, action: string): Record<string, string> {
  const form = page.slice(page.indexOf(`action="${action}"`)).split('</form>')[0] ?? '';
  const hidden = form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value]));
}

/** The PIN that a page shows. */
function pinIn({ status, text }: Reply): string {
  const [, pin] = /class="digits code">(\d+)</.exec(text) ?? [];
  if (pin === undefined) throw new Error(`no PIN is shown, the answer is ${status}`);
  return pin;
}

/** Every field of a page's main form with what stands in it, as a browser would send it. */
export function allFields(page: string): Record<string, string> {
  const form = (
    /<form method="post" action="\/registry[^>]*>(.*?)<\/form>/s.exec(page)?.[1] ?? ''
  ).replaceAll(/\s+/g, ' ');
  const inputs = [...form.matchAll(/<input ([^>]*)>/g)].flatMap(([, marks = '']) => {
    const isOff = /type="(checkbox|radio)"/.test(marks) && !/ checked/.test(marks);
    const value = marks.includes('type="checkbox"') ? 'on' : textIn(/value="([^"]*)"/, marks);
    return isOff ? [] : [[textIn(/name="([^"]*)"/, marks), value]];
  });
  const selects = [...form.matchAll(/<select ([^>]*)>(.*?)<\/select>/g)].map(
    ([, marks = '', options = '']) => [
      textIn(/name="([^"]*)"/, marks),
      textIn(/value="([^"]*)" selected/, options),
    ],
  );
  const areas = [...page.matchAll(/<textarea ([^>]*)>([^<]*)<\/textarea>/g)].map(
    ([, marks = '', text = '']) => [textIn(/name="([^"]*)"/, marks), text],
  );
  const fields = [...inputs, ...selects, ...areas];
  return Object.fromEntries(fields.map(([name = '', value = '']) => [name, plainText(value)]));
}

function textIn(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[1] ?? '';
}

/** The same as a browser sends it: what can be chosen more than once as often as it is, and a box with its value. */
export function fieldsSent(page: string): [string, string][] {
  const form = /<form method="post" action="\/registry[^>]*>(.*?)<\/form>/s.exec(page)?.[1] ?? '';
  const fields = [
    ...form.matchAll(
      /<input ([^>]*)>|<select ([^>]*)>(.*?)<\/select>|<textarea ([^>]*)>([^<]*)<\/textarea>/gs,
    ),
  ].flatMap(([, input, select, options = '', area, text = '']): [string, string][] => {
    const marks = input ?? select ?? area ?? '';
    const name = textIn(/name="([^"]*)"/, marks);
    if (area !== undefined) return [[name, text]];
    if (input !== undefined) {
      const isBox = /type="(checkbox|radio)"/.test(marks);
      const value = /value="([^"]*)"/.exec(marks)?.[1] ?? (isBox ? 'on' : '');
      return isBox && !/ checked/.test(marks) ? [] : [[name, value]];
    }
    const chosen = [...options.matchAll(/<option value="([^"]*)"[^>]* selected/g)];
    return chosen.map(([, value = '']) => [name, value]);
  });
  return fields.map(([name, value]) => [name, plainText(value)]);
}
