import { Readable } from 'node:stream';
import express from 'express';
import request from 'supertest';
import { expect, it } from 'vitest';
import { sendAudio } from '../../../src/web/send-audio.ts';

it.each([
  ['audio/wav', 'audio/wav'],
  ['audio/x-wav', 'audio/x-wav'],
  ['text/html', 'application/octet-stream'],
  ['image/svg+xml', 'application/octet-stream'],
])('serves what was stored as %s as %s', async (stored, served) => {
  const page = Buffer.from('<script>alert(1)</script>');
  const read = async () => Readable.from([page]);
  const app = express().get('/', (asked, answer) =>
    sendAudio(asked, answer, { contentType: stored, bytes: page.length, etag: null, read }),
  );
  const { headers } = await request(app).get('/');
  expect(headers).toMatchObject({ 'content-type': served, 'x-content-type-options': 'nosniff' });
});
