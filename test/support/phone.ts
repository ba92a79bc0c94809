import type { Leg, SimulatedLegStatus } from '../../src/telephony/simulator/leg.ts';
import type { SimulatedMessage } from '../../src/telephony/simulator/message.ts';
import type { Line } from './carrier.ts';

/** Somebody's phone. Everything it does is over when the promise resolves: all webhooks answered, all TwiML carried out. */
export class Phone {
  readonly number: string;
  readonly #line: Line;
  readonly #seen = new Set<Leg>();
  readonly #read = new Set<SimulatedMessage>();

  constructor(number: string, line: Line) {
    this.number = number;
    this.#line = line;
  }

  /** Calls the hotline. `from` is what the network shows of the caller, if it is not the number. */
  async dial(options: { from?: string } = {}): Promise<Call> {
    const leg = this.#line.carrier.dialIn({ from: options.from ?? this.number, phone: this.number });
    await this.#line.idle();
    return new Call(leg, this.#line);
  }

  /** The next call that reached this phone, ringing or already over. Fails at once if there is none. */
  async rings(): Promise<Ring> {
    await this.#line.idle();
    const leg = this.#calls().find((each) => !this.#seen.has(each));
    if (!leg) throw new Error(`${this.number} does not ring.${this.#story()}`);
    this.#seen.add(leg);
    return new Ring(leg, this.#line);
  }

  /** Has nobody called whom `rings` did not tell of? */
  async isQuiet(): Promise<boolean> {
    await this.#line.idle();
    return this.#calls().every((leg) => this.#seen.has(leg));
  }

  /** All texts that came, newest last. They count as looked at. */
  sms(): string[] {
    const messages = this.#messages();
    for (const message of messages) this.#read.add(message);
    return messages.map(({ body }) => body);
  }

  /** The texts the network did not deliver to this phone. They count as looked at. */
  undelivered(): string[] {
    const lost = this.#line.carrier.texting.messages.filter(
      ({ to, status }) => to === this.number && status === 'undelivered',
    );
    for (const message of lost) this.#read.add(message);
    return lost.map(({ body }) => body);
  }

  /** The texts that came since this phone's texts were last looked at, newest last. */
  newSms(): string[] {
    const unread = this.#messages().filter((message) => !this.#read.has(message));
    for (const message of unread) this.#read.add(message);
    return unread.map(({ body }) => body);
  }

  /**
   * The code by which the owner of this phone orders something about a ticket: from the newest text that tells one. The
   * texts do not count as looked at.
   */
  code(ticket = '4711'): string {
    const told = new RegExp(`\\b[ACDFP],? (?:${ticket}|Nummer|number|numéro),? (?<code>[A-Z\\d]{3})\\b`);
    const texts = this.#messages().filter(({ body }) => body.includes(ticket));
    const code = texts
      .map(({ body }) => told.exec(body)?.groups?.code)
      .findLast((found) => found !== undefined);
    if (!code) throw new Error(`${this.number} was told no code for ticket ${ticket}.`);
    return code;
  }

  /**
   * Sends a text to the hotline.
   * @param media the types of the pictures and other files that come with it
   */
  async sendSms(body: string, media: readonly string[] = []): Promise<void> {
    await this.#line.carrier.sendText(this.number, body, media);
    await this.#line.idle();
  }

  /** From now on texts to this phone are not delivered, with Twilio's code of the failure. */
  refuseSms(errorCode = 30003): void {
    this.#line.carrier.phones.refuseTexts(this.number, errorCode);
  }

  /** From now on they are delivered again. */
  takeSms(): void {
    this.#line.carrier.phones.refuseTexts(this.number, null);
  }

  hasSeen(leg: Leg): boolean {
    return this.#seen.has(leg);
  }

  hasRead(message: SimulatedMessage): boolean {
    return this.#read.has(message);
  }

  #calls(): Leg[] {
    return this.#line.carrier.legs.filter((leg) => leg.direction !== 'inbound' && leg.phone === this.number);
  }

  #messages(): SimulatedMessage[] {
    const { messages } = this.#line.carrier.texting;
    return messages.filter(({ direction, to, status }) => {
      return direction !== 'inbound' && to === this.number && status === 'delivered';
    });
  }

  #story(): string {
    const calls = this.#line.carrier.legs.map((leg) => `${leg.direction} ${leg.phone}: ${leg.status}`);
    return calls.length > 0 ? ` Calls so far:\n  ${calls.join('\n  ')}` : ' There were no calls at all.';
  }
}

/** A call that reaches a phone: it rings until the test decides. */
export class Ring {
  readonly #leg: Leg;
  readonly #line: Line;

  constructor(leg: Leg, line: Line) {
    this.#leg = leg;
    this.#line = line;
  }

  /** The number the phone shows. */
  get from(): string {
    return this.#leg.from;
  }

  get status(): SimulatedLegStatus {
    return this.#leg.status;
  }

  get sid(): string {
    return this.#leg.sid;
  }

  async answer(): Promise<Call> {
    return this.#pickUp('human');
  }

