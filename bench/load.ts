import { Pool } from "undici";
import { CALLER_HEADERS } from "./callers.js";

const CONNECTIONS = 50;
const ANSWER_WITHIN_MS = 20_000;

/** Posts one request and returns the text of its answer. */
export type Send = (body: string) => Promise<string>;

/** Sends each request once, over a few keep-alive connections, and then closes them. */
export const load = (url: string, bodies: readonly string[], connections = CONNECTIONS): Promise<void> =>
  loadEach(url, bodies, connections, async (body, send) => {
    await send(body);
  });

/** Does each job once, and as many at the same time as there are connections. A job sends one request after the other. */
export async function loadEach<Job>(
  url: string,
  jobs: readonly Job[],
  connections: number,
  run: (job: Job, send: Send) => Promise<void>,
): Promise<void> {
  const pool = poolFor(url, { connections, headersTimeout: ANSWER_WITHIN_MS });
  const { pathname } = new URL(url);
  const remaining = jobs.values();
  const work = async (caller: number) => {
    for (const job of remaining) await run(job, (body) => post(pool, pathname, body, caller));
  };
  try {
    await Promise.all(
      Array.from({ length: Math.min(connections, jobs.length) }, (_, caller) => work(caller)),
    );
  } finally {
    await pool.close();
  }
}

/** Connections to a server on this machine. Load must not reach any other. */
export function poolFor(url: string, options: Pool.Options): Pool {
  const { origin, hostname } = new URL(url);
  if (hostname !== "127.0.0.1") throw new Error(`Load may be sent only to 127.0.0.1, not to ${hostname}.`);
  return new Pool(origin, options);
}

/** Returns the answer to one request. A failure ends the run, because its cost would not be comparable. */
export async function ask(url: string, body: string): Promise<unknown> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 1, headersTimeout: ANSWER_WITHIN_MS });
  try {
    return JSON.parse(await post(pool, pathname, body));
  } finally {
    await pool.close();
  }
}

export const JSON_HEADERS = { "content-type": "application/json", accept: "application/json" } as const;

async function post(pool: Pool, path: string, body: string, caller = 0): Promise<string> {
  const headers = { ...JSON_HEADERS, ...CALLER_HEADERS[caller % CALLER_HEADERS.length] };
  const answer = await pool.request({ method: "POST", path, headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || text.includes('"errors":')) {
    throw new Error(`${answer.statusCode} for ${body.slice(0, 200)}: ${text.slice(0, 500)}`);
  }
  return text;
}
