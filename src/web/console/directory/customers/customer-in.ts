import type { RouteContext } from '../../route.ts';
import { notFound } from '../../turned-away.ts';
import { isCustomerNumber } from './customer-form.ts';
import { type CustomerStory, readCustomer } from './read-customer.ts';

/** The number of an address; what can be no number is one that nobody has. */
export function numberIn({ params: { number = '' } }: Pick<RouteContext, 'params'>): string {
  return isCustomerNumber(number) ? number : notFound();
}

/** The customer of an address. */
export async function customerIn(context: RouteContext): Promise<CustomerStory> {
  return (await readCustomer(context.deps.database, numberIn(context), context.now)) ?? notFound();
}
