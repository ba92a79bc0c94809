import {
  type DestinationStream,
  type Logger,
  type LoggerOptions,
  pino,
  stdSerializers,
  stdTimeFunctions,
} from 'pino';
import { boundLine, boundLists } from './bound-line.ts';
import { createFold } from './fold-lines.ts';
import { openLogOutput } from './log-output.ts';
import { traceOfLog } from './tracing.ts';

export type { Logger };

/** How many lines were logged at the levels that somebody may have to act on. */
export interface LinesLogged {
  warn: number;
  error: number;
  fatal: number;
}

const linesBy = new WeakMap<Logger, LinesLogged>();

/** How many lines a logger made by `createLogger` has logged so far. */
export function linesLogged(log: Logger): LinesLogged {
  return linesBy.get(log) ?? { warn: 0, error: 0, fatal: 0 };
}

/** Longest first: what must never reach a log, wherever it stands in the object that is logged. */
const REDACTED = [
  ...['Digits', 'Body', 'RecordingUrl', 'pin', 'digits', 'authorization', 'signature'].flatMap((key) => [
    key,
    `*.${key}`,
  ]),
  // of a captured webhook this is what it takes to send it again
  '["x-twilio-signature"]',
  '*["x-twilio-signature"]',
  '*.*["x-twilio-signature"]',
];

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
export function createLogger(
  level: string,
  options: { readable?: boolean; destination?: DestinationStream } = {},
): Logger {
  const readable = options.readable ?? process.stdout.isTTY;
  const lines: LinesLogged = { warn: 0, error: 0, fatal: 0 };
  const mayWarn = createFold((moreLikeThis, text) => {
    log.warn({ moreLikeThis }, `${moreLikeThis} more like this in the last minute: ${text}`);
  });
  const settings: LoggerOptions = {
    level,
    base: null,
    mixin: () => traceOfLog() ?? {},
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, remove: true },
    serializers: { err: describeError },
    formatters: { log: boundLists },
    // the line as it is written: whatever a number stands in, also the words of somebody else's error; masked before it is cut
    hooks: {
      streamWrite: (line) => withoutOrders(boundLine(maskNumbers(line)), readable),
      // what is at ERROR names something to be acted on, and is never held back
      logMethod(said, method, at) {
        if (at === pino.levels.values.warn && !mayWarn(said)) return;
        const name = pino.levels.labels[at] as keyof LinesLogged;
        if (name in lines) lines[name] += 1;
        method.apply(this, said);
      },
    },
    ...(readable
      ? {
          transport: {
            target: 'pino-pretty',
            options: { translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname' },
          },
        }
      : {}),
  };
  const log = readable ? pino(settings) : pino(settings, options.destination ?? openLogOutput());
  linesBy.set(log, lines);
  return log;
}

/** What a terminal obeys: raw, as JSON leaves it, or escaped. Two backslashes are one that escapes nothing, and are passed over together. */
const OBEYED = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\\(?:\\|u00[01][\da-f]|[bfr])/g;

/**
 * A JSON line whose reader's terminal does nothing at the wish of whoever wrote a part of it, and turns nothing round: such characters stand
 * there by their number, and a program reads the same.
 * @param readable what reads it writes texts out for a terminal: then the number is the text
 */
export function withoutOrders(line: string, readable: boolean): string {
  const backslash = readable ? '\\\\' : '\\';
  return line.replace(OBEYED, (sign) => {
    if (sign === '\\\\') return sign;
    if (sign.startsWith('\\')) return backslash + sign.slice(1);
    return `${backslash}u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** What may be told of an error. Others carry what they were given: rows, forms, whole requests. */
const TOLD = [
  'type',
  'message',
  'stack',
  'code',
  'carrierCode',
  'remedy',
  'status',
  'constraint',
  'table',
  'column',
];

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { err } = stdSerializers;
  return Object.fromEntries(Object.entries(err(error)).filter(([name]) => TOLD.includes(name)));
}
