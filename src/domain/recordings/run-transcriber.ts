import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A program that writes down what it hears. */
export interface Transcriber {
  /** the program and its arguments; in them `{file}` stands for the audio, `{language}` for two letters such as `de` */
  command: readonly string[];
  timeoutMs: number;
}

/** More than any transcript; what a program says beyond is not read. */
const MAX_OUTPUT_BYTES = 64 * 1024;

/**
 * Runs the operator's program on some audio: as the file that its arguments name, or else on its standard input. There is
 * no shell, and of this process' environment it gets the path only: secrets stay here.
 * @returns what it wrote on its standard output, as it wrote it
 * @throws Error that says how it ended; never what was heard
 */
export async function runTranscriber(
  { command, timeoutMs }: Transcriber,
  audio: AsyncIterable<Uint8Array>,
  language: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-heard-'));
  try {
    const file = join(folder, 'audio.wav');
    const takesFile = command.some((word) => word.includes('{file}'));
    if (takesFile) await pipeline(audio, createWriteStream(file, { mode: 0o600 }));
    const [program = '', ...args] = command.map((word) =>
      word.replaceAll('{file}', file).replaceAll('{language}', language),
    );
    const child = spawn(program, args, {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'ignore'],
      // a group of its own, so that what it started ends with it
      detached: true,
    });
    return await listen(child, takesFile ? Readable.from([]) : audio, timeoutMs);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function listen(
  child: ChildProcess,
  input: AsyncIterable<Uint8Array>,
  timeoutMs: number,
): Promise<string> {
  let isOverdue = false;
  const timer = setTimeout(() => {
    isOverdue = true;
    endGroup(child);
  }, timeoutMs);
  // a process that stops does not wait for it
  const onExit = () => endGroup(child);
  process.once('exit', onExit);
  const heard = collect(child);
  // a program may know enough before it has read everything; how it ends tells whether it was content
  if (child.stdin) pipeline(input, child.stdin).catch(() => {});
  try {
    const { code, signal } = await ended(child);
    if (isOverdue) throw new Error(`it took longer than ${timeoutMs / 1_000} s and was ended`);
    if (code !== 0) throw new Error(`it ended with ${code === null ? signal : `code ${code}`}`);
    return Buffer.concat(heard).toString('utf8');
  } finally {
    clearTimeout(timer);
    process.off('exit', onExit);
    endGroup(child);
  }
}

function collect({ stdout }: ChildProcess): Buffer[] {
  const heard: Buffer[] = [];
  let bytes = 0;
  stdout?.on('data', (chunk: Buffer) => {
    const room = MAX_OUTPUT_BYTES - bytes;
    if (room > 0) heard.push(chunk.subarray(0, room));
    bytes += chunk.length;
  });
  return heard;
}

function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`it could not be started (${error.code ?? 'unknown reason'})`)),
    );
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

/** Ends the program and what it started; nothing happens if they are gone. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // over already
  }
}
