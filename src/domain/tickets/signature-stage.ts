/** How far a change of anti-virus signatures is. The customer hears of each stage. */
export const STAGES = ['received', 'in-analysis', 'built', 'released', 'confirmed'] as const;
export type Stage = (typeof STAGES)[number];

/** What an engineer may say of a change; `received` is said by the hotline, `confirmed` by the customer. */
export const ENGINEER_STAGES = ['in-analysis', 'built', 'released'] as const satisfies readonly Stage[];
export type EngineerStage = (typeof ENGINEER_STAGES)[number];

/** A change goes forward, and may skip a stage; only an objection takes it back. */
export function mayFollow(from: Stage, to: Stage): boolean {
  return STAGES.indexOf(to) > STAGES.indexOf(from);
}

const WORDS: Record<EngineerStage, readonly string[]> = {
  'in-analysis': ['analysis', 'analysing', 'analyse', 'in-analysis', '1'],
  built: ['built', 'build', 'gebaut', '2'],
  released: ['released', 'release', 'freigegeben', 'veröffentlicht', '3'],
};

/** Reads `freigegeben 24.11.7` as an engineer types it: the stage, and the version that was released. */
export function readStage(text: string): { stage: EngineerStage; version: string | null } | null {
  const [word = '', ...rest] = text.trim().split(/\s+/);
  const stage = ENGINEER_STAGES.find((known) =>
    WORDS[known].includes(word.toLowerCase().replace(/[:.,]+$/, '')),
  );
  if (!stage) return null;
  const version = rest.join(' ').trim();
  return { stage, version: version === '' ? null : version };
}
