import { expect, it } from 'vitest';
import { may, ROLES, type Role } from '../../src/domain/users/user.ts';
import { CONSOLE_TABLE } from '../../src/web/console/console-table.ts';
import type { Route } from '../../src/web/console/route.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, openConsole } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';
import { plainText } from '../support/plain-text.ts';
import { keepRehearsal } from '../support/rehearsal-house.ts';
import { criticalCase, describedCase } from '../support/stories.ts';

/** A house in which there is something to do in every view. */
async function busyHouse(hotline: Hotline): Promise<void> {
  const { erika, grace, anna } = hotline.phones;
  await describedCase(hotline);
  await anna.sendSms('A 4711');
  await criticalCase(grace);
  await grace.sendSms('Hallo, eine Frage');
  await erika.sendSms('Hallo, eine Frage');
  await keepRehearsal(hotline.database);
}

const PATTERNS = CONSOLE_TABLE.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`),
}));

function routeOf(method: 'get' | 'post', address: string): Route | undefined {
  const path = address.split(/[?#]/)[0] ?? '';
  return PATTERNS.find(({ route, pattern }) => route.method === method && pattern.test(path))?.route;
}

const mayUse = (role: Role, route: Route) =>
  route.right === null || route.right === 'nobody' || may({ role }, route.right);

/** Everything a page lets its reader do: its forms and its links, each as the row of the table that it leads to. */
function* waysOf(text: string): Iterable<{ method: 'get' | 'post'; to: string }> {
  for (const [, attributes = ''] of text.matchAll(/<form\b([^>]*)>/g)) {
    const method = /method="post"/.test(attributes) ? 'post' : 'get';
    yield { method, to: plainText(/action="([^"]*)"/.exec(attributes)?.[1] ?? '') };
  }
  for (const [, to = ''] of text.matchAll(/formaction="([^"]*)"/g))
    yield { method: 'post', to: plainText(to) };
  for (const [, to = ''] of text.matchAll(/href="(\/[^"]*)"/g)) yield { method: 'get', to: plainText(to) };
}

/** Files, and what is sent piece by piece; the one view whose being looked at begins something; a ticket at the address of its forms. */
const NO_VIEW = /\/live$|\.csv$|export|recordings|set-up$|\/tickets\/:number\//;
/** Of views of a kind, a ticket say, the first few that are led to. */
const MAX_OF_KIND = 3;

const VIEWS = CONSOLE_TABLE.filter(({ method, path }) => method === 'get' && !NO_VIEW.test(path));

const isToBeSeen = ({ right, path }: Route, seen: ReadonlyMap<string, number>) =>
  right !== 'nobody' && (seen.get(path) ?? 0) < MAX_OF_KIND && !NO_VIEW.test(path);

/** Goes through every view that has an address of its own, and on by links; presses nothing. */
async function walk(browser: Browser, role: Role): Promise<{ seen: Map<string, number>; closed: string[] }> {
  const seen = new Map<string, number>();
  const closed: string[] = [];
  const left = VIEWS.filter((route) => !route.path.includes(':') && mayUse(role, route)).map(
    ({ path }) => path,
  );
  const known = new Set(left);
  for (let to = left.shift(); to !== undefined; to = left.shift()) {
    const view = routeOf('get', to);
    if (!view || !isToBeSeen(view, seen)) continue;
    seen.set(view.path, (seen.get(view.path) ?? 0) + 1);
    const { status, text } = await browser.get(to);
    if (status >= 400) closed.push(`${to} answers ${status}`);
    const ways = [...waysOf(text)].map((way) => ({ ...way, route: routeOf(way.method, way.to) }));
    for (const { method, route } of ways)
      if (route && !mayUse(role, route)) closed.push(`${view.path} offers ${method} ${route.path}`);
    const on = ways.filter((way) => way.method === 'get' && !known.has(way.to)).map((way) => way.to);
    for (const one of on) known.add(one);
    left.push(...on);
  }
  return { seen, closed };
}

it.each(ROLES)('whoever is %s is offered only what they may do, in every view', async (role) => {
  await using office = await openConsole();
  await busyHouse(office.hotline);
  const { seen, closed } = await walk(await office.as(role), role);
  expect(closed).toEqual([]);
  // only an engineer has tickets of their own
  const isThere = ({ path }: Route) => path !== '/mine/tickets/:number' || role === 'engineer';
  const missed = VIEWS.filter(
    (route) => route.right !== 'nobody' && mayUse(role, route) && isThere(route) && !seen.has(route.path),
  );
  expect(missed.map(({ path }) => path)).toEqual([]);
  await lookAway(office.hotline);
});
