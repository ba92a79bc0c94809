import type { RestRule } from '../calendar/rest-rule.ts';

/**
 * A rota as people write it. All its times are local wall times in one time zone, such as `2026-01-05T08:00`.
 *
 * A definition is a value: whoever changes a schedule makes a new one. What is derived from it is kept beside it.
 */
export interface ScheduleDefinition {
  /** what people call it; without it, it goes by its key */
  readonly title?: string | undefined;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone: string;
  /**
   * When somebody has to be on call. `office`: only in the hours its layers name (`during`), that nobody is on call outside
   * them is meant. Without it, always.
   */
  readonly covers?: 'always' | 'office' | undefined;
  /** What a broken night means for whoever is on call; without it, nothing. */
  readonly rest?: RestRule | undefined;
  /** From the weakest to the strongest: where several layers have somebody on call, the later layer wins. */
  readonly layers: readonly LayerDefinition[];
  /** Win over every layer; where several hold at once, the later entry wins. */
  readonly overrides: readonly OverrideDefinition[];
}

/** Everybody who can ever be on call by a schedule, as often as they are named. */
export function whoIsNamed({ layers, overrides }: ScheduleDefinition): string[] {
  return [
    ...layers.flatMap(({ participants }) => participants),
    ...overrides.map(({ engineer }) => engineer),
  ];
}

/** People who take turns. */
export interface LayerDefinition {
  /** Keys of engineers, in the order of their turns. Who stands twice has two turns. */
  readonly participants: readonly string[];
  /** How long a turn is, an ISO 8601 duration: `P7D`, `P1D`, `PT12H`, `P1M`. */
  readonly rotate: string;
  /** When the first participant's first turn begins; also fixes the time of day of every hand-over. */
  readonly from: string;
  /** When the layer ends; without it, never. */
  readonly until?: string | undefined;
  /** The hours of the week in which the layer has somebody on call: `{ "mon-fri": "08:00-18:00" }`; without it, always. */
  readonly during?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** One engineer is on call, whatever the layers say. */
export interface OverrideDefinition {
  readonly engineer: string;
  readonly from: string;
  readonly until: string;
}
