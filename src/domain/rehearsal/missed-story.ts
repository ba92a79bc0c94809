import { type Model, prepareModel, type RehearsalQuestion } from './model.ts';
import { type PlayedEntry, type PlayedTicket, playReplication } from './play-replication.ts';

/** A missed call, as its timeline tells it. */
export interface MissedStory {
  replication: number;
  ticket: PlayedTicket;
  entries: PlayedEntry[];
}

/** Where so many replications have no miss, it is no matter of a story. */
const MAX_LOOKED_THROUGH = 100;

/**
 * The first missed call of a rehearsal, played once more to tell it.
 * @param replications how many were played
 * @returns null: none was missed
 */
export function findMissedStory(question: RehearsalQuestion, replications: number): MissedStory | null {
  const model = prepareModel(question);
  if (!model) return null;
  for (let replication = 0; replication < Math.min(replications, MAX_LOOKED_THROUGH); replication += 1) {
    const missed = playReplication(model, replication).tickets.find(({ isKept }) => !isKept);
    if (missed) return { replication, ticket: missed, entries: entriesOf(model, replication, missed.call) };
  }
  return null;
}

function entriesOf(model: Model, replication: number, call: number): PlayedEntry[] {
  const entries: PlayedEntry[] = [];
  playReplication(model, replication, (entry) => {
    if (entry.call === call) entries.push(entry);
  });
  return entries;
}
