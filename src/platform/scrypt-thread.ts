import { scryptSync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { ScryptWork } from './scrypt.ts';

/** One after the other; whatever is wrong with one ends the thread, and whoever waits hears why. */
parentPort?.on('message', ({ secret, salt, bytes, parameters }: ScryptWork) => {
  parentPort?.postMessage(scryptSync(secret, salt, bytes, parameters));
});
