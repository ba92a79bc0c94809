/** How the REST API fails on purpose: with a status, by cutting the line, after having done it all the same, or by not answering. */
export type Failure = number | 'reset' | 'accept-then-fail' | 'slow';

export interface PlannedFailure {
  /** Part of the path, such as `Messages` or `Calls`. */
  path: string;
  times: number;
  failure: Failure;
}

/** Planned failures of the REST API, used up in the order they were planned. */
export class Faultiness {
  #planned: PlannedFailure[] = [];
  #slow: (() => void)[] = [];
  #watching: (() => void)[] = [];

  plan(failure: PlannedFailure): void {
    this.#planned.push({ ...failure });
  }

  /** Nothing fails any more. */
  forget(): void {
    this.#planned = [];
  }

  /** The failure for a request to this path, if one is planned; it is used up. */
  take(path: string): Failure | undefined {
    const planned = this.#planned.find((each) => each.times > 0 && path.includes(each.path));
    if (!planned) return undefined;
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
