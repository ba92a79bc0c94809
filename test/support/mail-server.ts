import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What a server does with the next mail: says that it is busy, refuses the reader, or goes away without a word after it has all. */
type Trouble = 'busy' | 'refused' | 'gone';

export interface ReceivedMail {
  from: string;
  to: string[];
  raw: string;
  /** an attachment by the ending of its name, decoded */
  attachment(ending: string): string;
}

/** A mail server as customers have it, on this machine. */
export async function openMailServer() {
  const mails: ReceivedMail[] = [];
  const troubles: Trouble[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo(_address, _session, callback) {
      const [trouble] = troubles;
      if (trouble === 'gone' || trouble === undefined) return callback();
      troubles.shift();
      const code = trouble === 'busy' ? 451 : 550;
      callback(
        Object.assign(new Error(trouble === 'busy' ? 'try later' : 'no such reader'), { responseCode: code }),
      );
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        mails.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          raw,
          attachment: (ending) => attachmentOf(raw, ending),
        });
        if (troubles[0] === 'gone') {
          troubles.shift();
          server.close();
          for (const connection of server.connections) (connection as unknown as { close(): void }).close();
          return;
        }
        callback();
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    /** the next mails meet these, one each */
    trouble: (...next: Trouble[]) => troubles.push(...next),
    async [Symbol.asyncDispose]() {
      if (server.server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function attachmentOf(raw: string, ending: string): string {
  const part = raw.split(/\r?\n--/).find((one) => one.includes(`filename=`) && one.includes(`${ending}`));
  const [, body = ''] = (part ?? '').split(/\r?\n\r?\n/, 2);
  return Buffer.from(body.replaceAll(/\s/g, ''), 'base64').toString();
}
