import pg from 'pg';
import { translateConnecting } from './unavailable.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A connection of one's own. One that is cut fails the statement that is under way, or the next; without a listener it would end
 * the process.
 * @throws HotlineError `database-unavailable`
 */
export async function openClient(
  config: Pick<
    pg.ClientConfig,
    'connectionString' | 'application_name' | 'connectionTimeoutMillis' | 'keepAlive'
  >,
): Promise<pg.Client> {
  try {
    // reads the files that its address names
    const client = new pg.Client({ connectionTimeoutMillis: CONNECT_TIMEOUT_MS, ...config });
    client.on('error', () => {});
    await client.connect();
    return client;
  } catch (error) {
    throw translateConnecting(error);
  }
}

/** Does some work on a connection of its own, which is ended behind it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openClient({ connectionString: url });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
