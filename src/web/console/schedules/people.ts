import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';

/** How somebody is shown wherever a rota is drawn. */
export interface PersonAtWork {
  key: string;
  name: string;
  /** the first word of the name, and its first letters, for narrow places */
  first: string;
  initials: string;
  /** the class of their colour */
  colour: string;
}

const COLOURS = 8;

/** Everybody a schedule names: the colours in the order in which they are named, so that neighbours in a rotation differ. */
export function peopleOf(
  schedule: ScheduleDefinition,
  engineers: readonly Pick<Engineer, 'key' | 'name'>[],
): Map<string, PersonAtWork> {
  const names = new Map(engineers.map(({ key, name }) => [key, name]));
  const named = new Set([
    ...schedule.layers.flatMap(({ participants }) => participants),
    ...schedule.overrides.map(({ engineer }) => engineer),
  ]);
  return new Map(
    [...named].map((key, index) => [key, personOf(key, names.get(key) ?? key, `person-${index % COLOURS}`)]),
  );
}

function personOf(key: string, name: string, colour: string): PersonAtWork {
  const parts = name.split(/\s+/u);
  const initials = parts.map((part) => [...part][0] ?? '').join('');
  return { key, name, first: parts[0] ?? name, initials: [...initials].slice(0, 3).join(''), colour };
}
