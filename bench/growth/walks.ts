import type { Send } from "../load.js";

const PAGE = 100;

const QUERY = `query Page($id: ID!, $first: Int!, $after: String) {
  group(id: $id) {
    name
    members(first: $first, after: $after) {
      nodes { id userId role nameCard joinedAt lastMessageAt messageDelivery mutedUntil }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface PageAnswer {
  readonly data: {
    readonly group: {
      readonly members: {
        readonly nodes: readonly unknown[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    };
  };
}

/** A different group each time, so that no walk shares a page with another. The vendor stub reads the size from the id. */
export const groupsOf = (members: number, count: number, round: number): string[] =>
  Array.from({ length: count }, (_, index) => `group-${round}-${index}-members-${members}`);

export const pagesOf = (members: number): number => Math.ceil(members / PAGE);

/** Reads all members of a group, page by page, as a client does. */
export async function walk(id: string, members: number, send: Send): Promise<void> {
  let read = 0;
  let after: string | null = null;
  for (let page = 0; page < pagesOf(members); page += 1) {
    const body: string = JSON.stringify({
      operationName: "Page",
      query: QUERY,
      variables: { id, first: PAGE, after },
    });
    const answer = JSON.parse(await send(body)) as PageAnswer;
    const { nodes, pageInfo } = answer.data.group.members;
    read += nodes.length;
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) break;
  }
  if (read !== members) throw new Error(`${id} has ${members} members, but its pages had ${read}.`);
}
