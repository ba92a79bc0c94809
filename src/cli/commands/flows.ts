import type { Environment } from '../../app/config.ts';
import { FLOW_RULES } from '../../app/flow-rules.ts';
import type { Flow } from '../../domain/flow/flow.ts';
import { flowGraph } from '../../domain/flow/flow-graph.ts';
import { type FlowMeasures, measureFlow } from '../../domain/flow/measure-flow.ts';
import type { Script } from '../../domain/flow/script.ts';
import { SPEECH_RATE } from '../../domain/flow/speech-time.ts';
import type { Way } from '../../domain/flow/way.ts';
import { loadScript } from '../../domain/flow-files/load.ts';
import { HotlineError } from '../../platform/errors.ts';
import { drawFlow } from '../support/draw-flow.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { flowsFolder } from '../support/flows-folder.ts';
import { shownPath } from '../support/shown-path.ts';
import { print, printJson } from '../support/terminal.ts';
import { writeOutput } from '../support/write-output.ts';

export interface FlowsOptions {
  flow?: string;
  flows?: string;
  svg?: string;
  json?: boolean;
}

/** `hotline flows`: Markdown with a graph and measures a flow, as many editors and forges show it. */
export async function showFlows(options: FlowsOptions, env: Environment): Promise<ExitCode> {
  const script = loadScript(shownPath(options.flows ?? flowsFolder(env)), FLOW_RULES);
  if (options.svg !== undefined) return writeDrawing(options.svg, script, options.flow ?? 'caller');
  const flows = chooseFlows(script, options.flow);
  const shown = flows.map((flow) => ({
    flow: flow.flow,
    mermaid: flowGraph(flow),
    measures: measureFlow(flow, script),
  }));
  if (options.json) printJson({ speech: SPEECH_RATE, flows: shown });
  else {
    for (const { flow, mermaid, measures } of shown) {
      print(`## ${flow}`, '', '```mermaid', mermaid, '```', '', ...tableOf(measures), '');
    }
    print(assumptions());
  }
  return OK;
}

async function writeDrawing(file: string, script: Script, name: string): Promise<ExitCode> {
  const [flow] = chooseFlows(script, name);
  const words = script.prompts.get('en') ?? [...script.prompts.values()][0];
  if (flow) await writeOutput(file, drawFlow(flow, words), 0o666);
  print(`${name} is drawn in ${file}`);
  return OK;
}

function chooseFlows(script: Script, name: string | undefined): Flow[] {
  const flows = [...script.flows.values()];
  const chosen = name === undefined ? flows : flows.filter(({ flow }) => flow === name);
  if (chosen.length > 0) return chosen;
  const known = [...script.flows.keys()].join(', ');
  throw new HotlineError(
    'not-found',
    name === undefined ? 'There is no flow in this folder.' : `There is no flow "${name}".`,
    known === '' ? {} : { remedy: `Choose one of: ${known}.` },
  );
}

/** The measures as a Markdown table, a row a way and language. */
function tableOf(measures: readonly FlowMeasures[]): string[] {
  const rows = measures.flatMap(({ language, critical, longest }) => [
    ...rowOf(language, 'ring to critical ticket, known number', critical.knownNumber),
    ...rowOf(language, 'ring to critical ticket, unknown number', critical.unknownNumber),
    ...rowOf(language, `longest path${longest.certain ? '' : ' found'}`, longest),
  ]);
  return [
    '| language | way | keys | s listening | s interrupting | states that speak |',
    '| --- | --- | --: | --: | --: | --- |',
    ...rows,
  ];
}

function rowOf(language: string, name: string, way: Way | null): string[] {
  if (way === null) return [];
  const { keys, listeningSeconds, interruptingSeconds, states } = way;
  const seconds = [listeningSeconds, interruptingSeconds].map((value) => value.toFixed(1)).join(' | ');
  return [`| ${language} | ${name} | ${keys} | ${seconds} | ${states.join(' → ')} |`];
}

function assumptions(): string {
  const { charactersPerSecond, secondsPerDigit, secondsBetweenSentences } = SPEECH_RATE;
  return [
    `Speech at ${charactersPerSecond} characters a second, ${secondsPerDigit} s a digit,`,
    `${secondsBetweenSentences} s after a sentence. Listening hears every prompt to its end; interrupting presses as soon`,
    'as keys are taken and hears only what no key interrupts. Customer number and PIN have 6 digits and a hash key.',
    'The longest path comes to no state twice and has no wrong key.',
  ].join('\n');
}
