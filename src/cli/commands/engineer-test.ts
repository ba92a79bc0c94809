import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import type { Channel } from '../../domain/paging/page.ts';
import { askForTest } from '../../domain/readiness/ask-for-test.ts';
import type { TestRefusal } from '../../domain/readiness/decide-test.ts';
import { addAuditEntry } from '../../domain/users/audit-trail-store.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { noEngineer } from '../support/no-engineer.ts';
import { print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

interface Options {
  by?: string;
  phone?: string;
  quiet?: boolean;
  json?: boolean;
}

const CHANNELS: readonly Channel[] = ['sms', 'call'];

const REFUSALS: Record<Exclude<TestRefusal, 'unknown'>, { message: string; remedy: string }> = {
  'not-theirs': { message: 'That is none of their phones.', remedy: 'Give one of theirs in E.164, or none.' },
  'opted-out': {
    message: 'That phone gets no texts, as its owner wished.',
    remedy: 'Test by call: --by call.',
  },
  landline: { message: 'A landline takes no texts.', remedy: 'Test by call: --by call.' },
  away: {
    message: 'They are away.',
    remedy: 'Test them when they are back; they can ask for a test by SMS: T.',
  },
  soon: { message: 'A test is under way, or was a minute ago.', remedy: 'Wait until it is over.' },
  many: { message: 'They were tested often enough within a day.', remedy: 'Try again tomorrow.' },
};

/** `hotline engineer test KEY`: a text and a call, as far as asked for; a worker sends them. */
export async function engineerTest(
  engineer: string,
  { by, phone, quiet = false, json }: Options,
  env: Environment,
): Promise<ExitCode> {
  const channels =
    by === undefined ? (quiet ? (['call'] as const) : CHANNELS) : CHANNELS.filter((one) => one === by);
  if (channels.length === 0) throw new UsageError(`--by ${by}: write sms or call.`);
  const wanted = {
    engineer,
    number: phone,
    isOwn: false,
    quiet,
    how: 'terminal',
    by: OPERATOR.name,
  } as const;
  const tests = await withDatabase(readDatabaseConfig(env), 'write', (database) =>
    database.transaction(async (tx) => {
      const at = now();
      const asked = [];
      for (const channel of channels) {
        const { test, refused } = await askForTest({ tx, now: at }, { ...wanted, channel });
        if (refused === 'unknown') throw await noEngineer(tx, engineer);
        if (test)
          await addAuditEntry(
            tx,
            OPERATOR,
            { action: 'test-asked', subject: engineer, detail: { channel } },
            at,
          );
        asked.push({ channel, id: test?.id ?? null, refused: refused ?? null });
      }
      return asked;
    }),
  );
  const [first] = tests;
  if (first?.refused && tests.every(({ refused }) => refused !== null)) {
    const { message, remedy } = REFUSALS[first.refused];
    throw new HotlineError('bad-input', message, { remedy });
  }
  if (json) printJson({ engineer, tests });
  else print(...tests.map((test) => sayTest(test)));
  return OK;
}

function sayTest({ channel, refused }: { channel: Channel; refused: keyof typeof REFUSALS | null }): string {
  const name = channel === 'sms' ? 'Text' : 'Call';
  if (refused === null)
    return `${name}: on its way. What came of it: npm run hotline -- doctor, or Readiness in the console.`;
  return `${name}: not sent. ${REFUSALS[refused].message}`;
}
