import { readFileSync } from 'node:fs';
import request from 'supertest';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { now } from '../../src/clock.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { openHotline } from '../support/hotline.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const rules: { alert: string; expr: string }[] = parse(read('deploy/prometheus/alerts.yaml')).groups[0].rules;
const panels: { targets: { expr: string }[] }[] = JSON.parse(read('deploy/grafana/hotline.json')).panels;

it('is explained in the run book, whatever may go off', () => {
  const headings = new Set(read('docs/run-book.md').match(/(?<=^## ).*/gm));
  expect(rules.filter(({ alert }) => !headings.has(alert))).toEqual([]);
});

it('asks for no figure that the service does not have', async () => {
  await using hotline = await openHotline();
  const { database } = hotline;
  const metrics = createMetrics({ database, now });
  metrics.onBegun('escalate', 0);
  const figures = await metrics.write();
  const asked = [...rules, ...panels.flatMap(({ targets }) => targets)].flatMap(
    ({ expr }) => expr.match(/\b(hotline|process|nodejs)_\w+/g) ?? [],
  );
  const known = (name: string) =>
    new RegExp(`^# TYPE ${name.replace(/_(bucket|count|sum)$/, '')} `, 'm').test(figures);
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => !known(name))).toEqual([]);
});

it('counts webhooks that were turned away', async () => {
  await using hotline = await openHotline();
  const { server } = hotline.app;
  await request(server).post('/twilio/voice/incoming').type('form').send({ CallSid: 'CA1' });
  const { text } = await request(hotline.app.metricsServer).get('/metrics');
  expect(text).toContain('_count{method="POST",route="/twilio/voice",status="403"} 1');
});
