import type { TimelineEvent } from '../../../domain/tickets/timeline-store.ts';
import { engineerOrSupervisors, SUPERVISORS } from '../../../domain/users/actor.ts';
import type { PageRow } from '../../read-model/page-view.ts';
import type { ConsoleContext } from '../context.ts';
import { wordFor } from '../words/index.ts';
import type { Names } from './names.ts';
import type { TicketStory } from './read-ticket.ts';
import { type SaidEvent, sayEvent } from './say-event.ts';

/** An entry of the timeline; of a page with what came of it. */
export interface ToldEvent extends SaidEvent {
  at: Date;
  came?: string;
  /** the round of paging that it belongs to; null: to none */
  round: number | null;
}

/** A round of paging that is over, folded: what was done in it stands inside. */
export interface ToldRound {
  at: Date;
  round: number;
  pages: number;
  /** who acknowledged a page of it; null: nobody did */
  reached: string | null;
  entries: ToldEvent[];
}

export type TimelineEntry = ToldEvent | ToldRound;

/** Fewer entries are read faster than they are unfolded. */
const WORTH_FOLDING = 3;
const OF_ROUNDS = ['step', 'page', 'page-ended', 'nobody-found', 'rest-breached'];

/**
 * What happened, what the customer was told by SMS, and what came of each page, in one order. Rounds that are over are folded;
 * the one that is running is not.
 */
export function tellTimeline(context: ConsoleContext, story: TicketStory, names: Names): TimelineEntry[] {
  const { words } = context;
  const sent = story.messages.map(({ at, body, status }) => ({
    at,
    text: words.event.messageSent(words.messageStatus[status]),
    quote: body,
    round: null,
  }));
  const told = [...tellEvents(context, story, names), ...sent];
  return foldRounds(
    told.toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    story,
    names,
  );
}

function tellEvents(
  { words, format, now }: ConsoleContext,
  { timeline, pages }: TicketStory,
  names: Names,
): ToldEvent[] {
  const moment = (at: string) => format.moment(new Date(at), now);
  const waiting = [...pages].reverse();
  let round = 1;
  return timeline.flatMap((event): ToldEvent[] => {
    const page = event.kind === 'page' ? takePage(waiting, event) : undefined;
    round = roundAt(event, pages, page) ?? round;
    // the page itself says what came of it
    if (event.kind === 'page-ended' && pages.some((row) => endedBy(row, event))) return [];
    const said = { at: event.at, ...sayEvent({ event, words, names, moment }) };
    const came = page ? { came: whatCame(page, { words, format }) } : {};
    return [{ ...said, ...came, round: isOfRound(event) ? round : null }];
  });
}

/** A page knows its round; a step has that of the pages which were sent by it, at the same instant. */
function roundAt(event: TimelineEvent, pages: readonly PageRow[], page: PageRow | undefined): number | null {
  if (page && page.step >= 0) return page.round;
  const bySame = ({ plannedAt, step }: PageRow) =>
    plannedAt.getTime() === event.at.getTime() && step === event.detail.step;
  return event.kind === 'step' ? (pages.find(bySame)?.round ?? null) : null;
}

/** Calls about a callback, and a page to somebody by name, are no part of a round. */
function isOfRound({ kind, detail }: TimelineEvent): boolean {
  return OF_ROUNDS.includes(kind) && Number(detail.step ?? 0) >= 0;
}

/** The page that an event tells of: written down at the same instant, to the same person, by the same channel. */
function takePage(waiting: PageRow[], { at, detail }: TimelineEvent): PageRow | undefined {
  const index = waiting.findIndex(
    ({ plannedAt, engineer, channel }) =>
      plannedAt.getTime() === at.getTime() &&
      engineerOrSupervisors(engineer) === detail.engineer &&
      channel === detail.channel,
  );
  return index < 0 ? undefined : waiting.splice(index, 1)[0];
}

function endedBy({ endedAt, engineer }: PageRow, { at, detail }: TimelineEvent): boolean {
  return (
    endedAt?.getTime() === at.getTime() &&
    engineerOrSupervisors(engineer) === (detail.engineer ?? SUPERVISORS)
  );
}

function whatCame(
  { status, reason, endedAt }: PageRow,
  { words, format }: Pick<ConsoleContext, 'words' | 'format'>,
): string {
  const why = status === 'not-reached' && reason ? ` (${wordFor(words.pageReason, reason)})` : '';
  const when = endedAt === null ? '' : `, ${format.second(endedAt)}`;
  return `${words.pageStatus[status]}${why}${when}`;
}

/** A round is put where it began; what happened meanwhile and is no part of it stays in its place. */
function foldRounds(
  told: readonly ToldEvent[],
  { ticket, pages }: TicketStory,
  names: Names,
): TimelineEntry[] {
  const rounds = Map.groupBy(told, ({ round }) => round);
  const isFolded = (round: number | null): round is number =>
    round !== null &&
    (rounds.get(round)?.length ?? 0) >= WORTH_FOLDING &&
    !(ticket.status === 'open' && round === ticket.round);
  return told.flatMap((event): TimelineEntry[] => {
    const { round } = event;
    if (!isFolded(round)) return [event];
    const entries = rounds.get(round) ?? [];
    if (entries[0] !== event) return [];
    const theirs = pages.filter((page) => page.round === round && page.step >= 0);
    const taken = theirs.find(({ status }) => status === 'acknowledged');
    // whoever acknowledged by SMS, or on screen, did not press a key on a page
    const by = taken?.engineer ?? (round === ticket.round ? ticket.acknowledgedBy : null);
    const reached = taken ? names.person(engineerOrSupervisors(by)) : by && names.person(by);
    return [{ at: event.at, round, pages: theirs.length, reached, entries }];
  });
}
