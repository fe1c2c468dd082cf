import { defineConfig } from "drizzle-kit";

/** `npm run migrations` compares the tables with the last migration and writes the next one. Needs no database. */
export default defineConfig({
  dialect: "postgresql",
  schema: "src/store/schema.ts",
  out: "src/store/migrations",
});
