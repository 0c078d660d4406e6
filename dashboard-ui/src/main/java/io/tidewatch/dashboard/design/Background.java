package io.tidewatch.dashboard.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContextHolder;

/** Fetches what a page shows, away from the page's own thread, as the user who looks at it. */
public class Background {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final Executor executor;

  /**
   * @param executor runs the fetches
   */
  public Background(Executor executor) {
    this.executor = executor;
  }

  /**
   * Runs {@code load}, then one of the two callbacks under the page's lock; neither if the
   * component's page has been left meanwhile.
   */
  public <T> void load(
      Component component, Callable<T> load, Consumer<T> done, Consumer<Exception> failed) {
    UI ui = component.getUI().orElseGet(UI::getCurrent);
    Runnable fetch =
        () -> {
          try {
            T result = load.call();
            ui.access(() -> done.accept(result));
          } catch (UIDetachedException left) {
            LOG.debug("the page was left before its section was there");
          } catch (Exception e) { // the boundary of the page: every failure is shown in its place
            LOG.atWarn()
                .addKeyValue("error", e.getClass().getSimpleName())
                .addKeyValue("message", e.getMessage())
                .log("a section of a page could not be loaded");
            LOG.debug("cause", e);
            ifStillThere(ui, () -> failed.accept(e));
          }
        };
    executor.execute(
        new DelegatingSecurityContextRunnable(fetch, SecurityContextHolder.getContext()));
  }

  private static void ifStillThere(UI ui, Command command) {
    try {
      ui.access(command);
    } catch (UIDetachedException left) {
      LOG.debug("the page was left before its section failed");
    }
  }
}
