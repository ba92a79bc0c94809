import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { queueRecording } from '../../src/domain/recordings/recording-store.ts';
import { changeTicket } from '../../src/domain/tickets/ticket-store.ts';
import { addEvent } from '../../src/domain/tickets/timeline-store.ts';
import { listAuditEntries } from '../../src/domain/users/audit-trail-store.ts';
import { aLeg, anOpenTicket, openOffice, sid, TOKEN } from './api-office.ts';

describe('recordings', () => {
  const RECORDING = sid('RE', 7);

  it('that were not made on our calls are not asked for', async () => {
    await using office = await openOffice();
    office.recordings.set(RECORDING, "somebody else's");
    expect((await office.get(`/recordings/${RECORDING}`)).status).toBe(404);
    expect((await office.get('/recordings/..%2F..%2Fetc')).status).toBe(404);
  });

  it('that the carrier has lost, or cannot give now, are told apart', async () => {
    await using office = await openOffice();
    await changeTicket(office.database, await anOpenTicket(office, { severity: 1 }), {
      recordingSid: RECORDING,
    });
    expect((await office.get(`/recordings/${RECORDING}`)).status).toBe(404);
    office.recordings.set(RECORDING, 'outage');
    const { status, body } = await office.get(`/recordings/${RECORDING}`);
    expect(status).toBe(502);
    expect(body.type).toBe('/problems/carrier-unavailable');
  });

  it('of a ticket are played, and the ticket says where', async () => {
    await using office = await openOffice();
    office.recordings.set(RECORDING, 'the updates stopped');
    const number = await anOpenTicket(office, { severity: 1 });
    await changeTicket(office.database, number, { recordingSid: RECORDING });
    const { description } = (await office.get(`/tickets/${number}`)).body;
    expect(description.recordingUrl).toBe(`https://hotline.example/api/v1/recordings/${RECORDING}`);
    const reply = await request(office.app)
      .get(new URL(description.recordingUrl).pathname)
      .set('authorization', `Bearer ${TOKEN}`)
      .buffer(true);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({ 'content-type': 'audio/wav', 'cache-control': 'no-store' });
    expect(String(reply.body)).toBe('the updates stopped');
    const [listened] = await listAuditEntries(office.database, { before: null, limit: 1 });
    expect(listened).toMatchObject({ userName: 'API: API_TOKEN', action: 'listened', subject: RECORDING });
    expect(office.logged.at(-1)).toMatchObject({ route: '/recordings/:sid', token: 'API_TOKEN' });
  });

  it('are answered in pieces, as the description says', async () => {
    await using office = await openOffice();
    office.recordings.set(RECORDING, 'the updates stopped');
    const number = await anOpenTicket(office, { severity: 1 });
    await changeTicket(office.database, number, { recordingSid: RECORDING });
    const pieces = [
      ['bytes=0-2', 206],
      ['bytes=900-', 416],
    ] as const;
    const { paths } = (await request(office.app).get('/api/v1/openapi.json')).body;
    const described = Object.keys(paths['/recordings/{sid}'].get.responses);
    const listened = async () =>
      (await listAuditEntries(office.database, { before: null, limit: 9 })).filter(
        ({ action }) => action === 'listened',
      );
    // who asks how long it is has heard nothing of it
    const head = await request(office.app)
      .head(`/api/v1/recordings/${RECORDING}`)
      .set('authorization', `Bearer ${TOKEN}`);
    expect(head.headers['content-length']).toBe('19');
    expect(await listened()).toEqual([]);
    for (const [range, status] of pieces) {
      const reply = await request(office.app)
        .get(`/api/v1/recordings/${RECORDING}`)
        .set({ authorization: `Bearer ${TOKEN}`, range });
      expect(reply.status).toBe(status);
      expect(described).toContain(String(status));
    }
    // pieces are one listening, and a minute later it is another
    expect(await listened()).toHaveLength(1);
    office.at = new Date(Date.parse(office.at) + 61_000).toISOString();
    await office.get(`/recordings/${RECORDING}`);
    expect(await listened()).toHaveLength(2);
  });

  it('of a message that was added, or left by somebody unknown, are played too', async () => {
    await using office = await openOffice();
    for (const name of [8, 9]) office.recordings.set(sid('RE', name), 'audio');
    await addEvent(office.database, await anOpenTicket(office, { severity: 1 }), {
      at: new Date(office.at),
      kind: 'caller-message',
      actor: 'caller',
      detail: { recording: sid('RE', 8), seconds: 4 },
    });
    const unknown = await aLeg(office, 9, { customerNumber: null });
    const left = { sid: sid('RE', 9), callId: unknown.id, seconds: 4 };
    await office.database.transaction((tx) => queueRecording(tx, left, new Date(office.at)));
    expect((await office.get(`/recordings/${sid('RE', 8)}`)).status).toBe(200);
    expect((await office.get(`/recordings/${sid('RE', 9)}`)).status).toBe(200);
  });
});
