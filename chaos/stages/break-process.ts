import type { ServiceProcess } from '../support/service-process.ts';
import type { Disturb } from './stage.ts';

/** Killed, and replaced after a while. */
export function killed(choose: () => ServiceProcess): Disturb {
  return async () => {
    const service = choose();
    await service.kill();
    return () => service.start();
  };
}

/** Frozen with everything it held, and then it goes on as if nothing had been. */
export function frozen(choose: () => ServiceProcess): Disturb {
  return async () => {
    const service = choose();
    service.freeze();
    return async () => service.thaw();
  };
}

/** Frozen until somebody loses patience, kills it, and starts another. */
export function frozenAndReplaced(choose: () => ServiceProcess): Disturb {
  return async () => {
    const service = choose();
    service.freeze();
    return async () => {
      await service.kill();
      await service.start();
    };
  };
}

/** Deployed anew under load: it ends in good order, and another takes its place. */
export function redeployed(choose: () => ServiceProcess): Disturb {
  return async () => {
    const service = choose();
    const stopping = service.stop();
    return async () => {
      await stopping;
      await service.start();
    };
  };
}
