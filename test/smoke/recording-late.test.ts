import { expect, test } from 'vitest';
import { erasePerson } from '../../src/domain/privacy/erase-person.ts';
import { findPerson } from '../../src/domain/privacy/person.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { sign } from '../../src/telephony/twilio/signature.ts';
import { comeTo, lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

const FIRST = `RE${'a'.repeat(32)}`;
const SECOND = `RE${'b'.repeat(32)}`;

/** The carrier tells of a recording: what was said after the tone that was asked for last. @returns what it is answered */
async function recorded({ line }: Hotline, sid: string, seconds: number): Promise<string> {
  const asked = line.webhooks.findLast(
    ({ kind, answer }) => kind === 'voice' && /<Record/.test(answer?.body ?? ''),
  );
  if (!asked) throw new Error('nothing was to be recorded');
  const [, url = ''] = /<Record[^>]* action="([^"]+)"/.exec(asked.answer?.body ?? '') ?? [];
  const params = { ...asked.params, RecordingSid: sid, RecordingDuration: String(seconds), Digits: '#' };
  const told = { ...asked, url, params, signature: sign(line.authToken, url, params) };
  const { status, body } = await line.replay(told);
  expect(status).toBe(200);
  return body;
}

const recordings = ({ database }: Hotline) =>
  database.query('select sid, state from recordings order by sid');

test.each(['describe', 'message'])(
  'a recording (%s) that comes after its caller was erased is deleted at the carrier, and nobody hears it',
  async (state) => {
    await using hotline = await openHotline();
    const { database, phones } = hotline;
    const call = await comeTo(hotline, state);
    await call.hearAnnouncement();
    await call.hangUp();
    await lookAway(hotline);
    const [caller] = await database.query<{ number: string }>('select from_number as number from calls');
    const found = await findPerson(database, { number: caller?.number ?? '' });
    if (!('person' in found)) throw new Error('nobody is found');
    const how = { by: OPERATOR, closeOpen: true, pins: hotline.app.pins };
    const erase = () => database.transaction((tx) => erasePerson({ tx, now: new Date() }, found.person, how));
    expect(await erase()).toHaveProperty('erased');
    await lookAway(hotline);
    const timelines = await database.query('select kind from ticket_events');
    await recorded(hotline, FIRST, 7);
    expect(await recordings(hotline)).toEqual([{ sid: FIRST, state: 'deleted' }]);
    expect(await database.query('select kind from ticket_events')).toEqual(timelines);
    expect(phones.supervisor.newSms()).toEqual([]);
  },
);

test('a recording of silence is deleted at the carrier, and the call goes on', async () => {
  await using hotline = await openHotline();
  const call = await comeTo(hotline, 'describe');
  await call.hearAnnouncement();
  expect(await recorded(hotline, FIRST, 0)).toContain('/input/callback-number');
  expect(await recordings(hotline)).toEqual([{ sid: FIRST, state: 'deleted' }]);
  await lookAway(hotline);
});

test('two recordings of one question: both are ours to keep and to delete, told of once or twice', async () => {
  await using hotline = await openHotline();
  const call = await comeTo(hotline, 'describe');
  await call.hearAnnouncement();
  for (const sid of [FIRST, SECOND, SECOND, FIRST]) await recorded(hotline, sid, 7);
  expect(await recordings(hotline)).toEqual([
    { sid: FIRST, state: 'at-carrier' },
    { sid: SECOND, state: 'at-carrier' },
  ]);
  await lookAway(hotline);
});
