import type { ActionContext, ActionResult } from '../calls/action.ts';
import type { Hotline } from '../calls/hotline.ts';
import type { PinHasher } from '../customers/pin-hasher.ts';
import type { CountryCode } from '../directory-entry/phone.ts';
import type { OutcomeFacts } from '../flow/facts.ts';

/** What actions need of the service beside their transaction. */
export interface ActionDeps {
  hotline: Hotline;
  pins: PinHasher;
  /** where callback numbers that are keyed in may lie; the first is where numbers without a country code belong */
  countries: readonly [CountryCode, ...CountryCode[]];
  /** where a customer reads how to update the databases */
  updateGuideUrl: string | undefined;
}

/** One thing a flow can do: every outcome it can have, with what a flow may rely on then, and the doing. */
export interface Action<Outcome extends string = string> {
  outcomes: Readonly<Record<Outcome, OutcomeFacts>>;
  run(deps: ActionDeps, context: ActionContext): Promise<ActionResult<Outcome>>;
}

export function defineAction<const Outcome extends string>(
  outcomes: Readonly<Record<Outcome, OutcomeFacts>>,
  run: Action<Outcome>['run'],
): Action<Outcome> {
  return { outcomes, run };
}
