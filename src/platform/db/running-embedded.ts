import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readPassword } from './cluster.ts';
import { urlOf } from './embedded.ts';
import { findPostmaster } from './server-process.ts';

/**
 * The embedded PostgreSQL of a data folder, for whoever wants to use it beside the service. Nothing is started or taken over.
 * @returns its URL if it runs (whether it answers is not asked), `stopped`, or `missing` if it was never set up
 * @throws HotlineError `database-unavailable` if its folder cannot be read
 */
export async function findEmbedded(dataDir: string): Promise<{ url: string } | 'stopped' | 'missing'> {
  const folder = resolve(dataDir, 'postgres');
  if (!existsSync(folder)) return 'missing';
  const postmaster = await findPostmaster({ data: join(folder, 'data') });
  if (postmaster === undefined) return 'stopped';
  return { url: urlOf({ password: await readPassword(folder) }, postmaster.port) };
}
