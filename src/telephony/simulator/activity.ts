/**
 * Counts what is going on, so that somebody can wait until nothing is: webhooks on their way, requests being served,
 * TwiML being carried out. A leg that waits for a person is not going on.
 */
export class Activity {
  #running = 0;
  #begun = 0;
  #waiting: (() => void)[] = [];

  /** How many things were ever begun: unchanged means that nothing happened in between. */
  get begun(): number {
    return this.#begun;
  }

  begin(): void {
    this.#running += 1;
    this.#begun += 1;
  }

  end(): void {
    this.#running -= 1;
    if (this.#running > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Counts a piece of work until it is done, whether or not it succeeds. */
  async track<T>(work: () => Promise<T>): Promise<T> {
    this.begin();
    try {
      return await work();
    } finally {
      this.end();
    }
  }

  /** Resolves once nothing is going on. */
  async idle(): Promise<void> {
    while (this.#running > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
