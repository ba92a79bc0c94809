import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';

/** The environment of a child process: what this one has compiled, it need not compile anew. */
export function childEnv(): NodeJS.ProcessEnv {
  const own = getCompileCacheDir();
  // within the folder it is given, every version of Node has one of its own
  return own === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(own) };
}
