import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { LONGEST } from './longest-tests.ts';

const LAST_PROJECT = 'unit';

/** The same order on every machine, whatever ran there before: the longest, then large files before small, then the quick ones. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const { root } = this.ctx.config;
    const placeOf = ({ moduleId, project }: TestSpecification) => {
      const place = LONGEST.findIndex((file) => join(root, file) === moduleId);
      if (place >= 0) return place;
      return LONGEST.length + (project.name === LAST_PROJECT ? 1 : 0);
    };
    // the sort is stable
    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
}
