import type { Growth, Spread } from "./measure.js";

const fixed = (value: number, places: number): string =>
  value.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places });

const cell = ({ median, middleHalf }: Spread, places = 0): string =>
  `${fixed(median, places)} (${middleHalf.map((edge) => fixed(edge, places)).join("–")})`;

/** The tables of docs/performance.md. */
export function tablesOf({ rounds, requests, membersRead, byConnections, byMembers }: Growth): string {
  return [
    `CPU per request in microseconds: medians of ${rounds} rounds of ${fixed(requests, 0)} requests, and the middle half of the rounds:`,
    "",
    "| connections | Q1 | M |",
    "|---:|---:|---:|",
    ...byConnections.map(({ connections, q1, m }) => `| ${connections} | ${cell(q1)} | ${cell(m)} |`),
    "",
    `CPU in microseconds of reading groups page by page, ${fixed(membersRead, 0)} members in each round:`,
    "",
    "| members of a group | pages | CPU per page | CPU per member | vendor calls per page |",
    "|---:|---:|---:|---:|---:|",
    ...byMembers.map(
      ({ members, pages, perPage, perMember, callsPerPage }) =>
        `| ${fixed(members, 0)} | ${pages} | ${cell(perPage)} | ${cell(perMember, 1)} | ${fixed(callsPerPage.median, 2)} |`,
    ),
  ].join("\n");
}
