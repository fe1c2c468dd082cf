/** For `expect.poll`. Its default limit of one second is too short for a busy machine. */
export const PATIENTLY = { timeout: 60_000, interval: 10 };
