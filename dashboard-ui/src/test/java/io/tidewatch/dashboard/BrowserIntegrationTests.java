package io.tidewatch.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.tidewatch.dashboard.testing.Chromium;
import io.tidewatch.dashboard.testing.TestingTraffic;
import io.tidewatch.platform.kafka.EventPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The pages in a real browser. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BrowserIntegrationTests {
  private static final double PATIENT = 60_000;
  private static Chromium chromium;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  @LocalServerPort private int port;
  @Autowired private EventPublisher events;
  private Page page;

  @DynamicPropertySource
  static void platform(DynamicPropertyRegistry registry) {
    DashboardTest.register(registry);
  }

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        Chromium.installed().isPresent(),
        "no Chromium is installed: the pages were not looked at in a browser");
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    page = chromium.browser().newContext().newPage();
    page.setDefaultTimeout(PATIENT);
    page.onConsoleMessage(
        m -> {
          if ("error".equals(m.type())) {
            complaints.add(m.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void close() {
    DashboardTest.SERVICES.bringUp();
    page.context().close();
  }

  @Test
  void drawsEveryChartAndPassesTheAccessibilityRules() {
    signIn("admin", DashboardTest.ADMIN_PASSWORD);
    for (String path :
        List.of(
            "",
            "customers",
            "customers/C100009",
            "pipelines",
            "quarantine",
            "schedules",
            "datasets")) {
      page.navigate(url(path));
      page.waitForSelector(".page");
      page.waitForFunction("!document.querySelector('.shimmer, .kpi.loading')");
      page.waitForFunction(
          "[...document.querySelectorAll('x-echart')].every(c => c.querySelector('canvas'))");
      assertThat(
              new AxeBuilder(page).withTags(List.of("wcag2a", "wcag2aa")).analyze().getViolations())
          .as("accessibility of /%s", path)
          .isEmpty();
    }
    page.navigate(url(""));
    page.waitForFunction("document.querySelectorAll('x-echart canvas').length >= 7");
    assertThat(complaints).as("errors in the browser's console").isEmpty();
  }

  @Test
  void movesWhenAClickArrives() {
    signIn("admin", DashboardTest.ADMIN_PASSWORD);
    page.navigate(url("live"));
    page.waitForSelector("x-echart canvas");

    String customer = new TestingTraffic(events).click().customerId();

    assertThat(page.locator("vaadin-grid").first())
        .containsText(
            customer,
            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                .setTimeout(PATIENT));
    assertThat(complaints).isEmpty();
  }

  @Test
  void loadsAFileAndFollowsItsRunToTheEnd() {
    signIn("admin", DashboardTest.ADMIN_PASSWORD);
    page.navigate(url("pipelines"));
    page.locator("vaadin-select").first().click();
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("customers")).click();
    assertThat(page.locator("vaadin-upload")).isVisible();
    page.setInputFiles(
        "vaadin-upload input[type=file]",
        new FilePayload(
            "customers.csv", "text/csv", "customer_id\n1\n2\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(page.locator(".upload-state"))
        .hasText(
            "Loaded: 3 read, 2 loaded, 1 quarantined, 0 duplicate, 0 late",
            new HasTextOptions().setTimeout(PATIENT));
  }

  @Test
  void mendsRejectedRowsAndLoadsThem() {
    signIn("admin", DashboardTest.ADMIN_PASSWORD);
    page.navigate(url("quarantine"));
    page.getByText("quantity", new Page.GetByTextOptions().setExact(true)).first().click();
    assertThat(page.locator(".repair-panel .quarantine-row").first()).containsText("line 17");
    assertThat(button("Load rows")).isDisabled();
    page.getByLabel("Value").fill("12");
    button("Add fix").click();
    assertThat(page.locator(".fix")).containsText("set to “12”");
    button("Dry run").click();
    assertThat(page.locator(".repair-outcome")).containsText("94 of 95 rows would be loaded");
    button("Load rows").click();
    assertThat(page.locator(".repair-outcome"))
        .containsText(
            "Loaded: 2 rows; 1 stay rejected",
            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                .setTimeout(PATIENT));
  }

  @Test
  void startsAndFollowsASchedule() {
    signIn("admin", DashboardTest.ADMIN_PASSWORD);
    page.navigate(url("schedules"));
    page.getByText("nightly-orders").first().click();
    assertThat(page.locator(".schedule-panel .schedule-run")).hasCount(3);
    page.getByLabel("Log of the run of 22 Nov, 01:30").click();
    assertThat(page.locator(".run-log")).containsText("orders succeeded: 94 of 95 rows loaded");
    page.getByLabel("Report of the run of 21 Nov, 01:30").click();
    assertThat(page.locator(".report table td").first()).containsText("customers");
    assertThat(page.locator(".report")).containsText("25 % of <em>nothing</em>");
    var download = page.waitForDownload(() -> page.getByText("Download").click());
    assertThat(download.suggestedFilename()).isEqualTo("nightly-orders-2026-11-21.md");
    page.getByText("Close", new Page.GetByTextOptions().setExact(true)).click();
    button("Run now").click();
    assertThat(page.locator(".schedule-panel .run-message")).containsText("Run asked for.");
    button("Pause").click();
    assertThat(page.locator(".schedule-panel .run-message")).containsText("Paused");
    page.getByLabel("Retry of the run of 22 Nov, 01:30").click();
    assertThat(page.locator(".schedule-panel .run-message")).containsText("again what failed");
    page.getByText("Run past days").click();
    page.locator("vaadin-date-picker input").first().fill("2026-11-01");
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.locator("vaadin-date-picker input").last().fill("2026-11-04");
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.getByText("Run them").click();
    assertThat(page.locator(".schedule-panel .run-message"))
        .containsText("3 runs queued, 1 times had one already.");
    assertThat(DashboardTest.SERVICES.calls())
        .contains(
            "POST /api/v1/schedules/nightly-orders/runs",
            "POST /api/v1/schedules/nightly-orders/pause",
            "POST /api/v1/schedules/runs/5b0f1c1e-0000-4000-8000-000000000006/retry");
  }

  @Test
  void describesANewFileAndLoadsIt() {
    signIn("admin", DashboardTest.ADMIN_PASSWORD);
    page.navigate(url("datasets"));
    page.setInputFiles(
        "vaadin-upload input[type=file]",
        new FilePayload(
            "bikes.csv",
            "text/csv",
            "Order ID,Sold On\n1,2026-01-02\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(page.locator(".form-card")).containsText("Days and months may be the other way");
    button("Add data set").click();
    assertThat(page.locator(".form-card .upload-state")).containsText("Added bike_sales");
    button("Load the file").click();
    assertThat(page.locator(".form-card .upload-state")).containsText("Loading; run");
    assertThat(DashboardTest.SERVICES.calls())
        .contains("POST /api/v1/datasets/infer?file=bikes.csv", "POST /api/v1/datasets");
  }

  private com.microsoft.playwright.Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void saysWhatIsWrongWhereAServiceIsDownAndShowsTheRest() {
    DashboardTest.SERVICES.takeDown("/api/v1/churn");
    signIn("admin", DashboardTest.ADMIN_PASSWORD);

    assertThat(page.locator(".message.failed")).containsText("Not ready");
    page.waitForFunction("document.querySelectorAll('x-echart canvas').length >= 6");
    DashboardTest.SERVICES.bringUp();
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName("Try again"))
        .click();
    assertThat(page.locator(".bands")).containsText("High");
  }

  @Test
  void showsAReaderNothingThatOnlyOthersMayDo() {
    signIn("rita", "rita-password");
    page.navigate(url("customers/C100009"));
    page.waitForSelector(".score-number");
    assertThat(page.getByText("Score now")).hasCount(0);
    page.navigate(url("pipelines"));
    page.waitForSelector("vaadin-grid");
    assertThat(page.locator("vaadin-upload")).hasCount(0);
    page.navigate(url("schedules"));
    page.getByText("nightly-orders").first().click();
    page.waitForSelector(".schedule-panel .schedule-run");
    assertThat(button("Run now")).hasCount(0);
    assertThat(page.getByText("Quarantine", new Page.GetByTextOptions().setExact(true)))
        .hasCount(0);
  }

  private void signIn(String user, String password) {
    page.navigate(url("login"));
    page.locator("input[name=username]").fill(user);
    page.locator("input[name=password]").fill(password);
    page.keyboard().press("Enter");
    page.waitForSelector("vaadin-app-layout");
  }

  private String url(String path) {
    return "http://localhost:" + port + "/" + path;
  }
}
