import { smsParts } from '../../domain/messages/sms-parts.ts';
import type { Exchange } from './exchange.ts';
import { newMessage, OPTED_OUT_REPLY, optWord, type SimulatedMessage } from './message.ts';
import { newSid } from './sid.ts';
import { readTwiml, type Verb } from './twiml/document.ts';
import { MESSAGING } from './twiml/vocabulary.ts';
import { API_VERSION, placeParams } from './voice-params.ts';
import { isReportRefused } from './webhook.ts';

/** Where the carrier keeps what came with a text. */
const MEDIA_HOST = 'https://api.twilio.com';

/** Everything about text messages: who was sent what, and who opted out. */
export class Texting {
  readonly messages: SimulatedMessage[] = [];
  readonly optedOut = new Set<string>();
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** Nothing was ever sent, and nobody has opted out. */
  forget(): void {
    this.messages.length = 0;
    this.optedOut.clear();
  }

  /**
   * A person sends a text to the hotline: the service is asked what to answer.
   * @param sent.media the types of pictures and other files that come with it
   */
  async receive(
    { media = [], ...sent }: Pick<SimulatedMessage, 'from' | 'to' | 'body'> & { media?: readonly string[] },
    url: string | undefined,
  ): Promise<SimulatedMessage> {
    const { from, to, body } = sent;
    const kind = media.length > 0 ? { sid: newSid('MM') } : {};
    const message = this.#add(
      newMessage({ direction: 'inbound', ...sent, ...kind, createdAt: this.#exchange.now() }),
    );
    const word = optWord(body);
    if (word === 'in') this.optedOut.delete(from);
    if (word === 'out') this.optedOut.add(from);
    if (url === undefined) this.#exchange.fault('a text came in, but the number has no messaging URL');
    else await this.#ask(url, message, media);
    if (word === 'out') {
      const createdAt = this.#exchange.now();
      const reply = newMessage({
        direction: 'outbound-reply',
        from: to,
        to: from,
        body: OPTED_OUT_REPLY,
        createdAt,
      });
      this.#add({ ...reply, status: 'delivered' });
    }
    return message;
  }

  /** Takes a message of the service; `deliver` brings it to the phone. */
  accept(
    message: Pick<SimulatedMessage, 'direction' | 'from' | 'to' | 'body'> & Partial<SimulatedMessage>,
  ): SimulatedMessage {
    return this.#add(newMessage({ createdAt: this.#exchange.now(), ...message }));
  }

  /** Brings a message to its phone, and tells the service at each stage. */
  async deliver(message: SimulatedMessage): Promise<void> {
    await this.#report(message);
    message.status = 'sent';
    await this.#report(message);
    message.errorCode = this.#exchange.phones.textError(message.to);
    message.status = message.errorCode === undefined ? 'delivered' : 'undelivered';
    this.#exchange.changed();
    await this.#report(message);
  }

  #add(message: SimulatedMessage): SimulatedMessage {
    this.messages.push(message);
    this.#exchange.changed();
    return message;
  }

  async #report(message: SimulatedMessage): Promise<void> {
    if (!message.statusCallback) return;
    const answer = await this.#exchange.send({
      kind: 'sms-status',
      url: message.statusCallback,
      method: 'POST',
      params: {
        AccountSid: this.#exchange.accountSid,
        ApiVersion: API_VERSION,
        MessageSid: message.sid,
        SmsSid: message.sid,
        MessageStatus: message.status,
        SmsStatus: message.status,
        From: message.from,
        To: message.to,
        ...(message.errorCode === undefined ? {} : { ErrorCode: String(message.errorCode) }),
      },
    });
    if (isReportRefused(answer)) {
      const said = answer.status || answer.body;
      this.#exchange.fault(`the message callback "${message.status}" was answered with ${said}`);
    }
  }

  async #ask(url: string, message: SimulatedMessage, media: readonly string[]): Promise<void> {
    const answer = await this.#exchange.send({
      kind: 'sms',
      url,
      method: 'POST',
      params: {
        AccountSid: this.#exchange.accountSid,
        ApiVersion: API_VERSION,
        MessageSid: message.sid,
        SmsSid: message.sid,
        SmsMessageSid: message.sid,
        SmsStatus: 'received',
        From: message.from,
        To: message.to,
        Body: message.body,
        NumSegments: String(smsParts(message.body)),
        ...this.#mediaParams(message, media),
        ...placeParams('From', message.from),
        ...placeParams('To', message.to),
      },
    });
    if (answer.status === 0 || answer.status >= 400) {
      this.#exchange.fault(`the messaging URL answered ${answer.status || answer.body}`);
      return;
    }
    if (answer.body.trim() === '') return;
    await this.#reply(url, message, answer.body);
  }

  /** https://www.twilio.com/docs/messaging/guides/webhook-request#media-related-parameters */
  #mediaParams({ sid }: SimulatedMessage, media: readonly string[]): Record<string, string> {
    const { accountSid } = this.#exchange;
    const files = media.flatMap((type, index) => [
      [`MediaContentType${index}`, type],
      [
        `MediaUrl${index}`,
        `${MEDIA_HOST}/${API_VERSION}/Accounts/${accountSid}/Messages/${sid}/Media/${newSid('ME')}`,
      ],
    ]);
    return { NumMedia: String(media.length), ...Object.fromEntries(files) };
  }

  async #reply(url: string, message: SimulatedMessage, xml: string): Promise<void> {
    const document = readTwiml(xml, MESSAGING);
    if (!document.ok) {
      this.#exchange.fault(`the messaging URL: ${document.problem}`);
      return;
    }
    for (const warning of document.warnings) this.#exchange.fault(`the messaging URL: ${warning}`);
    for (const verb of document.verbs.filter(({ name }) => name === 'Message')) {
      const { statusCallback, to = message.from, from = message.to } = verb.attributes;
      if (this.optedOut.has(to)) continue;
      await this.deliver(
        this.accept({
          direction: 'outbound-reply',
          from,
          to,
          body: bodyOf(verb),
          statusCallback: statusCallback === undefined ? undefined : new URL(statusCallback, url).href,
        }),
      );
    }
  }
}

function bodyOf(verb: Verb): string {
  return verb.children.find(({ name }) => name === 'Body')?.text ?? verb.text;
}
