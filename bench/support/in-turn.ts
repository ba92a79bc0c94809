import type { Rounds } from './figures.ts';

export interface Turns {
  rounds: number;
  /** both have played before: nothing has to warm up */
  isWarm?: boolean;
  /** plays one round, resolves to its value */
  reference: () => Promise<number>;
  service: () => Promise<number>;
}

/** A B A B … A: each round of the service stands between two of the reference. The first of each warms up and is not counted, unless they are warm. */
export async function measureInTurn(
  named: Pick<Rounds, 'name' | 'better'>,
  { rounds, isWarm = false, reference, service }: Turns,
): Promise<Rounds> {
  if (!isWarm) {
    await reference();
    await service();
  }
  const values = { reference: [await reference()], service: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    values.service.push(await service());
    values.reference.push(await reference());
  }
  return { ...named, ...values };
}
