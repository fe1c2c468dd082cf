/** A port that cannot be used. The message is for the person who started the program. */
export class PortError extends Error {}

const MAX_PORT = 65_535;

/** The port in a variable, or the fallback if it is unset or empty. Throws a `PortError` if it is not a port. */
export function readPort(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
): number {
  const text = env[name]?.trim() || String(fallback);
  if (/^\d{1,5}$/.test(text) && Number(text) <= MAX_PORT) return Number(text);
  throw new PortError(`${name} must be a whole number from 0 to ${MAX_PORT}; 0 takes any free port.`);
}

/**
 * Waits until a server listens. If another process has the port, throws a `PortError` that names the variable to change.
 * Other errors pass through.
 */
export async function named<T>(variable: string, listening: Promise<T>): Promise<T> {
  try {
    return await listening;
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new PortError(
      `Port ${error.port} on ${error.address} is used by another process. Stop it, or choose another port with ${variable}.`,
      { cause: error },
    );
  }
}

const isTaken = (error: unknown): error is Error & { readonly address: string; readonly port: number } =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";
