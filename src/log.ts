import { type Logger, pino, stdTimeFunctions } from 'pino';
import { traceOfLog } from './trace.ts';

export type { Logger };

/** Longest first: what must never reach a log, wherever it stands in the object that is logged. */
const REDACTED = ['Digits', 'Body', 'RecordingUrl', 'pin', 'digits', 'authorization', 'signature'];

/**
 * Shows enough of a phone number to tell two callers apart and no more: `+49…101`.
 * Anything that holds fewer than six digits is returned as it is.
 */
export function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits.length < 6 ? number : `${number.slice(0, 3)}…${digits.slice(-3)}`;
}

/** Masks every phone number inside a text. */
export function maskNumbers(text: string): string {
  return text.replace(/\+\d{6,15}/g, maskNumber);
}

/**
 * JSON lines on standard output, readable text where that is a terminal.
 * Phone numbers are masked, fields that may hold digits or secrets are left out.
 */
export function createLogger(level: string, options: { readable?: boolean } = {}): Logger {
  const readable = options.readable ?? process.stdout.isTTY;
  return pino({
    level,
    base: null,
    mixin: () => traceOfLog() ?? {},
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`]), remove: true },
    hooks: {
      logMethod(args, method) {
        const masked = args.map((arg) => (typeof arg === 'string' ? maskNumbers(arg) : arg));
        method.apply(this, masked as Parameters<typeof method>);
      },
    },
    formatters: { log: maskFields },
    ...(readable
      ? {
          transport: {
            target: 'pino-pretty',
            options: { translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname' },
          },
        }
      : {}),
  });
}

function maskFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === 'string' ? maskNumbers(value) : value,
    ]),
  );
}
