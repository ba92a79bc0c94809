import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { archiveRecording } from '../../src/domain/recordings/archive-recording.ts';
import { createDiskStorage } from '../../src/domain/recordings/disk-storage.ts';
import { findRecording, queueRecording } from '../../src/domain/recordings/recording-store.ts';
import { createCarrier } from '../../src/telephony/twilio/client.ts';
import { fetchAudio } from '../../src/telephony/twilio/fetch-audio.ts';
import { openHotline } from '../support/hotline.ts';

const SID = `RE${'a'.repeat(32)}`;
const AUTHORIZATION = 'Basic c2VjcmV0';
const MB = 1_000_000;

/** Somebody who answers, and what they were asked. */
async function serve(answer: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const fetching = (base: string, timeoutMs = 5_000) =>
  fetchAudio({ base, path: '/audio.wav', authorization: AUTHORIZATION, timeoutMs });

describe('a carrier that leads on', () => {
  it.each([302, 301, 303, 307, 308])(
    'by %i to another host is not followed, and hears no credentials',
    async (status) => {
      const stranger = await serve((_, response) => response.end('audio'));
      const carrier = await serve((_, response) =>
        response.writeHead(status, { location: stranger.url }).end(),
      );
      await expect(fetching(carrier.url)).rejects.toMatchObject({ code: 'audio-elsewhere' });
      expect(stranger.asked).toEqual([]);
    },
  );

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'https://evil.example/a.wav',
    'http://media.twilio.com/a.wav',
    'https://twilio.com.evil.example/a.wav',
    'https://eviltwilio.com/a.wav',
    'https://user:pass@api.twilio.com/a.wav',
    'https://api.twilio.com@evil.example/a.wav',
    'https://media.twilio.com:8443/a.wav',
    'file:///etc/passwd',
    'data:audio/wav;base64,AAAA',
    '//evil.example/a.wav',
    'http://[',
  ])('to %s is not followed', async (location) => {
    const asked = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response(null, { status: 302, headers: { location } }));
    onTestFinished(() => asked.mockRestore());
    await expect(fetching('https://api.twilio.com')).rejects.toMatchObject({ code: 'audio-elsewhere' });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('to hosts of its own is followed, with the credentials for the API alone', async () => {
    const answers = [
      'https://media.twilio.com/a.wav',
      'https://api.twilio.com/b.wav',
      'https://media.twiliocdn.com/c.wav',
    ];
    const asked = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
      const location = answers.shift();
      return location ? new Response(null, { status: 302, headers: { location } }) : new Response('audio');
    });
    onTestFinished(() => asked.mockRestore());
    const { body } = await fetching('https://api.twilio.com');
    expect(await new Response(body).text()).toBe('audio');
    const sent = asked.mock.calls.map(([url, init]) => [
      String(url),
      new Headers(init?.headers).get('authorization'),
    ]);
    expect(sent).toEqual([
      ['https://api.twilio.com/audio.wav', AUTHORIZATION],
      ['https://media.twilio.com/a.wav', null],
      ['https://api.twilio.com/b.wav', AUTHORIZATION],
      ['https://media.twiliocdn.com/c.wav', null],
    ]);
  });

  it('in circles is left', async () => {
    const carrier = await serve((_, response) => response.writeHead(302, { location: '/audio.wav' }).end());
    await expect(fetching(carrier.url)).rejects.toMatchObject({ code: 'audio-elsewhere' });
    expect(carrier.asked).toHaveLength(4);
  });
});

describe('audio without an end', () => {
  it('that says its size is not begun', async () => {
    const carrier = await serve((_, response) => {
      response.writeHead(200, { 'content-length': String(600 * MB) }).write('RIFF');
    });
    await expect(fetching(carrier.url)).rejects.toMatchObject({ code: 'audio-too-large' });
  });

  it('that does not breaks off, and nothing of it is kept', async () => {
    const piece = Buffer.alloc(MB);
    let sent = 0;
    const carrier = await serve(async (_, response) => {
      response.writeHead(200, { 'content-type': 'audio/wav' });
      while (!response.destroyed && sent < 600) {
        sent += 1;
        if (!response.write(piece))
          await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
      }
    });
    const folder = mkdtempSync(join(tmpdir(), 'audio-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const storage = createDiskStorage(folder);
    const account = { accountSid: 'AC1', authToken: 'token', baseUrl: carrier.url };
    const archived = archiveRecording(
      { carrier: createCarrier(account), storage },
      { sid: SID, madeAt: new Date() },
      new Date(),
    );
    await expect(archived).rejects.toMatchObject({ code: 'audio-too-large' });
    expect(sent).toBeLessThan(100);
    await expect(storage.read(`${new Date().toISOString().slice(0, 7)}/${SID}.wav`)).rejects.toThrow();
  });

  it('that trickles ends with its time', async () => {
    const carrier = await serve((_, response) => {
      const trickle = setInterval(() => response.write('x'), 5);
      response.once('close', () => clearInterval(trickle));
    });
    const { body } = await fetching(carrier.url, 100);
    await expect(new Response(body).arrayBuffer()).rejects.toThrow();
  });
});

it('a recording that is too large is said once, and never asked for again', async () => {
  await using hotline = await openHotline();
  const { carrier, database, log } = hotline.app.jobDeps;
  const asked = vi.spyOn(carrier, 'fetchRecording').mockImplementation(async () => {
    const { HotlineError } = await import('../../src/platform/errors.ts');
    throw new HotlineError('audio-too-large', 'a recording is larger than 64 MB');
  });
  const said = vi.spyOn(log, 'error');
  await database.transaction((tx) =>
    queueRecording(tx, { sid: SID, callId: null, seconds: null }, new Date()),
  );
  await hotline.pass({ minutes: 120 });
  expect(asked).toHaveBeenCalledTimes(1);
  expect(said).toHaveBeenCalledTimes(1);
  expect((await findRecording(database, SID))?.state).toBe('missing');
});
