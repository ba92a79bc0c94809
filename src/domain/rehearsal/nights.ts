import type { LocalTime } from '../calendar/local-time.ts';
import { type RestRule, readNight } from '../calendar/rest-rule.ts';
import { HOUR_MS, nightOf, sinceNight } from './local-hours.ts';
import type { Load } from './tally.ts';

/** The nights of one person, page by page, by the rule of their schedule. */
export class Nights {
  readonly #restMs: number;
  readonly #night: ReturnType<typeof readNight>;
  readonly #broken = new Set<number>();
  readonly #breached = new Set<number>();
  #pages = 0;
  #lastOfNight = Number.NEGATIVE_INFINITY;

  constructor({ hours, night }: Pick<RestRule, 'hours' | 'night'>) {
    this.#restMs = hours * HOUR_MS;
    this.#night = readNight(night);
  }

  /** They are paged. @param time on their clocks; each time not before the last */
  page(time: LocalTime): void {
    this.#pages += 1;
    const { begins, lengthMs } = this.#night;
    if (sinceNight(time, begins) < lengthMs) {
      this.#broken.add(nightOf(time, begins));
      this.#lastOfNight = time;
    } else if (time - this.#lastOfNight < this.#restMs)
      this.#breached.add(nightOf(this.#lastOfNight, begins));
  }

  get load(): Load {
    return { pages: this.#pages, nights: this.#broken.size, restBreaches: this.#breached.size };
  }
}
