import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../../src/web/api/endpoint.ts';
import { describeApi } from '../../src/web/api/openapi.ts';
import { aRequest, openOffice, TOKEN } from './api-office.ts';

describe('nobody is let in', () => {
  it('while no token is configured, and the answer says what to do', async () => {
    await using office = await openOffice({ token: null });
    const { status, body } = await office.get('/tickets');
    expect(status).toBe(401);
    expect(body).toMatchObject({
      type: '/problems/unauthorized',
      detail: expect.stringContaining('API_TOKEN'),
    });
  });

  it.each([
    ['no token', undefined],
    ['another token', 'Bearer another-token'],
    ['a part of the token', `Bearer ${TOKEN.slice(0, -1)}`],
    ['the token by another scheme', `Basic ${TOKEN}`],
    ['an empty token', 'Bearer '],
  ])('with %s', async (_, authorization) => {
    await using office = await openOffice();
    const asked = request(office.app).get('/api/v1/tickets');
    const reply = await (authorization === undefined ? asked : asked.set({ authorization }));
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe('Bearer');
    expect(reply.type).toBe('application/problem+json');
  });

  it('even to learn which calls there are', async () => {
    await using office = await openOffice();
    expect((await request(office.app).get('/api/v1/no-such-thing')).status).toBe(401);
  });
});

describe('a request that makes no sense', () => {
  it('for an unknown call is told so', async () => {
    await using office = await openOffice();
    expect((await office.get('/no-such-thing')).body.type).toBe('/problems/not-found');
    expect((await office.post('/tickets/4711/no-such-call', {})).status).toBe(404);
  });

  it.each([
    ['broken JSON', '{"by": ', 'application/json', 400],
    ['no object', '"by"', 'application/json', 400],
    ['a list', '[]', 'application/json', 422],
    ['a form', 'by=anna', 'application/x-www-form-urlencoded', 415],
    ['another character set', '{}', 'application/json; charset=iso-8859-1', 415],
    ['more than can be read', JSON.stringify({ by: 'x'.repeat(110_000) }), 'application/json', 413],
  ])('with %s is refused with a reason that repeats nothing', async (_, body, type, status) => {
    await using office = await openOffice();
    const reply = await request(office.app)
      .post('/api/v1/tickets/4711/acknowledge')
      .set({ authorization: `Bearer ${TOKEN}`, 'content-type': type })
      .send(body);
    expect(reply.status).toBe(status);
    expect(reply.type).toBe('application/problem+json');
    expect(reply.body.type).toMatch(/^\/problems\//);
  });

  it('with a key that stands twice is told which, since nobody knows what was meant', async () => {
    await using office = await openOffice();
    const reply = await request(office.app)
      .post('/api/v1/tickets')
      .set({ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' })
      .send('{"channel":"portal","severity":4,"contact":{"a":[{"b":1},{"b":1,"b":2}]},"severity":1}');
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ type: '/problems/malformed-request' });
    expect(reply.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'contact.a.1.b',
      'severity',
    ]);
  });

  it.each([
    ['status', 'asleep'],
    ['severity', '5'],
    ['severity', 'one'],
    ['severity', '0x1'],
    ['severity', '1e0'],
    ['limit', '1e2'],
    ['limit', '%2B5'],
    ['since', 'yesterday'],
    ['since', '2026-11-23T09:00:00'],
    ['cursor', 'made-up'],
    ['limit', '0'],
    ['limit', '100000'],
    ['customer', '%00'],
  ])('with the query %s=%s is told where the fault is', async (field, value) => {
    await using office = await openOffice();
    const { status, body } = await office.get(`/tickets?${field}=${value}`);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path: field, message: expect.any(String) }]);
  });

  it('with the same filter twice, or one that does not exist, is refused', async () => {
    await using office = await openOffice();
    expect((await office.get('/tickets?status=open&status=closed')).status).toBe(400);
    expect((await office.get('/tickets?state=open')).status).toBe(400);
  });
});

it('a body where none is asked for is read all the same, and the description says so', async () => {
  await using office = await openOffice();
  const remove = (type: string, body: string) =>
    office.post('/absences/1/remove', body, { 'content-type': type });
  expect((await remove('text/plain', 'x')).status).toBe(415);
  expect((await remove('application/json', '{')).status).toBe(400);
  expect((await remove('application/json', `"${'x'.repeat(200_000)}"`)).status).toBe(413);
});

it('filters that were left empty filter nothing', async () => {
  await using office = await openOffice();
  expect((await office.get('/tickets?status=&customer=&severity=&since=&cursor=')).status).toBe(200);
});

