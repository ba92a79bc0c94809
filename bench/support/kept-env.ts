const { PATH, NODE_COMPILE_CACHE } = process.env;

/** What a process of a benchmark has of this one's environment: where others share what they have compiled, it does, too. */
export const KEPT: NodeJS.ProcessEnv = {
  PATH,
  ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }),
};
