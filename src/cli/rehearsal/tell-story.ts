import type { MissedStory } from '../../domain/rehearsal/missed-story.ts';
import type { PlayedEntry } from '../../domain/rehearsal/play-replication.ts';
import { wordOf } from '../../domain/users/actor.ts';
import { formatFor } from '../../web/console/format.ts';
import { namesFor } from '../../web/console/ticket/names.ts';
import { sayEvent } from '../../web/console/ticket/say-event.ts';
import { wordsOf } from '../../web/console/words/index.ts';
import { MISSES, showSecond } from './say-report.ts';

/** A missed call in the words of the timeline. */
export interface ToldStory {
  title: string;
  /** when, UTC, and what happened */
  lines: { at: string; text: string }[];
  /** how many further entries there are */
  left: number;
}

/** Whoever reads on learns nothing new. */
const MAX_LINES = 60;

/** @param people what engineers are called, by key */
export function tellStory(
  { replication, ticket, entries }: MissedStory,
  people: ReadonlyMap<string, { name: string }>,
): ToldStory {
  const words = wordsOf('en');
  const format = formatFor(words, 'UTC');
  const engineers = [...people].map(([key, { name }]) => ({ key, name }));
  const names = namesFor(engineers, words);
  const say = ({ at, kind, actor, detail = {} }: PlayedEntry) => {
    const event = {
      at: new Date(at),
      kind,
      actor: wordOf(actor),
      actorKind: null,
      actorId: null,
      login: null,
      detail,
    };
    const moment = (instant: string) => format.moment(new Date(instant), new Date(at));
    const { text } = sayEvent({ event, words, names, moment });
    return { at: showSecond(new Date(at)), text };
  };
  const { plan, severity, cause, call } = ticket;
  const why = cause ? `: ${MISSES[cause]}` : '';
  return {
    title: `Call ${call + 1} of replication ${replication + 1}, plan ${plan}, severity ${severity}${why}`,
    lines: entries.slice(0, MAX_LINES).map(say),
    left: Math.max(0, entries.length - MAX_LINES),
  };
}
