import { renderGraphiQL } from "@graphql-yoga/render-graphiql";

/** The editor's first document: a roster that both subgraphs answer, and its changes as they happen. */
const FIRST_DOCUMENT = `query JoinedRoster {
  course(id: "561294") {
    title
    teacher {
      fullName
    }
    group {
      name
      memberCount
      members(first: 10) {
        nodes {
          userId
          role
          nameCard
          officialName
          user {
            fullName
          }
        }
      }
    }
  }
}

subscription GroupChanged {
  groupChanged(id: "course-561294") {
    memberCount
    asOf
  }
}
`;

/** An explorer of the joined graph, signed in with a token. Its page refers to nothing on the internet. */
export const explorerPage = (token: string): string =>
  renderGraphiQL({
    title: "Class Groups and the school",
    endpoint: "/graphql",
    defaultQuery: FIRST_DOCUMENT,
    headers: JSON.stringify({ authorization: `Bearer ${token}` }),
  });
