import { type Engineer, listEngineersEver } from '../../../domain/oncall/engineers/engineer-store.ts';
import { namesByKey } from '../../../domain/oncall/engineers/names-by-key.ts';
import type { Db } from '../../../platform/db/database.ts';
import { type Html, html } from '../html.ts';
import { engineerLink } from '../link-views.ts';

/** Engineers by their keys, by name in order; old tickets name also those who are retired. */
export type EngineersByKey = ReadonlyMap<string, Pick<Engineer, 'name' | 'retired'>>;

export async function listPeople(db: Db): Promise<EngineersByKey> {
  const engineers = await listEngineersEver(db);
  const nameOf = namesByKey(engineers);
  return new Map(engineers.map((engineer) => [engineer.key, { ...engineer, name: nameOf(engineer.key) }]));
}

/** What is no key is a name already. */
export function engineerName(people: EngineersByKey, key: string): string {
  return people.get(key)?.name ?? key;
}

/** Whoever is in force has a page. */
export function personLink(people: EngineersByKey, key: string): Html {
  const person = people.get(key);
  return person && !person.retired ? engineerLink(key, person.name) : html`${engineerName(people, key)}`;
}
