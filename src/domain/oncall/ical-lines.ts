/** A property of an iCalendar file, such as `DTSTART;TZID=Europe/Berlin:20260105T080000` (RFC 5545, 3.1). */
export interface IcalProperty {
  /** In lower case, like the names of parameters. */
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  /** As it is written. */
  readonly value: string;
  /** The whole, unfolded. */
  readonly written: string;
  /** 1-based, where it begins. */
  readonly line: number;
}

/** What stands between a BEGIN and its END. */
export interface IcalComponent {
  /** In lower case. */
  readonly name: string;
  readonly line: number;
  readonly properties: IcalProperty[];
  readonly components: IcalComponent[];
}

/** What keeps a file from being read; `line` is 1-based, 0 for the file as a whole. */
export interface IcalProblem {
  readonly message: string;
  readonly line: number;
}

const MAX_DEPTH = 10;

/** Takes an iCalendar file apart, in one pass. @returns its outermost components, or the first thing that is wrong */
export function readIcal(text: string): IcalComponent[] | IcalProblem {
  const root: IcalComponent = { name: '', line: 0, properties: [], components: [] };
  const open = [root];
  for (const { written, line } of unfolded(text)) {
    const property = readProperty(written, line);
    const message = property === undefined ? 'This line is no iCalendar line.' : take(property, open);
    if (message !== undefined) return { message, line };
  }
  const [, unended] = open;
  return unended ? { message: 'What begins here never ends.', line: unended.line } : root.components;
}

/** Puts a line into the component it stands in, the last of those that are open. @returns what is wrong with it */
function take(property: IcalProperty, open: IcalComponent[]): string | undefined {
  const { name, value, line } = property;
  const current = open.at(-1);
  const component = value.trim().toLowerCase();
  if (name === 'begin') {
    if (open.length > MAX_DEPTH) return 'Too much begins here that has not ended.';
    const begun: IcalComponent = { name: component, line, properties: [], components: [] };
    current?.components.push(begun);
    open.push(begun);
  } else if (name === 'end') {
    if (open.length === 1 || current?.name !== component)
      return `"${value.slice(0, 40)}" ends here, but has not begun.`;
    open.pop();
  } else current?.properties.push(property);
  return undefined;
}

/** The value of a text: escaped characters are what they stand for. */
export function textOfLine({ value }: IcalProperty): string {
  return value.replace(/\\(.)/gs, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char));
}

/** Logical lines; one that is too long is folded: it goes on behind a blank on the next (RFC 5545, 3.1). */
function* unfolded(text: string): Generator<{ written: string; line: number }> {
  let parts: string[] = [];
  let begun = 1;
  let line = 0;
  for (const physical of text.split(/\r\n|\n|\r/)) {
    line += 1;
    if (parts.length > 0 && /^[ \t]/.test(physical)) {
      parts.push(physical.slice(1));
      continue;
    }
    if (parts.length > 0) yield { written: parts.join(''), line: begun };
    parts = physical.trim() === '' ? [] : [physical];
    begun = line;
  }
  if (parts.length > 0) yield { written: parts.join(''), line: begun };
}

const NAME = /[A-Za-z0-9-]+/y;
const PARAM = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/y;

/** Outlook's zones have colons and commas in their names, which not every program puts in quotes. */
const BARE_ZONE = /^([A-Z-]+);TZID=([^":;]*:[^";]*):(\d{8}[^:]*)$/i;

/** Of a parameter with several values the whole is kept: nothing here has one. */
function readProperty(written: string, line: number): IcalProperty | undefined {
  const [, dated, zone = '', time = ''] = BARE_ZONE.exec(written) ?? [];
  if (dated !== undefined) {
    return { name: dated.toLowerCase(), params: new Map([['tzid', zone]]), value: time, written, line };
  }
  NAME.lastIndex = 0;
  const name = NAME.exec(written)?.[0].toLowerCase();
  if (name === undefined) return undefined;
  const params = new Map<string, string>();
  let end = name.length;
  for (;;) {
    PARAM.lastIndex = end;
    const [whole, param = '', value = ''] = PARAM.exec(written) ?? [];
    if (whole === undefined) break;
    params.set(param.toLowerCase(), value.replaceAll('"', '').replace(/\^(['n^])/g, unescaped));
    end += whole.length;
  }
  if (written[end] !== ':') return undefined;
  return { name, params, value: written.slice(end + 1), written, line };
}

/** RFC 6868. */
function unescaped(_: string, char: string): string {
  if (char === 'n') return '\n';
  return char === "'" ? '"' : '^';
}
