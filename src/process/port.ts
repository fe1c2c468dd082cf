/** A port that cannot be had, in a sentence for whoever started the program. */
export class PortError extends Error {}

const MOST = 65_535;

/** The port that a variable names; unset or empty, the fallback. Throws a `PortError` for what is no port. */
export function readPort(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
): number {
  const text = env[name]?.trim() || String(fallback);
  if (/^\d{1,5}$/.test(text) && Number(text) <= MOST) return Number(text);
  throw new PortError(`${name} must be a whole number from 0 to ${MOST}; 0 takes any port that is free.`);
}

/**
 * Waits until a server listens. Where another process has the port, it throws a `PortError` that names the variable which
 * changes the port; other errors pass.
 */
export async function named<T>(variable: string, listening: Promise<T>): Promise<T> {
  try {
    return await listening;
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new PortError(
      `Port ${error.port} on ${error.address} is taken by another process. Stop it, or choose another port with ${variable}.`,
      { cause: error },
    );
  }
}

const isTaken = (error: unknown): error is Error & { readonly address: string; readonly port: number } =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";
