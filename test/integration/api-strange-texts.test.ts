import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { routeOf } from '../../src/web/api/endpoint.ts';
import { endpoints } from '../../src/web/api/endpoints.ts';
import { PORTAL_REQUEST } from '../support/stories.ts';
import { openOffice, TOKEN } from './api-office.ts';

const SHIFT = {
  schedule: 'front',
  engineer: 'anna',
  from: '2026-11-23T10:00:00Z',
  until: '2026-11-23T12:00:00Z',
};

describe('a text that the record cannot keep', () => {
  it('names nothing, in any address', async () => {
    await using office = await openOffice();
    for (const call of endpoints(office.deps)) {
      if (!call.params) continue;
      const path = routeOf(call).replaceAll(/:\w+/g, 'a%00b');
      const reply = call.method === 'get' ? await office.get(path) : await office.post(path, {});
      expect([call.path, reply.status]).toEqual([call.path, 404]);
    }
    expect(office.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['/tickets', 'description', { ...PORTAL_REQUEST, description: 'half \ud800' }],
    ['/tickets', 'contact', { ...PORTAL_REQUEST, contact: 'Erika\0' }],
    ['/shift-requests', 'why', { kind: 'cover', shift: SHIFT, ask: 'all', why: 'ill\0' }],
    ['/shift-requests', 'shift.schedule', { kind: 'cover', shift: { ...SHIFT, schedule: '\0' }, ask: 'all' }],
    ['/shift-requests', 'ask.1', { kind: 'cover', shift: SHIFT, ask: ['ben', '\udfff'] }],
    ['/shifts/take', 'insteadOf', { schedule: 'front', engineer: 'anna', insteadOf: 'b\0' }],
    ['/absences', 'engineer', { engineer: '\0', from: '2026-12-24', until: '2026-12-26' }],
  ])('is refused at its place: %s, %s', async (path, place, body) => {
    await using office = await openOffice();
    const reply = await office.post(path, body);
    expect(reply.status).toBe(422);
    expect(reply.body.errors).toEqual([{ path: place, message: expect.any(String) }]);
  });

  it.each(['\u200b', '\u2060\ufeff', '\u2800', '\u202e'])(
    'is none if nobody would see any of it: %j',
    async (unseen) => {
      await using office = await openOffice();
      const reply = await office.post('/tickets', { ...PORTAL_REQUEST, description: unseen });
      expect(reply.status).toBe(422);
      expect(reply.body.errors).toEqual([{ path: 'description', message: 'Write a text that can be seen.' }]);
    },
  );

  it('is refused in another encoding than UTF-8', async () => {
    await using office = await openOffice();
    const body = JSON.stringify({ ...PORTAL_REQUEST, description: 'Müller ist außer sich' });
    for (const encoding of ['latin1', 'utf16le'] as const) {
      const reply = await request(office.app)
        .post('/api/v1/tickets')
        .set({ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' })
        .serialize((bytes) => bytes)
        .send(Buffer.from(body, encoding));
      expect(reply.body).toMatchObject({ status: 415, detail: 'Send JSON in UTF-8.' });
    }
    expect(await office.database.query('select number from tickets')).toEqual([]);
    expect((await office.post('/tickets', JSON.parse(body))).status).toBe(201);
  });

  it('is refused in a query', async () => {
    await using office = await openOffice();
    const reply = await office.get('/tickets?customer=1%00');
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ path: 'customer' }] } });
  });
});

describe('whose name a program gives', () => {
  it.each([
    ['Portal\nhotline', 'begins a line of its own'],
    ['Port\ral', 'begins the line anew'],
    ['\u001b[2JPortal', 'clears a terminal'],
    ['\u009b2JPortal', 'clears it in one character'],
    ['Portal\u2028x', 'breaks the line'],
    ['\u202eltroP', 'turns the writing round'],
    ['Por\u200btal', 'hides something'],
    ['Portal\u{e0041}', 'hides a tag'],
  ])('%j is refused: it %s', async (by) => {
    await using office = await openOffice();
    const { body } = await office.post('/tickets', PORTAL_REQUEST);
    const reply = await office.post(`/tickets/${body.number}/progress`, { by, text: 'read' });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: 'by' }] } });
    const { body: told } = await office.get(`/tickets/${body.number}`);
    const actors = (told.timeline as { actor: string }[]).map(({ actor }) => actor);
    expect(actors).not.toContain(by);
  });

  it('may be of any script, with accents and emoji', async () => {
    await using office = await openOffice();
    const { body } = await office.post('/tickets', PORTAL_REQUEST);
    for (const by of ['Zoë', 'Zoe\u0308', '田中', 'עדי', 'می\u200cخواهم', 'Team 👩\u200d💻'])
      expect((await office.post(`/tickets/${body.number}/progress`, { by, text: 'read' })).status, by).toBe(
        200,
      );
  });
});

describe('what is written otherwise than asked for', () => {
  it.each<[string, string, string, unknown]>([
    ['a number for an instant', 'shift.from', 'Write an instant as RFC 3339 does', 5],
    ['nothing for an instant', 'shift.from', 'This is missing.', undefined],
    ['a number for a list', 'ask', 'Allowed: all. Or: Send a list.', 5],
    ['nothing for a list', 'ask', 'This is missing.', undefined],
    ['a kind that there is not', 'kind', 'Allowed: cover, swap.', 'gift'],
    ['no kind', 'kind', 'Allowed: cover, swap.', undefined],
  ])('is told apart from what is missing: %s', async (_, place, message, value) => {
    await using office = await openOffice();
    const body = { kind: 'cover', shift: SHIFT, ask: 'all' };
    const changed =
      place === 'shift.from' ? { ...body, shift: { ...SHIFT, from: value } } : { ...body, [place]: value };
    const reply = await office.post('/shift-requests', changed);
    expect(reply.status).toBe(422);
    expect(reply.body.errors).toEqual([{ path: place, message: expect.stringContaining(message) }]);
  });

  it('is a filter that stands twice', async () => {
    await using office = await openOffice();
    const reply = await office.get('/tickets?status=open&status=closed&since=2026-11-01T00:00:00Z');
    expect(reply).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'status', message: 'Give this once.' }] },
    });
  });

  it('is a body of JSON that is no object', async () => {
    await using office = await openOffice();
    for (const body of ['"text"', '5', 'null'])
      expect(await office.post('/tickets', body, { 'content-type': 'application/json' })).toMatchObject({
        status: 400,
        body: { detail: 'The body is not a JSON object.' },
      });
  });
});
