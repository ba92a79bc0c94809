import { resolve } from 'node:path';
import type { Area, ValuesOf } from './area.ts';
import { anyText, shownUrl } from './rules.ts';

/** Whom the hotline serves, and what it says. */
export interface ContentConfig {
  /** Undefined: the shipped sample. */
  directoryFile: string | undefined;
  /** Undefined: the shipped ones. Absolute. */
  flowsDir: string | undefined;
  /** Where a customer reads how to update the databases; sent by SMS. */
  updateGuideUrl: string | undefined;
}

export const CONTENT = {
  variables: {
    DIRECTORY_FILE: anyText.optional(),
    FLOWS_DIR: anyText.optional(),
    UPDATE_GUIDE_URL: shownUrl('an http or https URL without user and password').optional(),
  },
} satisfies Area;

export function contentOf(read: ValuesOf<typeof CONTENT>): ContentConfig {
  return {
    directoryFile: read.DIRECTORY_FILE === undefined ? undefined : resolve(read.DIRECTORY_FILE),
    flowsDir: read.FLOWS_DIR === undefined ? undefined : resolve(read.FLOWS_DIR),
    updateGuideUrl: read.UPDATE_GUIDE_URL,
  };
}
