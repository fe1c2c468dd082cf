/** Requests of an exact size, for each limit. */
export type LargeRequest = (size: number) => { readonly body: string };

const json = (query: string, more: object = {}) => ({ body: JSON.stringify({ query, ...more }) });
const many = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(" ");

/** The tokens around the numbers: 16 before, 8 after. */
const withTokens: LargeRequest = (tokens) =>
  json(
    `{_entities(representations:[{__typename:"Course" id:"1" x:[${"1 ".repeat(tokens - 24)}]}]){__typename}}`,
  );

const withCharacters: LargeRequest = (characters) => json("{ __typename } #".padEnd(characters, "x"));

const withDefinitions: LargeRequest = (count) =>
  json(
    many(count, (index) => `query Q${index} { __typename }`),
    { operationName: "Q0" },
  );

/** Ids inside owners of groups inside owners. */
export const withDepth: LargeRequest = (depth) => {
  const levels = Array.from({ length: depth - 1 }, (_, level) =>
    level === 0 ? 'group(id: "gone") {' : level % 2 === 1 ? "owner {" : "group {",
  );
  return json(`{ ${levels.join(" ")} id ${"}".repeat(levels.length)} }`);
};

const withFields: LargeRequest = (count) => {
  const inFragment = Math.floor((count - 2) / 2);
  const fields = "id ".repeat(inFragment);
  const rest = "id ".repeat(count - 2 - 2 * inFragment);
  return json(
    `{ a: course(id: "1") { ...F ${rest} } b: course(id: "1") { ...F } } fragment F on Course { ${fields} }`,
  );
};

const withAliases: LargeRequest = (count) => json(`{ ${many(count, (index) => `a${index}: __typename`)} }`);

const withRootFields: LargeRequest = (count) => json(`{ ${"__typename ".repeat(count)} }`);

const withMutations: LargeRequest = (count) =>
  json(
    `mutation { __typename ${many(count, (index) => `m${index}: syncClassNicknames(courseId: "x") { __typename }`)} }`,
  );

/** GraphQL has two directives for fields and forbids repeating them, so most of these are unknown to it. */
const withDirectives: LargeRequest = (count) => {
  const known = ["@include(if: true)", "@skip(if: false)"];
  return json(`{ __typename ${many(count, (index) => known[index] ?? `@unknown${index}`)} }`);
};

const withRepresentations: LargeRequest = (count) =>
  json("query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", {
    variables: { r: Array.from({ length: count }, (_, index) => ({ __typename: "Course", id: `${index}` })) },
  });

/** 500 courses, 1 each, with a group (10 + 1) and its members (10 + 1 + 1 for each). */
const withComplexity: LargeRequest = (cost) =>
  json(
    `query ($r: [_Any!]!, $first: Int) { _entities(representations: $r) {
       ... on Course { group { members(first: $first) { nodes { userId } } } }
     } }`,
    {
      variables: {
        r: Array.from({ length: 500 }, (_, index) => ({ __typename: "Course", id: `${index}` })),
        first: cost / 500 - 23,
      },
    },
  );

const withBytes: LargeRequest = (bytes) => {
  const { body } = json("{ __typename }");
  return { body: body.padEnd(bytes, " ") };
};

/** The body and its variables add two levels. */
const withJsonDepth: LargeRequest = (depth) => ({
  body: `{"query":"{ __typename }","variables":{"x":${"[".repeat(depth - 2)}${"]".repeat(depth - 2)}}}`,
});

/** `query`, `variables` and this many more. */
const withJsonKeys: LargeRequest = (keys) =>
  json("{ __typename }", {
    variables: Object.fromEntries(Array.from({ length: keys - 2 }, (_, index) => [`k${index}`, 1])),
  });

const withJsonItems: LargeRequest = (items) =>
  json("{ __typename }", { variables: { x: Array.from({ length: items }, () => 1) } });

export const LARGE_REQUESTS = {
  LIMIT_BODY_BYTES: withBytes,
  LIMIT_JSON_DEPTH: withJsonDepth,
  LIMIT_JSON_KEYS: withJsonKeys,
  LIMIT_JSON_ITEMS: withJsonItems,
  LIMIT_DOCUMENT_CHARACTERS: withCharacters,
  LIMIT_TOKENS: withTokens,
  LIMIT_DEFINITIONS: withDefinitions,
  LIMIT_DEPTH: withDepth,
  LIMIT_FIELDS: withFields,
  LIMIT_ALIASES: withAliases,
  LIMIT_ROOT_FIELDS: withRootFields,
  LIMIT_MUTATIONS: withMutations,
  LIMIT_DIRECTIVES: withDirectives,
  LIMIT_REPRESENTATIONS: withRepresentations,
  LIMIT_COMPLEXITY: withComplexity,
} as const;
