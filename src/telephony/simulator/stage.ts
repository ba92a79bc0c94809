import type { Exchange } from './exchange.ts';
import { Interrupted, type Leg, type LegInput, type Waiting } from './leg.ts';
import { readTwiml, type Verb } from './twiml/document.ts';
import { VOICE } from './twiml/vocabulary.ts';
import type { WebhookAnswer } from './webhook.ts';

/** Where TwiML is fetched next, with what beside the usual parameters. */
export interface Target {
  url: string;
  method: 'GET' | 'POST';
  params: Record<string, string>;
}

/** What follows a verb. */
export type After =
  | { kind: 'next' }
  | { kind: 'go'; target: Target }
  | { kind: 'end'; status: Leg['status'] };

export const NEXT: After = { kind: 'next' };

/** TwiML that can be carried out, or the code of Twilio's error about it. */
export type CallScript = { ok: true; verbs: Verb[] } | { ok: false; code: number };

/** Where a run of TwiML takes place: its leg, the carrier around it, and the address relative URLs start from. */
export class LegStage {
  readonly leg: Leg;
  readonly exchange: Exchange;
  readonly #run: number;
  #base = '';
  /** How many documents were fetched since anybody was last waited for. */
  chain = 0;

  /** Ends whatever ran on the leg before. */
  constructor(leg: Leg, exchange: Exchange) {
    this.leg = leg;
    this.exchange = exchange;
    this.#run = leg.beginRun();
  }

  /** @throws Interrupted when another run has taken over, or the leg is over */
  checkCurrent(): void {
    if (!this.leg.isCurrent(this.#run)) throw new Interrupted();
  }

  /** Waits until something happens to the leg, or the time is up. */
  async listen(waiting: Waiting, timeoutMs: number): Promise<LegInput> {
    const input = await this.leg.listen(this.#run, waiting, timeoutMs);
    if (timeoutMs > 0) this.chain = 0;
    return input;
  }

  /** Waits for a person, as long as the pace gives people. */
  listenFor(waiting: Waiting, seconds: number): Promise<LegInput> {
    return this.listen(waiting, this.exchange.pace.patience(seconds));
  }

  /**
   * An action of the document that is being carried out.
   * @param action as it stands in the attribute; without one it is the document's own address
   */
  target(
    action: string | undefined,
    method: string | undefined,
    params: Record<string, string> = {},
  ): Target {
    return { url: this.resolve(action ?? ''), method: method === 'GET' ? 'GET' : 'POST', params };
  }

  /** An address in TwiML, made absolute by the rules of relative URLs. */
  resolve(address: string): string {
    const base = this.#base === '' ? undefined : this.#base;
    if (!URL.canParse(address, base)) {
      this.exchange.fault(`"${address}" is no address the carrier can follow`, this.leg);
      return 'http://127.0.0.1:9/nowhere';
    }
    const url = new URL(address, base).href;
    if (!this.exchange.isOurs(url)) {
      this.exchange.fault(`TwiML points at ${new URL(url).origin}, which is not the service`, this.leg);
    }
    return url;
  }

  /** Fetches a document and makes its address the one that relative URLs start from. */
  async follow(target: Target): Promise<CallScript> {
    this.#base = target.url;
    return this.read(target);
  }

  /** Fetches a document. What is wrong with it is a fault. */
  async read(target: Target): Promise<CallScript> {
    const answer = await this.#request(target);
    this.checkCurrent();
    const refusal = refusalOf(answer);
    if (refusal) {
      this.exchange.fault(`${describe(target.url)} ${refusal.problem}`, this.leg);
      return { ok: false, code: refusal.code };
    }
    return answer.status === 204 ? { ok: true, verbs: [] } : this.parse(answer.body, describe(target.url));
  }

  /** Reads a document that is at hand. What is wrong with it is a fault. */
  parse(xml: string, origin: string): CallScript {
    const document = readTwiml(xml, VOICE);
    if (!document.ok) {
      this.exchange.fault(`${origin}: ${document.problem}`, this.leg);
      return document;
    }
    for (const warning of document.warnings) this.exchange.fault(`${origin}: ${warning}`, this.leg);
    return document;
  }

  /** Makes a request whose TwiML nobody carries out any more. */
  async tell(target: Target): Promise<void> {
    const refusal = refusalOf(await this.#request(target));
    if (refusal) this.exchange.fault(`${describe(target.url)} ${refusal.problem}`, this.leg);
  }

  #request({ url, method, params }: Target): Promise<WebhookAnswer> {
    const usual = this.exchange.voiceParams(this.leg);
    return this.exchange.send({ kind: 'voice', url, method, params: { ...usual, ...params } });
  }
}

/** https://www.twilio.com/docs/api/errors */
function refusalOf({ status, type, body }: WebhookAnswer): { code: number; problem: string } | undefined {
  if (status === 0) return { code: 11200, problem: `gave no answer: ${body}` };
  if (status >= 400) return { code: 11200, problem: `answered ${status}` };
  if (status === 204 || /^(text|application)\/(xml|html)\b/.test(type)) return undefined;
  return { code: 12300, problem: `answered with content type "${type}"` };
}

function describe(url: string): string {
  return new URL(url).pathname;
}
