import type { PerformVerb } from './index.ts';

export const redirect: PerformVerb = async (verb, stage) => ({
  kind: 'go',
  target: stage.target(verb.text, verb.attributes.method),
});
