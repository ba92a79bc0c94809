import type { MissedStory } from '../../../domain/rehearsal/missed-story.ts';
import type { PlayedEntry } from '../../../domain/rehearsal/play-replication.ts';
import { wordOf } from '../../../domain/users/actor.ts';
import { namesFor } from '../ticket/names.ts';
import { sayEvent } from '../ticket/say-event.ts';
import type { ReportLook } from './report-look.ts';

/** A missed call in the words of the timeline. */
export interface ToldStory extends Pick<MissedStory, 'replication' | 'ticket'> {
  lines: { at: Date; text: string }[];
  /** how many further entries there are */
  left: number;
}

/** Whoever reads on learns nothing new. */
const MAX_LINES = 60;

/** @param engineers what they are called, by key */
export function tellStory(
  { replication, ticket, entries }: MissedStory,
  engineers: readonly { key: string; name: string }[],
  { words, format, titles }: Pick<ReportLook, 'words' | 'format' | 'titles'>,
): ToldStory {
  const names = namesFor(engineers, words, titles.schedules);
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
    return { at: new Date(at), text };
  };
  return {
    replication,
    ticket,
    lines: entries.slice(0, MAX_LINES).map(say),
    left: Math.max(0, entries.length - MAX_LINES),
  };
}
