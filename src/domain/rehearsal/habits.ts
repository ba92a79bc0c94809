/** How often and how fast somebody reacts to a page. */
export interface PersonReaction {
  /** of texts that are seen in time at all */
  smsSeen: number;
  /** median until a text is answered */
  smsMs: number;
  /** of calls that a person answers, and no machine */
  callAnswered: number;
}

/** How people behave in a rehearsal. Shares are from 0 to 1. */
export interface Habits {
  /** whether these are a stated profile, or were fitted to a call log */
  source: 'stated' | 'fitted';
  /** how the calls are spread over the hours of a week, Monday 00:00 first; any scale */
  callsByHour: readonly number[];
  /** the same for severities 1 to 4 */
  severities: readonly [number, number, number, number];
  /** of tickets that are changes of signatures */
  signatures: number;
  day: PersonReaction;
  /** as `NIGHT` in `calendar/rest-rule.ts`, where most customers are */
  night: PersonReaction;
  /** of those who are known better, by their keys */
  people: ReadonlyMap<string, { day: PersonReaction; night: PersonReaction }>;
  /** of those who answer a page: connect me now, I will call later; the rest pass it on */
  connects: number;
  callsLater: number;
  /** of those who said later, and of those who are rung to be connected, who pick up */
  connectAnswered: number;
  customerAnswers: number;
  /** median of a talk */
  talkMs: number;
  /** of talks that bring a qualified answer or a question for facts */
  answers: number;
}

const OFFICE = (hour: number) => hour >= 8 && hour < 18;

/**
 * What is taken while there is no call log to learn from: most calls in office hours, one in ten critical; at night
 * people wake up more slowly. The report says that it is a stated profile.
 */
export const STATED_HABITS: Habits = {
  source: 'stated',
  callsByHour: Array.from({ length: 168 }, (_, hour) => (hour < 120 && OFFICE(hour % 24) ? 8 : 1)),
  severities: [0.1, 0.25, 0.4, 0.25],
  signatures: 0.1,
  day: { smsSeen: 0.85, smsMs: 120_000, callAnswered: 0.75 },
  night: { smsSeen: 0.5, smsMs: 300_000, callAnswered: 0.65 },
  people: new Map(),
  connects: 0.6,
  callsLater: 0.3,
  connectAnswered: 0.8,
  customerAnswers: 0.8,
  talkMs: 7 * 60_000,
  answers: 0.85,
};
