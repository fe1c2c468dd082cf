import { expect, test } from "vitest";
import { commandLine, readArguments } from "../../cli/arguments.js";

const NICKNAMES = ["nicknames", "--courses", "courses.csv"];
const problemsOf = (args: readonly string[], env: Record<string, string> = {}) => {
  const read = readArguments(args, env);
  return read.ok ? [] : read.error;
};

test.for<[string, string[], Record<string, string>, string | null]>([
  [
    "a gateway on this computer",
    ["--url", "http://127.0.0.1:4000/graphql"],
    { CLASS_GROUPS_TOKEN: "t" },
    null,
  ],
  ["a gateway elsewhere", ["--url", "https://gateway.example/graphql"], { CLASS_GROUPS_TOKEN: "t" }, null],
  ["no token", ["--url", "http://gateway.example/graphql"], {}, null],
  [
    "a token in clear",
    ["--url", "http://gateway.example/graphql"],
    { CLASS_GROUPS_TOKEN: "t" },
    "sent unencrypted",
  ],
  ["a token that is none", ["--url", "http://localhost"], { CLASS_GROUPS_TOKEN: "a\nb" }, "no token has"],
  ["a password in the address", ["--url", "https://a:b@gateway.example"], {}, "no name and password"],
  ["a file as address", ["--url", "file:///etc/passwd"], {}, "https:// or http://"],
  ["no address", [], {}, "Say where the gateway is"],
  ["two wishes", ["--dry-run", "--cancel"], {}, "contradict"],
  ["no patience at all", ["--dry-run", "--patience", "soon"], {}, "number of seconds"],
  ["its own file as result", ["--dry-run", "--result", "./courses.csv"], {}, "would overwrite"],
  ["an option nobody knows", ["--token", "t"], {}, "--token"],
])("%s", ([, args, env, problem]) => {
  const problems = problemsOf([...NICKNAMES, ...args], env);
  if (problem === null) expect(problems).toEqual([]);
  else expect(problems).toEqual([expect.stringContaining(problem)]);
});

test("no problem repeats the token", () => {
  const problems = problemsOf(NICKNAMES, { CLASS_GROUPS_TOKEN: "canary token" });
  expect(problems.join()).not.toContain("canary");
});

test("the command to come back with can be pasted", () => {
  const read = readArguments(
    ["members", "--file", "term's start.csv", "--key", "autumn", "--dry-run", "--url", "http://localhost/"],
    {},
  );
  if (!read.ok || read.value === "help" || !("path" in read.value)) throw new Error("not read");
  expect(commandLine(read.value, "--cancel")).toBe(
    String.raw`npm run bulk -- members --file 'term'\''s start.csv' --key autumn --url http://localhost/ --cancel`,
  );
});
