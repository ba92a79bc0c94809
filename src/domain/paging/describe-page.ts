import type { Db } from '../../platform/db/database.ts';
import type { Formats } from '../flow/prompts.ts';
import { isGone } from '../recordings/recording.ts';
import { findRecording } from '../recordings/recording-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { NOBODY_ELSE, type Page } from './page.ts';
import { findTriedBefore } from './page-store.ts';

/** What a page tells beside its ticket, on whichever channel; what there is none of is empty. */
export const PAGE_VALUES = ['about', 'recorded', 'tried-before', 'nobody-else'] as const;

/** Enough to know what it is about; the whole is on the ticket. */
const MAX_ABOUT = 400;
/** More names say no more. */
const MAX_TRIED = 2;

/** How people who are not named are told where it is read; a voice says it in words. */
const AS_WRITTEN: MorePeople = { one: ', +#', other: ', +#' };

type MorePeople = NonNullable<Formats['more-people']>;

/** Who is told. */
interface Reader {
  engineer: string | null;
  /** with which pages; left out: they look for themselves */
  pages?: readonly Pick<Page, 'reason'>[];
  /** how their language says that there are more people than those who are named; left out: as it is written */
  morePeople?: MorePeople | undefined;
}

/**
 * What it is about in the caller's own words, or for how many seconds they were recorded; who else was tried in vain, and
 * whether nobody else is left.
 */
export async function describePage(
  db: Db,
  ticket: Ticket,
  { engineer, pages = [], morePeople }: Reader,
  now: Date,
): Promise<Record<(typeof PAGE_VALUES)[number], string>> {
  const about = inOneLine(ticket.transcript ?? ticket.text ?? '');
  const since = ticket.reopenedAt ?? ticket.openedAt;
  const who = { ticketNumber: ticket.number, except: engineer, since, now };
  const isAlone = pages.some(({ reason }) => reason === NOBODY_ELSE);
  const [recorded, tried] = await Promise.all([
    about === '' ? secondsRecorded(db, ticket) : '',
    findTriedBefore(db, who),
  ]);
  return {
    about,
    recorded,
    'tried-before': namesIn(tried, morePeople ?? AS_WRITTEN),
    'nobody-else': isAlone ? 'yes' : '',
  };
}

function inOneLine(words: string): string {
  const [...characters] = words.replaceAll(/\s+/g, ' ').trim();
  return characters.slice(0, MAX_ABOUT).join('');
}

async function secondsRecorded(db: Db, { recordingSid }: Ticket): Promise<string> {
  const recording = recordingSid === null ? null : await findRecording(db, recordingSid);
  return recording === null || isGone(recording) ? '' : String(recording.seconds ?? '');
}

function namesIn(tried: readonly string[], { one, other }: MorePeople): string {
  const more = tried.length - MAX_TRIED;
  const told = more > 0 ? (more === 1 ? one : other).replace('#', String(more)) : '';
  return `${tried.slice(0, MAX_TRIED).join(', ')}${told}`;
}
