import { compose, type Gateway, startHiveGateway } from "../../demo/gateway.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { ROUTER_SECRET } from "./access.js";
import type { TestApp } from "./app.js";

/** Hive Gateway in front of Class Groups alone, on a free port or on the given one. */
export const startBulkGateway = (app: TestApp, port = 0): Promise<Gateway> =>
  startHiveGateway(
    compose([{ name: "class-groups", url: app.url, sdl: buildSubgraph().sdl }]),
    port,
    gatewayConfigFrom({ ROUTER_SECRET }),
  );

export const portOf = ({ url }: Gateway): number => Number(new URL(url).port);
