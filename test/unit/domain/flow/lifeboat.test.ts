import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SHIPPED_FLOWS } from '../../../../src/domain/flow-files/load.ts';
import { readTwiml } from '../../../../src/telephony/simulator/twiml/document.ts';
import { VOICE } from '../../../../src/telephony/simulator/twiml/vocabulary.ts';

test.each(['lifeboat.xml', 'lifeboat-thanks.xml'])('%s is TwiML the carrier can serve by itself', (file) => {
  const xml = readFileSync(join(SHIPPED_FLOWS, file), 'utf8');
  expect(readTwiml(xml, VOICE)).toMatchObject({ ok: true, warnings: [] });
});
