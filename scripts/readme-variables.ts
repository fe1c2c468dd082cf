import { describeVariables } from "../src/config/config.js";

const START = "<!-- variables: made by `npm run emit` from src/config/config.ts -->";
const END = "<!-- /variables -->";

/** Puts the table of variables between its marks in the README. */
export function withVariables(readme: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md must hold the marks ${START} and ${END}.`);
  return `${readme.slice(0, start + START.length)}\n${table()}\n${readme.slice(end)}`;
}

function table(): string {
  const rows = describeVariables().map(({ name, fallback, description }) => {
    const shown = fallback === "" || fallback === "required" ? fallback : `\`${fallback}\``;
    return `| \`${name}\` | ${shown} | ${description} |`;
  });
  return ["| variable | default | what it is |", "|---|---|---|", ...rows].join("\n");
}
