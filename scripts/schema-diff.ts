import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { type Change, CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema, type GraphQLSchema } from "graphql";

const SDL = "schema/schema.graphql";
const DIRECTIVES = "scripts/federation.graphql";
const CHANGESETS = ".changeset";
const MAJOR = /^---\n(?:.*\n)*?.*: *major\n(?:.*\n)*?---/;

/**
 * Tells how the schema differs from an earlier commit's, and fails on what breaks clients unless a changeset says major.
 * Compares with the commit that is named, or else with main as it was before this work.
 */
async function main(named: string | undefined): Promise<number> {
  const base = named ?? earlierMain();
  if (base === null) return say("There is no earlier commit to compare the schema with.");
  const before = show(base, SDL);
  if (before === null) return say(`There was no ${SDL} in ${base}: nothing to compare with.`);

  const changes = await diff(read(before), read(readFileSync(SDL, "utf8")));
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  say(
    changes.length === 0
      ? `The schema is what it was in ${base}.`
      : `Against ${base}:\n${changes.map(line).join("\n")}`,
  );
  if (breaking.length === 0) return 0;
  if (saysMajor()) return say("Some of this breaks clients, and a changeset says so.");
  say(
    "What is marked BREAKING breaks clients. Keep the old way beside the new one, or say `major` in a changeset.",
  );
  return 1;
}

function say(text: string): number {
  console.log(text);
  return 0;
}

const line = ({ criticality, message }: Change): string => `  ${criticality.level.padEnd(13)} ${message}`;

const read = (sdl: string): GraphQLSchema =>
  buildSchema(`${sdl.replace(/^extend schema .*$/m, "")}\n${readFileSync(DIRECTIVES, "utf8")}`);

/** On main itself, that is the commit before; elsewhere, main. */
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
