import { expect, test } from 'vitest';
import { script } from './shipped.ts';

/** A voice reads 4711 as four thousand seven hundred and eleven, which nobody can key in or text. */
test.each([...script.prompts.values()])('$language: a ticket is said digit by digit', ({ language, say }) => {
  const bare = Object.entries(say).filter(([, said]) =>
    /\{(ticket|callback-number|new-number)\}/.test(JSON.stringify(said)),
  );
  expect([language, bare]).toEqual([language, []]);
});
