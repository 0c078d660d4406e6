package io.tidewatch.dashboard.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Writes a screenshot of every page of a running {@link Showcase} in light, dark and phone width.
 */
public final class Screenshots {
  private Screenshots() {}

  /** Takes them: {@code Screenshots PORT DIRECTORY [LOOK]}. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    String url = "http://localhost:" + port;
    String control = "http://localhost:" + (port + 2) + "/control";
    Path directory = Path.of(args[1]);
    Set<Look> looks = args.length > 2 ? Set.of(Look.valueOf(args[2])) : Set.of(Look.values());
    Files.createDirectories(directory);
    try (Chromium chromium = Chromium.start()) {
      for (Look look : looks) {
        BrowserContext context =
            chromium
                .browser()
                .newContext(
                    new Browser.NewContextOptions()
                        .setViewportSize(look.width, look.height)
                        .setColorScheme(look.scheme));
        Page page = context.newPage();
        page.onConsoleMessage(
            m -> {
              if ("error".equals(m.type()) || "warning".equals(m.type())) {
                System.out.println("console " + m.type() + ": " + m.text());
              }
            });
        page.onPageError(e -> System.out.println("page error: " + e));
        page.navigate(url + "/login");
        page.waitForSelector("vaadin-login-form");
        shot(page, directory, look, "login");
        page.locator("input[name=username]").fill("admin");
        page.locator("input[name=password]").fill(Showcase.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForSelector("vaadin-app-layout");
        for (String path :
            new String[] {
              "",
              "live",
              "customers",
              "customers/" + TestingServices.customer(9),
              "pipelines",
              "nowhere"
            }) {
          page.navigate(url + "/" + path);
          shot(
              page,
              directory,
              look,
              path.isEmpty() ? "overview" : path.startsWith("customers/") ? "customer" : path);
        }
        page.navigate(url + "/pipelines");
        page.getByText("ingest.transactions").first().click();
        page.waitForSelector(".quarantine-row");
        shot(page, directory, look, "run");
        page.navigate(url + "/quarantine");
        page.getByText("quantity", new Page.GetByTextOptions().setExact(true)).first().click();
        page.waitForSelector(".quarantine-row");
        page.getByText("Dry run").click();
        page.waitForSelector(".repair-outcome .quarantine-row");
        shot(page, directory, look, "quarantine");
        page.navigate(url + "/schedules");
        page.getByText("nightly-orders").first().click();
        page.getByText("Log", new Page.GetByTextOptions().setExact(true)).nth(1).click();
        page.waitForSelector(".run-log");
        shot(page, directory, look, "schedules");
        page.navigate(url + "/datasets");
        page.setInputFiles(
            "vaadin-upload input[type=file]",
            new FilePayload("bikes.csv", "text/csv", "a,b\n1,2\n".getBytes()));
        page.waitForSelector(".form-card .yaml");
        shot(page, directory, look, "datasets");
        page.request().get(control + "/api/v1/churn");
        page.navigate(url + "/");
        shot(page, directory, look, "overview-churn-down");
        page.navigate(url + "/customers");
        shot(page, directory, look, "customers-churn-down");
        page.request().get(control + "/up");
        if (look == Look.PHONE) {
          page.navigate(url + "/");
          page.locator("vaadin-drawer-toggle").first().click();
          page.waitForTimeout(600);
          page.screenshot(
              new Page.ScreenshotOptions().setPath(directory.resolve("phone-drawer.png")));
        }
        context.close();
      }
    }
  }

  private static void shot(Page page, Path directory, Look look, String name) {
    page.waitForSelector(".page, .error-page, vaadin-login-form");
    page.waitForFunction("!document.querySelector('.shimmer, .kpi.loading')");
    page.waitForTimeout(2500);
    int height =
        ((Number)
                page.evaluate(
                    "Math.max(document.documentElement.scrollHeight, ...[...document.querySelectorAll('.page')].map(p => p.scrollHeight + 80))"))
            .intValue();
    page.setViewportSize(look.width, Math.clamp(height, look.height, 4200));
    page.waitForTimeout(500);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                directory.resolve(
                    look.name().toLowerCase(java.util.Locale.ROOT) + "-" + name + ".png")));
    Object wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1");
    if (Boolean.TRUE.equals(wide)) {
      System.out.println("sideways scroll: " + look + " " + name);
    }
    page.setViewportSize(look.width, look.height);
  }

  private enum Look {
    LIGHT(1440, 900, ColorScheme.LIGHT),
    DARK(1440, 900, ColorScheme.DARK),
    PHONE(390, 844, ColorScheme.LIGHT);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Look(int width, int height, ColorScheme scheme) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
    }
  }
}
