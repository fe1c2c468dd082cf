import type { Sql } from "./sql.js";

/** The database or a transaction. */
interface Connection {
  query(text: string): Promise<{ rows: unknown[] }>;
}

/**
 * SQL over the embedded database. Each statement is planned only once, because planning blocks this process for 10 to 50 ms.
 * The database has one session, so prepared statements stay valid.
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

/** EXECUTE takes no bound values, so they become literals. In a string only the quote is special, so it is doubled. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  throw new TypeError(`A value of type ${typeof value} cannot be an SQL parameter.`);
}
