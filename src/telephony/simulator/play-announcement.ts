import type { Conference } from './conference.ts';
import type { Exchange } from './exchange.ts';
import { reportAnnouncement } from './report-of-room.ts';
import { readTwiml } from './twiml/document.ts';
import { VOICE } from './twiml/vocabulary.ts';

/** All that may stand in an announcement: https://www.twilio.com/docs/voice/api/conference-resource#update-a-conference-resource */
const ALLOWED = ['Say', 'Play', 'Pause', 'Redirect'];

/** Fetches an announcement, and plays it to everybody who is in a room. One that the end of the room cuts short has no report. */
export async function playAnnouncement(
  room: Conference,
  request: { url: string; method: 'GET' | 'POST' },
  exchange: Exchange,
): Promise<void> {
  const params = { AccountSid: exchange.accountSid, ConferenceSid: room.sid };
  const answer = await exchange.send({ kind: 'announcement', ...request, params });
  const said = answer.status === 200 ? wordsIn(answer.body, request.url, exchange) : null;
  if (answer.status !== 200) exchange.fault(`the announcement ${request.url} answered ${answer.status}`);
  for (const { text, language } of said ?? []) {
    for (const leg of room.legs) leg.note('said', text, exchange.now(), language);
    await wait(exchange.pace.speech(text));
  }
  if (room.status === 'in-progress')
    await reportAnnouncement(room, { ended: said !== null, url: request.url }, exchange);
}

/** @returns null: it cannot be played */
function wordsIn(
  xml: string,
  url: string,
  exchange: Exchange,
): { text: string; language: string | undefined }[] | null {
  const document = readTwiml(xml, VOICE);
  if (!document.ok) {
    exchange.fault(`${url}: ${document.problem}`);
    return null;
  }
  for (const { name } of document.verbs.filter((verb) => !ALLOWED.includes(verb.name)))
    exchange.fault(`${url}: an announcement has no <${name}>`);
  return document.verbs
    .filter(({ name }) => name === 'Say')
    .map(({ text, attributes }) => ({ text, language: attributes.language }));
}

async function wait(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
