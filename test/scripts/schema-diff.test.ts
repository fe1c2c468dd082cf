import { execFile, execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const SDL = "schema/schema.graphql";
const TSX = pathToFileURL(resolve("node_modules/tsx/dist/loader.mjs")).href;
const SCRIPT = resolve("scripts/schema-diff.ts");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "schema-diff-"));
  for (const path of [SDL, "scripts/federation.graphql", ".changeset/README.md"])
    await cp(path, join(folder, path));
  git("init", "--quiet", "--initial-branch=main");
  commit("initial schema");
});
afterEach(() => rm(folder, { recursive: true }));

const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });

function commit(message: string): void {
  git("add", "--all");
  git(
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.org",
    "commit",
    "--quiet",
    "--allow-empty",
    "-m",
    message,
  );
}

async function change(from: string, to: string): Promise<void> {
  const sdl = await readFile(join(folder, SDL), "utf8");
  expect(sdl).toContain(from);
  await writeFile(join(folder, SDL), sdl.replace(from, to));
}

function schemaDiff(...args: string[]): Promise<{ exitCode: number; printed: string }> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ["--import", TSX, SCRIPT, ...args],
      { cwd: folder },
      (_, stdout, stderr) => done({ exitCode: child.exitCode ?? -1, printed: stdout + stderr }),
    );
  });
}

test("a removed field is a breaking change, also if it is committed on main", async () => {
  await change("  memberCount: Int\n", "  headCount: Int\n");
  commit("a renamed field");
  const { exitCode, printed } = await schemaDiff();
  expect(printed).toMatch(/BREAKING +Field 'memberCount' was removed from object type 'Group'/);
  expect(exitCode).toBe(1);
});

test("a major changeset allows a breaking change", async () => {
  await change("  memberCount: Int\n", "  headCount: Int\n");
  await mkdir(join(folder, ".changeset"), { recursive: true });
  await writeFile(
    join(folder, ".changeset/heads.md"),
    '---\n"class-groups": major\n---\n\nMembers are counted by head.\n',
  );
  commit("a renamed field, with a changeset");
  expect(await schemaDiff()).toMatchObject({
    exitCode: 0,
    printed: expect.stringContaining("a changeset says `major`"),
  });
});

test("a minor changeset does not allow a breaking change", async () => {
  await change("  memberCount: Int\n", "");
  await writeFile(
    join(folder, ".changeset/heads.md"),
    '---\n"class-groups": minor\n---\n\nA major improvement: major.\n',
  );
  commit("a removed field");
  expect((await schemaDiff()).exitCode).toBe(1);
});

test("a new field is listed, and is not a breaking change", async () => {
  await change("  memberCount: Int\n", "  memberCount: Int\n  pinnedMessage: String\n");
  const { exitCode, printed } = await schemaDiff("HEAD");
  expect(printed).toMatch(/NON_BREAKING +Field 'pinnedMessage' was added/);
  expect(exitCode).toBe(0);
});
