import { expect, test } from "@playwright/test";
import { apiPaths } from "@/lib/url/paths";
import { CONSOLE, executionUrl, listUrl, scope } from "./console";

const origin = new URL(CONSOLE || "http://127.0.0.1").origin;

test("an unknown execution is a not-found page that names what was looked for", async ({ page }) => {
  const response = await page.goto(executionUrl("no-such-run"));
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: /not found/i })).toBeVisible();
  await expect(page.getByText("no-such-run").first()).toBeVisible();
  await expect(page.getByText(scope.project).first()).toBeVisible();
});

test("a malformed query is a 400 with a problem body and no stack", async ({ request }) => {
  for (const query of ["?limit=-1", "?limit=many", "?phase=blue", "?token=abc", "?sort=shoe-size"]) {
    const response = await request.get(`${origin}${apiPaths.executions(scope)}${query}`);
    expect(response.status(), query).toBe(400);
    const body: unknown = await response.json();
    expect(body).toMatchObject({ problem: { code: "invalid" } });
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\bat .*\.js:\d/);
  }
});

test("a body that is no launch request is refused at the edge", async ({ request }) => {
  const response = await request.post(`${origin}${apiPaths.launch(scope)}`, {
    data: { entity: "?" },
    headers: { origin },
  });
  expect(response.status()).toBe(400);
  expect(await response.json()).toMatchObject({ problem: { code: "invalid" } });
});

test("an empty list says that it is empty, a filter that matches nothing says that", async ({ page }) => {
  await page.goto(listUrl("?name=zzzz-no-run-has-this-name"));
  await expect(page.getByText(/no executions match/i)).toBeVisible();
});
