import { Pool } from "pg";

/** A slower database counts as down. No call should wait longer for its permit. */
const ANSWER_WITHIN_MS = 500;
const CONNECTIONS = 5;

/** Connections to PostgreSQL. They open at the first query, so a database that is down fails that query. */
export function openDatabase(
  url: string,
  onTrouble: (error: Error) => void,
  { answerWithinMs = ANSWER_WITHIN_MS, connectWithinMs = ANSWER_WITHIN_MS } = {},
): Pool {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: answerWithinMs,
    application_name: "class-groups",
    keepAlive: true,
  });
  // Without a listener, an idle connection that breaks would end the process.
  pool.on("error", onTrouble);
  // So would one that breaks in a transaction. Its statements fail, so the error is not lost.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
