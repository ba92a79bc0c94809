import { Readable } from 'node:stream';
import { leavingText } from '../seen-text.ts';

/** A mail server, and in whose name it is asked. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS where it is offered, and always where there is a password */
  isSecure: boolean;
  auth: { user: string; pass: string } | undefined;
  sender: string;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** the same of each try, so that a receiver knows a second copy for what it is */
  messageId: string;
  date: Date;
  attachments: readonly { filename: string; contentType: string; content: string }[];
}

/** What became of a mail. `later`: it surely was not taken, and may be tried again; `unknown`: perhaps it was taken. */
export type MailOutcome = { outcome: 'sent' } | { outcome: 'later' | 'refused' | 'unknown'; error: string };

/** Without a byte. */
const TIMEOUT_MS = 30_000;
/** For the whole of a mail, however slowly a server drips: a large report over a slow line takes a minute. */
const TOTAL_MS = 120_000;
const MAX_ERROR = 300;

/** Hands a mail to the server. Never throws. */
export async function sendMail(server: MailServer, mail: Mail): Promise<MailOutcome> {
  const handed = { over: false };
  try {
    const message = await compose(server.sender, mail);
    await hand(server, mail.to, endOf(message, handed));
    return { outcome: 'sent' };
  } catch (error) {
    return outcomeOf(error as SmtpError, handed.over);
  }
}

interface SmtpError extends Error {
  /** of the server, https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 */
  responseCode?: number;
  /** of nodemailer: what the server answered to, `CONN` its greeting */
  command?: string;
}

/** What is about this mail, and not about us. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

/**
 * Without a word of the server to what was handed over, nobody knows. Whom it does not greet, let in or send for, by password,
 * address or sender, it refuses for every mail: its operator mends that.
 */
function outcomeOf({ responseCode, command = '', message }: SmtpError, wasHandedOver: boolean): MailOutcome {
  const error = message.replaceAll(/\s+/g, ' ').slice(0, MAX_ERROR);
  if (responseCode === undefined && wasHandedOver) return { outcome: 'unknown', error };
  const isFinal = responseCode !== undefined && responseCode >= 500 && ABOUT_THE_MAIL.has(command);
  return { outcome: isFinal ? 'refused' : 'later', error };
}

async function compose(sender: string, { attachments, ...mail }: Mail): Promise<Buffer> {
  // loaded with the first mail: a start has none to send
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    ...mail,
    subject: leavingText(mail.subject),
    text: leavingText(mail.text),
    from: sender,
    attachments: [...attachments],
    // what stands in a mail is given here, and is never fetched
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  return composer.compile().build();
}

/** The message, which is only read once the server waits for it. */
function endOf(message: Buffer, handed: { over: boolean }): Readable {
  const stream = Readable.from([message]);
  stream.once('end', () => {
    handed.over = true;
  });
  return stream;
}

async function hand(server: MailServer, to: string, message: Readable): Promise<void> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const { host, port, isSecure, auth, sender } = server;
  const connection = new SMTPConnection({
    host,
    port,
    secure: isSecure,
    // a password goes through no open wire
    requireTLS: !isSecure && auth !== undefined,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return new Promise<void>((resolve, reject) => {
    connection.on('error', reject);
    // the library's time-outs begin anew with each byte; this one also ends a farewell without an end
    const late = AbortSignal.timeout(TOTAL_MS);
    const leave = () => {
      reject(new Error(`the server took longer than ${TOTAL_MS / 1_000} s`));
      connection.close();
    };
    late.addEventListener('abort', leave);
    connection.once('end', () => late.removeEventListener('abort', leave));
    const send = () =>
      connection.send({ from: sender, to: [to] }, message, (error: Error | null) =>
        error ? reject(error) : resolve(),
      );
    connection.connect((error?: Error | null) => {
      if (error) reject(error);
      else if (auth === undefined) send();
      else connection.login(auth, (refused: Error | null) => (refused ? reject(refused) : send()));
    });
  }).finally(() => connection.quit());
}
