import { skeletonOf } from './look-alike.ts';

/** Supervisors have no keys: whoever of them acts, this is who did. */
export const SUPERVISORS = 'supervisors';

/** Actors that are nobody's name: parts of the service, and people who are known by their part only. */
export const OWN_ACTORS = ['caller', 'customer', 'hotline', 'api', SUPERVISORS] as const;

export const ACTOR_KINDS = ['engineer', 'user', 'program', ...OWN_ACTORS] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Somebody who acts under a name that others may bear, too. */
export interface NamedActor {
  kind: 'user' | 'program';
  /** the id of a user; of a program the name of its token */
  id: string;
  name: string;
}

/** Who did something to a ticket: an engineer's key, one of our own words, or somebody whose name is neither. */
export type Actor = string | NamedActor;

/** An engineer by their key, or the supervisors. */
export function engineerOrSupervisors(engineer: string | null | undefined): string {
  return engineer ?? SUPERVISORS;
}

/** What stands where only a name has room: an engineer's key, one of our own words, or a name. */
export function wordOf(actor: Actor): string {
  return typeof actor === 'string' ? actor : actor.name;
}

/** An actor as it is kept. */
export interface ActorRow {
  actor: string;
  actorKind: ActorKind;
  actorId: string | null;
}

export function rowOf(actor: Actor): ActorRow {
  if (typeof actor !== 'string') return { actor: actor.name, actorKind: actor.kind, actorId: actor.id };
  const own = OWN_ACTORS.find((word) => word === actor);
  return { actor, actorKind: own ?? 'engineer', actorId: null };
}

/** Whether a name could be taken for one of our own words, however it is written. */
export function isOwnWord(name: string): boolean {
  const seen = skeletonOf(name);
  return OWN_ACTORS.some((word) => skeletonOf(word) === seen);
}
