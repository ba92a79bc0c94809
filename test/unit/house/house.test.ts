import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DECISIONS, drawHouse, EFFECTS, ROWS, roomOf } from '../../../scripts/house.ts';

const ROOT = join(import.meta.dirname, '../../..');

const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file}`);

const EXPORT = /^export (?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('the house', () => {
  test('every file is in exactly one band', () => {
    const bands = ROWS.flat().map(({ path }) => new RegExp(path));
    expect(FILES.filter((file) => bands.filter((band) => band.test(file)).length !== 1)).toEqual([]);
  });

  test('no rooms import each other in a ring', () => {
    expect(rings(roomImports())).toEqual([]);
  });

  test('its picture in the README is drawn from the same list', () => {
    expect(read('README.md')).toContain(`\`\`\`mermaid\n${drawHouse()}\n\`\`\``);
  });
});

describe('only the carrier’s own room knows', () => {
  /** What keeps digits and texts out of the log goes by the names they come in. */
  const KEEPS_OUT = ['src/platform/log.ts'];
  const outside = FILES.filter((file) => !file.startsWith('src/telephony/') && !KEEPS_OUT.includes(file));

  // https://www.twilio.com/docs/voice/twiml#request-parameters; the first are words, or our types, elsewhere
  const WORDS = 'Body|Called|Caller|Direction|Digits|From|To|CallStatus|ErrorCode|MessageStatus';
  const NAMES = [
    'AccountSid|AnsweredBy|CallDuration|CallSid|DialCall\\w+|ErrorUrl|ForwardedFrom|MediaUrl\\d*|MessageSid|NumMedia',
    'NumSegments|ParentCallSid|Recording(Sid|Url|Duration|Status)|SmsSid|SmsStatus|SpeechResult|Transcription(Sid|Status|Text)',
  ].join('|');
  const VERBS =
    'Conference|Dial|Enqueue|Gather|Hangup|Message|Number|Pause|Play|Record|Redirect|Reject|Response|Say';
  const knowledge: [string, RegExp][] = [
    ['its SDK', /(from |import\()'twilio\b|\bTwilio[A-Z]\w*|\b(Voice|Messaging)Response\b/],
    ['its markup', new RegExp(`\\bTwiML\\b|(?<!\\w)</?(${VERBS})[\\s/>]`)],
    ['the parameters of its forms', new RegExp(`\\b(${NAMES})\\b|\\.(${WORDS})\\b`)],
    // of webhooks, requests, calls and messages, delivery: https://www.twilio.com/docs/api/errors
    ['its error codes', /(?<![\w.])(1[1-6]|20|21|3[0-4]|6[0-4])(?!000)\d{3}(?![\w%])/],
    ['what its names for things look like', /\b(AC|CA|SM|MM|RE|TR)[)\\[]\S*\{32\}/],
  ];
  test.each(knowledge)('%s', (_, known) => {
    const knowing = outside.flatMap((file) => {
      const found = known.exec(withoutComments(read(file)))?.[0];
      return found === undefined ? [] : [`${file}: ${found}`];
    });
    expect(knowing).toEqual([]);
  });
});

test('what is decided is decided by rows and an instant: no decision reaches anything that does something', () => {
  const decisions = FILES.filter((file) => new RegExp(DECISIONS).test(file));
  expect(decisions.filter((file) => file.includes('/decide-')).length).toBeGreaterThan(10);
  const effects = new RegExp(EFFECTS);
  const reached = decisions.flatMap((file) => wayTo(file, (other) => effects.test(other)) ?? []);
  expect(reached).toEqual([]);
  const waits = /\bawait\b|\basync\b|new Date\(\)|Date\.now\(/;
  expect(decisions.filter((file) => waits.test(withoutComments(read(file))))).toEqual([]);
});

test('SQL stands in stores alone', () => {
  const exempt = /-store\.ts$|^src\/platform\/(db|queue|timers)\/|^src\/cli\/doctor\//;
  const asks = /\.query[<(]/;
  expect(FILES.filter((file) => !exempt.test(file) && asks.test(read(file)))).toEqual([]);
});

/** Still to be told apart. The list only gets shorter. */
const TWO_MEANINGS = ['Stage', 'Way', 'languageOf', 'wordsOf'];

test('no name that is exported has two meanings', () => {
  // the same words in each language, and an action that is named as what it does
  const alike = /^src\/web\/console\/words\/(de|en)\/(?!index)|^src\/domain\/flow-actions\/(?!begin-page)/;
  const exported = FILES.filter((file) => !alike.test(file)).flatMap((file) =>
    [...read(file).matchAll(EXPORT)].map(([, name = '']) => ({ name, file })),
  );
  const twice = [...Map.groupBy(exported, ({ name }) => name)].filter(
    ([, all]) => new Set(all.map(({ file }) => file)).size > 1,
  );
  expect(twice.map(([name]) => name).sort()).toEqual(TWO_MEANINGS);
});

test('what commands do is loaded when they are called, and not to show the help', () => {
  const declaring = FILES.filter((file) => /^src\/cli\/(groups\/|program)/.test(file));
  const loaded =
    /^import (?!type)[^;]*? from '\.{1,2}\/(?:\.\.\/)*(commands|doctor|domain|telephony|platform(?!\/version))\//m;
  expect(declaring.length).toBeGreaterThan(10);
  expect(declaring.filter((file) => loaded.test(read(file)))).toEqual([]);
});

/** What a file imports when it runs; the shape of a row alone is gone by then. */
function runs(file: string): string[] {
  const imports = /^(?:import|export) (?!type )[^;]*?from '(\.{1,2}\/[^']+)'/gm;
  return [...read(file).matchAll(imports)].map(([, to = '']) => normalize(join(dirname(file), to)));
}

/** How a file comes to run another one, each file on the way once. */
function wayTo(file: string, isWanted: (file: string) => boolean): string[] | undefined {
  const seen = new Set<string>();
  const ways = [[file]];
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of runs(way.at(-1) ?? '')) {
      if (isWanted(next)) return [[...way, next].join(' → ')];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/** What each room imports of others. */
function roomImports(): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const file of FILES) {
    for (const [, target = ''] of read(file).matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g)) {
      const path = normalize(join(dirname(file), target));
      const [room, other] = [roomOf(file), roomOf(path)];
      if (path.startsWith('src/') && room !== other)
        rooms.set(room, (rooms.get(room) ?? new Set()).add(other));
    }
  }
  return rooms;
}

/** Every room from which a way leads back to it, with that way. */
function rings(imports: Map<string, Set<string>>): string[] {
  return [...imports.keys()].flatMap((room) => {
    const way = wayBack(room, imports);
    return way ? [way.join(' → ')] : [];
  });
}

function wayBack(room: string, imports: Map<string, Set<string>>): string[] | undefined {
  const seen = new Set<string>();
  const ways = [[room]];
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of imports.get(way.at(-1) ?? '') ?? []) {
      if (next === room) return [...way, room];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
