import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";

/** The path of the explorer that works without internet access. */
export const EXPLORER_PATH = "/explorer";

/** The editor's first document: a roster, and the mutation that this server exists for. */
export const FIRST_DOCUMENT = `query Roster($courseId: ID! = "561294") {
  course(id: $courseId) {
    group {
      name
      memberCount
      members(first: 10) {
        nodes {
          userId
          role
          nameCard
          mutedUntil
        }
      }
    }
  }
}

mutation FixNames($courseId: ID! = "561294") {
  syncClassNicknames(courseId: $courseId) {
    __typename
    ... on SyncClassNicknamesSuccess {
      syncedAt
    }
    ... on MutationError {
      message
    }
  }
}
`;
/** A course of the simulator's school. It is also the document's default, for editors that cannot preset variables. */
const FIRST_VARIABLES = { courseId: "561294" };
export const FIRST_HEADERS = { "x-request-id": "from-the-explorer" };

/** Apollo Sandbox at `/`. Its page loads scripts from Apollo's servers. */
export const sandbox = (): ApolloServerPlugin =>
  ApolloServerPluginLandingPageLocalDefault({
    embed: true,
    document: FIRST_DOCUMENT,
    variables: FIRST_VARIABLES,
    headers: FIRST_HEADERS,
  });
