/** The demo's server alone has this address. */
const ADDRESS = "/demo/behind-the-scenes";

/** A call from the server to a vendor. */
export interface VendorCall {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly vendor: string;
  readonly operation: string;
  readonly succeeded: boolean;
  readonly code: number | null;
  readonly why: string | null;
  readonly attempts: number;
  readonly tookMs: number;
}

/** How many calls a second a vendor allows, for all commands or for one. */
export interface Budget {
  readonly name: string;
  readonly inUse: number;
  readonly limit: number;
  readonly waiting: number;
}

export interface Circuit {
  readonly vendor: string;
  readonly state: string;
}

export const FAULTS = ["throttle", "down", "slow", "odd"] as const;
export type FaultName = (typeof FAULTS)[number];
export type Action = FaultName | "rename" | "join";

export interface ActiveFault {
  readonly name: FaultName;
  readonly secondsLeft: number;
}

/** What goes on behind the page now. A part is null if the server or the simulator does not answer. */
export interface Scene {
  readonly calls: readonly VendorCall[];
  readonly callsInLastSecond: number;
  readonly vendors: { readonly circuits: readonly Circuit[]; readonly budgets: readonly Budget[] } | null;
  readonly faults: readonly ActiveFault[] | null;
}

/** What a student has done. */
export type Happened =
  | { readonly kind: "renamed"; readonly userId: string; readonly nameCard: string }
  | { readonly kind: "joined"; readonly userId: string };

/** Whether this server has the panel. The built page has a file that says no. */
export async function isOffered(signal: AbortSignal): Promise<boolean> {
  const response = await fetch("/demo.json", { signal });
  if (!response.ok) return false;
  const { behindTheScenes } = (await response.json()) as { readonly behindTheScenes?: boolean };
  return behindTheScenes === true;
}

export async function look(signal: AbortSignal | undefined): Promise<Scene> {
  const response = await fetch(ADDRESS, { signal: signal ?? null });
  if (!response.ok) throw new Error(`The demo's server answered ${response.status}.`);
  return (await response.json()) as Scene;
}

/** Returns what a student has done. Null for a fault. */
export async function act(action: Action): Promise<Happened | null> {
  const response = await fetch(ADDRESS, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ action }),
  });
  if (!response.ok) throw new Error(`The demo's server answered ${response.status}.`);
  return ((await response.json()) as { readonly happened: Happened | null }).happened;
}
