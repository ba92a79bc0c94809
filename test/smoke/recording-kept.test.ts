import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  adoptRecordings,
  findRecording,
  queueRecording,
} from '../../src/domain/recordings/recording-store.ts';
import { changeTicket } from '../../src/domain/tickets/ticket-store.ts';
import { openBucket } from '../support/bucket.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { describedCase } from '../support/stories.ts';

const recordingOf = async (hotline: Hotline, sid: string) => {
  const recording = await findRecording(hotline.database, sid);
  if (!recording) throw new Error('the recording is not on record');
  return recording;
};
const isAtCarrier = ({ line }: Hotline, sid: string) => line.carrier.recordings.has(sid);
const folderOf = ({ app }: Hotline) => join(app.config.dataDir, 'recordings');

describe('a description', () => {
  test('is fetched, kept in a folder, and deleted at the carrier', async () => {
    await using hotline = await openHotline();
    const sid = await describedCase(hotline);
    const { state, seconds, stored, peaks } = await recordingOf(hotline, sid);
    expect(state).toBe('deleted-at-carrier');
    expect(seconds).toBe(8);
    expect(stored).toMatchObject({
      key: `2026-11/${sid}.wav`,
      contentType: 'audio/x-wav',
      bytes: 44 + 8 * 16_000,
    });
    expect(stored?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(peaks).toHaveLength(160);
    expect(isAtCarrier(hotline, sid)).toBe(false);
    expect(await readdir(folderOf(hotline), { recursive: true })).toEqual(['2026-11', `2026-11/${sid}.wav`]);
  });

  test('is kept in a bucket, if there is one', async () => {
    await using bucket = await openBucket();
    const env = {
      RECORDINGS_BUCKET: `s3://${bucket.name}/calls`,
      S3_ENDPOINT: bucket.endpoint,
      S3_ACCESS_KEY_ID: bucket.key.id,
      S3_SECRET_ACCESS_KEY: bucket.key.secret,
    };
    await using hotline = await openHotline({ env });
    const sid = await describedCase(hotline);
    expect((await recordingOf(hotline, sid)).state).toBe('deleted-at-carrier');
    expect([...bucket.objects.keys()]).toEqual([`calls/2026-11/${sid}.wav`]);
    expect(existsSync(folderOf(hotline))).toBe(false);
  });

  test('that is not ready yet is asked for again', async () => {
    await using hotline = await openHotline();
    hotline.line.failNext({ path: 'Recordings', times: 2, failure: 404 });
    const sid = await describedCase(hotline);
    expect(await recordingOf(hotline, sid)).toMatchObject({ state: 'at-carrier', failures: 1 });
    await hotline.pass({ seconds: 5 });
    expect(await recordingOf(hotline, sid)).toMatchObject({ state: 'at-carrier', failures: 2 });
    await hotline.pass({ seconds: 10 });
    expect(await recordingOf(hotline, sid)).toMatchObject({ state: 'deleted-at-carrier', failures: 0 });
    await answered(hotline);
  });

  test('that the carrier never has is given up after an hour', async () => {
    await using hotline = await openHotline();
    const sid = `RE${'9'.repeat(32)}`;
    await hotline.database.transaction((tx) =>
      queueRecording(tx, { sid, callId: null, seconds: null }, new Date()),
    );
    await hotline.pass({ minutes: 50 });
    expect((await recordingOf(hotline, sid)).state).toBe('at-carrier');
    await hotline.pass({ minutes: 20 });
    expect((await recordingOf(hotline, sid)).state).toBe('missing');
  });

  test('stays at the carrier as long as it cannot be kept', async () => {
    await using hotline = await openHotline();
    // where the folder has to be, there is a file
    await writeFile(folderOf(hotline), '');
    const sid = await describedCase(hotline);
    await hotline.pass({ seconds: 20 });
    expect((await recordingOf(hotline, sid)).failures).toBeGreaterThan(1);
    expect(isAtCarrier(hotline, sid)).toBe(true);
    await rm(folderOf(hotline));
    await hotline.pass({ seconds: 60 });
    expect((await recordingOf(hotline, sid)).state).toBe('deleted-at-carrier');
    await answered(hotline);
  });

  test('that only a ticket names is taken over, and so is work that was forgotten', async () => {
    await using hotline = await openHotline();
    const sid = await describedCase(hotline);
    const old = `RE${'7'.repeat(32)}`;
    hotline.line.carrier.keep({ sid: old, callSid: 'CA1', seconds: 2, createdAt: new Date() });
    await changeTicket(hotline.database, (await hotline.ticket()).number, { recordingSid: old });
    await hotline.database.transaction((tx) => adoptRecordings(tx, new Date()));
    await hotline.pass({ seconds: 5 });
    for (const name of [sid, old])
      expect((await recordingOf(hotline, name)).state).toBe('deleted-at-carrier');
    await answered(hotline);
  });

  test('that comes broken is not believed', async () => {
    await using bucket = await openBucket();
    const env = {
      RECORDINGS_BUCKET: `s3://${bucket.name}`,
      S3_ENDPOINT: bucket.endpoint,
      S3_ACCESS_KEY_ID: bucket.key.id,
      S3_SECRET_ACCESS_KEY: bucket.key.secret,
    };
    await using hotline = await openHotline({ env });
    bucket.spoilNext();
    const sid = await describedCase(hotline);
    expect(await recordingOf(hotline, sid)).toMatchObject({ state: 'at-carrier', failures: 1 });
    expect(isAtCarrier(hotline, sid)).toBe(true);
    await hotline.pass({ seconds: 5 });
    expect((await recordingOf(hotline, sid)).state).toBe('deleted-at-carrier');
    await answered(hotline);
  });

  test('that the carrier does not delete is ours all the same, and deleted later', async () => {
    await using hotline = await openHotline();
    const sid = `RE${'8'.repeat(32)}`;
    hotline.line.carrier.keep({ sid, callSid: 'CA1', seconds: 3, createdAt: new Date() });
    const failing = hotline.line.carrier.faultiness;
    const deletions = failing.take.bind(failing);
    let asked = 0;
    failing.take = (path) => {
      asked += path.includes(sid) ? 1 : 0;
      return asked === 2 ? 500 : deletions(path);
    };
    await hotline.database.transaction((tx) =>
      queueRecording(tx, { sid, callId: null, seconds: 3 }, new Date()),
    );
    await hotline.settle();
    expect(await recordingOf(hotline, sid)).toMatchObject({ state: 'stored', failures: 1 });
    await hotline.pass({ seconds: 5 });
    expect(await recordingOf(hotline, sid)).toMatchObject({ state: 'deleted-at-carrier', failures: 0 });
  });
});

describe('listening', () => {
  test('is served from what we keep, piece by piece, and only to whom it has not changed', async () => {
    await using office = await openConsole();
    const sid = await describedCase(office.hotline, 1);
    const browser = await office.as('supervisor');
    const get = (headers: Record<string, string> = {}) => browser.get(`/recordings/${sid}`, headers);
    const whole = await get();
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-length')).toBe(String(16_044));
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    const piece = await get({ range: 'bytes=0-3', 'if-range': etag });
    expect(piece).toMatchObject({ status: 206, text: 'RIFF' });
    expect(piece.headers.get('content-range')).toBe('bytes 0-3/16044');
    expect((await get({ range: 'bytes=-4' })).headers.get('content-length')).toBe('4');
    expect((await get({ range: 'bytes=0-3', 'if-range': '"another"' })).status).toBe(200);
    const outside = await get({ range: 'bytes=20000-' });
    expect(outside.status).toBe(416);
    expect(outside.headers.get('content-range')).toBe('bytes */16044');
    for (const range of ['bytes=0-1,5-6', 'lines=1-2', 'nonsense'])
      expect((await get({ range })).status, range).toBe(200);
  });

  test('by a question for its head says how long it is', async () => {
    await using office = await openConsole();
    const sid = await describedCase(office.hotline, 1);
    const response = await fetch(`${office.hotline.url}/api/v1/recordings/${sid}`, {
      method: 'HEAD',
      headers: { authorization: 'Bearer the-api-token-of-the-tests', range: 'bytes=0-9' },
    });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-length')).toBe('10');
    expect(await response.text()).toBe('');
  });

  test('is told kindly that the storage is away', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const sid = await describedCase(hotline);
    await rm(folderOf(hotline), { recursive: true });
    const gone = await (await office.as('supervisor')).get(`/recordings/${sid}`);
    expect(gone.status).toBe(502);
    const api = await hotline.api<{ type: string }>(`/recordings/${sid}`);
    expect(api.type).toBe('/problems/unavailable');
  });
});

/** Nothing is left to be paged or called in the time that passed. */
async function answered({ phones, line }: Hotline): Promise<void> {
  for (const phone of Object.values(phones)) phone.newSms();
  for (const leg of line.carrier.legs.filter(({ direction }) => direction !== 'inbound'))
    await line.phone(leg.phone).rings();
}
