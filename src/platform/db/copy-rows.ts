import { once } from 'node:events';
import type { Duplex, Writable } from 'node:stream';
import pg from 'pg';

/**
 * What the driver does not describe of its own connection, and of the query it hands the messages of a COPY.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY
 */
interface CopyConnection {
  stream: Duplex;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

interface CopyHandlers {
  handleCopyData?(message: { chunk: Buffer }, connection: CopyConnection): void;
  handleCopyInResponse?(connection: CopyConnection): void;
}

/**
 * Writes what a `copy … to stdout` says into `sink`, no faster than that takes it.
 * @returns how many rows
 */
export async function copyOut(client: pg.Client, sql: string, sink: Writable): Promise<number> {
  return runCopy(client, sql, {
    handleCopyData({ chunk }, { stream }) {
      // a copy of it: the driver reads the next message into the same memory
      if (sink.write(Buffer.from(chunk)) || stream.isPaused()) return;
      stream.pause();
      sink.once('drain', () => stream.resume());
    },
  });
}

/**
 * Hands the chunks to a `copy … from stdin`, no faster than the server takes them.
 * @returns how many rows
 */
export async function copyIn(client: pg.Client, sql: string, chunks: AsyncIterable<Buffer>): Promise<number> {
  let refused: unknown;
  let sending: Promise<void> | undefined;
  const send = async (connection: CopyConnection) => {
    for await (const chunk of chunks) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain && !connection.stream.destroyed)
        await Promise.race([once(connection.stream, 'drain'), once(connection.stream, 'close')]);
    }
    connection.endCopyFrom();
  };
  const rows = await runCopy(client, sql, {
    handleCopyInResponse(connection) {
      sending = send(connection).catch((error: unknown) => {
        refused = error;
        connection.sendCopyFail('what was read ended with a fault');
      });
    },
  }).catch((error: unknown) => {
    throw refused ?? error;
  });
  await sending;
  return rows;
}

function runCopy(client: pg.Client, sql: string, handlers: CopyHandlers): Promise<number> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query(sql, (error, result) =>
      error ? reject(error) : resolve(result?.rowCount ?? 0),
    );
    client.query(Object.assign(query, handlers));
  });
}