  /** A mailbox answers, and presses nothing to the end. */
  async machine(): Promise<Call> {
    const mailbox = await this.#pickUp('machine');
    while (mailbox.waitsFor === 'keys') await mailbox.silence();
    return mailbox;
  }

  /** A person answers whom the carrier takes for a machine. */
  async mistakenForMachine(): Promise<Call> {
    return this.#pickUp('machine');
  }

  async decline(): Promise<void> {
    await this.#refuse('busy');
  }

  async busy(): Promise<void> {
    await this.#refuse('busy');
  }

  async noAnswer(): Promise<void> {
    await this.#refuse('no-answer');
  }

  /** The network cannot reach the phone. */
  async unreachable(): Promise<void> {
    await this.#refuse('failed');
  }

  async #pickUp(by: 'human' | 'machine'): Promise<Call> {
    if (!this.#line.carrier.pickUp(this.#leg, by)) throw this.#silent();
    await this.#line.idle();
    return new Call(this.#leg, this.#line);
  }

  async #refuse(status: 'busy' | 'no-answer' | 'failed'): Promise<void> {
    if (!this.#line.carrier.refuse(this.#leg, status)) throw this.#silent();
    await this.#line.idle();
  }

  #silent(): Error {
    return new Error(`${this.#leg.phone} does not ring any more: ${this.#leg.status}`);
  }
}

/** A call that somebody holds in the hand. */
export class Call {
  readonly #leg: Leg;
  readonly #line: Line;

  constructor(leg: Leg, line: Line) {
    this.#leg = leg;
    this.#line = line;
  }

  get sid(): string {
    return this.#leg.sid;
  }

  get status(): SimulatedLegStatus {
    return this.#leg.status;
  }

  get over(): boolean {
    return this.#leg.over;
  }

  /** Do two people talk to each other? */
  get joined(): boolean {
    return this.#leg.joined;
  }

  /** Do they hear a conference without being heard? */
  get muted(): boolean {
    return this.#leg.room?.isMuted(this.#leg) ?? false;
  }

  /** The name of the conference this leg is in. */
  get room(): string | undefined {
    return this.#leg.room?.name;
  }

  /** What the line waits for: `keys`, `recording`, `conference`, `other-party`; nothing when the call is over. */
  get waitsFor(): string | undefined {
    return this.#leg.waiting?.for;
  }

  /** The state that asks: the last path segment of the action that comes next. Empty when nothing is asked. */
  get state(): string {
    const { waiting } = this.#leg;
    return waiting && 'state' in waiting ? waiting.state : '';
  }

  /** All text said since this person last did something. */
  heard(): string {
    return this.#said(this.#leg.transcript.slice(this.#leg.heardUntil));
  }

  /** All text said on this leg. */
  heardInAll(): string {
    return this.#said(this.#leg.transcript);
  }

  async press(keys: string): Promise<void> {
    await this.#act(`press ${keys.length} key(s)`, () => this.#line.carrier.press(this.#leg, keys));
  }

  /** Says and presses nothing until the line goes on by itself. */
  async silence(): Promise<void> {
    const { waiting } = this.#leg;
    if (waiting?.for === 'conference' && !waiting.bounded) throw this.#refusal('wait for the end of a talk');
    const { state } = this;
    await this.#stayQuiet();
    // what was announced was a recording: the tone, and then silence
    if (waiting?.for === 'keys' && this.waitsFor === 'recording' && this.state === state)
      await this.#stayQuiet();
  }

  /** Hears the announcement of a recording to its end; the tone follows. */
  async hearAnnouncement(): Promise<void> {
    if (this.waitsFor === 'keys') await this.#stayQuiet();
  }

  /** Speaks after the tone; a key ends it, or silence. No seconds: nothing was said. */
  async record({ seconds, key = '#' }: { seconds: number; key?: string }): Promise<void> {
    await this.hearAnnouncement();
    await this.#act('speak after the tone', () => this.#line.carrier.speak(this.#leg, seconds, key));
  }

  /** Hangs up, if need be in the middle of a recording, after that many seconds. */
  async hangUp({ spoken }: { spoken?: number } = {}): Promise<void> {
    if (this.#leg.over) throw this.#refusal('hang up');
    if (spoken !== undefined) await this.hearAnnouncement();
    await this.#line.carrier.hangUp(this.#leg, spoken);
    await this.#line.idle();
  }

  async #stayQuiet(): Promise<void> {
    await this.#act('stay silent', () => this.#line.carrier.stayQuiet(this.#leg));
  }

  async #act(what: string, act: () => boolean): Promise<void> {
    if (!act()) throw this.#refusal(what);
    await this.#line.idle();
  }

  #refusal(what: string): Error {
    const { status, waiting } = this.#leg;
    const why = this.#leg.over
      ? `the call is over (${status})`
      : `the line waits for ${waiting?.for ?? 'nothing'}`;
    return new Error(`${this.#leg.phone} cannot ${what}: ${why}. Last heard: "${this.heard()}"`);
  }

  #said(lines: Leg['transcript']): string {
    const said = lines.filter(({ kind }) => kind === 'said');
    return said.map(({ text }) => text).join(' ');
  }
}
