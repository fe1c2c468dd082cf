import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { type Change, CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema, type GraphQLSchema } from "graphql";

const SDL = "schema/schema.graphql";
const DIRECTIVES = "scripts/federation.graphql";
const CHANGESETS = ".changeset";
const MAJOR = /^---\n(?:.*\n)*?.*: *major\n(?:.*\n)*?---/;

/**
 * Shows how the schema differs from an earlier commit. Fails on breaking changes unless a changeset says `major`.
 * Compares with the given commit, or else with main.
 */
async function main(named: string | undefined): Promise<number> {
  const base = named ?? earlierMain();
  if (base === null) return print("There is no earlier commit to compare with.");
  const before = show(base, SDL);
  if (before === null) return print(`There is no ${SDL} in ${base} to compare with.`);

  const changes = await diff(read(before), read(readFileSync(SDL, "utf8")));
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  print(
    changes.length === 0
      ? `The schema has not changed since ${base}.`
      : `Changes since ${base}:\n${changes.map(line).join("\n")}`,
  );
  if (breaking.length === 0) return 0;
  if (saysMajor()) return print("There are breaking changes, and a changeset says `major`.");
  print(
    "Changes marked BREAKING break clients. Keep the old fields beside the new ones, or add a changeset with `major`.",
  );
  return 1;
}

function print(text: string): number {
  console.log(text);
  return 0;
}

const line = ({ criticality, message }: Change): string => `  ${criticality.level.padEnd(13)} ${message}`;

const read = (sdl: string): GraphQLSchema =>
  buildSchema(`${sdl.replace(/^extend schema .*$/m, "")}\n${readFileSync(DIRECTIVES, "utf8")}`);

/** main, or the previous commit if main is checked out. */
function earlierMain(): string | null {
  const head = git("rev-parse", "HEAD");
  const main =
    git("rev-parse", "--verify", "--quiet", "origin/main") ?? git("rev-parse", "--verify", "--quiet", "main");
  if (main !== null && main !== head) return main;
  return git("rev-parse", "--verify", "--quiet", "HEAD~1");
}

const show = (revision: string, path: string): string | null => git("show", `${revision}:${path}`);

function git(...args: string[]): string | null {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
}

function saysMajor(): boolean {
  const files = readdirSync(CHANGESETS).filter((file) => file.endsWith(".md") && file !== "README.md");
  return files.some((file) => MAJOR.test(readFileSync(`${CHANGESETS}/${file}`, "utf8")));
}

process.exitCode = await main(process.argv[2]);
