import { z } from 'zod';

/** What a flow calls something. Names are looked up as keys, and there every object answers to some by itself. */
const name = z.string().refine((written) => !(written in {}), {
  error: ({ input }) => `"${input}" is a word of JavaScript's own; take another name`,
});

/** Where a flow goes on, and what it does on the way. */
const transition = z.preprocess(
  (written) => (typeof written === 'string' ? { to: written } : written),
  z.strictObject({
    to: name,
    /** said before the next state's own words */
    say: name.optional(),
    /** the state led to was answered wrongly: counts as one of its tries, and leads to its `give-up` after the last */
    retry: z.boolean().optional(),
    /** variables to set */
    set: z.record(name, z.string()).optional(),
    /** false: the key that leads here is not kept under the menu's `save-as` */
    save: z.boolean().optional(),
  }),
);

/** A state that asks: silence and wrong keys are met with `retries` repeats, then with `give-up`. */
const asking = {
  say: name,
  retries: z.int().min(0).max(5).default(2),
  'give-up': transition,
  /** where the leg goes on when somebody else waits for this party meanwhile */
  woken: transition.optional(),
};

const seconds = z.int().positive();

/** false: the text tells the keys in a way that no checker can read */
const keysTold = z.boolean().default(true);

const languageMenu = z.strictObject({ type: z.literal('language-menu'), ...asking, next: transition });

const menu = z.strictObject({
  type: z.literal('menu'),
  ...asking,
  /** silence before its words: whoever is woken meanwhile hears none of them */
  'pause-seconds': seconds.optional(),
  'save-as': name.optional(),
  keys: z.record(z.string().regex(/^[0-9]$/, 'a key is one digit, 0 to 9'), transition),
  'keys-told': keysTold,
  /** what is said instead once the carrier believes that a machine answers, and where silence then leads; the keys stay */
  machine: z.strictObject({ say: name, next: transition }).optional(),
});

const collect = z.strictObject({
  type: z.literal('collect'),
  ...asking,
  digits: z.strictObject({ min: z.int().positive(), max: z.int().positive() }),
  'save-as': name.optional(),
  /** the digits reach the next action under this name and are kept nowhere */
  secret: name.optional(),
  next: transition,
});

const record = z.strictObject({
  type: z.literal('record'),
  say: name,
  'max-seconds': seconds,
  'silence-seconds': seconds.default(5),
  next: transition,
  'give-up': transition,
});

const hold = z.strictObject({
  type: z.literal('hold'),
  say: name,
  'round-seconds': seconds,
  keys: z.record(z.string().regex(/^[0-9]$/), transition),
  'keys-told': keysTold,
  next: transition,
});

const bridge = z.strictObject({
  type: z.literal('bridge'),
  say: name,
  next: transition,
  /** joins two who talk, and leaves them to it: their talk goes on */
  guest: z.boolean().default(false),
  /**
   * the star key leaves the talk for a moment, and it goes on: what everybody else hears meanwhile, and what everybody hears
   * when whoever was called in does not come
   */
  star: z.strictObject({ away: name, 'nobody-joins': name }).optional(),
  /** what everybody in the talk is told before a guest is let in who only listens */
  'listens-after': name.optional(),
});

const run = z.strictObject({
  type: z.literal('run'),
  action: name,
  transitions: z.record(name, transition),
});

const end = z.strictObject({
  type: z.literal('end'),
  /** without it the leg just ends: all was said before */
  say: name.optional(),
  /** a call may end here although it brought neither ticket nor person nor message */
  'empty-handed': z.boolean().default(false),
});

const stateSchema = z.discriminatedUnion('type', [
  languageMenu,
  menu,
  collect,
  record,
  hold,
  bridge,
  run,
  end,
]);

/** One file of voice-flows/: what a party hears on one kind of leg, and where each answer leads. */
export const flowSchema = z.strictObject({
  flow: name,
  'initial-state': name,
  'hang-up': name.optional(),
  /** what the way of a known number to a critical ticket may cost */
  budgets: z
    .strictObject({
      answers: z.number().positive(),
      'listening-seconds': z.number().positive(),
      'interrupting-seconds': z.number().positive(),
    })
    .partial()
    .optional(),
  states: z.record(name, stateSchema),
});

export type Transition = z.output<typeof transition>;
export type State = z.output<typeof stateSchema>;
export type StateOf<Type extends State['type']> = Extract<State, { type: Type }>;
export type Flow = z.output<typeof flowSchema>;

/** A state with all its ways on: the label of the way, and where it leads. */
export function waysOn(state: State): { label: string; transition: Transition }[] {
  const way = (label: string, transition: Transition) => ({ label, transition });
  const woken = (state: { woken?: Transition | undefined }) =>
    state.woken ? [way('woken', state.woken)] : [];
  const keys = (map: Record<string, Transition>) => Object.entries(map).map(([key, to]) => way(key, to));
  switch (state.type) {
    case 'language-menu':
    case 'collect':
      return [way('next', state.next), way('give-up', state['give-up']), ...woken(state)];
    case 'record':
      return [way('next', state.next), way('give-up', state['give-up'])];
    case 'menu':
      return [
        ...keys(state.keys),
        way('give-up', state['give-up']),
        ...(state.machine ? [way('machine', state.machine.next)] : []),
        ...woken(state),
      ];
    case 'hold':
      return [...keys(state.keys), way('next', state.next)];
    case 'bridge':
      return [way('next', state.next)];
    case 'run':
      return keys(state.transitions);
    case 'end':
      return [];
  }
}

/** What is said into a talk before somebody listens to it by this state. */
export function announcementOf(state: State): string | undefined {
  return state.type === 'bridge' ? state['listens-after'] : undefined;
}

/** What is said into a talk that the star key leaves for a moment; undefined: it leaves none of this flow. */
export function wordsOfStar({ states }: Flow): NonNullable<StateOf<'bridge'>['star']> | undefined {
  return Object.values(states)
    .map((state) => (state.type === 'bridge' ? state.star : undefined))
    .find((star) => star !== undefined);
}

/** All that a state may say by itself, and where its name stands in the state. */
export function promptsIn(state: State): { prompt: string; path: string[] }[] {
  const own = 'say' in state && state.say !== undefined ? [{ prompt: state.say, path: ['say'] }] : [];
  const toMachines = state.type === 'menu' && state.machine ? [state.machine.say] : [];
  const announced = announcementOf(state);
  const star = state.type === 'bridge' ? Object.entries(state.star ?? {}) : [];
  return [
    ...own,
    ...toMachines.map((prompt) => ({ prompt, path: ['machine', 'say'] })),
    ...(announced === undefined ? [] : [{ prompt: announced, path: ['listens-after'] }]),
    ...star.map(([name, prompt]) => ({ prompt, path: ['star', name] })),
  ];
}
