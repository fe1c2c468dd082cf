/** The measured operations, which represent typical client requests. */
export type OperationName = "Q1" | "M" | "Q50" | "QM";

export interface Operation {
  readonly what: string;
  readonly query: string;
  /** A different group each time, to avoid cache hits. */
  readonly variables: (turn: number) => Record<string, unknown>;
  /** Requests per round as a share of `--requests`. Operations that cost ten times more are sent a quarter as often. */
  readonly share: number;
}

const groupId = (turn: number): string => `group-${turn % 1000}`;

export const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  Q1: {
    what: "one group's three fields",
    query: "query Q1($id: ID!) { group(id: $id) { name type memberCount } }",
    variables: (turn) => ({ id: groupId(turn) }),
    share: 1,
  },
  M: {
    what: "updateGroupMember, a name card",
    query: `mutation M($input: UpdateGroupMemberInput!) {
      updateGroupMember(input: $input) {
        __typename
        ... on UpdateGroupMemberSuccess { groupMember { id nameCard } }
        ... on MutationError { message }
      }
    }`,
    variables: (turn) => ({
      input: {
        groupId: groupId(turn),
        userId: `student_${turn % 100}`,
        nameCard: `Lin Ya 林雅 ${turn % 10}`,
      },
    }),
    share: 1,
  },
  Q50: {
    what: "_entities of 50 groups, four fields each",
    query: `query Q50($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Group { id name type memberCount } }
    }`,
    variables: (turn) => ({
      representations: Array.from({ length: 50 }, (_, index) => ({
        __typename: "Group",
        id: groupId(turn * 50 + index),
      })),
    }),
    share: 0.25,
  },
  QM: {
    what: "a group with 100 members, eight fields each",
    query: `query QM($id: ID!) {
      group(id: $id) {
        name
        members(first: 100) {
          nodes { id userId role nameCard joinedAt lastMessageAt messageDelivery mutedUntil }
        }
      }
    }`,
    variables: (turn) => ({ id: groupId(turn) }),
    share: 0.25,
  },
};

export const OPERATION_NAMES = Object.keys(OPERATIONS) as OperationName[];

/** The request bodies of a round, created before its measurement. */
export function bodiesOf(name: OperationName, count: number): string[] {
  const { query, variables } = OPERATIONS[name];
  return Array.from({ length: count }, (_, turn) =>
    JSON.stringify({ operationName: name, query, variables: variables(turn) }),
  );
}
