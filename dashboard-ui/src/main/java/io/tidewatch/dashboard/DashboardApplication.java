package io.tidewatch.dashboard;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the dashboard. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
public class DashboardApplication implements AppShellConfigurator {

  /** Starts the dashboard with Spring Boot's usual arguments. */
  public static void main(String[] args) {
    SpringApplication.run(DashboardApplication.class, args);
  }

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.setPageTitle("Tidewatch");
    settings.addFavIcon("icon", "logo.svg", "any");
    settings.addMetaTag("color-scheme", "light dark");
    settings.addMetaTag("description", "Churn, sentiment and live behaviour of your customers.");
  }
}
