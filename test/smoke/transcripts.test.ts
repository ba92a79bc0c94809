import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { forgetDue } from '../../src/domain/privacy/retention-store.ts';
import { unwantRecordings } from '../../src/domain/recordings/recording-store.ts';
import { runTranscriber } from '../../src/domain/recordings/run-transcriber.ts';
import { SIGNATURE_HEADER, sign } from '../../src/telephony/twilio/signature.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { describedCase, GRACE_PIN } from '../support/stories.ts';

/** A program that says what this script says; `$0`'s folder is where it may leave something. */
async function program(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'transcriber-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'hear');
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

const transcriptOf = async (hotline: Hotline) =>
  (await hotline.api<{ description: { transcript: string | null } }>('/tickets/4711')).description.transcript;

/** How a description's transcript stands in the table. */
const rowOf = async ({ database }: Hotline, sid: string) =>
  (
    await database.query('select text, tries, given_up_at from transcripts where recording_sid = $1', [sid])
  )[0];

describe('a program of the operator’s', () => {
  test('hears the audio on its standard input, in its caller’s language; the words reach ticket and console', async () => {
    const hear = await program('printf "%s: %s bytes\\n\\033[0mThe gateway is down." "$1" "$(wc -c)"');
    await using office = await openConsole({ env: { TRANSCRIBE_COMMAND: `${hear} {language}` } });
    const { hotline } = office;
    await describedCase(hotline);
    const words = `de: ${44 + 8 * 16_000} bytes\n[0mThe gateway is down.`;
    expect(await transcriptOf(hotline)).toBe(words);
    const page = (await (await office.as('supervisor')).get('/tickets/4711')).text;
    expect(page).toContain('The gateway is down.');
  });

  test('gets a file where its arguments name one, and none of our secrets', async () => {
    const hear = await program('head -c 4 "$2"; echo; env; ls -l "$2" | cut -c1-10');
    await using hotline = await openHotline({ env: { TRANSCRIBE_COMMAND: `${hear} -f {file}` } });
    await describedCase(hotline);
    const heard = (await transcriptOf(hotline)) ?? '';
    expect(heard).toMatch(/^RIFF\n/);
    expect(heard).toMatch(/-rw-------$/);
    const names = [...heard.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(
      names.filter((name) => !['PATH', 'LANG', 'PWD', '_', 'SHLVL', 'OLDPWD'].includes(name ?? '')),
    ).toEqual([]);
  });

  test.each([
    ['that fails', 'exit 3'],
    ['that says nothing', 'cat > /dev/null; echo " "; exit 1'],
  ])('%s is asked three times, then given up', async (_what, script) => {
    const hear = await program(`echo x >> "$(dirname "$0")/tries"\n${script}`);
    await using office = await openConsole({ env: { TRANSCRIBE_COMMAND: hear } });
    const { hotline } = office;
    const sid = await describedCase(hotline);
    await hotline.pass({ minutes: 2, seconds: 50 });
    expect(await rowOf(hotline, sid)).toMatchObject({ text: null, tries: 2, given_up_at: null });
    await hotline.pass({ seconds: 10 });
    await (await (await hotline.phones.anna.rings()).answer()).press('2');
    expect(await rowOf(hotline, sid)).toMatchObject({ text: null, tries: 3, given_up_at: expect.any(Date) });
    expect(await readFile(join(hear, '../tries'), 'utf8')).toBe('x\nx\nx\n');
    expect(await hotline.database.query(`select from timers where kind = 'transcribe'`)).toEqual([]);
    const page = (await (await office.as('supervisor')).get('/tickets/4711')).text;
    expect(page).toContain('A transcript could not be made.');
  });

  test('that hears no words is asked once, and the console says so', async () => {
    await using office = await openConsole({
      env: { TRANSCRIBE_COMMAND: await program('cat > /dev/null; echo " "') },
    });
    await describedCase(office.hotline);
    const page = (await (await office.as('supervisor')).get('/tickets/4711')).text;
    expect(page).toContain('No words could be made out.');
  });

  test('that hangs is ended with all it has started', async () => {
    // what it has started holds its output open: as long as that lives, hearing goes on
    const command = [await program('cat > /dev/null; sleep 600 & wait')];
    const hearing = runTranscriber({ command, timeoutMs: 1_000 }, audio('x'), 'de');
    await expect(hearing).rejects.toThrow('it took longer than 1 s and was ended');
  });

  test('that never stops talking is heard for a while', async () => {
    const command = [await program('head -c 300000 /dev/zero | tr "\\0" a')];
    const heard = await runTranscriber({ command, timeoutMs: 20_000 }, audio('x'), 'de');
    expect(heard).toHaveLength(64 * 1024);
  });

  test('that does not exist, or does not read what it is given, harms nobody', async () => {
    const missing = { command: ['/no/such/program'], timeoutMs: 5_000 };
    await expect(runTranscriber(missing, audio('x'), 'de')).rejects.toThrow('could not be started (ENOENT)');
    const deaf = { command: [await program('echo words')], timeoutMs: 5_000 };
    expect(await runTranscriber(deaf, audio('x'.repeat(1_000_000)), 'de')).toBe('words\n');
  });
});

describe('the carrier', () => {
  const env = { TRANSCRIBE: 'carrier' };

  /** Grace describes her ticket, in English. */
  async function graceDescribes({ phones, database }: Hotline): Promise<string> {
    const call = await phones.grace.dial();
    for (const keys of [`${GRACE_PIN}#`, '1', '2', '1']) await call.press(keys);
    await call.record({ seconds: 8 });
    for (const keys of ['1', '2']) await call.press(keys);
    phones.grace.newSms();
    phones.anna.newSms();
    const [row] = await database.query<{ sid: string }>('select sid from recordings');
    return row?.sid ?? '';
  }

  test('is asked for English, and forgets what it has heard', async () => {
    await using hotline = await openHotline({ env });
    await graceDescribes(hotline);
    expect(await transcriptOf(hotline)).toMatch(/^The gateway does not start/);
    expect(hotline.line.carrier.transcriptions.size).toBe(0);
  });

  test('is not asked for German, which it cannot', async () => {
    await using hotline = await openHotline({ env });
    await describedCase(hotline);
    expect(await transcriptOf(hotline)).toBeNull();
  });

  test('has made out nothing', async () => {
    await using hotline = await openHotline({ env });
    const recording = await describedCase(hotline);
    const transcription = { TranscriptionSid: `TR${'1'.repeat(32)}`, RecordingSid: recording };
    expect(await report(hotline, { ...transcription, TranscriptionStatus: 'failed' })).toBe(200);
    expect(await rowOf(hotline, recording)).toMatchObject({ text: null, given_up_at: expect.any(Date) });
    expect(await report(hotline, { ...transcription, TranscriptionStatus: 'failed' }, 'forged')).toBe(403);
    expect(await report(hotline, { TranscriptionStatus: 'completed' })).toBe(400);
  });

  test('tells of a recording that nobody knows: its words go when they are as old as recordings may be', async () => {
    await using hotline = await openHotline({ env: { ...env, RETENTION_RECORDINGS: 'P1D' } });
    const recording = `RE${'3'.repeat(32)}`;
    const stray = { TranscriptionSid: `TR${'3'.repeat(32)}`, RecordingSid: recording };
    await report(hotline, { ...stray, TranscriptionStatus: 'completed', TranscriptionText: 'Whose words?' });
    expect(await rowOf(hotline, recording)).toMatchObject({ text: 'Whose words?' });
    const forget = (end: Date) =>
      hotline.database.transaction((tx) => forgetDue(tx, 'recordings', { end, now: new Date(), limit: 10 }));
    await forget(new Date(Date.now() - 1));
    expect(await rowOf(hotline, recording)).toBeDefined();
    await forget(new Date(Date.now() + 1));
    expect(await rowOf(hotline, recording)).toBeUndefined();
  });

  test('tells of a recording that was erased: nothing of it is kept', async () => {
    await using hotline = await openHotline({ env });
    const recording = await graceDescribes(hotline);
    await hotline.database.transaction((tx) => unwantRecordings(tx, [recording], new Date()));
    expect(await transcriptOf(hotline)).toBeNull();
    const late = { TranscriptionSid: `TR${'2'.repeat(32)}`, RecordingSid: recording };
    await report(hotline, { ...late, TranscriptionStatus: 'completed', TranscriptionText: 'Too late' });
    expect(await transcriptOf(hotline)).toBeNull();
    expect(await rowOf(hotline, recording)).toBeUndefined();
  });
});

/** The carrier's word about a transcription, signed. @returns the status of the answer */
async function report({ url, line }: Hotline, form: Record<string, string>, token = line.authToken) {
  const params = { CallSid: `CA${'0'.repeat(32)}`, AccountSid: line.accountSid, ...form };
  const address = `${url}/twilio/voice/transcription`;
  const { status } = await fetch(address, {
    method: 'POST',
    headers: { [SIGNATURE_HEADER]: sign(token, address, params) },
    body: new URLSearchParams(params),
  });
  await line.idle();
  return status;
}

async function* audio(text: string) {
  yield Buffer.from(text);
}
