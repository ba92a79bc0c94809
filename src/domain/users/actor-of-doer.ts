import type { Actor } from './actor.ts';
import type { Doer } from './audit-trail-store.ts';

/** Who a timeline says it was. Whoever is at the terminal acts for the hotline. */
export function actorOfDoer(by: Doer): Actor {
  if (by.id !== null) return { kind: 'user', id: by.id, name: by.name };
  return by.kind === 'operator' || by.kind === 'service'
    ? 'hotline'
    : { kind: 'program', id: by.name, name: by.name };
}
