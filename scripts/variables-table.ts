import { describeVariables } from "../src/config/describe-variables.js";

const START = "<!-- variables: made by `npm run emit` from src/config -->";
const END = "<!-- /variables -->";

/** Puts the table of variables between its marks in a page. */
export function withVariables(page: string, table: string): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start < 0 || end < start)
    throw new Error(`A page for the variables must hold the marks ${START} and ${END}.`);
  return `${page.slice(0, start + START.length)}\n${table}\n${page.slice(end)}`;
}

export function variablesTable(): string {
  const rows = describeVariables().map(({ name, fallback, description }) => {
    const shown = fallback === "" || fallback === "required" ? fallback : `\`${fallback}\``;
    return `| \`${name}\` | ${shown} | ${description} |`;
  });
  return ["| variable | default | what it is |", "|---|---|---|", ...rows].join("\n");
}
