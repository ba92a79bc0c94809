import type { Environment } from '../../app/config.ts';
import { SHIPPED_FLOWS } from '../../domain/flow-files/load.ts';

/** The folder of flows that the service would take: the operator's, or the shipped one. */
export function flowsFolder(env: Environment): string {
  return env.FLOWS_DIR?.trim() || SHIPPED_FLOWS;
}
