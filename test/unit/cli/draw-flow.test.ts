import { expect, test } from 'vitest';
import { drawFlow } from '../../../src/cli/support/draw-flow.ts';
import { readTwiml } from '../../../src/telephony/simulator/twiml/document.ts';
import { readFlow, readPrompts } from '../domain/flow/flows.ts';
import { script } from '../domain/flow/shipped.ts';

test.each([...script.flows.values()])('the drawing of $flow shows every state', (flow) => {
  const svg = drawFlow(flow, script.prompts.get('en'));
  for (const name of Object.keys(flow.states)) expect(svg).toContain(`>${name}</text>`);
});

test('no name or text can break out of the drawing', () => {
  const name = '<script>"&</script>';
  const flow = readFlow({ 'initial-state': name, states: { [name]: { type: 'end', say: 'bye' } } });
  const svg = drawFlow(flow, readPrompts('en', '1', { bye: 'Bye ]]> "<" & <img src="x"/>' }));
  expect(svg).not.toMatch(/<script|<img/);
  // well-formed: whoever reads it as XML finds an svg and no fault
  expect(readTwiml(svg, {})).toMatchObject({ problem: expect.stringContaining('<svg>') });
});
