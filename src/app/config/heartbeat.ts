import type { Area, ValuesOf } from './area.ts';
import { matching, url } from './rules.ts';

export interface HeartbeatConfig {
  /** Told every minute that all is well; who is told there raises the alarm when it stays away. Undefined: nobody is told. */
  heartbeatUrl: string | undefined;
  /** Whether a webhook has to get through from PUBLIC_URL for that. */
  heartbeatThroughPublicUrl: boolean;
}

export const HEARTBEAT = {
  variables: {
    HEARTBEAT_URL: url('an http or https URL').optional(),
    HEARTBEAT_THROUGH_PUBLIC_URL: matching(/^[01]$/, '1, or 0 where workers cannot reach PUBLIC_URL').default(
      '1',
    ),
  },
  secrets: ['HEARTBEAT_URL'],
} satisfies Area;

export function heartbeatOf(read: ValuesOf<typeof HEARTBEAT>): HeartbeatConfig {
  return {
    heartbeatUrl: read.HEARTBEAT_URL,
    heartbeatThroughPublicUrl: read.HEARTBEAT_THROUGH_PUBLIC_URL === '1',
  };
}
