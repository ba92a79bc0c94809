import type { Job } from './job.ts';

/** The carrier forgets a call or a message of somebody who was erased. */
export const eraseAtCarrier: Job = async ({ carrier }, { subject }) => {
  await carrier.forget(subject);
};
