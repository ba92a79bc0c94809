import { type LegStage, NEXT } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';
import type { PerformVerb } from './index.ts';

const SECONDS_A_TONE = 0.3;
/** Longer than any call: what `loop="0"` means. */
const ENDLESS_LOOPS = 1000;

/** Plays media or key tones. Returns the keys that were pressed meanwhile. */
export async function playMedia(verb: Verb, stage: LegStage, interruptible: boolean): Promise<string> {
  const { digits, loop = '1' } = verb.attributes;
  const seconds = digits === undefined ? await startMedia(verb.text, stage) : digits.length * SECONDS_A_TONE;
  const patience = stage.exchange.pace.pause(seconds * (Number(loop) || ENDLESS_LOOPS));
  const input = await stage.listen({ for: 'speech', interruptible }, patience);
  const { otherEnd } = stage.leg;
  if (digits !== undefined && otherEnd) stage.exchange.press(otherEnd, digits.replaceAll('w', ''));
  return input.kind === 'keys' ? input.keys : '';
}

/** Notes that media is heard, and finds out for how many seconds. */
async function startMedia(address: string, stage: LegStage): Promise<number> {
  const { leg, exchange } = stage;
  const url = stage.resolve(address);
  const { pathname } = new URL(url);
  leg.note('played', pathname.split('/').at(-1) ?? pathname, exchange.now());
  const media = await exchange.media.find(url);
  stage.checkCurrent();
  if (media.ok) return media.seconds;
  exchange.fault(`${pathname}: the sound ${media.problem}`, leg);
  return 0;
}

export const play: PerformVerb = async (verb, stage) => {
  await playMedia(verb, stage, false);
  return NEXT;
};
