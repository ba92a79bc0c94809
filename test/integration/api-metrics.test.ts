import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { Carrier } from '../../src/domain/carrier/carrier.ts';
import { UNVERIFIED_LANE } from '../../src/domain/tickets/urgency.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { HotlineError } from '../../src/platform/errors.ts';
import { createLogger, linesLogged } from '../../src/platform/log.ts';
import { createMetrics } from '../../src/web/health/metrics.ts';
import { aRequest, openOffice, TOKEN } from './api-office.ts';
import { portsOf } from './api-ports.ts';

/** Names and labels alone: the digits of a value, of memory perhaps, may be any. */
function withoutValues(text: string): string {
  return text.replaceAll(/ \S+$/gm, '');
}

describe('the figures', () => {
  it('count what waits, and name nobody', async () => {
    await using office = await openOffice();
    const { figures } = portsOf(office);
    await office.post('/tickets', aRequest({ severity: 1 }));
    const { body } = await office.post('/tickets', aRequest({ severity: 3 }));
    await office.post(`/tickets/${body.number}/acknowledge`, { by: 'anna' });
    await office.database.query(`update tickets set respond_by = '2020-01-01' where severity = 1`);
    await office.database.query(`update timers set due_at = '2020-01-01' where kind = 'escalate'`);
    await office.database.query('update pages set planned_at = $1', [office.at]);
    const { text, type } = await request(figures).get('/metrics');
    expect(type).toBe('text/plain');
    expect(text).toContain('hotline_database_up 1');
    expect(text).toContain('hotline_tickets_unanswered{severity="1",status="open"} 1');
    expect(text).toContain('hotline_tickets_unanswered{severity="3",status="acknowledged"} 1');
    expect(text).toContain('hotline_tickets_overdue 1');
    expect(text).toMatch(/^hotline_timers_overdue [1-9]/m);
    expect(text).toMatch(/^hotline_timers_oldest_overdue_seconds [1-9]\d{7,}/m);
    expect(text).toContain('hotline_pages_last_hour{channel="sms",status="withdrawn"} 1');
    expect(text).toContain('process_cpu_seconds_total');
    expect(withoutValues(text)).not.toMatch(/\+49|100234|Erika|anna/);
  });

  it('say how late work was begun, and what came of requests to the carrier', async () => {
    await using office = await openOffice();
    const metrics = createMetrics(office.deps);
    const carrier = metrics.watch({
      endCall: async () => {},
      redirectCall: async () => {
        throw new HotlineError('carrier-busy', 'later');
      },
    } as unknown as Carrier);
    metrics.onBegun('escalate', 700);
    metrics.onBegun('escalate', -5);
    await carrier.endCall('CA1');
    await expect(carrier.redirectCall('CA1', '/')).rejects.toThrow('later');
    const { text } = await request(portsOf(office, { metrics }).figures).get('/metrics');
    expect(text).toContain('hotline_work_lateness_seconds_bucket{le="0.5",kind="escalate"} 1');
    expect(text).toContain('hotline_work_lateness_seconds_bucket{le="1",kind="escalate"} 2');
    expect(text).toContain('hotline_carrier_requests_total{request="endCall",outcome="ok"} 1');
    expect(text).toContain('hotline_carrier_requests_total{request="redirectCall",outcome="carrier-busy"} 1');
  });

  it('are computed once for all who ask, whatever the database takes', async () => {
    await using office = await openOffice();
    let asked = 0;
    const database: Db = {
      query: (...question) => {
        asked += 1;
        return office.database.query(...question);
      },
    };
    const { figures } = portsOf(office, { metrics: createMetrics({ database, now: office.deps.now }) });
    const server = figures.listen(0, '127.0.0.1');
    const scrapes = await Promise.all(Array.from({ length: 50 }, () => request(server).get('/metrics')));
    expect(scrapes.every(({ text }) => text.includes('hotline_database_up 1'))).toBe(true);
    // with the schedules, who is on call by them, four reads of how they are reached, two of the ledger's comparison, retention, and drills
    expect(asked, 'each figure once').toBe(18);
    server.close();
  });

  it('are nowhere but on their own port', async () => {
    await using office = await openOffice();
    const { outside, figures } = portsOf(office);
    for (const path of ['/metrics', '/metrics/', '/Metrics', '//metrics'])
      expect((await request(outside).get(path)).status).toBe(404);
    for (const path of ['/metrics/', '/METRICS', '/', '/sign-in'])
      expect((await request(figures).get(path)).status).toBe(404);
    expect((await request(figures).get('/healthz')).body).toMatchObject({ status: 'alive' });
    expect((await request(figures).get('/readyz')).body.status).toBe('ready');
  });

  it('count tickets by the minutes left', async () => {
    await using office = await openOffice();
    const { body } = await office.post('/tickets', aRequest({ severity: 1 }));
    const inMinutes = (minutes: number) => new Date(office.deps.now().getTime() + minutes * 60_000);
    const setDeadline = 'update tickets set respond_by = $2 where number = $1';
    await office.database.query(setDeadline, [body.number, inMinutes(10)]);
    const { text } = await request(portsOf(office).figures).get('/metrics');
    expect(text).toContain('hotline_tickets_unanswered_by_minutes_left{le="5"} 0');
    expect(text).toContain('hotline_tickets_unanswered_by_minutes_left{le="15"} 1');
    expect(text).toContain('hotline_tickets_unanswered_by_minutes_left{le="+Inf"} 1');
  });

  it('say for how long the most pressing critical ticket that nobody has acknowledged has left, and no other', async () => {
    await using office = await openOffice();
    const { figures } = portsOf(office);
    const left = async () =>
      /^hotline_tickets_critical_open_seconds_left (.*)$/m.exec(
        (await request(figures).get('/metrics')).text,
      )?.[1];
    const inMinutes = (minutes: number) => new Date(office.deps.now().getTime() + minutes * 60_000);
    const setDeadline = 'update tickets set respond_by = $2 where number = $1';
    expect(await left(), 'there is none').toBeUndefined();
    const { body: mild } = await office.post('/tickets', aRequest({ severity: 3 }));
    await office.database.query(setDeadline, [mild.number, inMinutes(5)]);
    expect(await left(), 'a mild one is near').toBeUndefined();
    const { body: critical } = await office.post('/tickets', aRequest({ severity: 1 }));
    await office.database.query(setDeadline, [critical.number, inMinutes(20)]);
    expect(await left()).toBe('1200');
    await office.database.query(setDeadline, [critical.number, inMinutes(-1)]);
    expect(await left()).toBe('-60');
    await office.post(`/tickets/${critical.number}/acknowledge`, { by: 'anna' });
    expect(await left(), 'somebody has it').toBeUndefined();
  });

  it('tell what somebody waits for from housekeeping', async () => {
    await using office = await openOffice();
    const { figures } = portsOf(office);
    const insert = 'insert into timers (kind, subject, due_at) values ($1, $2, $3)';
    const hourAgo = new Date(office.deps.now().getTime() - 3_600_000);
    await office.database.query('delete from timers');
    await office.database.query(insert, ['keep-recording', 'RE1', hourAgo]);
    const { text } = await request(figures).get('/metrics');
    expect(text).toMatch(/^hotline_timers_oldest_overdue_seconds 3600$/m);
    expect(text).toMatch(/^hotline_steps_oldest_overdue_seconds 0$/m);
    await office.database.query(insert, ['escalate', '1', hourAgo]);
    expect((await request(figures).get('/metrics')).text).toMatch(
      /^hotline_steps_oldest_overdue_seconds 3600$/m,
    );
  });

  it('count recordings that only the carrier has, and tickets that nobody has though all were called', async () => {
    await using office = await openOffice();
    const { figures } = portsOf(office);
    const now = office.deps.now();
    const { body } = await office.post('/tickets', aRequest({ severity: 2 }));
    const anHourAgo = new Date(now.getTime() - 3_600_000);
    const insert = 'insert into recordings (sid, made_at, state) values ($1, $2, $3)';
    await office.database.query(insert, ['RE1', anHourAgo, 'at-carrier']);
    await office.database.query(insert, ['RE2', now, 'unwanted']);
    const { text: before } = await request(figures).get('/metrics');
    expect(before).toMatch(/^hotline_recordings_not_stored 1$/m);
    expect(before).toMatch(/^hotline_recordings_oldest_not_stored_seconds 3600$/m);
    expect(before).toMatch(/^hotline_tickets_nobody_has 0$/m);
    expect(before).not.toContain('hotline_tickets_nobody_reached{');
    await office.database.query(`update pages set status = 'failed', ended_at = $1`, [now]);
    expect((await request(figures).get('/metrics')).text).toMatch(
      /^hotline_tickets_nobody_reached\{severity="\d",state="amber"\} 1$/m,
    );
    await office.database.query('update tickets set last_resort_at = $1', [now]);
    expect((await request(figures).get('/metrics')).text).toMatch(/^hotline_tickets_nobody_has 1$/m);
    await office.post(`/tickets/${body.number}/acknowledge`, { by: 'anna' });
    expect((await request(figures).get('/metrics')).text).toMatch(/^hotline_tickets_nobody_has 0$/m);
  });

  it('count calls that could be dialled and are not: no strangers, and nobody whose phone is in use', async () => {
    await using office = await openOffice();
    const { figures } = portsOf(office);
    const anHourAgo = new Date(office.deps.now().getTime() - 3_600_000);
    const plan = (status: string, engineer: string | null, urgency: number) =>
      office.database.query(
        `insert into calls (direction, party, status, visit, engineer, started_at, urgency)
         values ('outbound', 'engineer', $1, '{}', $2, $3, $4)`,
        [status, engineer, anHourAgo, urgency],
      );
    await plan('in-progress', 'anna', 1);
    await plan('planned', 'anna', 1);
    await plan('planned', null, UNVERIFIED_LANE);
    const { text } = await request(figures).get('/metrics');
    expect(text).toMatch(/^hotline_legs_waiting 0$/m);
    expect(text).toMatch(/^hotline_legs_oldest_waiting_seconds 0$/m);
    await plan('planned', 'ben', 1);
    const { text: waiting } = await request(figures).get('/metrics');
    expect(waiting).toMatch(/^hotline_legs_waiting 1$/m);
    expect(waiting).toMatch(/^hotline_legs_oldest_waiting_seconds 3600$/m);
  });

  it('count lines logged by level, and say what the process is and whether its queue answers', async () => {
    await using office = await openOffice();
    const log = createLogger('warn', { readable: false, destination: { write: () => {} } });
    const queue = { isReachable: () => Promise.reject(new Error('refused')) };
    const metrics = createMetrics({
      ...office.deps,
      queue,
      lines: () => linesLogged(log),
      role: 'web',
      freshMs: 0,
    });
    const { figures } = portsOf(office, { metrics });
    expect((await request(figures).get('/metrics')).text).toContain(
      'hotline_log_lines_total{level="error"} 0',
    );
    for (const level of ['error', 'error', 'warn', 'info'] as const) log[level]('said');
    const { text } = await request(figures).get('/metrics');
    expect(text).toContain('hotline_log_lines_total{level="error"} 2');
    expect(text).toContain('hotline_log_lines_total{level="warn"} 1');
    expect(text).not.toContain('level="info"');
    expect(text).toContain('hotline_process{role="web"} 1');
    expect(text).toMatch(/^hotline_queue_up 0$/m);
    expect(text, 'nobody has tried').not.toMatch(/^hotline_call_path_up \d/m);
    metrics.onCallPath(false);
    expect((await request(figures).get('/metrics')).text).toMatch(/^hotline_call_path_up 0$/m);
  });

  it('forget what is over', async () => {
    await using office = await openOffice();
    const { figures } = portsOf(office);
    const { body } = await office.post('/tickets', aRequest({ severity: 4 }));
    expect((await request(figures).get('/metrics')).text).toContain('severity="4"');
    await office.post(`/tickets/${body.number}/answer`, { by: 'anna', delivered: true });
    expect((await request(figures).get('/metrics')).text).not.toContain('severity="4"');
  });

  it('time each request under its pattern, never under its path', async () => {
    await using office = await openOffice();
    const { outside: app, figures } = portsOf(office);
    await request(app).get('/api/v1/tickets/4711').set('authorization', `Bearer ${TOKEN}`);
    await request(app).get('/wp-admin/+493023125101');
    const { text } = await request(figures).get('/metrics');
    expect(text).toContain(
      'hotline_http_request_duration_seconds_count{method="GET",route="/api/v1/tickets/:number",status="404"} 1',
    );
    expect(text).toContain('_count{method="GET",route="other",status="404"} 1');
    expect(withoutValues(text)).not.toMatch(/4711|\+49/);
  });
});
