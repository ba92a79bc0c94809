import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { october } from '../support/october.ts';
import { type Proof, smallLedger } from '../support/small-ledger.ts';

const run = promisify(execFile);

/** Where Debian puts packages of Go (golang-golang-x-mod-dev). */
const GOPATH = '/usr/share/gocode';
const hasGo = existsSync('/usr/bin/go') && existsSync(`${GOPATH}/src/golang.org/x/mod/sumdb/tlog`);
/** With `CI=true` the tests that need it run, and fail, where there is none. */
const isSkipped = !hasGo && process.env.CI !== 'true';

describe.skipIf(isSkipped)(
  'what others wrote for transparency logs (needs golang-go and golang-golang-x-mod-dev)',
  () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'evidence-go-'));
      const source = join(import.meta.dirname, '../evidence-go/main.go');
      const env = { PATH: '/usr/bin:/bin', GO111MODULE: 'off', GOPATH, GOCACHE: join(folder, 'cache') };
      await run('/usr/bin/go', ['build', '-o', join(folder, 'check'), source], { env });
    });
    afterAll(() => folder && rm(folder, { recursive: true, force: true }));

    /** What the program prints, or why it refuses. */
    async function check(proof: Proof, key: string, older?: string): Promise<string> {
      const [file, kept] = [join(folder, 'proof.json'), join(folder, 'kept.txt')];
      await writeFile(file, JSON.stringify(proof));
      await writeFile(kept, older ?? '');
      const args = [file, key, ...(older === undefined ? [] : [kept])];
      return run(join(folder, 'check'), args).then(
        ({ stdout }) => stdout.trim(),
        ({ stderr }) => `refused: ${stderr.trim()}`,
      );
    }

    it('opens the checkpoint, finds each fact in the tree, and the kept checkpoint at its beginning', async () => {
      const { ledger, kept, proof } = october();
      expect(await check(proof(), ledger.key, kept)).toBe('holds: 7 entries in a tree of 9');
    });

    it('follows a change of keys', async () => {
      const ledger = smallLedger();
      const first = ledger.key;
      ledger.rotate();
      const { proof } = october(ledger);
      expect(await check(proof(), first)).toBe('holds: 7 entries in a tree of 9');
    });

    it('refuses another key, a changed value, and a ledger that was rewritten', async () => {
      const { ledger, proof } = october();
      const file = proof();
      expect(await check(file, smallLedger().key)).toMatch(/^refused: a checkpoint is not signed by the key/);
      const forged = structuredClone(file);
      Object.assign(forged.entries[1]?.fields ?? {}, { kind: ['answered', `${'A'.repeat(43)}=`] });
      expect(await check(forged, ledger.key)).toMatch(/^refused: entry 1 is not in the tree/);
      const rewritten = structuredClone(file);
      Object.assign(rewritten, { consistency: [{ size: 2, path: [0, 1] }] });
      expect(await check(rewritten, ledger.key, ledger.checkpoint(2))).toMatch(
        /^refused: the older checkpoint is not continued/,
      );
    });
  },
);
