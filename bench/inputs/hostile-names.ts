import { doubling, type HostileInput, marks, operation, times } from "./hostile-input.js";

const SET_NAMES =
  "mutation ($names: [OfficialNameInput!]!) { setOfficialNames(input: { names: $names }) { __typename ... on InvalidInputError { problems { path message } } } }";

/** Official names. */
export const HOSTILE_NAMES: readonly HostileInput[] = [
  {
    name: "official names of combining marks",
    sizes: doubling(1_000),
    body: (n) => operation(SET_NAMES, { names: times(n, () => ({ userId: "u", name: marks(796) })) }),
  },
  {
    name: "too many official names",
    sizes: doubling(100_000),
    body: (n) => operation(SET_NAMES, { names: times(n, () => ({ userId: "u", name: "n" })) }),
  },
  {
    name: "a search for an official name",
    sizes: doubling(4_000_000),
    body: (n) =>
      operation("query ($search: String) { officialNames(search: $search) { nodes { name } } }", {
        search: "a".repeat(n),
      }),
  },
];
