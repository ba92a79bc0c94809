import { connect, type Socket } from 'node:net';
import { sign } from '../../src/telephony/twilio/signature.ts';
import { ACCOUNT, HOTLINE_NUMBER } from './stage.ts';

/** A connection that is kept, with as little work a request as possible: whoever measures shares the processors. */
export interface Wire extends Disposable {
  /** @throws Error for anything but 200 */
  post(url: string, form: Record<string, string>): Promise<string>;
}

export function openWire(origin: string): Wire {
  const { hostname, port, host } = new URL(origin);
  let waiting: PromiseWithResolvers<string> | undefined;
  let socket: Socket | undefined;
  const open = () => {
    const opened = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
    let heard = '';
    opened.setNoDelay().setEncoding('latin1');
    opened.on('data', (part) => {
      heard += part;
      const body = bodyIn(heard);
      if (body === null) return;
      const head = heard.slice(0, 12);
      heard = '';
      if (head === 'HTTP/1.1 200') waiting?.resolve(Buffer.from(body, 'latin1').toString());
      else waiting?.reject(new Error(`${head} ${body}`));
    });
    opened.on('error', (error) => waiting?.reject(error));
    opened.on('close', () => waiting?.reject(new Error('the connection was cut')));
    // servers end a connection that was idle for a while, or after so many requests
    opened.on('end', () => opened.destroy());
    return opened;
  };
  return {
    post(url, form) {
      const body = new URLSearchParams(form).toString();
      const path = url.slice(origin.length);
      waiting = Promise.withResolvers();
      if (!socket || socket.destroyed) socket = open();
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/x-www-form-urlencoded; charset=UTF-8\r\nx-twilio-signature: ${sign(ACCOUNT.token, url, form)}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
      return waiting.promise;
    },
    [Symbol.dispose]: () => socket?.destroy(),
  };
}

/** The body of an answer, or null as long as it has not come whole. */
function bodyIn(answer: string): string | null {
  const end = answer.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, end))?.[1];
  if (end < 0 || length === undefined || answer.length < end + 4 + Number(length)) return null;
  return answer.slice(end + 4);
}

/** What the carrier sends with each request of a call: 25 parameters with `Digits` and what it says of the caller. */
export function voiceFields(callSid: string, from: string): Record<string, string> {
  return {
    AccountSid: ACCOUNT.sid,
    ApiVersion: '2010-04-01',
    CallSid: callSid,
    CallStatus: 'in-progress',
    CallToken: '%7B%22parentCallInfoToken%22%3A%22none%22%7D',
    Called: HOTLINE_NUMBER,
    CalledCity: '',
    CalledCountry: 'DE',
    CalledState: 'Berlin',
    CalledZip: '',
    Caller: from,
    CallerCity: '',
    CallerCountry: 'DE',
    CallerState: '',
    CallerZip: '',
    Direction: 'inbound',
    From: from,
    FromCity: '',
    FromCountry: 'DE',
    FromState: '',
    FromZip: '',
    To: HOTLINE_NUMBER,
    ToCountry: 'DE',
    ToState: 'Berlin',
  };
}
