/** Why an event of a calendar file cannot be taken, said of the event: "it …". */
export class IcalRefusal extends Error {}
