/** For `expect.poll`. Its own limit, a second, is too short for a busy machine. */
export const PATIENTLY = { timeout: 60_000, interval: 10 };
