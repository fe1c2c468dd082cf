import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { ClassPage } from "./class-page/class-page.js";
import { PageState } from "./components/page-state.js";
import { HomePage } from "./home-page/home-page.js";
import { useText } from "./messages/use-text.js";

/** Its reader of CSV files is large, and most visitors never open it. */
const SchoolPage = lazy(async () => ({ default: (await import("./school-page/school-page.js")).SchoolPage }));

/** Which page is at which address. ops/gateways/page.ts lists the same addresses. */
export function Pages() {
  const text = useText();
  return (
    <main id="content" tabIndex={-1}>
      <Switch>
        <Route path="/">
          <HomePage />
        </Route>
        <Route path="/school">
          <Suspense fallback={<PageState title={text("school.title")}>{text("state.loading")}</PageState>}>
            <SchoolPage />
          </Suspense>
        </Route>
        <Route path="/class/:courseId">
          {({ courseId }) => <ClassPage key={courseId} courseId={courseId} />}
        </Route>
        <Route>
          <PageState title={text("app.name")}>{text("state.notFound")}</PageState>
        </Route>
      </Switch>
    </main>
  );
}
