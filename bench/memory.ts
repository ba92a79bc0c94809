/**
 * Whether memory stays flat: callers ring, are asked for their PIN and hang up, again and again, some at a time. After each
 * tenth of the calls the service's memory is counted, after a collection. What grows with the calls is a leak.
 *
 *     npm run bench -- memory [--calls 100000 --at-once 16]
 */
import { randomBytes } from 'node:crypto';
import { readOptions } from '../scripts/read-options.ts';
import { CALLER } from './support/directory.ts';
import { postSigned } from './support/signed.ts';
import { HOTLINE_NUMBER, openStage } from './support/stage.ts';

const PARTS = 10;
const MB = 2 ** 20;

const { values } = readOptions(import.meta.url, {
  options: { calls: { type: 'string', default: '100000' }, 'at-once': { type: 'string', default: '16' } },
});
const each = Math.ceil(Number(values.calls) / PARTS);

await using stage = await openStage();
const hotline = await stage.openHotline('memory');

async function call(): Promise<void> {
  const caller = {
    CallSid: `CA${randomBytes(16).toString('hex')}`,
    From: CALLER.phone,
    To: HOTLINE_NUMBER,
    Direction: 'inbound',
  };
  await postSigned(`${hotline.url}/twilio/voice/incoming`, { ...caller, CallStatus: 'ringing' });
  const ended = { CallStatus: 'completed', CallDuration: '3', SequenceNumber: '2' };
  await postSigned(`${hotline.url}/twilio/voice/status`, { ...caller, ...ended });
}

/** Each line calls anew as soon as its call is over. */
async function letCall(count: number): Promise<void> {
  let left = count;
  const lines = Array.from({ length: Number(values['at-once']) }, async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  });
  await Promise.all(lines);
}

const heaps: number[] = [];
for (let part = 1; part <= PARTS; part += 1) {
  const begin = performance.now();
  await letCall(each);
  const seconds = (performance.now() - begin) / 1_000;
  const { rss, heap } = await hotline.looked();
  heaps.push(heap);
  const size = `${(heap / MB).toFixed(1)} MB of objects, ${(rss / MB).toFixed(0)} MB in all`;
  console.log(`${part * each} calls: ${size}, ${Math.round(each / seconds)} calls a second`);
}
// the first part warms up: caches fill, code is compiled
const [, second = 0] = heaps;
const grown = (heaps.at(-1) ?? 0) - second;
const bytes = grown / (each * (PARTS - 2));
console.log(
  `from the second tenth to the last: ${(grown / MB).toFixed(1)} MB, ${bytes.toFixed(0)} bytes a call`,
);
