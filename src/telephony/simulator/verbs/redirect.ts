import type { Perform } from './index.ts';

export const redirect: Perform = async (verb, stage) => ({
  kind: 'go',
  target: stage.target(verb.text, verb.attributes.method),
});
