import { expect, test } from 'vitest';
import { flowGraph } from '../../../../src/domain/flow/flow-graph.ts';
import { readFlow } from './flows.ts';

test('a state is a shape, a way on an arrow, and a way of silence a dotted one', () => {
  const flow = readFlow({
    'initial-state': 'ask',
    states: {
      ask: {
        type: 'menu',
        say: 'ask',
        keys: { 1: 'end', 2: 'end', 3: 'ask' },
        'give-up': 'end',
      },
      end: { type: 'end', say: 'end' },
    },
  });
  expect(flowGraph(flow)).toBe(
    [
      'flowchart TD',
      '  start((" ")) --> s1',
      '  s1{{"ask"}}',
      '  s2(["end"])',
      '  s1 -->|"1, 2"| s2',
      '  s1 -->|"3"| s1',
      '  s1 -.->|"give-up"| s2',
    ].join('\n'),
  );
});

test('no name can break out of its label', () => {
  const name = '"]; <script>#quot;&';
  const flow = readFlow({ 'initial-state': name, states: { [name]: { type: 'end', say: 'x' } } });
  expect(flowGraph(flow)).toContain('s1(["#34;]; #60;script#62;#35;quot;#38;"])');
});

test('a state that does not exist is drawn all the same', () => {
  const flow = readFlow({
    'initial-state': 'talk',
    states: { talk: { type: 'bridge', say: 'x', next: 'nowhere' } },
  });
  expect(flowGraph(flow)).toContain('s1 -->|"next"| unknown("nowhere?")');
});
