import type { Flow, State } from './flow.ts';
import { type LongestWay, longestWay } from './longest-way.ts';
import type { Script } from './script.ts';
import { shortestWay } from './shortest-way.ts';
import type { Visit } from './visit.ts';
import type { Way } from './way.ts';

/** What a flow costs a caller in one language. */
export interface FlowMeasures {
  language: string;
  /** from the ring to an opened ticket of severity 1; null where the flow does not lead there */
  critical: { knownNumber: Way | null; unknownNumber: Way | null };
  longest: LongestWay;
}

/** Measures a flow with an automatic caller in every language: no carrier, no clock, only the engine of real calls. */
export function measureFlow(flow: Flow, script: Script): FlowMeasures[] {
  return script.languages.map(({ language }) => {
    const critical = (caller: Caller) => wayToCriticalTicket(flow, script, language, caller);
    return {
      language,
      critical: { knownNumber: critical('contact'), unknownNumber: critical('unknown') },
      longest: longestWay(flow, script, language),
    };
  });
}

/** Whose number is known, and whose is not. */
type Caller = 'contact' | 'unknown';

/** The way with the fewest keys from the ring to an opened ticket of severity 1, or null if there is none. */
export function wayToCriticalTicket(
  flow: Flow,
  script: Script,
  language: string,
  caller: Caller,
): Way | null {
  return shortestWay(flow, script, {
    language,
    luck: { 'identify-caller': caller, 'verify-pin': 'verified' },
    isGoal: opensCriticalTicket,
  });
}

function opensCriticalTicket(visit: Visit, state: State): boolean {
  return state.type === 'run' && state.action === 'open-ticket' && visit.vars.severity === '1';
}
