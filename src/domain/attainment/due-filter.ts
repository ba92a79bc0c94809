/** Which promises are looked at: those whose deadline lies in a span, and that fit. */
export interface DueFilter {
  from: Date;
  /** the span is over then */
  until: Date;
  severity: number | null;
  /** the name of a plan */
  plan: string | null;
  /** a customer's number */
  customer: string | null;
}
