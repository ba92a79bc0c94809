import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { now } from '../../src/platform/clock.ts';
import { IN_NO_HURRY } from '../../src/platform/timers/timer.ts';
import { createMetrics } from '../../src/web/health/metrics.ts';
import { runInvariants } from '../../src/worker/watchdog/run-invariants.ts';
import { openHotline } from '../support/hotline.ts';

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
}
interface Story {
  name: string;
  alert_rule_test: { alertname: string; exp_alerts: unknown[] }[];
}

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string) => readFileSync(pathOf(path), 'utf8');
const rules: Rule[] = parse(read('deploy/prometheus/alerts.yaml')).groups[0].rules;
const stories: Story[] = parse(read('deploy/prometheus/alerts-test.yaml')).tests;
const panels: { targets: { expr: string }[] }[] = JSON.parse(read('deploy/grafana/hotline.json')).panels;

/** With `CI=true` the stories are told, and fail, where there is no promtool. */
const hasPromtool = process.env.CI === 'true' || spawnSync('promtool', ['--version']).status === 0;

it('is explained in the run book under its name, and says how urgent it is, whatever may go off', () => {
  const headings = read('docs/run-book.md').match(/(?<=^## ).*/gm) ?? [];
  for (const { alert, labels } of rules) {
    expect(headings.filter((heading) => heading === alert)).toEqual([alert]);
    expect(['page', 'warning']).toContain(labels.severity);
  }
  const alarms = new Set(rules.map(({ alert }) => alert));
  expect(
    headings.filter((heading) => /^Hotline[A-Z]/.test(heading) && !alarms.has(heading)),
    'gone alarms',
  ).toEqual([]);
});

it('has a story in which it goes off, and one in which it must not, whatever may go off', () => {
  const told = stories.flatMap(({ alert_rule_test }) => alert_rule_test);
  for (const { alert } of rules) {
    const about = told.filter(({ alertname }) => alertname === alert);
    expect(
      about.some(({ exp_alerts }) => exp_alerts.length > 0),
      `${alert} goes off`,
    ).toBe(true);
    expect(
      about.some(({ exp_alerts }) => exp_alerts.length === 0),
      `${alert} keeps quiet`,
    ).toBe(true);
  }
});

it.skipIf(!hasPromtool)(
  'goes off when it is right and keeps quiet otherwise (left out without promtool)',
  () => {
    for (const args of [
      ['check', 'rules', pathOf('deploy/prometheus/alerts.yaml')],
      ['test', 'rules', pathOf('deploy/prometheus/alerts-test.yaml')],
      ['check', 'config', '--syntax-only', pathOf('deploy/prometheus/prometheus.yaml')],
    ]) {
      const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
      expect(status, `${stdout}${stderr}`).toBe(0);
    }
  },
);

it('asks for no figure that the service does not have', async () => {
  await using hotline = await openHotline();
  const { metricsServer } = hotline.app;
  const { text: figures } = await request(metricsServer).get('/metrics');
  const asked = [...rules, ...panels.flatMap(({ targets }) => targets)].flatMap(
    ({ expr }) => expr.match(/\b(hotline|process|nodejs)_\w+/g) ?? [],
  );
  const known = (name: string) =>
    new RegExp(`^# TYPE ${name.replace(/_(bucket|count|sum)$/, '')} `, 'm').test(figures);
  expect(asked.length).toBeGreaterThan(10);
  expect([...new Set(asked)].filter((name) => !known(name))).toEqual([]);
});

it('knows each figure of a story, so that no story is told of one that was renamed', async () => {
  await using hotline = await openHotline();
  const { text: figures } = await request(hotline.app.metricsServer).get('/metrics');
  const told = [...new Set(read('deploy/prometheus/alerts-test.yaml').match(/\bhotline_\w+/g))];
  const names = told.map((name) => name.replace(/_(bucket|count|sum)$/, ''));
  expect(names.filter((name) => !figures.includes(`# TYPE ${name} `))).toEqual([]);
});

it('takes the same work for housekeeping as the service does', () => {
  const late = rules.find(({ alert }) => alert === 'HotlineStepsBegunLate');
  expect(/kind!~"(.*)"/.exec(late?.expr ?? '')?.[1]?.split('|')).toEqual([...IN_NO_HURRY]);
});

it('sees the first reset of a gate and the first line at ERROR', async () => {
  await using hotline = await openHotline();
  const metrics = createMetrics({ database: hotline.database, now, freshMs: 0 });
  for (const gate of ['calls', 'messages'])
    expect(await metrics.write()).toContain(`hotline_gate_resets_total{gate="${gate}"} 0`);
  metrics.onGateReset('calls');
  expect(await metrics.write()).toContain('hotline_gate_resets_total{gate="calls"} 1');
});

it('counts webhooks that were turned away', async () => {
  await using hotline = await openHotline();
  const { server } = hotline.app;
  await request(server).post('/twilio/voice/incoming').type('form').send({ CallSid: 'CA1' });
  const { text } = await request(hotline.app.metricsServer).get('/metrics');
  expect(text).toContain('_count{method="POST",route="/twilio/voice",status="403"} 1');
});

it('a recording that waits breaks no promise, and a step does', async () => {
  await using hotline = await openHotline();
  const { database, app } = hotline;
  const setDue = (kind: string) =>
    database.query(`insert into timers (kind, subject, due_at) values ($1, '1', $2)`, [
      kind,
      new Date(now().getTime() - 600_000),
    ]);
  await setDue('keep-recording');
  expect(await runInvariants(app.jobDeps)).toBe(true);
  await setDue('escalate');
  expect(await runInvariants(app.jobDeps)).toBe(false);
});
