import { vi } from 'vitest';
import { drawOpening } from '../../../src/domain/rehearsal/draw-opening.ts';
import { drawRings, type Model } from '../../../src/domain/rehearsal/model.ts';
import { drawnPeople, type People, type Says } from '../../../src/domain/rehearsal/people.ts';
import type { PlayedEntry } from '../../../src/domain/rehearsal/play-replication.ts';
import { AFTER_MISS_MS, ANSWER_MS, LOOK_AGAIN_MS } from '../../../src/domain/rehearsal/played-habits.ts';
import { closeTicket } from '../../../src/domain/ticket-operations/close-ticket.ts';
import { sweep } from '../../../src/worker/run-timer.ts';
import type { Hotline } from '../hotline.ts';
import type { Call, Ring } from '../phone.ts';
import { openCase } from '../stories.ts';
import { callerOf } from './conformance-house.ts';

/** The number of the first ticket. */
const FIRST = 4711;
const KEYS: Record<Says, string> = { 'connect-me': '1', 'call-later': '2', 'pass-on': '3' };
const ORDERS: Record<Says, string> = { 'connect-me': 'C', 'call-later': 'A', 'pass-on': 'P' };
const RINGS_OUT_MS = { engineer: 25_000, customer: 35_000 };

/**
 * What is due at one instant is done one after another, the most urgent first: done at once, a phone that has become free
 * would now and then ring about one ticket while a page about a more urgent one is still being written.
 */
const ONE = 1;

interface Leg {
  party: 'engineer' | 'customer';
  ticket: string;
  engineer: string | null;
  step: number | null;
}

interface Text {
  ticket: string;
  engineer: string | null;
}

interface Standing {
  status: string;
  holder: string | null;
  hands: number;
  helpers: string[];
}

/** A replication, played through the real service by the people of the simulation. */
export class RealWeek {
  readonly #hotline: Hotline;
  readonly #model: Model;
  readonly #replication: number;
  readonly #people: People;
  readonly #acts: { at: number; do: () => Promise<void> }[] = [];
  readonly #turns = new Map<string, number>();
  readonly #attempts = new Map<string, number>();
  /** who is on the phone with us, by their key */
  readonly #onPhone = new Map<string, Call>();
  /** the engineer's leg, by the ticket whose customer they are connected with */
  readonly #inTalk = new Map<string, Call>();
  /** the carrier forgets old legs, so places in its list say nothing */
  readonly #seen = new WeakSet<object>();

  constructor(hotline: Hotline, model: Model, replication: number) {
    this.#hotline = hotline;
    this.#model = model;
    this.#replication = replication;
    this.#people = drawnPeople(model, replication);
    hotline.line.settle = async () => {
      while ((await sweep(hotline.app.jobDeps, ONE)) > 0);
    };
  }

  /**
   * @param onCall how many have called, at each call
   * @returns the timelines of all tickets
   */
  async play(onCall: (calls: number) => void = () => {}): Promise<PlayedEntry[]> {
    for (const [call, at] of drawRings(this.#model, this.#replication).entries())
      this.#plan(at, async () => {
        onCall(call + 1);
        await this.#dialIn(call);
      });
    while (this.#acts.length > 0) await this.#goOn();
    return this.#entries();
  }

  #plan(at: number, act: () => Promise<void>): void {
    this.#acts.push({ at, do: act });
    this.#acts.sort((one, other) => one.at - other.at);
  }

