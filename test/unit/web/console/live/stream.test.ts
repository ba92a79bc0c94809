import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStream } from '../../../../../src/web/console/live/stream.ts';
import type { Listener } from '../../../../../src/web/console/live/watch.ts';
import { wordsOf } from '../../../../../src/web/console/words/index.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that has its stream open, and what it is told, event by event. */
function openPage() {
  const heard: (string | undefined)[] = [];
  const query = { from: '' };
  const request = Object.assign(new EventEmitter(), { method: 'GET', query, get: () => undefined });
  const response = {
    writableEnded: false,
    writableLength: 0,
    set: () => response,
    flushHeaders: () => undefined,
    write: (text: string) => heard.push(/^event: (\w+)/m.exec(text)?.[1]),
  };
  let tell: Listener<object> = () => undefined;
  const subscribe = (listener: Listener<object>) => {
    tell = listener;
    return () => undefined;
  };
  const stay = { prolong: () => Promise.reject(new Error('away')), onOver: () => () => undefined };
  openStream(
    [request as unknown as Request, response as unknown as Response],
    { words: wordsOf('en'), stay, now: () => new Date() },
    { subscribe, look: () => Promise.reject(new Error('away')), isWatched: () => true },
    () => null,
  );
  return {
    tell: (state: object | null) => tell(state),
    /** what was heard since it was asked last */
    heard: () => heard.splice(0),
    [Symbol.dispose]: () => {
      request.emit('close');
    },
  };
}

test('a page that cannot be read is not live ten seconds later, and not for as long as that lasts', async () => {
  using page = openPage();
  page.tell({});
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.heard()).toEqual(['beat', 'beat']);
  page.tell(null);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(page.heard()).toEqual(['trouble', 'trouble', 'trouble']);
  page.tell({});
  await vi.advanceTimersByTimeAsync(10_000);
  expect(page.heard()).toEqual(['beat', 'beat']);
});
