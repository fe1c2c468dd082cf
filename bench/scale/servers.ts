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

/** So small that Node collects garbage often. A server with a memory leak would crash. */
const HEAP = "--max-old-space-size=128";
const WARM_UP_ITEMS = 600;
const WARM_UP_WITHIN_MS = 60_000;
const FIRST_START_WITHIN_MS = 120_000;

/** One server with the embedded store, or this number of replicas with PostgreSQL. */
export type Replicas = number | "embedded";

/** Server processes in front of the simulator. */
export interface Servers extends AsyncDisposable {
  readonly all: readonly BulkServer[];
  readonly first: BulkServer;
  /** Null if the store is embedded. */
  readonly postgres: Postgres | null;
  /** Starts a server to replace one that has ended. */
  replace(index: number): Promise<void>;
}

export interface ServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The database URL of the server at this index. Default: the real one. */
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
      // A server stopped by this process exits with 0 or by SIGKILL.
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
 * Starts a server's first bulk operation, which also creates its store. On a busy machine that can take longer than a
 * request's time limit, so the start is repeated. The idempotency key prevents a second operation.
 */
export async function firstStart(start: () => Promise<string>): Promise<string> {
  let id: string | undefined;
  await waitUntil(
    async () => {
      id = await start().catch(() => undefined);
      return id !== undefined;
    },
    { timeoutMs: FIRST_START_WITHIN_MS, what: "the server accepts its first bulk operation" },
  );
  return String(id);
}

/** Opens the store and compiles code before a measurement. */
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