  /** The next thing happens: a timer of the service, or what somebody does. */
  async #goOn(): Promise<void> {
    const timer = await this.#nextTimer();
    const act = this.#acts[0];
    if (act && (!timer || timer.getTime() > act.at)) {
      this.#acts.shift();
      vi.setSystemTime(Math.max(Date.now(), act.at));
      await act.do();
    } else if (timer) vi.setSystemTime(Math.max(Date.now(), timer.getTime()));
    await this.#hotline.settle();
    await this.#observe();
  }

  /**
   * No report of the carrier is lost here, so nothing comes of asking about a leg, or of looking again whether a phone is free,
   * every few seconds while somebody waits for it: that is put off. Where it is needed after all, a leg is late or hangs, and
   * the timelines differ.
   */
  async #nextTimer(): Promise<Date | null> {
    const [soonest] = await this.#hotline.database.query<{ at: Date | null }>(
      `with put_off as (
         update timers set due_at = $1::timestamptz + interval '1 day'
         where (kind = 'check-call' or kind = 'place-call' and attempts > 0)
           and due_at > $1 and due_at < $1::timestamptz + interval '1 hour')
       select min(due_at) as at from timers
       where kind <> 'check-call' and not (kind = 'place-call' and attempts > 0 and due_at > $1)`,
      [new Date()],
    );
    return soonest?.at ?? null;
  }

  async #dialIn(call: number): Promise<void> {
    const opening = drawOpening(this.#model, this.#replication, call);
    if (!opening) return;
    const { phone, pin } = callerOf(opening.customerNumber);
    const leg = await openCase(this.#hotline.line.phone(phone), { pin, severity: opening.severity });
    if (!leg.over) await leg.hangUp();
    const ticket = String(FIRST + call);
    const [row] = await this.#hotline.database.query<{ at: Date }>(
      'select respond_by as at from tickets where number = $1',
      [ticket],
    );
    if (!row) throw new Error(`call ${call} has brought no ticket: ${leg.heardInAll()}`);
    this.#plan(row.at.getTime() + AFTER_MISS_MS, () => this.#giveUp(ticket));
  }

  async #giveUp(ticketNumber: string): Promise<void> {
    const { status } = await this.#standing(ticketNumber);
    if (status !== 'open' && status !== 'acknowledged') return;
    await this.#hotline.database.transaction((tx) =>
      closeTicket({ tx, now: new Date() }, { ticketNumber, by: 'supervisors' }),
    );
  }

  /** Phones that ring and texts that have come: their people make up their minds. */
  async #observe(): Promise<void> {
    const { carrier } = this.#hotline.line;
    const legs = carrier.legs.filter(({ direction }) => direction !== 'inbound');
    for (const { sid, phone } of this.#newOf(legs)) {
      const ring = await this.#hotline.line.phone(phone).rings();
      await this.#hearRing(ring, await this.#legOf(sid));
    }
    const texts = carrier.texting.messages.filter(({ direction }) => direction !== 'inbound');
    for (const { sid, to } of this.#newOf(texts)) {
      this.#hotline.line.phone(to).newSms();
      for (const text of await this.#pagesOf(sid)) this.#getText(text, to);
    }
  }

  #newOf<Thing extends object>(things: readonly Thing[]): Thing[] {
    const found = things.filter((thing) => !this.#seen.has(thing));
    for (const thing of found) this.#seen.add(thing);
    return found;
  }

  async #hearRing(ring: Ring, leg: Leg): Promise<void> {
    const at = Date.now();
    if (leg.party === 'customer') return this.#ringCustomer(ring, leg, at);
    const isCallback = leg.step === -1;
    const contact = this.#contact(leg, isCallback ? 'callback' : 'call', at);
    const takesCallback = (): Says | null => (this.#people.takeCallback(contact) ? 'connect-me' : null);
    const says = isCallback ? takesCallback() : this.#people.takePageCall(contact);
    if (says === null)
      this.#plan(at + RINGS_OUT_MS.engineer, async () => {
        if (ring.status === 'ringing') await ring.noAnswer();
      });
    else
      this.#plan(at + ANSWER_MS, async () => {
        if (ring.status === 'ringing') await this.#take(await ring.answer(), leg, says);
      });
  }

  async #take(call: Call, { ticket, engineer }: Leg, says: Says): Promise<void> {
    if (engineer !== null) this.#onPhone.set(engineer, call);
    if (call.state === 'help') await call.press(says === 'pass-on' ? '3' : '1');
    else if (call.state === 'page') await call.press(KEYS[says]);
    if (call.over) return;
    if (call.waitsFor === 'keys') await call.hangUp();
    else this.#inTalk.set(ticket, call);
  }

  #ringCustomer(ring: Ring, { ticket }: Leg, at: number): void {
    const attempt = (this.#attempts.get(ticket) ?? 0) + 1;
    this.#attempts.set(ticket, attempt);
    const contact = { call: Number(ticket) - FIRST, who: 'customer', turn: attempt, at };
    if (!this.#people.customerPicksUp(contact)) {
      this.#plan(at + RINGS_OUT_MS.customer, async () => {
        if (ring.status === 'ringing') await ring.noAnswer();
      });
      return;
    }
    this.#plan(at + ANSWER_MS, async () => {
      if (ring.status !== 'ringing') return;
      const customer = await ring.answer();
      await customer.press('1');
      const { ms, isAnswer } = this.#people.talk({ ...contact, at: Date.now() });
      this.#plan(Date.now() + ms, () => this.#endTalk(ticket, customer, isAnswer));
    });
  }

  async #endTalk(ticket: string, customer: Call, isAnswer: boolean): Promise<void> {
    if (!customer.over) await customer.hangUp();
    const engineer = this.#inTalk.get(ticket);
    if (!engineer || engineer.over) return;
    if (engineer.state === 'outcome') await engineer.press(isAnswer ? '1' : '3');
    if (!engineer.over) await engineer.hangUp();
  }

  #getText({ ticket, engineer }: Text, phone: string): void {
    const at = Date.now();
    const reading = this.#people.readText(this.#contact({ ticket, engineer }, 'text', at));
    if (reading)
      this.#plan(at + reading.afterMs, () => this.#read({ ticket, engineer }, phone, reading.says));
  }

  async #read(text: Text, phone: string, says: Says): Promise<void> {
    const { ticket, engineer } = text;
    const call = engineer === null ? undefined : this.#onPhone.get(engineer);
    if (call && !call.over) {
      this.#plan(Date.now() + LOOK_AGAIN_MS, () => this.#read(text, phone, says));
      return;
    }
    const { status, holder, hands, helpers } = await this.#standing(ticket);
    const who = engineer ?? 'supervisors';
    const lacksHands = status === 'acknowledged' && helpers.length + 1 < hands;
    if (status !== 'open' && !lacksHands) return;
    if (holder === who || helpers.includes(who)) return;
    const order = status === 'open' || says === 'pass-on' ? ORDERS[says] : 'A';
    const sender = this.#hotline.line.phone(phone);
    const code = engineer === null ? ` ${sender.code(ticket)}` : '';
    await sender.sendSms(`${order} ${ticket}${code}`);
  }

  #contact({ ticket, engineer }: Text, way: string, at: number) {
    const who = engineer ?? 'supervisors';
    const key = `${ticket} ${way} ${who}`;
    const turn = this.#turns.get(key) ?? 0;
    this.#turns.set(key, turn + 1);
    return { call: Number(ticket) - FIRST, who, turn, at };
  }

  async #standing(ticket: string): Promise<Standing> {
    const [row] = await this.#hotline.database.query<Standing>(
      'select status, acknowledged_by as holder, hands, helpers from tickets where number = $1',
      [ticket],
    );
    if (!row) throw new Error(`there is no ticket ${ticket}`);
    return row;
  }

  async #legOf(sid: string): Promise<Leg> {
    const [row] = await this.#hotline.database.query<Leg>(
      `select party, calls.ticket_number::text as ticket, calls.engineer, step
       from calls left join pages on pages.call_id = calls.id where calls.sid = $1`,
      [sid],
    );
    if (!row) throw new Error(`nobody knows the leg ${sid}`);
    return row;
  }

  /** The pages in a text, in the order in which they were written. */
  async #pagesOf(sid: string): Promise<Text[]> {
    return this.#hotline.database.query<Text>(
      `select pages.ticket_number::text as ticket, pages.engineer from messages
       join messages carried on carried.id = messages.id or carried.bundled_into = messages.id
       join pages on pages.id = carried.page_id where messages.sid = $1 order by pages.planned_at`,
      [sid],
    );
  }

  async #entries(): Promise<PlayedEntry[]> {
    const rows = await this.#hotline.database.query<PlayedEntry & { ticket: string; at: Date }>(
      `select ticket_number::text as ticket, at, kind, actor, detail from ticket_events order by ticket_number, id`,
    );
    return rows.map(({ ticket, at, kind, actor, detail }) => ({
      call: Number(ticket) - FIRST,
      at: at.getTime(),
      kind,
      actor,
      detail: detail ?? {},
    }));
  }
}
