import { Pool } from "pg";

/** Shorter than anybody should wait for a slot; a database that takes longer counts as gone. */
const ANSWER_WITHIN_MS = 500;
const CONNECTIONS = 5;

/** Connections to PostgreSQL. They are made when they are needed, so a database that is down is found out by whoever asks. */
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
  // A connection that breaks while nobody uses it would otherwise end the process.
  pool.on("error", onTrouble);
  // So would one that breaks in a transaction. Its statements fail, so whoever uses it is told anyway.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
