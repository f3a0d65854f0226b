import { type Browser, chromium, type Page } from "@playwright/test";
import { CHROMIUM, CHROMIUM_ARGS, ensureChromium } from "@/e2e/stack/chromium";

export async function openBrowser(): Promise<Browser> {
  ensureChromium();
  return chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
}

/** A page with an empty cache; errors of the page end the bench. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => process.stderr.write(`error on the page: ${error.message}\n`));
  return page;
}
