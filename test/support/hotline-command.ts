import { AsyncLocalStorage } from 'node:async_hooks';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run-cli.ts';
import { CLOCK } from './set-clock.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface CommandOptions {
  env?: Record<string, string>;
}

export interface ProcessOptions extends CommandOptions {
  cwd?: string;
  /** what is written to its standard input */
  input?: string;
  /** the open file that its standard output goes to */
  output?: number;
  /** it leads a group of its own, as in a terminal: what is sent to the group reaches all that it has started */
  isOwnGroup?: boolean;
}

/** All that a process has of this environment: what the tests' workers have compiled is compiled for it, too. */
export const BARE = {
  PATH: process.env.PATH ?? '',
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
  ...CLOCK,
};

/** Starts `hotline` as a process of its own, with nothing else of this environment but what is given. */
export function startHotlineCommand(
  args: string[],
  { env = {}, cwd, output, isOwnGroup = false }: ProcessOptions = {},
): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    env: { ...BARE, ...env },
    cwd,
    detached: isOwnGroup,
    stdio: ['pipe', output ?? 'pipe', 'pipe'],
  });
}

/** Runs `hotline` to its end as a process of its own: where its input, its folder, its zone or its end is what is asked about. */
export async function hotlineProcess(args: string[], options: ProcessOptions = {}): Promise<Ended> {
  const child = startHotlineCommand(args, options);
  child.stdin?.end(options.input ?? '');
  return ended(child);
}

/** What a process has said by its end. */
export function ended(child: ChildProcess): Promise<Ended> {
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said.err += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

const spoken = new AsyncLocalStorage<{ out: string; err: string }>();

/**
 * Runs `hotline` to its end in this process, which has all of it loaded: a process of its own takes a good second of a processor
 * for many a command. It has nothing of this environment but what is given.
 */
export async function hotline(args: string[], { env = {} }: CommandOptions = {}): Promise<Ended> {
  using _ears = listen();
  const said = { out: '', err: '' };
  const code = await spoken.run(said, () => runCli(args, env));
  return { code, ...said };
}

let listening = 0;
let unheard = () => {};

/** From now on what a command says is kept, each one's apart from the others'; what nobody's command says goes on as it did. */
function listen(): Disposable {
  if (listening === 0) {
    const restored = [hear('stdout', 'out'), hear('stderr', 'err')];
    unheard = () => {
      for (const restore of restored) restore();
    };
  }
  listening += 1;
  return {
    [Symbol.dispose]() {
      listening -= 1;
      if (listening === 0) unheard();
    },
  };
}

function hear(name: 'stdout' | 'stderr', kept: 'out' | 'err'): () => void {
  const stream = process[name];
  const before = stream.listeners('error');
  const write = stream.write;
  stream.write = (...written: unknown[]) => {
    const said = spoken.getStore();
    if (!said) return Reflect.apply(write, stream, written);
    said[kept] += String(written[0]);
    const then = written.at(-1);
    if (typeof then === 'function') process.nextTick(then as () => void);
    return true;
  };
  return () => {
    stream.write = write;
    for (const one of stream.listeners('error'))
      if (!before.includes(one)) stream.off('error', one as () => void);
  };
}
