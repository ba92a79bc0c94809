import type { Waiting } from '../leg.ts';
import { type LegStage, NEXT } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';
import type { PerformVerb } from './index.ts';

/**
 * Says a text.
 * @param interruptible whether a key ends it, as inside a Gather
 * @returns the keys that were pressed meanwhile, if any
 */
export async function performSay(verb: Verb, stage: LegStage, interruptible: boolean): Promise<string> {
  const { leg, exchange } = stage;
  leg.note('said', verb.text, exchange.now(), verb.attributes.language);
  const waiting: Waiting = { for: 'speech', interruptible };
  const input = await stage.listen(waiting, exchange.pace.speech(verb.text));
  return input.kind === 'keys' ? input.keys : '';
}

export const say: PerformVerb = async (verb, stage) => {
  await performSay(verb, stage, false);
  return NEXT;
};
