import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { waitUntil } from "./wait-until.js";

const DEBIAN = "/usr/lib/postgresql";

/** A temporary PostgreSQL server on this machine with an empty database. */
export interface Postgres extends AsyncDisposable {
  readonly url: string;
  /** Stops it at once and drops its connections. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** `auth`: how roles other than the administrator `test` authenticate. */
export async function startPostgres({ auth = "trust" } = {}): Promise<Postgres> {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), "class-groups-postgres-"));
  const data = join(folder, "data");
  const user = unprivileged();
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const as = { ...user, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C", HOME: folder } };
  const initdb = ["--pgdata", data, "--username", "test", "--auth", "trust", "--encoding", "UTF8"];
  execFileSync(join(bin, "initdb"), [...initdb, "--no-sync"], { ...as, stdio: "ignore" });
  writeFileSync(join(data, "pg_hba.conf"), `host all test all trust\nhost all all all ${auth}\n`);

  const port = await freePort();
  const url = `postgres://test@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | null = null;
  let said = "";

  const stop = async () => {
    const running = server;
    server = null;
    if (running === null || running.exitCode !== null) return;
    running.kill("SIGQUIT");
    await once(running, "exit");
  };
  const start = async () => {
    const options = ["-D", data, "-p", `${port}`, "-k", folder, "-h", "127.0.0.1", "-F"];
    server = spawn(join(bin, "postgres"), options, { ...as, stdio: ["ignore", "ignore", "pipe"] });
    server.stderr?.on("data", (text) => (said += text));
    await waitUntil(() => answers(url), { timeoutMs: 60_000, what: "PostgreSQL starts" }).catch(() => {
      throw new Error(`PostgreSQL did not start:\n${said}`);
    });
  };
  const killNow = () => server?.kill("SIGQUIT");
  process.once("exit", killNow);
  await start();
  return {
    url,
    start,
    stop,
    async [Symbol.asyncDispose]() {
      process.off("exit", killNow);
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(":"),
    "/usr/local/bin",
    ...versions.map((version) => join(DEBIAN, version, "bin")),
  ];
  const found = folders.find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
  if (found === undefined) {
    throw new Error("There is no PostgreSQL on this machine. Install it: apt-get install postgresql.");
  }
  return found;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (name: string, flag: string) =>
    Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }).toString());
  for (const name of ["postgres", "nobody"]) {
    try {
      return { uid: idOf(name, "-u"), gid: idOf(name, "-g") };
    } catch {
      // Try the next one.
    }
  }
  throw new Error("PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody`.");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
