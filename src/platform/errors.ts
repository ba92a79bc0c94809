/** What can go wrong in a way that callers of a function tell apart. The code is stable, the message may change. */
export type ErrorCode =
  | 'audio-elsewhere'
  | 'audio-too-large'
  | 'bad-configuration'
  | 'bad-flow'
  | 'bad-directory'
  | 'bad-input'
  | 'carrier-busy'
  | 'carrier-refused'
  | 'carrier-unknown-outcome'
  | 'database-unavailable'
  | 'interrupted'
  | 'not-found'
  | 'overtaken'
  | 'storage-unavailable'
  | 'table-too-short'
  | 'too-busy';

/** The one error class of the project: a stable code, a sentence for people, and what to do about it if there is something. */
export class HotlineError extends Error {
  override readonly name = 'HotlineError';
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  /** the carrier's own number for what it refused, https://www.twilio.com/docs/api/errors */
  readonly carrierCode: number | undefined;
  /** why it refused, in our word; undefined where nothing hangs on it */
  readonly refusal: 'opted-out' | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      remedy?: string;
      cause?: unknown;
      carrierCode?: number | undefined;
      refusal?: 'opted-out' | undefined;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
    this.carrierCode = options.carrierCode;
    this.refusal = options.refusal;
  }
}

/** A fault in something a person wrote: where it is and how to mend it. Faults are collected and shown all at once. */
export interface Fault {
  file: string;
  /** 1-based; 0 when the fault concerns the file as a whole. */
  line: number;
  message: string;
  remedy: string;
}

/** The same for what is no fault, but may well be meant otherwise. */
export function formatWarning(warning: Fault): string {
  return formatFault({ ...warning, message: `warning: ${warning.message}` });
}

/** One line a fault, as editors and terminals understand it: `file:line: message – remedy`. */
export function formatFault(fault: Fault): string {
  const where = fault.line > 0 ? `${fault.file}:${fault.line}` : fault.file;
  return `${where}: ${fault.message} – ${fault.remedy}`;
}
