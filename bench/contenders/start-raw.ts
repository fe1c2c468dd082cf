import { fastify } from "fastify";
import { serveParent } from "../process.js";
import type { NameCardInput, VendorWork } from "./vendor-work.js";

interface Variables {
  readonly id: string;
  readonly input: NameCardInput;
  readonly representations: readonly { readonly id: string }[];
}

const ANSWERS: Readonly<Record<string, (work: VendorWork, variables: Variables) => Promise<object>>> = {
  async Q1(work, { id }) {
    const [group] = await work.readGroups([id]);
    if (group == null) return { group: null };
    const { name, type, memberCount } = group;
    return { group: { name, type, memberCount } };
  },
  async M(work, { input }) {
    return { updateGroupMember: await work.setNameCard(input) };
  },
  async Q50(work, { representations }) {
    const groups = await work.readGroups(representations.map(({ id }) => id));
    const entities = groups.map(
      (group) =>
        group && { id: group.id, name: group.name, type: group.type, memberCount: group.memberCount },
    );
    return { _entities: entities };
  },
  async QM(work, { id }) {
    const [[group], nodes] = await Promise.all([work.readGroups([id]), work.readMembers(id, 100)]);
    return { group: group && { name: group.name, members: { nodes } } };
  },
};

/** A hand-written proxy for these four requests, without GraphQL. */
export async function startRaw(work: VendorWork): Promise<void> {
  const server = fastify();
  server.post<{ Body: { operationName: string; variables: Variables } }>("/graphql", async (request) => {
    const { operationName, variables } = request.body;
    return { data: await ANSWERS[operationName]?.(work, variables) };
  });
  serveParent(`${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`);
}
