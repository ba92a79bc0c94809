import { readTarget } from '../../../domain/escalation/decide-recipients.ts';
import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import type { TimelineEvent } from '../../../domain/tickets/timeline-store.ts';
import { skeletonOf } from '../../../domain/users/look-alike.ts';
import { type Words, wordFor } from '../words/index.ts';

/** Puts keys of people and targets of policies into words. */
export interface Names {
  /** an engineer's key, `caller`, `hotline` …; what is no key is a name already */
  person(key: string): string;
  /** who did what the timeline tells; a user or program that is called like somebody else is told apart */
  actor(event: Pick<TimelineEvent, 'actor' | 'actorKind'>): string;
  /** `schedule:front`, `engineer:anna`, `tam`, `deputy`, `supervisors` */
  target(target: string): string;
}

/** @param schedules what people call them, by key; one that is not there goes by its key */
export function namesFor(
  engineers: readonly Pick<Engineer, 'key' | 'name'>[],
  words: Words,
  schedules: ReadonlyMap<string, string> = new Map(),
): Names {
  const names = new Map(engineers.map(({ key, name }) => [key, name]));
  const person = (key: string) =>
    names.get(key) ?? (Object.hasOwn(words.actors, key) ? wordFor(words.actors, key) : key);
  const others = [...names.entries(), ...Object.entries(words.actors)].flat();
  const taken = new Set(others.map(skeletonOf));
  return {
    person,
    actor({ actor, actorKind }) {
      if (actorKind !== 'user' && actorKind !== 'program') return person(actor);
      return taken.has(skeletonOf(actor)) ? `${actor} (${words.actorKind[actorKind]})` : actor;
    },
    target(target) {
      const read = readTarget(target);
      if (read.kind === 'schedule') return words.target.schedule(schedules.get(read.name) ?? read.name);
      return read.kind === 'engineer' ? person(read.name) : words.target[read.kind];
    },
  };
}
