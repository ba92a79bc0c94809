import { type Advance, advance, type LanguageChoice, stateOf } from '../flow/advance.ts';
import type { Flow } from '../flow/flow.ts';
import type { Input, Visit } from '../flow/visit.ts';

/**
 * Where an answer leads if nothing has to be done on the way but to write down where the leg stands.
 * @returns null if it needs more: an action, a secret that is looked at, a recording that is kept
 */
export function decideMove(
  flow: Flow,
  languages: readonly LanguageChoice[],
  visit: Visit,
  input: Input,
): Advance | null {
  const asking = stateOf(flow, visit.state);
  if (asking.type === 'run' || asking.type === 'end' || input.kind === 'recording') return null;
  const advanced = advance(flow, languages, visit, input);
  const isPlain = stateOf(flow, advanced.visit.state).type !== 'run';
  return isPlain && Object.keys(advanced.secrets).length === 0 ? advanced : null;
}
