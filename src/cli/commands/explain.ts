import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { type Explanation, explainTicket } from '../../domain/explain/explain-ticket.ts';
import { readRecord } from '../../domain/explain/read-record.ts';
import { listEngineers } from '../../domain/oncall/engineers/engineer-store.ts';
import { loadTitles } from '../../domain/plans/rule-life-store.ts';
import type { Ticket } from '../../domain/tickets/ticket.ts';
import { findTicket } from '../../domain/tickets/ticket-store.ts';
import { windowOf } from '../../domain/tickets/ticket-window.ts';
import { now } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type Format, formatFor } from '../../web/console/format.ts';
import { namesFor } from '../../web/console/ticket/names.ts';
import { type SaidExplanation, sayExplanation } from '../../web/console/ticket/say-explanation.ts';
import { LANGUAGES, type Words, wordsOf } from '../../web/console/words/index.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { colors, print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

export interface ExplainOptions {
  language?: string;
  json?: boolean;
}

/** `hotline explain TICKET`: why an answer came when it came. */
export async function explain(number: string, options: ExplainOptions, env: Environment): Promise<ExitCode> {
  const language = options.language ?? 'en';
  if (!LANGUAGES.some((words) => words.language === language)) {
    const known = LANGUAGES.map((words) => words.language).join(', ');
    throw new UsageError(`--language is "${language}"; allowed: ${known}.`);
  }
  if (!/^\d{1,18}$/.test(number))
    throw new UsageError(`"${number}" is not a ticket number; write its digits only.`);
  await withDatabase(readDatabaseConfig(env), 'read', async (database) => {
    const ticket = await findTicket(database, number);
    if (!ticket) {
      throw new HotlineError('not-found', `There is no ticket ${number}.`, {
        remedy: 'Look for it under Tickets in the console.',
      });
    }
    const explanation = explainTicket(await readRecord(database, ticket), now());
    if (options.json) printJson(asJson(ticket, explanation));
    else await printExplanation(database, ticket, explanation, language);
  });
  return OK;
}

async function printExplanation(
  database: Database,
  ticket: Ticket,
  explanation: Explanation,
  language: string,
): Promise<void> {
  const words = wordsOf(language);
  const { calendar } = await windowOf(database, ticket);
  const format = formatFor(words, calendar.timezone);
  const names = namesFor(await listEngineers(database), words, (await loadTitles(database)).schedules);
  const told = sayExplanation(explanation, { words, names, format, now: now() });
  const heading = `${words.ticket.title(ticket.number)}, ${words.severity(ticket.severity)}: ${told.verdict}`;
  print(colors.bold(heading), '', ...linesOf(told, format, words.explain));
}

function linesOf(told: SaidExplanation, format: Format, words: Words['explain']): string[] {
  const { milestones, longest, steps, pending } = told;
  const [first] = steps;
  // the day of the first ring stands above, every other beside its time
  const second = (at: Date) =>
    first && format.isoDay(at) === format.isoDay(first.at)
      ? format.second(at)
      : `${format.dayOf(at, now())} ${format.second(at)}`;
  return [
    ...milestones.map(({ name, after }) => `${name}: ${after}`),
    '',
    colors.bold(words.longest),
    ...(longest.length > 0 ? longest : [words.noWaits]).map((line) => `  ${line}`),
    '',
    ...(first ? [colors.bold(format.dayOf(first.at, now()))] : []),
    ...steps.flatMap(({ at, text, instants, waits }) => [
      `${second(at)}  ${text}`,
      ...(instants.length > 0 ? [`          ${instants.join(' · ')}`] : []),
      ...waits.map((wait) => `          ${colors.yellow(wait)}`),
    ]),
    ...(pending.length > 0 ? ['', colors.bold(words.ahead)] : []),
    ...pending.map(({ at, text }) => `${second(at)}  ${text}`),
  ];
}

/** For machines: instants in RFC 3339, lengths in milliseconds; what customers said or wrote is left out. */
function asJson(ticket: Ticket, { milestones, verdict, lateMs, steps, pending }: Explanation): object {
  return {
    ticket: ticket.number,
    severity: ticket.severity,
    openedAt: ticket.openedAt,
    respondBy: ticket.respondBy,
    answeredAt: ticket.answeredAt,
    closedAt: ticket.closedAt,
    missedAt: ticket.missedAt,
    verdict,
    lateMs,
    milestones,
    steps: steps.map(({ at, event, dueAt, carried, waits }) => ({
      at,
      kind: event?.kind ?? carried?.kind,
      actor: event?.actor ?? 'hotline',
      dueAt,
      carried,
      waits,
    })),
    pending,
  };
}
