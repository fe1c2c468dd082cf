import { answerParent } from "./process.js";

/** Loaded before the server as it ships, which knows nothing of the bench: reports the process's usage to its parent. */
answerParent();
