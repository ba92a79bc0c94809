import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/platform/version.ts';
import type { HealthDeps } from '../../src/web/health/health-routes.ts';
import { createMetrics } from '../../src/web/health/metrics.ts';
import { type Office, openOffice } from './api-office.ts';
import { portsOf } from './api-ports.ts';

const appOf = (office: Office, change: Partial<HealthDeps> = {}) => portsOf(office, change).outside;

describe('ready', () => {
  it.each<[string, HealthDeps['queue']]>([
    ['is away', { isReachable: async () => false }],
    ['is broken', { isReachable: () => Promise.reject(new Error('refused')) }],
    ['does not answer', { isReachable: () => new Promise(() => {}) }],
  ])(
    'is still said while the queue %s, since calls are taken without it; the part is named',
    async (_, queue) => {
      await using office = await openOffice();
      const { status, body } = await request(appOf(office, { queue })).get('/readyz');
      expect(status).toBe(200);
      expect(body.parts).toEqual({ database: 'ready', queue: 'not ready', flow: 'ready' });
    },
  );

  it('is not said while no flow is loaded; the part is named', async () => {
    await using office = await openOffice();
    const { status, body } = await request(appOf(office, { flowsLoaded: () => false })).get('/readyz');
    expect(status).toBe(503);
    expect(body.parts).toEqual({ database: 'ready', queue: 'ready', flow: 'not ready' });
    expect((await request(appOf(office, { flowsLoaded: () => false })).get('/callz')).status).toBe(503);
  });

  it('is not said without the database; alive still is, and figures are still shown', async () => {
    const office = await openOffice();
    const { outside: app, figures } = portsOf(office);
    await office.database.drop();
    expect((await request(app).get('/readyz')).body).toEqual({
      status: 'not ready',
      parts: { database: 'not ready', queue: 'ready', flow: 'ready' },
    });
    expect((await request(app).get('/healthz')).body).toMatchObject({ status: 'alive', version: VERSION });
    const fromElsewhere = await request(app).get('/healthz').set('x-forwarded-for', '203.0.113.7');
    expect(fromElsewhere.body).toEqual({ status: 'alive' });
    expect((await request(app).get('/healthz')).status).toBe(200);
    // it can still apologise and put callers through: taken away, nobody would
    expect((await request(app).get('/callz')).status).toBe(200);
    const { text } = await request(figures).get('/metrics');
    expect(text).toContain('hotline_database_up 0');
    expect(text).not.toMatch(/^hotline_timers_overdue /m);
  });

  it('is not said while the database takes no writes; it says so', async () => {
    await using office = await openOffice();
    const { status, body } = await request(appOf(office, { takesWrites: () => false })).get('/readyz');
    expect(status).toBe(503);
    expect(body.parts).toEqual({ database: 'takes no writes', queue: 'ready', flow: 'ready' });
  });

  it.each([true, false])('writes that get through (%s) are a figure, too', async (takesWrites) => {
    await using office = await openOffice();
    const { database, deps } = office;
    const metrics = createMetrics({ database, now: deps.now, freshMs: 0, isWritable: () => takesWrites });
    const { text } = await request(portsOf(office, { metrics }).figures).get('/metrics');
    expect(text).toContain(`hotline_database_writable ${takesWrites ? 1 : 0}`);
  });

  it('is not said any more by a process that is ending; it keeps no connection open', async () => {
    await using office = await openOffice();
    const app = appOf(office, { isStopping: () => true });
    const { status, body, headers } = await request(app).get('/readyz');
    expect(status).toBe(503);
    expect(body.status).toBe('stopping');
    expect(headers.connection).toBe('close');
    expect((await request(app).get('/callz')).status).toBe(503);
    expect((await request(app).get('/healthz')).status).toBe(200);
  });

  it('is found out once for all who ask at the same time, and asks nobody again who has not answered', async () => {
    await using office = await openOffice();
    const answer = Promise.withResolvers<boolean>();
    let asked = 0;
    const isReachable = () => {
      asked += 1;
      return answer.promise;
    };
    const app = appOf(office, { queue: { isReachable } });
    const askers = Array.from({ length: 20 }, () => request(app).get('/readyz'));
    expect(new Set((await Promise.all(askers)).map(({ body }) => body.parts.queue))).toEqual(
      new Set(['not ready']),
    );
    expect((await request(app).get('/readyz')).status, 'while nobody knows').toBe(200);
    expect(asked).toBe(1);
    answer.resolve(true);
    await answer.promise;
    expect((await request(app).get('/readyz')).body.parts.queue).toBe('ready');
    expect(asked).toBe(1);
  });

  it('is said when every part is there', async () => {
    await using office = await openOffice();
    const { status, body } = await request(appOf(office)).get('/readyz');
    expect(status).toBe(200);
    expect(body.status).toBe('ready');
  });
});
