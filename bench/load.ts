import { Pool } from "undici";
import { CALLER_HEADERS } from "./callers.js";

const CONNECTIONS = 50;
const ANSWER_WITHIN_MS = 20_000;

/** Sends each request once, over a few keep-alive connections, and then closes them. */
export async function load(url: string, bodies: readonly string[]): Promise<void> {
  const { origin, hostname, pathname } = new URL(url);
  if (hostname !== "127.0.0.1") throw new Error(`Load may be sent only to 127.0.0.1, not to ${hostname}.`);
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: ANSWER_WITHIN_MS });
  const remaining = bodies.values();
  const work = async (caller: number) => {
    for (const body of remaining) await post(pool, pathname, body, caller);
  };
  try {
    await Promise.all(
      Array.from({ length: Math.min(CONNECTIONS, bodies.length) }, (_, caller) => work(caller)),
    );
  } finally {
    await pool.close();
  }
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

async function post(pool: Pool, path: string, body: string, caller = 0): Promise<string> {
  const headers = {
    "content-type": "application/json",
    accept: "application/json",
    ...CALLER_HEADERS[caller % CALLER_HEADERS.length],
  };
  const answer = await pool.request({ method: "POST", path, headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || text.includes('"errors":')) {
    throw new Error(`${answer.statusCode} for ${body.slice(0, 200)}: ${text.slice(0, 500)}`);
  }
  return text;
}
