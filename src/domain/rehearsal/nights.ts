import type { LocalTime } from '../calendar/local-time.ts';
import { REST_HOURS } from '../calendar/rest-rule.ts';
import { HOUR_MS, isNight, nightOf } from './local-hours.ts';
import type { Load } from './tally.ts';

const REST_MS = REST_HOURS * HOUR_MS;

/** The nights of one person, page by page. */
export class Nights {
  readonly #broken = new Set<number>();
  readonly #breached = new Set<number>();
  #pages = 0;
  #lastOfNight = Number.NEGATIVE_INFINITY;

  /** They are paged. @param time on their clocks; each time not before the last */
  page(time: LocalTime): void {
    this.#pages += 1;
    if (isNight(time)) {
      this.#broken.add(nightOf(time));
      this.#lastOfNight = time;
    } else if (time - this.#lastOfNight < REST_MS) this.#breached.add(nightOf(this.#lastOfNight));
  }

  get load(): Load {
    return { pages: this.#pages, nights: this.#broken.size, restBreaches: this.#breached.size };
  }
}
