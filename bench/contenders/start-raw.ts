import { fastify } from "fastify";
import type { Services } from "../../src/graphql/context.js";
import { serveParent } from "../process.js";
import { services as createServices, newCall } from "./setup.js";
import { type NameCardInput, readGroups, readMembers, setNameCard } from "./vendor-work.js";

interface Variables {
  readonly id: string;
  readonly input: NameCardInput;
  readonly representations: readonly { readonly id: string }[];
}

type Answer = (services: Services, variables: Variables, requestId: string) => Promise<object>;

const ANSWERS: Readonly<Record<string, Answer>> = {
  async Q1(services, { id }, requestId) {
    const [group] = await readGroups(services, [id], newCall(requestId));
    if (group == null) return { group: null };
    const { name, type, memberCount } = group;
    return { group: { name, type, memberCount } };
  },
  async M(services, { input }, requestId) {
    return { updateGroupMember: await setNameCard(services, input, newCall(requestId)) };
  },
  async Q50(services, { representations }, requestId) {
    const ids = representations.map(({ id }) => id);
    const groups = await readGroups(services, ids, newCall(requestId));
    const present = groups.map(
      (group) =>
        group && { id: group.id, name: group.name, type: group.type, memberCount: group.memberCount },
    );
    return { _entities: present };
  },
  async QM(services, { id }, requestId) {
    const call = newCall(requestId);
    const [[group], members] = await Promise.all([
      readGroups(services, [id], call),
      readMembers(services, id, 100, call),
    ]);
    const nodes = members.map(
      ({ id, userId, role, nameCard, joinedAt, lastMessageAt, messageDelivery, mutedUntil }) => ({
        id,
        userId,
        role,
        nameCard,
        joinedAt,
        lastMessageAt,
        messageDelivery,
        mutedUntil,
      }),
    );
    return { group: group && { name: group.name, members: { nodes } } };
  },
};

/**
 * The floor: a hand-written proxy for these four requests, without GraphQL. Requests use `clients` vendor clients in
 * turn. Only requests that use the same client share reads.
 */
export async function startRaw(clients: number): Promise<void> {
  const services = Array.from({ length: clients }, () => createServices());
  let requests = 0;
  const server = fastify();
  server.post<{ Body: { operationName: string; variables: Variables } }>("/graphql", async (request) => {
    const { operationName, variables } = request.body;
    requests += 1;
    const own = services[requests % clients];
    const data = own && (await ANSWERS[operationName]?.(own, variables, request.id));
    return { data };
  });
  serveParent(`${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`);
}
