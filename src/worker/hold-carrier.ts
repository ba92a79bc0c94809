import type { Carrier } from '../domain/carrier/carrier.ts';
import { HotlineError } from '../platform/errors.ts';

/**
 * The carrier in the hands of one term of a worker: once that is over, no order leaves any more, since another may have given
 * it, or have decided otherwise. Questions may still be asked.
 * @param holds see `Term`
 * @returns its orders throw `overtaken`: certainly not done
 */
export function holdCarrier(carrier: Carrier, holds: () => boolean): Carrier {
  const order = async <Answer>(give: () => Promise<Answer>): Promise<Answer> => {
    if (holds()) return give();
    throw new HotlineError('overtaken', 'this worker hung in the meantime, so the request was not sent');
  };
  return {
    ...carrier,
    startCall: (call) => order(() => carrier.startCall(call)),
    redirectCall: (sid, url) => order(() => carrier.redirectCall(sid, url)),
    endCall: (sid) => order(() => carrier.endCall(sid)),
    sendSms: (message) => order(() => carrier.sendSms(message)),
  };
}
