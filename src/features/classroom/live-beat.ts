/** Either side of a socket says something when it has said nothing for a while; whoever hears nothing for long leaves and comes back. */
export const beatEveryMs = 10_000;
export const silenceMs = 25_000;

/** The server closes with this code when coming back by itself would not help. */
export const closedForGood = 4403;
