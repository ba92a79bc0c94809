import type { After, LegStage } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';
import { dial } from './dial.ts';
import { gather } from './gather.ts';
import { pause } from './pause.ts';
import { play } from './play.ts';
import { record } from './record.ts';
import { redirect } from './redirect.ts';
import { say } from './say.ts';

/** Carries out one verb on a leg. */
export type PerformVerb = (verb: Verb, stage: LegStage) => Promise<After>;

export const VERBS: Record<string, PerformVerb> = {
  Say: say,
  Play: play,
  Pause: pause,
  Gather: gather,
  Record: record,
  Redirect: redirect,
  Dial: dial,
  Hangup: async () => ({ kind: 'end', status: 'completed' }),
  Reject: async (verb) => ({
    kind: 'end',
    status: verb.attributes.reason === 'busy' ? 'busy' : 'no-answer',
  }),
};
