/** How the REST API fails on purpose: with a status, by cutting the line, after having done it all the same, or by not answering. */
export type CarrierFailure = number | 'reset' | 'accept-then-fail' | 'slow';

export interface PlannedFailure {
  /** Part of the path, such as `Messages` or `Calls`. */
  path: string;
  times: number;
  failure: CarrierFailure;
}

/** Failures of the REST API: planned ones are used up in their order, a standing one meets every request until it is ended. */
export class Faultiness {
  standing: 429 | 'reset' | undefined;
  #planned: PlannedFailure[] = [];
  #slow: (() => void)[] = [];
  #watching: (() => void)[] = [];

  plan(failure: PlannedFailure): void {
    this.#planned.push({ ...failure });
  }

  /** Nothing fails any more. */
  forget(): void {
    this.#planned = [];
    this.standing = undefined;
  }

  /** The failure for a request to this path, if one is planned; it is used up. */
  take(path: string): CarrierFailure | undefined {
    const planned = this.#planned.find((each) => each.times > 0 && path.includes(each.path));
    if (!planned) return this.standing;
    planned.times -= 1;
    return planned.failure;
  }

  /** Holds a slow request until `release`. */
  hold(): Promise<void> {
    for (const resolve of this.#watching.splice(0)) resolve();
    return new Promise((resolve) => this.#slow.push(resolve));
  }

  /** Resolves once a request is held. */
  async held(): Promise<void> {
    if (this.#slow.length === 0) await new Promise<void>((resolve) => this.#watching.push(resolve));
  }

  /** Lets all slow requests go on. */
  release(): void {
    for (const resolve of this.#slow.splice(0)) resolve();
  }
}
