import { RateLimiterMemory } from 'rate-limiter-flexible';

/**
 * How often strangers may guess, kept in memory. Wrong pictures are not here: they are counted on disk.
 *
 * A school shares one address, so that nothing right is ever counted by address: sixty pupils with the right
 * code pass at once, and a class that has joined from an address goes on even when a prankster beside it has
 * used up that address's wrong guesses.
 */
export interface AttemptLimits {
  /** False when the address has guessed too many wrong class codes and this code was never right from there. */
  mayTryClassCode(address: string, code: string): Promise<boolean>;
  noteClassCode(address: string, code: string, wasRight: boolean): Promise<void>;
  mayTryLongCode(address: string): Promise<boolean>;
  noteWrongLongCode(address: string): Promise<void>;
  /** Counts one try to join a class by whomever; false when there are too many for any real class. */
  countJoin(classId: string): Promise<boolean>;
  maySignIn(address: string, email: string): Promise<boolean>;
  noteWrongPassword(address: string, email: string): Promise<void>;
}

const minute = 60;

export function createAttemptLimits(): AttemptLimits {
  const wrongClassCodes = new RateLimiterMemory({ points: 120, duration: 10 * minute });
  const rightClassCodes = new RateLimiterMemory({ points: 1, duration: 60 * minute });
  const wrongLongCodes = new RateLimiterMemory({ points: 60, duration: 10 * minute });
  const joins = new RateLimiterMemory({ points: 600, duration: minute });
  const wrongPasswordsHere = new RateLimiterMemory({ points: 10, duration: 15 * minute });
  const wrongPasswords = new RateLimiterMemory({ points: 50, duration: 15 * minute });
  const wrongPasswordsFromAddress = new RateLimiterMemory({ points: 200, duration: 15 * minute });

  const hasPointsLeft = async (limiter: RateLimiterMemory, key: string): Promise<boolean> => {
    const state = await limiter.get(key);
    return state === null || state.consumedPoints < limiter.points;
  };

  return {
    async mayTryClassCode(address, code) {
      if (await hasPointsLeft(wrongClassCodes, address)) return true;
      return (await rightClassCodes.get(`${address} ${code}`)) !== null;
    },
    async noteClassCode(address, code, wasRight) {
      if (wasRight) await rightClassCodes.penalty(`${address} ${code}`);
      else await wrongClassCodes.penalty(address);
    },
    mayTryLongCode: (address) => hasPointsLeft(wrongLongCodes, address),
    async noteWrongLongCode(address) {
      await wrongLongCodes.penalty(address);
    },
    async countJoin(classId) {
      const state = await joins.penalty(classId);
      return state.consumedPoints <= joins.points;
    },
    async maySignIn(address, email) {
      const checks = await Promise.all([
        hasPointsLeft(wrongPasswordsHere, `${address} ${email}`),
        hasPointsLeft(wrongPasswords, email),
        hasPointsLeft(wrongPasswordsFromAddress, address),
      ]);
      return checks.every(Boolean);
    },
    async noteWrongPassword(address, email) {
      await Promise.all([
        wrongPasswordsHere.penalty(`${address} ${email}`),
        wrongPasswords.penalty(email),
        wrongPasswordsFromAddress.penalty(address),
      ]);
    },
  };
}

/** The process's limits; only the Astro bundle counts attempts. */
export const attemptLimits = createAttemptLimits();
