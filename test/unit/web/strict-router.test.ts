import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { expect, it } from 'vitest';
import { strictRouter } from '../../../src/platform/strict-router.ts';

const ROOT = join(import.meta.dirname, '../../..');

it('every router of the service is a strict one', () => {
  const files = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('strict-router.ts'));
  expect(files.length).toBeGreaterThan(300);
  const plain = files.filter((file) => /(?<!strict)\bRouter\(/.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(plain).toEqual([]);
});

it('knows a path in one spelling, at whatever prefix it is mounted', async () => {
  const inner = strictRouter().get('/incoming', (_request, response) => void response.send('here'));
  const app = express().use(strictRouter().use('/twilio', inner));
  expect((await request(app).get('/twilio/incoming')).status).toBe(200);
  for (const path of ['/twilio/incoming/', '/Twilio/incoming', '/twilio/Incoming', '//twilio/incoming'])
    expect((await request(app).get(path)).status).toBe(404);
});
