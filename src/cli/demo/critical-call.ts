import type { SimulatedCarrier } from '../../telephony/simulator/carrier.ts';
import type { Leg, TranscriptLine, Waiting } from '../../telephony/simulator/leg.ts';
import type { SimulatedMessage } from '../../telephony/simulator/message.ts';
import type { BoardTicket } from '../../web/practice/practice-routes.ts';
import { askedState, type Credentials, type PhonePart, type Reaction, reactTo } from './automatic-phones.ts';
import { minutes, storyWriter } from './story-writer.ts';

/** Who plays, and how fast. */
export interface CriticalCall {
  /** Takes one line of the story, coloured, without its line end. */
  write: (line: string) => void;
  caller: { name: string; number: string } & Credentials;
  /** Everybody the hotline may page; names for their numbers. */
  engineers: { name: string; number: string }[];
  /** Tickets as they stand, the newest first: the story ends when the clock of its ticket stands. */
  board: () => Promise<BoardTicket[]>;
  /** How long people think before they press a key, milliseconds. */
  thinkingMs?: number;
  /** How long the two talk, milliseconds. */
  talkMs?: number;
  /** When no phone has rung for so long after the caller hung up, the engineer answers the text instead. */
  callPatienceMs?: number;
  /** Longer than this the story does not take. */
  timeoutMs?: number;
}

/** How the story ended. `broken` says what it was waiting for. */
export type CriticalCallEnd =
  | { outcome: 'kept'; ticket: BoardTicket; tookMs: number }
  | { outcome: 'broken'; reason: string };

const DEFAULTS = { thinkingMs: 250, talkMs: 1500, callPatienceMs: 4000, timeoutMs: 60_000 };

/** What a page says in every language, and a text that only informs, to the TAM for instance, does not. */
const OFFERS_CALLBACK = /[,.] C \S/;

/** How often the board is looked at. */
const BOARD_MS = 100;

/**
 * Plays one critical call with automatic phones, line by line: from the first ring to the stopped clock.
 * The phones react to what the flow asks, so the story survives states that are skipped or come twice.
 */
export async function playCriticalCall(
  carrier: SimulatedCarrier,
  options: CriticalCall,
): Promise<CriticalCallEnd> {
  const story = new Story(carrier, { ...DEFAULTS, ...options });
  try {
    return await story.play();
  } finally {
    story.close();
  }
}

class Story {
  readonly #carrier: SimulatedCarrier;
  readonly #cast: CriticalCall & typeof DEFAULTS;
  readonly #begun: number;
  readonly #tell: ReturnType<typeof storyWriter>;
  readonly #told = new Map<Leg, number>();
  readonly #announced = new Set<Leg | SimulatedMessage>();
  readonly #joined = new Set<Leg>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #oldMessages: number;
  #asked = new WeakSet<Waiting>();
  #engineer: string | undefined;
  #unsubscribe: () => void = () => undefined;

  constructor(carrier: SimulatedCarrier, cast: CriticalCall & typeof DEFAULTS) {
    this.#carrier = carrier;
    this.#cast = cast;
    this.#begun = Date.now();
    this.#oldMessages = carrier.texting.messages.length;
    for (const leg of carrier.legs) this.#told.set(leg, Number.POSITIVE_INFINITY);
    this.#tell = storyWriter(cast.write, () => Date.now() - this.#begun);
  }

