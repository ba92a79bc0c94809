import { type LegStage, NEXT } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';
import type { PerformVerb } from './index.ts';

/** Waits in silence; one second if nothing else is said. Returns the keys that were pressed meanwhile. */
export async function pauseQuietly(verb: Verb, stage: LegStage, interruptible: boolean): Promise<string> {
  const seconds = Number(verb.attributes.length ?? 1);
  const input = await stage.listen({ for: 'speech', interruptible }, stage.exchange.pace.pause(seconds));
  return input.kind === 'keys' ? input.keys : '';
}

export const pause: PerformVerb = async (verb, stage) => {
  await pauseQuietly(verb, stage, false);
  return NEXT;
};
