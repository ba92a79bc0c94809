import { absenceEndpoints } from './absence-endpoints.ts';
import { callEndpoints } from './call-endpoints.ts';
import { callbackEndpoints } from './callback-endpoints.ts';
import { changeTicketEndpoints } from './change-ticket-endpoints.ts';
import type { ApiDeps } from './deps.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { listenEndpoint } from './listen-endpoint.ts';
import { onCallEndpoints } from './on-call-endpoints.ts';
import { openTicketEndpoint } from './open-ticket-endpoint.ts';
import { pageEndpoints } from './page-endpoints.ts';
import { recordingEndpoints } from './recording-endpoints.ts';
import { reportEndpoints } from './report-endpoints.ts';
import { shiftEndpoints } from './shift-endpoints.ts';
import { ticketEndpoints } from './ticket-endpoints.ts';
import { updateEndpoints } from './update-endpoints.ts';

/** Every call of the API that needs the token. */
export function endpoints(deps: ApiDeps): AnyEndpoint[] {
  return [
    ...ticketEndpoints(deps),
    openTicketEndpoint(deps),
    ...changeTicketEndpoints(deps),
    listenEndpoint(deps),
    ...callEndpoints(deps),
    ...pageEndpoints(deps),
    ...callbackEndpoints(deps),
    ...onCallEndpoints(deps),
    ...absenceEndpoints(deps),
    ...shiftEndpoints(deps),
    ...updateEndpoints(deps),
    ...recordingEndpoints(deps),
    ...reportEndpoints(deps),
  ];
}
