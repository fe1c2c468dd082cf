import { expect, test } from "vitest";
import { commandLine, readArguments } from "../../cli/arguments.js";

const NICKNAMES = ["nicknames", "--courses", "courses.csv"];
const problemsOf = (args: readonly string[], env: Record<string, string> = {}) => {
  const read = readArguments(args, env);
  return read.ok ? [] : read.error;
};

test.for<[string, string[], Record<string, string>, string | null]>([
  ["a local gateway", ["--url", "http://127.0.0.1:4000/graphql"], { CLASS_GROUPS_TOKEN: "t" }, null],
  [
    "a remote gateway over HTTPS",
    ["--url", "https://gateway.example/graphql"],
    { CLASS_GROUPS_TOKEN: "t" },
    null,
  ],
  ["a remote gateway over HTTP, without a token", ["--url", "http://gateway.example/graphql"], {}, null],
  [
    "a token over plain HTTP",
    ["--url", "http://gateway.example/graphql"],
    { CLASS_GROUPS_TOKEN: "t" },
    "sent unencrypted",
  ],
  ["a malformed token", ["--url", "http://localhost"], { CLASS_GROUPS_TOKEN: "a\nb" }, "no token has"],
  ["a password in the address", ["--url", "https://a:b@gateway.example"], {}, "no name and password"],
  ["a file URL", ["--url", "file:///etc/passwd"], {}, "https:// or http://"],
  ["no URL", [], {}, "Say where the gateway is"],
  ["contradictory options", ["--dry-run", "--cancel"], {}, "contradict"],
  ["a patience that is not a number", ["--dry-run", "--patience", "soon"], {}, "number of seconds"],
  ["a result that overwrites the input", ["--dry-run", "--result", "./courses.csv"], {}, "would overwrite"],
  ["an unknown option", ["--token", "t"], {}, "--token"],
])("%s", ([, args, env, problem]) => {
  const problems = problemsOf([...NICKNAMES, ...args], env);
  if (problem === null) expect(problems).toEqual([]);
  else expect(problems).toEqual([expect.stringContaining(problem)]);
});

test("no problem repeats the token", () => {
  const problems = problemsOf(NICKNAMES, { CLASS_GROUPS_TOKEN: "canary token" });
  expect(problems.join()).not.toContain("canary");
});

test("the suggested command is quoted for the shell", () => {
  const read = readArguments(
    ["members", "--file", "term's start.csv", "--key", "autumn", "--dry-run", "--url", "http://localhost/"],
    {},
  );
  if (!read.ok || read.value === "help" || !("resultPath" in read.value)) throw new Error("not read");
  expect(commandLine(read.value, "--cancel")).toBe(
    String.raw`npm run bulk -- members --file 'term'\''s start.csv' --key autumn --url http://localhost/ --cancel`,
  );
});
