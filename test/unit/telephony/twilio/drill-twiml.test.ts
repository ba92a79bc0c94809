import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { realPace } from '../../../../src/telephony/simulator/pace.ts';
import { keyDrillTwiml } from '../../../../src/telephony/twilio/drill-twiml.ts';

const LIFEBOAT = readFileSync(new URL('../../../../voice-flows/lifeboat.xml', import.meta.url), 'utf8');

test('a drill that the lifeboat takes is over before anybody’s phone rings for it', () => {
  const markup = keyDrillTwiml('123456');
  const [, digits = ''] = /digits="(\w+)"/.exec(markup) ?? [];
  const [, pause] = /<Pause length="(\d+)"/.exec(markup) ?? [];
  const announced = [...(LIFEBOAT.split('<Dial')[0] ?? '').matchAll(/<Say[^>]*>([^<]+)/g)];
  const pace = realPace();
  const speech = announced.reduce((sum, [, text = '']) => sum + pace.speech(text), 0);
  expect(digits).toMatch(/^w+123456$/);
  // a `w` is half a second, and a key never longer
  expect(digits.length * 500 + pace.pause(Number(pause))).toBeLessThan(speech);
});
