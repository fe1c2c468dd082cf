import { z } from "zod";
import type { SubgraphOptions } from "../graphql/schema.js";

export const SUBGRAPH_VARIABLES = {
  OFFICIAL_NAMES_FROM: z
    .enum(["store", "user"])
    .default("store")
    .describe(
      "Where `GroupMember.officialName` and `nameMatches` get the official name from. `store`: from `setOfficialNames`. `user`: from `User.officialName`, which another subgraph must own. docs/names.md says what this changes in the schema.",
    ),
};

export const subgraphOptions = (
  env: z.output<z.ZodObject<typeof SUBGRAPH_VARIABLES>>,
): Required<SubgraphOptions> => ({ namesFromUser: env.OFFICIAL_NAMES_FROM === "user" });
