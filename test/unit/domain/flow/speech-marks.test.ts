import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSpeech, withoutMarks } from '../../../../src/domain/flow/speech-marks.ts';
import { promptSeconds } from '../../../../src/domain/flow/speech-time.ts';
import { firstVisit } from '../../../../src/domain/flow/visit.ts';
import { readTwiml } from '../../../../src/telephony/simulator/twiml/document.ts';
import { VOICE } from '../../../../src/telephony/simulator/twiml/vocabulary.ts';
import { render } from '../../../../src/telephony/twilio/render-twiml.ts';
import { readFlow, readPrompts } from './flows.ts';
import { stage } from './shipped.ts';

const flow = readFlow({ 'initial-state': 'bye', states: { bye: { type: 'end', say: 'bye' } } });

/** What the carrier is told to say for a text with the value `{name}`. */
function said(text: string, name = 'Musterwerk AG'): string {
  const prompts = readPrompts('en', '1', { bye: text });
  const vars: Record<string, string> = { name };
  const visit = { ...firstVisit(flow, 'en'), vars };
  const twiml = render(flow, visit, { ...stage, prompts: new Map([['en', prompts]]) });
  expect(readTwiml(twiml, VOICE)).toMatchObject({ ok: true, warnings: [] });
  return /<Say[^>]*>(.*)<\/Say>/s.exec(twiml)?.[1] ?? '';
}

describe('a text with speech marks', () => {
  test('is spoken with them', () => {
    expect(
      said(
        'Hello <lang xml:lang="de-DE">{name}</lang>, <break time="500ms"/>it is <prosody rate="slow">late</prosody>.',
      ),
    ).toBe(
      'Hello <lang xml:lang="de-DE">Musterwerk AG</lang>, <break time="500ms"/>it is <prosody rate="slow">late</prosody>.',
    );
  });

  test.each([
    ['en', 'somebody on the team'],
    ['fr', "quelqu'un de l'équipe"],
  ])('speaks a name as one, and in %s says %s by its own voice', (language, team) => {
    const heard = (engineer: string) => {
      const visit = { ...firstVisit(flow, language), vars: { 'engineer-name': engineer, ticket: '4711' } };
      const spoken = readFlow({
        'initial-state': 'bye',
        states: { bye: { type: 'end', say: 'ticket-held' } },
      });
      return render(spoken, visit, stage);
    };
    expect(heard('Anna Weber')).toContain('<lang xml:lang="de-DE">Anna Weber</lang>');
    expect(heard('supervisors')).toContain(team);
    expect(heard('supervisors')).not.toContain('<lang');
  });

  test('ends a sentence once, also where a name in a mark has ended it', () => {
    const text =
      'Hello <lang xml:lang="de-DE">{name}</lang>. Thank you, <lang xml:lang="de-DE">{name}</lang>{more}.';
    expect(said(text, 'Northwind Ltd.')).toBe(
      'Hello <lang xml:lang="de-DE">Northwind Ltd.</lang> Thank you, <lang xml:lang="de-DE">Northwind Ltd.</lang>',
    );
  });

  test('takes no mark from a value: it is escaped, whatever it holds', () => {
    const escaped = said(
      'Hello <lang xml:lang="de-DE">{name}</lang>',
      '<break time="9s"/> & </lang></Say><Hangup/>',
    );
    expect(escaped).toBe(
      'Hello <lang xml:lang="de-DE">&lt;break time="9s"/&gt; &amp; &lt;/lang&gt;&lt;/Say&gt;&lt;Hangup/&gt;</lang>',
    );
  });

  test('stays valid TwiML with any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        said('Hello <lang xml:lang="de-DE">{name}</lang> & all', name);
      }),
      { numRuns: 50 },
    );
  });

  test('is measured without them', () => {
    const prompts = readPrompts('en', '1', { bye: `<prosody rate="slow">${'x'.repeat(14)}</prosody>` });
    expect(promptSeconds(prompts, 'bye')).toBe(1);
  });
});

describe('a text that cannot be spoken', () => {
  test.each([
    ['an unknown mark', 'Hi <audio src="x"/>', 'has the mark <audio>'],
    ['a mark that every object answers to', 'Hi <toString/>', 'has the mark <toString>'],
    ['such an attribute', '<lang valueOf="x">Hi</lang>', 'has <lang valueOf="x">'],
    ['a verb', 'Hi <Hangup/>', 'has the mark <Hangup>'],
    ['an attribute nobody allowed', '<lang xml:lang="de-DE" onload="x">Hi</lang>', 'has <lang onload="x">'],
    ['a value nobody allowed', '<break time="9999s"/>', 'has <break time="9999s">'],
    ['a placeholder in an attribute', '<phoneme ph="{name}">Hi</phoneme>', 'has <phoneme ph="{name}">'],
    ['a mark that is not closed', 'Hi <lang xml:lang="de-DE">Musterwerk', 'is no SSML'],
    ['a lone bracket', 'less < more', 'is no SSML'],
    ['a comment', 'Hi <!-- x -->', 'neither text nor a mark'],
    [
      'a mark the voice refuses',
      '<emphasis level="strong">now</emphasis>',
      'the voice Polly.Amy-Neural refuses',
    ],
  ])('with %s is told so', (_what, text, problem) => {
    expect(readSpeech(text, 'Polly.Amy-Neural').problems).toEqual([expect.stringContaining(problem)]);
  });

  test('without marks is read as it stands', () => {
    expect(readSpeech('Q & A: {name} > 3')).toEqual({ speech: ['Q & A: {name} > 3'], problems: [] });
    expect(withoutMarks('Hi <lang xml:lang="de-DE">{name}</lang>!')).toBe('Hi {name}!');
  });
});