  async play(): Promise<CriticalCallEnd> {
    const known = new Set((await this.#cast.board()).map(({ number }) => number));
    this.#unsubscribe = this.#carrier.subscribe(() => this.#look());
    this.#tell('customer', this.#cast.caller.name, 'calls the hotline');
    const first = this.#carrier.dialIn({ from: this.#cast.caller.number });
    this.#later(() => this.#textIfNobodyCalls(first), this.#cast.callPatienceMs);
    return this.#untilTheClockStands(known);
  }

  close(): void {
    this.#unsubscribe();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #untilTheClockStands(known: Set<string>): Promise<CriticalCallEnd> {
    let ticket: BoardTicket | undefined;
    while (Date.now() - this.#begun < this.#cast.timeoutMs) {
      ticket = (await this.#cast.board()).find(({ number }) => !known.has(number));
      if (ticket?.answeredAt) return this.#kept(ticket, ticket.answeredAt);
      await new Promise<void>((resolve) => this.#later(resolve, BOARD_MS));
    }
    return { outcome: 'broken', reason: `${ticketState(ticket)} after ${minutes(this.#cast.timeoutMs)}` };
  }

  #kept(ticket: BoardTicket, answeredAt: string): CriticalCallEnd {
    this.#look();
    const tookMs = Date.parse(answeredAt) - Date.parse(ticket.openedAt);
    const left = Date.parse(ticket.respondBy) - Date.parse(answeredAt);
    const margin = left >= 0 ? `${minutes(left)} before the deadline` : `${minutes(-left)} too late`;
    this.#tell('clock', 'Clock', `stopped after ${minutes(tookMs)}, ${margin} (ticket ${ticket.number})`);
    return { outcome: 'kept', ticket, tookMs };
  }

  /** Tells what is new and lets the phones react to it. */
  #look(): void {
    for (const message of this.#carrier.texting.messages.slice(this.#oldMessages)) this.#tellMessage(message);
    for (const leg of this.#carrier.legs) {
      if (this.#told.get(leg) === Number.POSITIVE_INFINITY) continue;
      this.#tellRing(leg);
      this.#tellLines(leg);
      this.#tellJoined(leg);
      this.#react(leg);
    }
  }

  #tellMessage(message: SimulatedMessage): void {
    const delivered = message.status === 'delivered' || message.direction === 'inbound';
    if (!delivered || this.#announced.has(message)) return;
    this.#announced.add(message);
    const inbound = message.direction === 'inbound';
    const number = inbound ? message.from : message.to;
    if (!inbound && OFFERS_CALLBACK.test(message.body)) this.#engineer ??= number;
    this.#tell(
      this.#partOf(number),
      this.#nameOf(number),
      `${inbound ? 'writes' : 'reads'}: ${message.body}`,
    );
  }

  #tellRing(leg: Leg): void {
    if (leg.direction === 'inbound' || leg.status !== 'ringing' || this.#announced.has(leg)) return;
    this.#announced.add(leg);
    this.#tell(this.#partOf(leg.phone), this.#nameOf(leg.phone), '☎ the phone rings');
  }

  #tellLines(leg: Leg): void {
    const lines = leg.transcript.slice(this.#told.get(leg) ?? 0);
    this.#told.set(leg, leg.transcript.length);
    for (const line of lines) {
      if (line.kind === 'said') this.#tell('hotline', 'Hotline', `“${line.text}”`);
      else if (line.kind === 'keys') this.#tellKeys(leg, line);
      else if (line.kind === 'recording') this.#tellFor(leg, `describes the problem (${line.text})`);
    }
  }

  #tellKeys(leg: Leg, { text }: TranscriptLine): void {
    // A PIN is nobody's business, not even in a story.
    const shown = text.startsWith(this.#cast.caller.pin) ? text.replace(/\d/g, '•') : text;
    this.#tellFor(leg, `presses ${shown}`);
  }

  #tellJoined(leg: Leg): void {
    if (!leg.joined || this.#joined.has(leg) || this.#partOf(leg.phone) !== 'customer') return;
    this.#joined.add(leg);
    this.#tellFor(leg, `and ${this.#nameOf(this.#engineer ?? '')} talk to each other`);
    this.#later(() => this.#hangUp(leg), this.#cast.talkMs);
  }

  #react(leg: Leg): void {
    const { waiting } = leg;
    if (!waiting || this.#asked.has(waiting)) return;
    const act = waiting.for === 'pick-up' ? this.#pickUp(leg) : this.#answer(leg);
    if (!act) return;
    this.#asked.add(waiting);
    this.#later(() => {
      if (leg.waiting === waiting) act();
    }, this.#cast.thinkingMs);
  }

  /** The customer picks up always, and of the engineers the first that was reached. */
  #pickUp(leg: Leg): (() => void) | undefined {
    if (this.#partOf(leg.phone) === 'engineer') {
      this.#engineer ??= leg.phone;
      if (this.#engineer !== leg.phone) return undefined;
    }
    return () => {
      this.#tellFor(leg, 'picks up');
      this.#carrier.pickUp(leg);
    };
  }

  #answer(leg: Leg): (() => void) | undefined {
    const state = askedState(leg);
    if (state === undefined) return undefined;
    const reaction = reactTo(state, this.#partOf(leg.phone), this.#cast.caller);
    return reaction && (() => this.#do(leg, reaction));
  }

  #do(leg: Leg, reaction: Reaction): void {
    if (reaction.do === 'press') this.#carrier.press(leg, reaction.keys);
    else if (reaction.do === 'speak') this.#carrier.speak(leg, reaction.seconds, '#');
    else this.#hangUp(leg);
  }

  #hangUp(leg: Leg): void {
    if (leg.over) return;
    this.#tellFor(leg, 'hangs up');
    void this.#carrier.hangUp(leg);
  }

  /** Pages begin with a text; the call may come too late for a story of seconds. `C` asks for the callback at once. */
  #textIfNobodyCalls(first: Leg): void {
    const called = this.#carrier.legs.some(
      (leg) => leg.direction !== 'inbound' && leg.startedAt >= first.startedAt && !leg.parent,
    );
    if (called) return;
    if (first.over && this.#engineer) void this.#carrier.sendText(this.#engineer, 'C');
    else this.#later(() => this.#textIfNobodyCalls(first), this.#cast.callPatienceMs);
  }

  #tellFor(leg: Leg, text: string): void {
    this.#tell(this.#partOf(leg.phone), this.#nameOf(leg.phone), text);
  }

  #partOf(number: string): PhonePart {
    return number === this.#cast.caller.number ? 'customer' : 'engineer';
  }

  #nameOf(number: string): string {
    const { caller, engineers } = this.#cast;
    if (number === caller.number) return caller.name;
    return engineers.find((each) => each.number === number)?.name ?? 'Supervisors';
  }

  #later(act: () => void, milliseconds: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, milliseconds);
    this.#timers.add(timer);
  }
}

function ticketState(ticket: BoardTicket | undefined): string {
  return ticket ? `ticket ${ticket.number} is still ${ticket.status}` : 'there is no ticket';
}
