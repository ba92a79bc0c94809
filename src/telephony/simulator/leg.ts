import type { Activity } from './activity.ts';
import type { Conference } from './conference.ts';
import { newSid } from './sid.ts';

export type SimulatedLegStatus =
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled';

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

/** What answered an outbound call. */
export type AnsweredBy = 'human' | 'machine';

/** What a leg waits for. `state` is the last path segment of the action that will be requested. */
export type Waiting =
  | { for: 'pick-up' }
  | { for: 'speech'; interruptible: boolean }
  | { for: 'keys'; state: string; typed: string; expected: number | undefined; finishOnKey: string }
  | { for: 'recording'; state: string; maxSeconds: number; since: Date }
  | { for: 'conference'; room: string; bounded: boolean }
  | { for: 'other-party' };

/** What may happen to a leg while it waits. */
export type LegInput =
  | { kind: 'keys'; keys: string }
  | { kind: 'time-up' }
  | { kind: 'recorded'; seconds: number; key: string }
  | { kind: 'answered'; by: AnsweredBy }
  | { kind: 'refused'; status: 'busy' | 'no-answer' | 'failed' }
  | { kind: 'other-party-joined' }
  | { kind: 'other-party-left' }
  | { kind: 'interrupted' };

/** One line of what happened on a leg, as its phone saw and heard it. */
export interface TranscriptLine {
  at: Date;
  kind: 'said' | 'played' | 'keys' | 'recording' | 'note';
  text: string;
  language: string | undefined;
}

/** Thrown inside a run when its leg was redirected or has ended: nothing more is to be done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export interface LegOptions {
  direction: Direction;
  from: string;
  to: string;
  /** Whose phone this is. For a caller without a number `from` does not tell. */
  phone: string;
  parent?: Leg;
  startedAt: Date;
}

/** Where status callbacks of a leg go, and which. */
export interface LegProgress {
  url: string;
  method: 'GET' | 'POST';
  events: readonly string[];
}

const OVER: readonly SimulatedLegStatus[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/** One phone's side of a call: its status, what was heard on it, and what it waits for. */
export class Leg {
  readonly sid = newSid('CA');
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly phone: string;
  readonly parent: Leg | undefined;
  readonly startedAt: Date;
  readonly transcript: TranscriptLine[] = [];

  status: SimulatedLegStatus;
  answeredAt: Date | undefined;
  endedAt: Date | undefined;
  answeredBy: AnsweredBy | undefined;
  /** What machine detection said, where the call was placed with it. */
  detectedAs: 'human' | 'machine_start' | undefined;
  progress: LegProgress | undefined;
  fallbackUrl: string | undefined;
  /** Number of the next status callback. */
  sequence = 0;
  waiting: Waiting | undefined;
  room: Conference | undefined;
  /** The other side of a bridge that was made by dialling a number. */
  bridgedWith: Leg | undefined;
  /** The other end of a call that the service places to its own number. */
  otherEnd: Leg | undefined;
  /** How long the person spoke who hung up, where the clock cannot tell. */
  spokenSeconds: number | undefined;
  /** A request that is still made when the leg ends at this point. */
  lastWords: (() => Promise<void>) | undefined;
  /** Told when the leg first waits for somebody after it was answered. */
  onWaiting: (() => void) | undefined;
  /** Where the transcript stood at the last input of this leg's person. */
  heardUntil = 0;

  readonly #activity: Activity;
  readonly #changed: () => void;
  #wake: ((input: LegInput) => void) | undefined;
  #run = 0;

  constructor(options: LegOptions, activity: Activity, changed: () => void) {
    this.direction = options.direction;
    this.from = options.from;
    this.to = options.to;
    this.phone = options.phone;
    this.parent = options.parent;
    this.startedAt = options.startedAt;
    this.status = options.direction === 'inbound' ? 'ringing' : 'queued';
    this.#activity = activity;
    this.#changed = changed;
  }

  get over(): boolean {
    return OVER.includes(this.status);
  }

  /** Are two people talking to each other on this leg? */
  get joined(): boolean {
    return this.bridgedWith !== undefined || (this.room?.talking ?? false);
  }

  /** Ends whatever runs on this leg and gives out the ticket for the next run. */
  beginRun(): number {
    this.#run += 1;
    this.deliver({ kind: 'interrupted' });
    return this.#run;
  }

  isCurrent(run: number): boolean {
    return run === this.#run;
  }

  note(kind: TranscriptLine['kind'], text: string, at: Date, language?: string): void {
    this.transcript.push({ at, kind, text, language });
    this.#changed();
  }

  /**
   * Waits until something happens to the leg.
   * @param timeoutMs after this it is `time-up`; 0 does not wait at all, infinity waits for a person
   * @throws Interrupted when the run has been overtaken
   */
  async listen(run: number, waiting: Waiting, timeoutMs: number): Promise<LegInput> {
    if (!this.isCurrent(run)) throw new Interrupted();
    if (timeoutMs <= 0) return { kind: 'time-up' };
    const input = await new Promise<LegInput>((resolve) => {
      const timer = Number.isFinite(timeoutMs)
        ? setTimeout(() => this.deliver({ kind: 'time-up' }), timeoutMs)
        : undefined;
      this.waiting = waiting;
      this.#wake = (happened) => {
        clearTimeout(timer);
        this.waiting = undefined;
        this.#wake = undefined;
        this.#activity.begin();
        this.#changed();
        resolve(happened);
      };
      if (this.status === 'in-progress') this.onWaiting?.();
      this.#activity.end();
      this.#changed();
    });
    if (input.kind === 'interrupted') throw new Interrupted();
    return input;
  }

  /** Lets something happen to the leg. Returns whether it waited for anything of this kind. */
  deliver(input: LegInput): boolean {
    if (!this.#wake || !this.waiting || !isWanted(input, this.waiting)) return false;
    this.#wake(input);
    return true;
  }
}

/** Which inputs mean something while a leg waits for what; time and interruptions always do. */
const WANTED: Record<Waiting['for'], readonly LegInput['kind'][]> = {
  'pick-up': ['answered', 'refused'],
  speech: ['keys'],
  keys: ['keys'],
  recording: ['recorded'],
  conference: ['keys', 'other-party-left'],
  'other-party': ['keys', 'other-party-joined', 'other-party-left'],
};

function isWanted(input: LegInput, waiting: Waiting): boolean {
  if (input.kind === 'interrupted' || input.kind === 'time-up') return true;
  if (waiting.for === 'speech' && !waiting.interruptible) return false;
  return WANTED[waiting.for].includes(input.kind);
}