it('instants at the ends of time are only instants', async () => {
  await using office = await openOffice();
  for (const at of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '1969-12-31T23:59:59+12:00']) {
    for (const path of ['/tickets?since=', '/calls?since=']) {
      expect((await office.get(path + encodeURIComponent(at))).status).toBe(200);
    }
    expect((await office.get(`/on-call?at=${encodeURIComponent(at)}`)).status).toBe(400);
  }
});

it('an instant of no clock is refused, with what can be written', async () => {
  await using office = await openOffice();
  const { status, body } = await office.get(
    `/tickets?since=${encodeURIComponent('2026-11-23T09:00:00+23:59')}`,
  );
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('at most 14 hours');
});

it('an offset whose plus has become a space on its way is told how to get here', async () => {
  await using office = await openOffice();
  const { status, body } = await office.get('/tickets?since=2026-11-23T09:00:00+01:00');
  expect(status).toBe(400);
  expect(body.errors).toEqual([{ path: 'since', message: expect.stringContaining('in a query, + is %2B') }]);
});

describe('when something is broken behind it', () => {
  it('the database away is a 503 that says when to ask again', async () => {
    const office = await openOffice();
    await office.database.drop();
    const { status, body, headers } = await office.get('/tickets');
    expect(status).toBe(503);
    expect(body.type).toBe('/problems/unavailable');
    expect(headers['retry-after']).toBe('5');
  });

  it('a fault of ours is logged, and its cause is not told', async () => {
    await using office = await openOffice();
    await office.database.query('alter table tickets rename to somewhere_else');
    const { status, body } = await office.get('/tickets');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('tickets');
    expect(office.logged).toContainEqual(expect.objectContaining({ err: expect.any(Error) }));
  });
});

it('each request is one line in the log: which call, never what was said', async () => {
  await using office = await openOffice();
  await office.post('/tickets', aRequest());
  await office.get('/tickets/1');
  expect(office.logged.map(({ method, route, status }) => [method, route, status])).toEqual([
    ['POST', '/tickets', 201],
    ['GET', '/tickets/:number', 404],
  ]);
  expect(JSON.stringify(office.logged)).not.toMatch(/gateways|Erika|100234/);
});

describe('the description of the API', () => {
  it('is open to everybody and names every call', async () => {
    await using office = await openOffice();
    const { status, body } = await request(office.app).get('/api/v1/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toEqual([
      '/tickets',
      '/tickets/{number}',
      '/tickets/{number}/acknowledge',
      '/tickets/{number}/answer',
      '/tickets/{number}/progress',
      '/tickets/{number}/severity',
      '/tickets/{number}/close',
      '/tickets/{number}/reopen',
      '/tickets/{number}/listen-in',
      '/calls',
      '/calls/{callSid}',
      '/pages',
      '/callbacks',
      '/on-call',
      '/absences',
      '/absences/{id}/remove',
      '/shift-requests',
      '/shift-requests/{id}/answer',
      '/shift-requests/{id}/withdraw',
      '/shifts/take',
      '/overrides/{id}/give-back',
      '/customers/{number}/updates',
      '/recordings/{sid}',
      '/customers/{customer}/reports/{month}',
    ]);
  });

  it('points nowhere but into itself, and names each call once', async () => {
    await using office = await openOffice();
    const { body } = await request(office.app).get('/api/v1/openapi.json');
    const pointers = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(pointers.length).toBeGreaterThan(20);
    for (const [, name] of pointers) expect(body.components.schemas).toHaveProperty(name ?? '');
    const ids = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves room in what is answered for what is added later, and none in what is sent', async () => {
    await using office = await openOffice();
    const { body } = await request(office.app).get('/api/v1/openapi.json');
    const schemas: Record<string, unknown> = body.components.schemas;
    const closed = Object.entries(schemas).flatMap(([name, schema]) =>
      JSON.stringify(schema).includes('"additionalProperties":false') ? [name] : [],
    );
    const sent = [...JSON.stringify(body.paths).matchAll(/"requestBody":.*?schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(closed.toSorted()).toEqual([...new Set(sent)].toSorted());
  });

  it('cannot be made of a call whose schema it does not know', () => {
    const stray = endpoint({
      method: 'get',
      path: '/stray',
      summary: '',
      scope: 'read',
      answer: { status: 200, description: '', schema: z.strictObject({}) },
      handle: async () => ({ body: {} }),
    });
    expect(() => describeApi([stray])).toThrow('no name');
  });
});
