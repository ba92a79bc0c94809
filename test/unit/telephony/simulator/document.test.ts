import { describe, expect, it } from 'vitest';
import { readTwiml } from '../../../../src/telephony/simulator/twiml/document.ts';
import { MESSAGING, VOICE } from '../../../../src/telephony/simulator/twiml/vocabulary.ts';

const inResponse = (verbs: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;

describe('reading TwiML', () => {
  it('keeps verbs in order, with attributes, children and text', () => {
    const document = readTwiml(
      inResponse('<Gather numDigits="1"><Say>Für  Ä &amp; Ö\n die 1 🙂</Say></Gather><Hangup/>'),
      VOICE,
    );
    expect(document).toMatchObject({
      ok: true,
      warnings: [],
      verbs: [
        {
          name: 'Gather',
          attributes: { numDigits: '1' },
          children: [{ name: 'Say', text: 'Für Ä & Ö die 1 🙂' }],
        },
        { name: 'Hangup', text: '' },
      ],
    });
  });

  it.each([
    ['nothing', '', 12100],
    ['half a document', '<Response><Say>', 12100],
    ['two documents', '<Response/><Response/>', 12100],
    ['an attribute without quotes', '<Response><Say language=de>x</Say></Response>', 12100],
    ['a control character', `<Response><Say>\u0001</Say></Response>`, 12100],
    ['a control character in disguise', '<Response><Say>&#x1;</Say></Response>', 12100],
    ['another document', '<html></html>', 12102],
    ['more than 64 kB', inResponse(`<Say>${'ü'.repeat(33_000)}</Say>`), 11750],
  ])('refuses %s', (_what, xml, code) => {
    expect(readTwiml(xml, VOICE)).toMatchObject({ ok: false, code });
  });

  it('does not follow entities to files', () => {
    const xml =
      '<!DOCTYPE Response [<!ENTITY x SYSTEM "file:///etc/passwd">]><Response><Say>&x;</Say></Response>';
    expect(JSON.stringify(readTwiml(xml, VOICE))).not.toContain('root:');
  });

  it('warns of each thing that is wrong, and still can be carried out', () => {
    const document = readTwiml(
      inResponse('<Say tempo="1">a</Say><Dial><Say>b</Say></Dial><Pause length="-1"/><Record trim="all"/>'),
      VOICE,
    );
    expect(document).toMatchObject({ ok: true });
    expect(document.ok && document.warnings).toEqual([
      '<Say> has no attribute "tempo"',
      '<Say> may not stand inside <Dial>',
      '<Pause length="-1"> is not a value Twilio knows',
      '<Record trim="all"> is not a value Twilio knows',
    ]);
  });

  it('knows texts by their own words', () => {
    const document = readTwiml(
      inResponse('<Message to="+49"><Body>Danke</Body></Message><Say>x</Say>'),
      MESSAGING,
    );
    expect(document.ok && document.warnings).toEqual(['<Say> is no verb this carrier knows']);
  });
});
