import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface CommandOptions {
  env?: Record<string, string>;
  cwd?: string;
  /** what is written to its standard input */
  input?: string;
}

/** What the tests' workers have compiled is compiled for the commands, too. */
const COMPILED = process.env.NODE_COMPILE_CACHE ?? '';

/** Starts `hotline` as a process of its own, with nothing else of this environment but what is given. */
export function startHotlineCommand(args: string[], { env = {}, cwd }: CommandOptions = {}): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: COMPILED, ...env },
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs `hotline` to its end. */
export async function hotline(args: string[], options: CommandOptions = {}): Promise<Ended> {
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
