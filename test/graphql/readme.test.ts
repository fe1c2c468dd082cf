import { readFile } from "node:fs/promises";
import { buildASTSchema, type DocumentNode, Kind, parse, validate } from "graphql";
import { beforeAll, expect, test } from "vitest";
import { CLASSIN_ERRNO } from "../../src/classin/errno.js";
import { STUDENT_SYNC_CODES } from "../../src/classin/v2/codes.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { IM_ERROR_CODES } from "../../src/tencent-im/error-code.js";
import { startApp } from "../support/app.js";
import { storeFolder } from "../support/store.js";

/** Some codes of ClassIn are in both of its tables. */
const CODES = new Set([...CLASSIN_ERRNO.keys(), ...STUDENT_SYNC_CODES.keys()]).size + IM_ERROR_CODES.size;

let readme = "";
let clients = "";
beforeAll(async () => {
  readme = await readFile("README.md", "utf8");
  clients = await readFile("docs/clients.md", "utf8");
});

const examples = (): DocumentNode[] =>
  [...`${readme}\n${clients}`.matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => parse(text ?? ""));

test("every query and mutation of the README and docs/clients.md succeeds", async () => {
  await using folder = await storeFolder();
  await using app = await startApp({ folder: folder.path });
  const documents = examples();
  expect(documents).toHaveLength(5);
  for (const document of documents) {
    const { data, errors } = await app.send<Record<string, { __typename?: string } | null>>(document);
    expect(errors).toEqual([]);
    for (const field of Object.values(data ?? {})) {
      expect(field).not.toBeNull();
      if (field?.__typename !== undefined) expect(field.__typename).toMatch(/Success$/);
    }
  }
});

test("the README's table of failures names every error type of the schema, and no others", () => {
  const { sdl } = buildSubgraph();
  const types = parse(sdl).definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value.endsWith("Error") ? node.name.value : [],
  );
  const table = readme.slice(readme.indexOf("## When something fails"), readme.indexOf("## Where to go on"));
  const named = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) =>
    [...(cell ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(named.toSorted()).toEqual(types.toSorted());
});

test("the Chinese README shows the same queries and names the same failures", async () => {
  const chinese = await readFile("README.zh-CN.md", "utf8");
  const queriesIn = (page: string) => [...page.matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => text);
  const english = new Set(queriesIn(readme).map((text) => operationName(text)));
  for (const query of queriesIn(chinese)) expect(english).toContain(operationName(query));
  const schema = buildSubgraph().schema;
  for (const query of queriesIn(chinese)) expect(validate(schema, parse(query ?? ""))).toEqual([]);
  const errorsIn = (page: string) => new Set(page.match(/`\w+Error`/g));
  expect(errorsIn(chinese)).toEqual(errorsIn(readme));
  expect(chinese).toContain(`${CODES} 个`);
});

const operationName = (text = ""): string => /(?:query|mutation) (\w+)/.exec(text)?.[1] ?? "";

test("the README has the right number of documented codes", () => {
  expect(readme).toContain(`Each of the ${CODES} codes`);
});

test("the examples are valid against the emitted schema", async () => {
  const schema = buildASTSchema(parse(await readFile("schema/schema.graphql", "utf8")), {
    assumeValidSDL: true,
  });
  for (const document of examples()) expect(validate(schema, document)).toEqual([]);
});
