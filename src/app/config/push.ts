import { z } from 'zod';
import type { Area, ValuesOf } from './area.ts';
import { matching } from './rules.ts';

/** Notifications of the engineers' app. */
export interface PushConfig {
  push: {
    /** how a push service reaches whoever runs this: RFC 8292, section 2.1 */
    subject: string;
    /** push services beside those of the usual browsers: hosts, or origins */
    services: readonly string[];
    /** whether the customer's name stands on locked screens */
    showsCustomer: boolean;
  };
}

export const PUSH = {
  variables: {
    PUSH_CONTACT: matching(
      /^(mailto:\S+@\S+|https:\/\/\S+)$/,
      'mailto:somebody@example.com or an https URL',
    ).optional(),
    PUSH_SERVICES: matching(
      /^(https?:\/\/)?[\w.-]+(:\d+)?(,(https?:\/\/)?[\w.-]+(:\d+)?)*$/,
      'hosts with commas between them',
    ).optional(),
    PUSH_SHOWS_CUSTOMER: z.enum(['1', '0'], '1 or 0').default('0'),
  },
} satisfies Area;

/** @param publicUrl stands for the contact, where it is one that a push service can reach */
export function pushOf(read: ValuesOf<typeof PUSH>, publicUrl: string): PushConfig {
  const usual = publicUrl.startsWith('https:') ? publicUrl : 'mailto:hotline@example.com';
  return {
    push: {
      subject: read.PUSH_CONTACT ?? usual,
      services: read.PUSH_SERVICES?.split(',') ?? [],
      showsCustomer: read.PUSH_SHOWS_CUSTOMER === '1',
    },
  };
}
