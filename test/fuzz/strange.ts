import fc from 'fast-check';

/** The same every time, unless FUZZ_SEED says otherwise; FUZZ_SIZE multiplies how much is tried. */
const SEED = Number(process.env.FUZZ_SEED ?? 4711);
const SIZE = Number(process.env.FUZZ_SIZE ?? 1);

/** @param usual how often, at size 1 */
export function runs(usual: number): fc.Parameters<unknown> {
  return { seed: SEED, numRuns: Math.max(1, Math.round(usual * SIZE)), endOnFailure: true };
}

/** What breaks careless programs; in the spirit of the big list of naughty strings. */
const NAUGHTY = [
  '',
  ' ',
  '\0',
  'A\u00004711',
  '\ud800',
  '\udfff A 4711',
  '\ufeffA 4711',
  '\u202eA 1174',
  'קבל 4711',
  'استلم ٤٧١١',
  '👩‍👩‍👧‍👦🚨'.repeat(50),
  'Z̷̡̛a̵̢l̶̨g̸o̷'.repeat(40),
  'ﷺ'.repeat(100),
  'x'.repeat(10_000),
  '4'.repeat(400),
  'A '.repeat(5_000),
  'D 4711 '.concat('ü'.repeat(10_000)),
  "'; drop table calls; --",
  '<Say>1</Say>',
  ']]>',
  '&lol;',
  '<![CDATA[',
  '#{7*7}',
  '{ticket}',
  '{ticket:when}',
  '%00',
  '%ZZ',
  '../../etc/passwd',
  'constructor',
  '__proto__',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '0x1F',
  '9'.repeat(30),
  '9007199254740993',
  'true',
  '\r\n\r\nHTTP/1.1 200 OK',
  '\u2028',
  'Ⅳ７１１',
] as const;

/** Any text, the worst first. */
export const strangeText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NAUGHTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[0-9#*+]{0,20}$/) },
);

/** A text with a few of its places spoilt: something cut out, written twice, or put in. */
export function spoilt(text: string): fc.Arbitrary<string> {
  const wound = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(40),
    kind: fc.constantFrom('cut', 'double', 'insert', 'replace'),
    by: fc.oneof(
      strangeText,
      fc.constantFrom(
        '\n',
        '\t',
        ': ',
        '- ',
        '{',
        '}',
        '[',
        ']',
        '"',
        '&a ',
        '*a',
        '!!js ',
        '? ',
        '|',
        '>',
        '0',
        '1',
        'null',
        '~',
      ),
    ),
  });
  return fc.array(wound, { minLength: 1, maxLength: 4 }).map((wounds) => wounds.reduce(inflict, text));
}

interface Wound {
  at: number;
  length: number;
  kind: 'cut' | 'double' | 'insert' | 'replace';
  by: string;
}

function inflict(text: string, { at, length, kind, by }: Wound): string {
  const [before, inside, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  const instead = { cut: '', double: inside + inside, insert: by + inside, replace: by };
  return before + instead[kind] + after;
}
