/**
 * The slow, obviously right computation: walks every minute with a clock in its hand and looks at each rule in turn.
 * Knows Berlin in 2026 only, and shares no code with what it judges.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SUMMER = { from: Date.UTC(2026, 2, 29, 1), until: Date.UTC(2026, 9, 25, 1) };

export interface SlowLayer {
  participants: string[];
  /** Hand-over each so many minutes of the wall clock. */
  turnMinutes: number;
  /** Local wall times, written as if they were UTC. */
  from: number;
  until?: number | undefined;
  during?: { days: number[]; fromMinute: number; untilMinute: number }[] | undefined;
}

export interface SlowSchedule {
  layers: SlowLayer[];
  overrides: { engineer: string; from: number; until: number }[];
}

/** What the clock on a Berlin wall shows. */
function berlinWall(instant: number): number {
  const summer = instant >= SUMMER.from && instant < SUMMER.until;
  return instant + (summer ? 2 : 1) * HOUR;
}

/** Who is on call in each minute from one instant to another, null for nobody. */
export function everyMinute(schedule: SlowSchedule, from: number, until: number): (string | null)[] {
  const answers: (string | null)[] = [];
  let clock = berlinWall(from - 3 * HOUR);
  const turns = schedule.layers.map((layer) => ({ handOver: layer.from, turn: -1 }));
  for (let minute = from; minute < until; minute += MINUTE) {
    // Nobody works a shift twice because the clocks were put back: the clock in the hand waits.
    clock = Math.max(clock, berlinWall(minute));
    schedule.layers.forEach((layer, index) => {
      const state = turns[index] as { handOver: number; turn: number };
      while (clock >= state.handOver) {
        state.turn += 1;
        state.handOver += layer.turnMinutes * MINUTE;
      }
    });
    answers.push(answerAt(schedule, turns, clock));
  }
  return answers;
}

function answerAt(schedule: SlowSchedule, turns: { turn: number }[], clock: number): string | null {
  let answer: string | null = null;
  schedule.layers.forEach((layer, index) => {
    const { turn } = turns[index] as { turn: number };
    if (turn < 0 || (layer.until !== undefined && clock >= layer.until) || !isDuring(layer, clock)) return;
    answer = layer.participants[turn % layer.participants.length] as string;
  });
  for (const override of schedule.overrides) {
    if (override.from <= clock && clock < override.until) answer = override.engineer;
  }
  return answer;
}

function isDuring({ during }: SlowLayer, clock: number): boolean {
  if (!during) return true;
  const minute = Math.floor((clock % DAY) / MINUTE);
  const today = (new Date(clock).getUTCDay() + 6) % 7;
  const yesterday = (today + 6) % 7;
  return during.some(({ days, fromMinute, untilMinute }) => {
    const overnight = untilMinute <= fromMinute;
    if (!overnight) return days.includes(today) && minute >= fromMinute && minute < untilMinute;
    return (
      (days.includes(today) && minute >= fromMinute) || (days.includes(yesterday) && minute < untilMinute)
    );
  });
}
