import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PROGRAM = join(import.meta.dirname, '..', 'serve.ts');
/** What one process has compiled, the next one need not: they start as the shipped programs do. */
const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/compiled');
/** A machine that other people use, too, may take its time. */
const START_MS = 90_000;
const AGAIN_MS = 1_000;

/** One process of the service, which can be killed, frozen and replaced. What it logs is kept in a file. */
export class ServiceProcess {
  readonly name: string;
  /** How often it ended although nobody had ended it: that should never be. */
  crashes = 0;
  readonly #env: Record<string, string>;
  readonly #logFile: string;
  #child: ChildProcess | undefined;
  #wanted = false;

  constructor(name: string, env: Record<string, string>, folder: string) {
    this.name = name;
    this.#env = env;
    this.#logFile = join(folder, `${name}.log`);
  }

  /** Starts it, again and again if need be as any supervisor of processes does, until it takes calls. */
  async start(extra: Record<string, string> = {}): Promise<void> {
    this.#wanted = true;
    const until = Date.now() + START_MS;
    while (this.#wanted) {
      if (await this.#startOnce(extra)) return;
      if (Date.now() > until) throw new Error(`${this.name} does not start, see ${this.#logFile}`);
      await pause(AGAIN_MS);
    }
  }

  /** Ends without a word. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends in good order, as a deployment does it. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #startOnce(extra: Record<string, string>): Promise<boolean> {
    const log = await open(this.#logFile, 'a');
    const child = spawn(process.execPath, ['--max-semi-space-size=4', '--v8-pool-size=1', PROGRAM], {
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILED, ...this.#env, ...extra },
      stdio: ['ignore', 'pipe', log.fd],
    });
    this.#child = child;
    const ready = new Promise<boolean>((resolve) => {
      child.once('exit', () => resolve(false));
      child.once('error', () => resolve(false));
      child.stdout?.on('data', (said: Buffer) => {
        log.appendFile(said).catch(() => {});
        if (/^ready$/m.test(said.toString())) resolve(true);
      });
    });
    child.once('exit', () => {
      log.close().catch(() => {});
    });
    if (!(await ready)) return false;
    child.once('exit', () => {
      if (!this.#wanted || this.#child !== child) return;
      this.crashes += 1;
      this.start(extra).catch(() => {});
    });
    return true;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
