import type { Sql } from "./sql.js";

/** The database, or one of its transactions. */
interface Connection {
  query(text: string): Promise<{ rows: unknown[] }>;
}

/**
 * SQL over the embedded database, every statement planned once: here planning takes ten to fifty milliseconds, in which this
 * process does nothing else. The database has one session, so what was prepared stays.
 */
export function preparedSql(): (connection: Connection) => Sql {
  const names = new Map<string, string>();
  const nameOf = async (connection: Connection, text: string): Promise<string> => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `prepared_${names.size}`;
    names.set(text, name);
    try {
      await connection.query(`prepare ${name} as ${text}`);
    } catch (error) {
      names.delete(text);
      throw error;
    }
    return name;
  };
  return (connection) => ({
    async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      if (values.length === 0) return (await connection.query(text)).rows as Row[];
      const name = await nameOf(connection, text);
      return (await connection.query(`execute ${name}(${values.map(literal).join(", ")})`)).rows as Row[];
    },
  });
}

/** EXECUTE takes no bound values, so they are written out; quotes are doubled, and nothing else has a meaning in a string. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  throw new TypeError(`A ${typeof value} cannot be bound.`);
}
