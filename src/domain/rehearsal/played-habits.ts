/** Who picks up does so after this long. */
export const ANSWER_MS = 20_000;
/** Whoever is on the phone looks at their texts again after this long. */
export const LOOK_AGAIN_MS = 30_000;
/** A ticket that was missed so long ago is looked at no more. */
export const AFTER_MISS_MS = 3_600_000;
