/** What may come of a call for its caller. */
export type Help = 'ticket' | 'person' | 'message';

/** What a flow may rely on from one outcome of an action on. */
export interface OutcomeFacts {
  /** values that prompts may say */
  tells?: readonly string[];
  /** what the caller has */
  gives?: Help;
  /** it comes only so often, whatever the caller does: it cannot keep a call going round */
  bounded?: boolean;
  /** one that came later: the outcome by which a call goes on whose flow is from before it */
  formerly?: string;
}

/**
 * By which outcome a flow leads on that may be from before some of them: one's own, or that of a call which began under an
 * earlier version.
 * @param ways where its state leads on to
 * @returns null: it leads on by none
 */
export function ledOnBy(
  ways: Readonly<Record<string, unknown>>,
  outcomes: ActionFacts['outcomes'],
  outcome: string,
): string | null {
  const names = [outcome, outcomes[outcome]?.formerly];
  return names.find((name) => name !== undefined && Object.hasOwn(ways, name)) ?? null;
}

/** Every outcome an action can have. */
export interface ActionFacts {
  outcomes: Readonly<Record<string, OutcomeFacts>>;
}

/** What a leg begins with. */
export interface LegFacts {
  /** values that prompts may say from the first word on */
  tells: readonly string[];
  /** what there is already when the leg begins */
  gives?: Help;
}

/** All that flows and prompts rely on and that is written in code: what a checker must be told. */
export interface Facts {
  actions: Readonly<Record<string, ActionFacts>>;
  /** every leg begins with the flow of its name: each of them must be there */
  legs: Readonly<Record<string, LegFacts>>;
  /** how many digits there may be of what is keyed in under a name: whoever asks for it must take them all */
  keyed?: Readonly<Record<string, { min: number; max: number }>>;
  /** values that SMS texts may tell */
  messages: readonly string[];
}
