import { Worker } from 'node:worker_threads';

export interface ScryptWork {
  secret: Uint8Array;
  salt: Uint8Array;
  /** how long the hash is */
  bytes: number;
  parameters: { N: number; r: number; maxmem: number };
}

/** Those that have nothing to do. There are as many as were ever needed at a time, which is for the callers to bound. */
const idle: Worker[] = [];

/**
 * The slow hash, in a thread that does nothing else. Node's own asynchronous one takes a place in the pool of four that files
 * and name look-ups need: https://nodejs.org/api/cli.html#uv_threadpool_sizesize
 */
export function scrypt(work: ScryptWork): Promise<Buffer> {
  const thread = idle.pop() ?? new Worker(new URL('./scrypt-thread.ts', import.meta.url));
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const onMessage = (hash: Uint8Array) => {
    thread.off('error', reject).off('exit', onExit).unref();
    idle.push(thread);
    resolve(Buffer.from(hash));
  };
  const onExit = () => reject(new Error('the thread that hashes has ended'));
  thread.once('message', onMessage).once('error', reject).once('exit', onExit).ref();
  const { secret, salt, bytes, parameters } = work;
  // copies: a small Buffer is a window on memory that it shares with others
  thread.postMessage({ secret: Uint8Array.from(secret), salt: Uint8Array.from(salt), bytes, parameters });
  return promise;
}
