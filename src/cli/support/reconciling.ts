import { type CarrierConfig, ownNumbersOf } from '../../app/config/telephony.ts';
import type { ConfigWithoutKey } from '../../app/config.ts';
import { FLOW_RULES } from '../../app/flow-rules.ts';
import { loadFlows, SHIPPED_FLOWS } from '../../domain/flow-files/load.ts';
import type { Reconciling } from '../../domain/reconciliation/reconcile.ts';
import { now } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { createLogger } from '../../platform/log.ts';
import { createCarrier } from '../../telephony/twilio/client.ts';
import { accountOf } from './carrier-account.ts';

/** The record, the carrier and the hotline that speaks, for a command that asks the carrier what it knows. */
export function reconcilingWith(
  carrier: CarrierConfig,
  config: ConfigWithoutKey,
  database: Database,
): Reconciling {
  const { script } = loadFlows(config.flowsDir ?? SHIPPED_FLOWS, FLOW_RULES);
  return {
    database,
    carrier: createCarrier(accountOf(carrier)),
    hotline: {
      script,
      ...ownNumbersOf(config),
      publicUrl: config.publicUrl,
      unverified: config.unverified,
      listeningIn: config.listeningIn,
    },
    log: createLogger('silent'),
    now,
  };
}
