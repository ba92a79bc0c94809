import { expect, test } from 'vitest';
import { endpoints } from '../../src/web/api/endpoints.ts';
import { PROBLEM_NAMES } from '../../src/web/api/problem.ts';
import { openHotline } from '../support/hotline.ts';

test('the API reads as a page, loads nothing from elsewhere, and every problem has its own', async () => {
  await using hotline = await openHotline();
  const page = await fetch(`${hotline.url}/api/docs`);
  const text = await page.text();
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(text).toContain('POST /api/v1/tickets');
  expect(text).toContain('Licence: ');
  expect(text).not.toMatch(/<script|src="http|href="http|\[object|undefined/);
  for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${id}"`);
  for (const name of PROBLEM_NAMES) {
    const problem = await fetch(`${hotline.url}/problems/${name}`);
    expect([name, problem.status]).toEqual([name, 200]);
    expect(await problem.text()).toContain(name);
  }
  expect((await fetch(`${hotline.url}/problems/no-such-thing`)).status).toBe(404);
  expect((await fetch(`${hotline.url}/problems/constructor`)).status).toBe(404);
});

test('a wrong method on any address of the API is told which are right', async () => {
  await using hotline = await openHotline();
  const { document } = await described(hotline.url);
  for (const [path, methods] of Object.entries(document.paths)) {
    const address = `${hotline.url}/api/v1${path.replaceAll(/\{\w+\}/g, '4711')}`;
    const headers = { authorization: 'Bearer the-api-token-of-the-tests' };
    const reply = await fetch(address, { method: 'DELETE', headers });
    expect([path, reply.status]).toEqual([path, 405]);
    const allow = (reply.headers.get('allow') ?? '').toLowerCase().split(', ');
    expect(allow.filter((method) => method !== 'head')).toEqual(Object.keys(methods));
    expect(await reply.json()).toMatchObject({ type: '/problems/method-not-allowed' });
  }
  for (const path of ['/api/v1/openapi.json', '/api/docs', '/problems/internal']) {
    const reply = await fetch(`${hotline.url}${path}`, { method: 'POST' });
    expect([path, reply.status, reply.headers.get('allow')]).toEqual([path, 405, 'GET, HEAD']);
  }
});

test('every body that is sent has an example, and the call takes it', async () => {
  await using hotline = await openHotline();
  const { document } = await described(hotline.url);
  const calls = endpoints({} as Parameters<typeof endpoints>[0]).filter(({ body }) => body);
  for (const { method, path, body } of calls) {
    const { example } = document.paths[path]?.[method]?.requestBody.content['application/json'] ?? {};
    expect([path, body?.safeParse(example).success]).toEqual([path, true]);
  }
});

async function described(url: string) {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { requestBody: { content: Record<string, { example: unknown }> } }>>;
  };
  return { document };
}
