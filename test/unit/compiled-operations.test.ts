import { buildSchema, type GraphQLSchema, type OperationDefinitionNode, parse } from "graphql";
import { expect, test } from "vitest";
import { CompiledOperations } from "../../src/graphql/execution/compiled.js";

const schema = (): GraphQLSchema => {
  const built = buildSchema("type Query { items: [Item] name: String } type Item { id: ID value: Int }");
  const fields = built.getQueryType()?.getFields();
  if (fields?.["items"] === undefined || fields["name"] === undefined) throw new Error("no fields");
  fields["items"].resolve = () => [
    Promise.reject(new Error("first")),
    new Promise((resolve) => setTimeout(() => resolve({ id: "second", value: 2 }), 5)),
    { id: "third", value: new Error("unread") },
    Promise.reject(new Error("fourth")),
  ];
  fields["name"].resolve = () => "a name";
  return built;
};

function operation(text: string) {
  const document = parse(text);
  return [document.definitions[0] as OperationDefinitionNode, document] as const;
}

test("an operation is compiled at its third use", async () => {
  const operations = new CompiledOperations(schema());
  const parsed = operation("{ name }");
  expect(await operations.get(...parsed)).toBeNull();
  expect(await operations.get(...parsed)).toBeNull();
  expect(await operations.get(...parsed)).not.toBeNull();
});

test("requests that come together compile an operation once", async () => {
  const operations = new CompiledOperations(schema(), 1);
  const parsed = operation("{ name }");
  const compiled = await Promise.all(Array.from({ length: 5 }, () => operations.get(...parsed)));
  expect(new Set(compiled).size).toBe(1);
  expect(compiled[0]).not.toBeNull();
});

test("introspection is not compiled", async () => {
  const operations = new CompiledOperations(schema(), 1);
  expect(await operations.get(...operation("{ name __schema { types { name } } }"))).toBeNull();
  expect(
    await operations.get(...operation('{ ...In } fragment In on Query { __type(name: "Item") { name } }')),
  ).toBeNull();
  expect(await operations.get(...operation("{ name __typename }"))).not.toBeNull();
});

test("items whose promises reject are null in their own places, each with an error", async () => {
  const run = await new CompiledOperations(schema(), 1).get(...operation("{ items { id value } }"));
  const result = await run?.({}, {});
  expect(result?.data).toEqual({
    items: [null, { id: "second", value: 2 }, { id: "third", value: null }, null],
  });
  expect(result?.errors?.map(({ message, path }) => [message, path]).toSorted()).toEqual([
    ["first", ["items", 0]],
    ["fourth", ["items", 3]],
    ["unread", ["items", 2, "value"]],
  ]);
});

test("at most 200 operations stay compiled", async () => {
  const operations = new CompiledOperations(schema(), 1);
  const first = operation("{ name }");
  const compiled = await operations.get(...first);
  expect(await operations.get(...first)).toBe(compiled);
  for (let index = 0; index < 200; index += 1) await operations.get(...operation(`query Q${index} { name }`));
  expect(await operations.get(...first)).not.toBe(compiled);
});
