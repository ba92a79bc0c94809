import { foldWord } from '../flow/order-words.ts';

/** How far a change of anti-virus signatures is. The customer hears of each stage. */
export const STAGES = ['received', 'in-analysis', 'built', 'released', 'confirmed'] as const;
type Stage = (typeof STAGES)[number];

/** What an engineer may say of a change; `received` is said by the hotline, `confirmed` by the customer. */
export const ENGINEER_STAGES = ['in-analysis', 'built', 'released'] as const satisfies readonly Stage[];
export type EngineerStage = (typeof ENGINEER_STAGES)[number];

/** A change goes forward, and may skip a stage; only an objection takes it back. */
export function mayFollow(from: Stage, to: Stage): boolean {
  return STAGES.indexOf(to) > STAGES.indexOf(from);
}

/** The words for stages in all languages, folded. */
export type StageWords = ReadonlyMap<string, string>;

/**
 * Reads `built`, or `released 24.11.7`, as an engineer types it: the stage, by a word for it, by its name or by its place
 * (1, 2, 3), and the version that was released.
 */
export function readStage(
  text: string,
  words: StageWords,
): { stage: EngineerStage; version: string | null } | null {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const word = foldWord(first.replace(/[:.,]+$/, ''));
  const stage = ENGINEER_STAGES.find(
    (known, index) => word === known || word === String(index + 1) || words.get(word) === known,
  );
  if (!stage) return null;
  const version = rest.join(' ').trim();
  return { stage, version: version === '' ? null : version };
}
