import { NEXT, type Stage } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';
import type { Perform } from './index.ts';

/** Nobody hears media in the practice line; it takes this long and shows as its name. */
const SECONDS = 3;

/** Plays media or key tones. Returns the keys that were pressed meanwhile. */
export async function playMedia(verb: Verb, stage: Stage, interruptible: boolean): Promise<string> {
  const { leg, exchange } = stage;
  const digits = verb.attributes.digits;
  const name = digits ?? new URL(stage.resolve(verb.text)).pathname.split('/').at(-1) ?? '';
  leg.note('played', name, exchange.now());
  const input = await stage.listen({ for: 'speech', interruptible }, exchange.pace.pause(SECONDS));
  return input.kind === 'keys' ? input.keys : '';
}

export const play: Perform = async (verb, stage) => {
  await playMedia(verb, stage, false);
  return NEXT;
};
