import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BulkServer, environmentFor } from "../../test/support/bulk-server.js";
import { type Postgres, startPostgres } from "../../test/support/postgres.js";
import { waitUntil } from "../../test/support/wait-until.js";
import type { Headers } from "./callers.js";
import { endsWithUs } from "./children.js";
import { updates } from "./school.js";
import type { SimulatorProcess } from "./simulator-process.js";

/** So small that Node collects before what is left over could be taken for growth; a server that grew would end. */
const HEAP = "--max-old-space-size=128";
const WARM_UP_ITEMS = 600;
const WARM_UP_WITHIN_MS = 60_000;
const FIRST_START_WITHIN_MS = 120_000;

/** One server with the embedded store, or so many replicas on a PostgreSQL. */
export type Replicas = number | "embedded";

/** Server processes in front of the simulator. */
export interface Servers extends AsyncDisposable {
  readonly all: readonly BulkServer[];
  readonly first: BulkServer;
  /** Null where the store is the embedded one. */
  readonly postgres: Postgres | null;
  /** Starts a server in the place of one that has ended. */
  replace(index: number): Promise<void>;
}

export interface ServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where the server at this place finds the database. Default: where it is. */
  readonly databaseUrl?: (url: string, index: number) => Promise<string>;
}

export async function startServers(
  simulator: SimulatorProcess,
  replicas: Replicas,
  { env = {}, databaseUrl = async (url) => url }: ServerOptions = {},
): Promise<Servers> {
  const postgres = replicas === "embedded" ? null : await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), "class-groups-scale-"));
  const all: BulkServer[] = [];
  const start = async (index: number) => {
    const store: Record<string, string> =
      postgres === null
        ? { DATA_DIR: join(folder, "data") }
        : { DATABASE_URL: await databaseUrl(postgres.url, index), REPLICAS: String(replicas) };
    const server = new BulkServer({ ...environmentFor(simulator, store), NODE_OPTIONS: HEAP, ...env });
    endsWithUs(server.process);
    server.process.once("exit", (code, signal) => {
      // Stopped by us, it ends with 0 or by our SIGKILL.
      if (code !== 0 && signal !== "SIGKILL")
        process.stderr.write(`A server ended with ${code ?? signal}:\n${server.out.slice(-2_000)}\n`);
    });
    all[index] = server;
    await server.url();
  };
  const dispose = async () => {
    await Promise.all(all.map((server) => server.kill("SIGTERM")));
    await postgres?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(
      Array.from({ length: replicas === "embedded" ? 1 : replicas }, (_, index) => start(index)),
    );
    const [first] = all;
    if (first === undefined) throw new Error("No server.");
    return { all, first, postgres, replace: start, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/**
 * Starts the first bulk operation of a server, which also makes its store. On a busy machine that can take longer than a
 * request may, so the start is repeated. The same idempotency key gives the same operation.
 */
export async function firstStart(start: () => Promise<string>): Promise<string> {
  let id: string | undefined;
  await waitUntil(
    async () => {
      id = await start().catch(() => undefined);
      return id !== undefined;
    },
    { timeoutMs: FIRST_START_WITHIN_MS, what: "the server takes its first bulk operation" },
  );
  return String(id);
}

/** So that what follows is measured with the store open and the code warm. */
export async function warmUp(
  { first, all }: Servers,
  simulator: SimulatorProcess,
  headers: Headers = {},
): Promise<void> {
  const input = { updates: updates(WARM_UP_ITEMS), idempotencyKey: randomUUID() };
  const id = await firstStart(() => first.accept(input, headers));
  await Promise.all(all.map((server) => server.end(id, WARM_UP_WITHIN_MS, headers)));
  await simulator.reset();
}
