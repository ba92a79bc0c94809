import { ACCOUNT_ROUTES } from './account/account-routes.ts';
import { SECOND_FACTOR_ROUTES } from './account/second-factor-routes.ts';
import { SIGN_IN_ROUTES } from './account/sign-in-routes.ts';
import { SINGLE_SIGN_ON_ROUTES } from './account/single-sign-on-routes.ts';
import { AUDIT_ROUTES } from './audit/audit-routes.ts';
import { BOARD_ROUTES } from './board/board-routes.ts';
import { CALL_ROUTES } from './calls/call-routes.ts';
import { RECORDING_ROUTES } from './calls/recording-routes.ts';
import { CALENDAR_ROUTES } from './directory/calendars/calendar-routes.ts';
import { CUSTOMER_ROUTES } from './directory/customers/customer-routes.ts';
import { UPDATE_ROUTES } from './directory/customers/update-routes.ts';
import { DIRECTORY_ROUTES } from './directory/directory-routes.ts';
import { IMPORT_ROUTES } from './directory/import/import-routes.ts';
import { PLAN_ROUTES } from './directory/plans/plan-routes.ts';
import { SEAT_ROUTES } from './directory/seats/seat-routes.ts';
import { SUPERVISOR_ROUTES } from './directory/supervisors/supervisors-routes.ts';
import { EMERGENCY_ROUTES } from './emergencies/emergency-routes.ts';
import { FIRST_STEPS_ROUTES } from './first-steps/first-steps-routes.ts';
import { MINE_ROUTES } from './mine/mine-routes.ts';
import { MONTHLY_REPORT_ROUTES } from './monthly-reports/monthly-report-routes.ts';
import { LINK_ROUTES } from './page-link/link-routes.ts';
import { PRIVACY_ROUTES } from './privacy/privacy-routes.ts';
import { READINESS_ROUTES } from './readiness/readiness-routes.ts';
import { TEST_DOOR_ROUTES } from './readiness/test-door-routes.ts';
import { REHEARSAL_ROUTES } from './rehearsal/rehearsal-routes.ts';
import { DUTY_ROUTES } from './reports/duty-routes.ts';
import { FIGURES_ROUTES } from './reports/figures-routes.ts';
import type { Route } from './route.ts';
import { ENGINEER_ROUTES } from './schedules/engineer-routes.ts';
import { LAYER_ROUTES } from './schedules/layer-routes.ts';
import { POLICY_ROUTES } from './schedules/policy-routes.ts';
import { SCHEDULE_ROUTES } from './schedules/schedule-routes.ts';
import { SEARCH_ROUTES } from './search/search-routes.ts';
import { ANSWER_ROUTES } from './shifts/answer-routes.ts';
import { ASK_ROUTES } from './shifts/ask-routes.ts';
import { FEED_ROUTES } from './shifts/feed-routes.ts';
import { SHIFT_ROUTES } from './shifts/shift-routes.ts';
import { TEXT_ROUTES } from './texts/text-routes.ts';
import { TICKET_ROUTES } from './ticket/ticket-routes.ts';
import { TICKET_LIST_ROUTES } from './tickets/ticket-list-routes.ts';
import { TOKEN_ROUTES } from './tokens/token-routes.ts';
import { USER_ROUTES } from './users/user-routes.ts';
import { WALL_LINK_ROUTES } from './walls/wall-link-routes.ts';
import { WALL_ROUTES } from './walls/wall-routes.ts';

/** Everything the console can be asked. Of two rows that fit an address the first is taken: `/users/tokens` before `/users/:id`. */
export const CONSOLE_TABLE: readonly Route[] = [
  ...SIGN_IN_ROUTES,
  ...SINGLE_SIGN_ON_ROUTES,
  ...ACCOUNT_ROUTES,
  ...SECOND_FACTOR_ROUTES,
  ...BOARD_ROUTES,
  ...MINE_ROUTES,
  ...EMERGENCY_ROUTES,
  ...SEARCH_ROUTES,
  ...TICKET_LIST_ROUTES,
  ...TICKET_ROUTES,
  ...TEXT_ROUTES,
  ...CALL_ROUTES,
  ...RECORDING_ROUTES,
  ...REHEARSAL_ROUTES,
  ...DUTY_ROUTES,
  ...FIGURES_ROUTES,
  ...AUDIT_ROUTES,
  ...FIRST_STEPS_ROUTES,
  ...DIRECTORY_ROUTES,
  ...CUSTOMER_ROUTES,
  ...MONTHLY_REPORT_ROUTES,
  ...IMPORT_ROUTES,
  ...UPDATE_ROUTES,
  ...SEAT_ROUTES,
  ...PLAN_ROUTES,
  ...CALENDAR_ROUTES,
  ...SUPERVISOR_ROUTES,
  ...ENGINEER_ROUTES,
  ...READINESS_ROUTES,
  ...TEST_DOOR_ROUTES,
  ...SCHEDULE_ROUTES,
  ...LAYER_ROUTES,
  ...POLICY_ROUTES,
  ...SHIFT_ROUTES,
  ...ASK_ROUTES,
  ...ANSWER_ROUTES,
  ...FEED_ROUTES,
  ...TOKEN_ROUTES,
  ...WALL_LINK_ROUTES,
  ...WALL_ROUTES,
  ...LINK_ROUTES,
  ...USER_ROUTES,
  ...PRIVACY_ROUTES,
];
