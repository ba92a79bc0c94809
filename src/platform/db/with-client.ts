import pg from 'pg';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Does some work on a connection of its own, which is ended behind it. One that is cut meanwhile fails the statement that is
 * under way, or the next; without a listener it would end the process.
 */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
