import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian puts packages of Go (golang-golang-x-mod-dev). */
const GOPATH = '/usr/share/gocode';
const IS_THERE = existsSync('/usr/bin/go') && existsSync(`${GOPATH}/src/golang.org/x/mod/sumdb/tlog`);

/** With `CI=true` the tests that need it run, and fail, where there is none. */
export const hasGo = IS_THERE || process.env.CI === 'true';

export interface EvidenceProgram extends AsyncDisposable {
  /** What it prints of a proof file, or why it refuses. */
  check(proof: string, key: string, older?: string): Promise<string>;
}

/** The program in Go that checks proof files, built anew. */
export async function buildEvidenceProgram(): Promise<EvidenceProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-go-'));
  const source = join(import.meta.dirname, '../evidence-go/main.go');
  const env = { PATH: '/usr/bin:/bin', GO111MODULE: 'off', GOPATH, GOCACHE: join(folder, 'cache') };
  await run('/usr/bin/go', ['build', '-o', join(folder, 'check'), source], { env });
  return {
    async check(proof, key, older) {
      const [file, kept] = [join(folder, 'proof.json'), join(folder, 'kept.txt')];
      await writeFile(file, proof);
      await writeFile(kept, older ?? '');
      const args = [file, key, ...(older === undefined ? [] : [kept])];
      return run(join(folder, 'check'), args).then(
        ({ stdout }) => stdout.trim(),
        ({ stderr }) => `refused: ${stderr.trim()}`,
      );
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
