import { describe, expect, test } from "vitest";
import { answerCorpus, answerWith, ask, CORPUS_ENV, corpusSchool } from "../support/answer-corpus.js";
import { sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({ school: corpusSchool(), env: CORPUS_ENV });
const corpus = answerCorpus();
const operations = [...new Set(corpus.map(({ operation }) => operation))];

describe.for(operations)("an answer of %s", (operation) => {
  test.for(corpus.filter((fixture) => fixture.operation === operation))("$name: $about", async (fixture) => {
    answerWith(app, fixture, fixture.body);
    const { status, data, errors } = await ask(app, fixture.ask);
    expect({ status, data }).toEqual({ status: 200, data: fixture.data });
    expect(errors).toMatchObject(
      (fixture.errors ?? []).map(({ path, code, vendorCode }) => ({
        path,
        extensions: { code, vendorCode },
      })),
    );
    if (fixture.calls !== undefined) expect(app.vendorCalls()[operation]).toBe(fixture.calls);
  });
});
