import type { Db, Tx } from '../../platform/db/database.ts';
import type { DirectoryChange } from '../directory-entry/change.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { keysOfName } from '../directory-entry/key-of-name.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import {
  insertRule,
  isOnlyRule,
  loadTitles,
  type RuleKind,
  type RuleKinds,
  type RuleUse,
  retireRule,
  usesOfRule,
} from '../plans/rule-life-store.ts';
import { leadsNowhere } from './leads-nowhere.ts';

/** What a rule is called if its name has nothing a key can be made of. */
const NOUNS = { calendars: 'calendar', plans: 'plan', schedules: 'schedule', escalations: 'policy' } as const;

/**
 * Adds a rule, which was checked.
 * @returns its key, made from its name, which stays whatever it is called later; null: what it mentions is in force no more
 */
export async function createRule<K extends RuleKind>(
  tx: Tx,
  kind: K,
  definition: RuleKinds[K],
  { by, now }: DirectoryChange,
): Promise<string | null> {
  await lockRegistry(tx);
  if (await leadsNowhere(tx, { [kind]: new Map([['', definition]]) })) return null;
  for (const key of keysOfName(definition.title ?? '', NOUNS[kind])) {
    if (!(await insertRule(tx, kind, key, definition))) continue;
    await markChanged(tx, kind, key, { by, now });
    return key;
  }
  throw new Error(`every key that was tried for ${NOUNS[kind]} is taken`);
}

/** The key that a new rule will have, if nobody is quicker: what it would do is looked at under it. */
export async function keyOfNew<K extends RuleKind>(
  db: Db,
  kind: K,
  { title = '' }: RuleKinds[K],
): Promise<string> {
  const taken = (await loadTitles(db))[kind];
  const [key = ''] = [...keysOfName(title, NOUNS[kind])].filter((one) => !taken.has(one));
  return key;
}

/** `last`: the only plan, by which callers are served who cannot be identified. */
export type RuleRetired = 'retired' | 'unknown' | 'last' | { needed: RuleUse[] };

/** Takes a rule out of force, unless something in force goes by it. */
export async function retireUnused(
  tx: Tx,
  kind: RuleKind,
  key: string,
  { by, now }: DirectoryChange,
): Promise<RuleRetired> {
  await lockRegistry(tx);
  const needed = await usesOfRule(tx, kind, key);
  if (needed.length > 0) return { needed };
  if (kind === 'plans' && (await isOnlyRule(tx, kind, key))) return 'last';
  if (!(await retireRule(tx, kind, key, now))) return 'unknown';
  await markChanged(tx, kind, key, { by, now });
  return 'retired';
}
