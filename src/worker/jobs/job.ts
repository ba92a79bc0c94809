import type { Hotline } from '../../domain/calls/hotline.ts';
import type { Runner } from '../../domain/calls/run-flow.ts';
import type { Carrier } from '../../domain/carrier/carrier.ts';
import type { GateName } from '../../domain/carrier/gate.ts';
import type { PinHasher } from '../../domain/customers/pin-hasher.ts';
import type { DrillLine } from '../../domain/drill/drill.ts';
import type { ReportPost } from '../../domain/monthly-reports/report-mail.ts';
import type { Retention } from '../../domain/privacy/retention.ts';
import type { Outlets } from '../../domain/proofs/give-out-checkpoint.ts';
import type { PushOutcome } from '../../domain/push/push-sender.ts';
import type { Transcriber } from '../../domain/recordings/run-transcriber.ts';
import type { RecordingStorage } from '../../domain/recordings/storage.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Encryption } from '../../platform/encryption.ts';
import type { Logger } from '../../platform/log.ts';
import type { ClaimedTimer } from '../../platform/timers/claimed-timers-store.ts';
import type { TimerKind } from '../../platform/timers/timer.ts';
import type { Urls } from '../../telephony/twilio/webhook-urls.ts';

/** What jobs need of the service. */
export interface JobDeps {
  database: Database;
  runner: Runner;
  hotline: Hotline;
  carrier: Carrier;
  pins: PinHasher;
  storage: RecordingStorage;
  /** writes down what recordings say; undefined: nobody here does */
  transcriber: Transcriber | undefined;
  /** how long each class of data is kept */
  retention: Retention;
  urls: Urls;
  /** by which name what is asked of the carrier is in hand, see `presence.ts`; left out: nobody's */
  owner?: string;
  /** how many calls a second the carrier takes from us */
  callsPerSecond: number;
  /** how many texts */
  messagesPerSecond: number;
  /** how devices are notified */
  push: { encryption: Encryption; subject: string; showsCustomer: boolean };
  /** how monthly reports are sent; undefined: none is */
  reports: ReportPost | undefined;
  /** whence and how often the line is tried; undefined: it is not */
  drills: DrillLine | undefined;
  /** where checkpoints of the ledger go each night */
  outlets: Outlets;
  /** told what a push service made of a notification */
  onKnock?: (outcome: PushOutcome) => void;
  /** told how late each work is begun, milliseconds */
  onBegun?: (kind: TimerKind, lateMs: number) => void;
  /** told that a gate had been shut for longer than can be */
  onGateReset?: (gate: GateName) => void;
  now: () => Date;
  log: Logger;
}

/** Due work of one kind. Doing it twice does no harm; what it throws is tried again when the lease is over. */
export type Job = (deps: JobDeps, timer: ClaimedTimer) => Promise<void>;
