import { readFileSync } from "node:fs";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client/core";
import { relayStylePagination } from "@apollo/client/utilities";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compose, type Gateway, startHiveGateway } from "../../demo/gateway.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { sendTo, startApp, type TestApp } from "../support/app.js";

const MEMBERS = 7;
const PAGE = 3;
const possibleTypes = JSON.parse(readFileSync("schema/possible-types.json", "utf8")) as Record<
  string,
  string[]
>;

let app: TestApp;
let gateway: Gateway;
beforeAll(async () => {
  app = await startApp({
    school: aSchool({
      courses: [aCourse({ id: "1001" })],
      groups: [aGroup({ id: "1001", members: MEMBERS }), aGroup({ id: "course-1001", members: MEMBERS })],
    }),
  });
  gateway = await startHiveGateway(
    compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]),
    0,
    gatewayConfigFrom({ NODE_ENV: "development" }),
  );
});
beforeEach(() => app.simulator.world.reset());
afterAll(async () => {
  await gateway.close();
  await app.close();
});

const ROSTER = gql`
  query Roster($after: String) {
    group(id: "course-1001") {
      id
      members(first: 3, after: $after) {
        edges {
          cursor
          node {
            id
            userId
            nameCard
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;
const FIX_NAMES = gql`
  mutation FixNames($courseId: ID!) {
    syncClassNicknames(courseId: $courseId) {
      __typename
      ... on VendorError {
        vendor
      }
      ... on MutationError {
        message
      }
    }
  }
`;
const RENAME = gql`
  mutation Rename($userId: ID!) {
    updateGroupMember(input: { groupId: "course-1001", userId: $userId, nameCard: "New" }) {
      ... on UpdateGroupMemberSuccess {
        groupMember {
          id
          nameCard
        }
      }
    }
  }
`;
const SAME_IDS = gql`
  {
    group(id: "1001") {
      id
      name
    }
    course(id: "1001") {
      id
      group {
        id
        memberCount
      }
    }
  }
`;

describe("Apollo Client, set up as in docs/clients.md", () => {
  const client = () =>
    new ApolloClient({
      link: new HttpLink({ uri: gateway.url }),
      cache: new InMemoryCache({
        possibleTypes,
        typePolicies: { Group: { fields: { members: relayStylePagination(["roles"]) } } },
      }),
    });

  test("the pages of edges add up to the whole roster", async () => {
    const apollo = client();
    const roster = apollo.watchQuery<any>({ query: ROSTER });
    const subscription = roster.subscribe({});
    await expect.poll(() => roster.getCurrentResult().data?.group).toBeDefined();
    let page: any = roster.getCurrentResult().data;
    let pages = 1;
    for (; page.group.members.pageInfo.hasNextPage; pages += 1) {
      const { endCursor } = page.group.members.pageInfo;
      page = (await roster.fetchMore({ variables: { after: endCursor } })).data;
    }
    const loaded = () =>
      roster.getCurrentResult().data?.group?.members?.edges?.map((edge: any) => edge.node.userId) ?? [];
    await expect.poll(() => new Set(loaded()).size).toBe(MEMBERS);
    expect(loaded()).toHaveLength(MEMBERS);
    expect(pages).toBe(Math.ceil(MEMBERS / PAGE));
    subscription.unsubscribe();
  });

  test("fragments on interfaces match", async () => {
    app.simulator.faults.add({ kind: "code", code: 147, vendor: "classin" });
    const { data } = await client().mutate<any>({ mutation: FIX_NAMES, variables: { courseId: "1001" } });
    app.simulator.faults.clear();
    expect(data?.syncClassNicknames).toMatchObject({
      __typename: "CourseNotFoundError",
      vendor: "CLASSIN",
      message: expect.any(String),
    });
  });

  test("a change updates the cached roster", async () => {
    const apollo = client();
    const { data } = await apollo.query<any>({ query: ROSTER });
    const { id, userId } = data.group.members.edges[1].node;
    await apollo.mutate({ mutation: RENAME, variables: { userId } });
    const cached = apollo.readQuery<any>({ query: ROSTER });
    const member = cached.group.members.edges.find((edge: any) => edge.node.id === id);
    expect(member.node.nameCard).toBe("New");
  });

  test("a course and a group with the same id are not mixed up", async () => {
    const { data } = await client().query<any>({ query: SAME_IDS });
    expect(data).toMatchObject({
      group: { id: "1001" },
      course: { id: "1001", group: { id: "course-1001" } },
    });
  });
});

describe("urql with its normalized cache, set up as in docs/clients.md", () => {
  const client = async () => {
    const { data } = await sendTo<any>(
      gateway.url,
      "{ __schema { queryType { name } mutationType { name } subscriptionType { name } types { kind name possibleTypes { kind name } fields(includeDeprecated: true) { name type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } args { name type { kind name ofType { kind name } } } } interfaces { name } } } }",
    );
    return new Client({
      url: gateway.url,
      preferGetMethod: false,
      exchanges: [
        cacheExchange({ schema: data, resolvers: { Group: { members: relayPagination() } } }),
        fetchExchange,
      ],
    });
  };

  test("the pages of edges add up to the whole roster, and a change updates it", async () => {
    const urql = await client();
    let after: string | null = null;
    let loaded: any[] = [];
    for (;;) {
      const { data, error } = await urql.query(ROSTER, { after }).toPromise();
      expect(error).toBeUndefined();
      loaded = data.group.members.edges;
      if (!data.group.members.pageInfo.hasNextPage) break;
      after = data.group.members.pageInfo.endCursor;
    }
    expect(new Set(loaded.map(({ node }) => node.userId)).size).toBe(MEMBERS);
    await urql.mutation(RENAME, { userId: loaded[1].node.userId }).toPromise();
    const { data } = await urql.query(ROSTER, { after: null }, { requestPolicy: "cache-only" }).toPromise();
    expect(data.group.members.edges[1].node.nameCard).toBe("New");
  });

  test("fragments on interfaces match", async () => {
    app.simulator.faults.add({ kind: "code", code: 147, vendor: "classin" });
    const { data } = await (await client()).mutation(FIX_NAMES, { courseId: "1001" }).toPromise();
    app.simulator.faults.clear();
    expect(data.syncClassNicknames).toMatchObject({
      __typename: "CourseNotFoundError",
      vendor: "CLASSIN",
      message: expect.any(String),
    });
  });
});
