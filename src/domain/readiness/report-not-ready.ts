import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { listSchedules } from '../plans/rule-store.ts';
import { LEVELS, type ReadinessFault } from './decide-readiness.ts';
import { AHEAD_MS, findShiftsAtRisk, type ShiftAtRisk } from './not-ready.ts';
import { noteShiftReported } from './report-store.ts';

/** Whom and what is told of; left out: everybody, and everything but advice. */
interface Told {
  engineers?: readonly string[];
  /** what something shows, not what nothing shows */
  failuresOnly?: boolean;
}

/**
 * Tells the supervisors of people who are on call now or within a week and may not be reached: each shift and fault once, and
 * all that is news in one text.
 */
export async function reportNotReady(work: HotlineWork, told: Told = {}): Promise<void> {
  const news = await findNews(work, told);
  const [first] = news;
  if (!first) return;
  const people = new Set(news.map(({ engineer }) => engineer)).size;
  const { name, fault, schedule, zone, from, until } = first;
  const begins = from > work.now ? from : work.now;
  const times = { zone, now: work.now.toISOString(), from: begins.toISOString(), until: until.toISOString() };
  const vars = { 'engineer-name': name, fault, schedule, count: String(people), ...times };
  await notifySupervisors(work, { text: people > 1 ? 'not-ready-more' : 'not-ready', vars });
}

type News = ShiftAtRisk & { fault: ReadinessFault };

/** What the supervisors have not been told of yet; from now on they are. */
async function findNews({ tx, now }: Work, { engineers, failuresOnly }: Told): Promise<News[]> {
  const schedules = await listSchedules(tx);
  const span = { schedules, from: now, until: new Date(now.getTime() + AHEAD_MS) };
  const found = (await findShiftsAtRisk(tx, span, now))
    .filter(({ engineer }) => engineers?.includes(engineer) ?? true)
    .flatMap((shift) => shift.faults.map((fault) => ({ ...shift, fault })))
    .filter(({ fault }) => !failuresOnly || LEVELS[fault] === 'unreachable');
  const news: News[] = [];
  for (const one of found) if (await noteShiftReported(tx, one, now)) news.push(one);
  return news;
}
