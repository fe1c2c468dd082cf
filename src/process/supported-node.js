// @ts-check
// Plain JavaScript without imports, so that a Node that is too old for the rest can run it. `npm run` scripts run it first,
// because such a Node may not know the option --import. src/main.ts imports it before the rest.
const NEEDED = { major: 20, minor: 19 };

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED.major || (major === NEEDED.major && minor < NEEDED.minor)) {
  console.error(
    `Class Groups cannot run on Node ${process.versions.node}: it needs Node ${NEEDED.major}.${NEEDED.minor} or later. Install a newer Node (https://nodejs.org), then run the same command again.`,
  );
  process.exit(1);
}
