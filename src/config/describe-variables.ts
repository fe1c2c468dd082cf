import { z } from "zod";
import { VARIABLES } from "./config.js";

export interface VariableDoc {
  readonly name: string;
  readonly fallback: string;
  readonly description: string;
}

/** Each variable with its default and meaning, for the table in docs/configuration.md. */
export function describeVariables(): readonly VariableDoc[] {
  return Object.entries(VARIABLES).map(([name, schema]) => ({
    name,
    fallback: fallbackOf(schema),
    description: schema.description ?? "",
  }));
}

function fallbackOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodPipe) return fallbackOf(schema.in as z.ZodType);
  if (schema instanceof z.ZodDefault) return String(schema.def.defaultValue);
  return schema instanceof z.ZodOptional ? "" : "required";
}
