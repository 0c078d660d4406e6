package io.tidewatch.sentiment.inference;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health in the protocol's form; answers without a token, as all health does. */
@RestController
@RequestMapping("/v2/health")
class InferenceHealthController {
  private final ApplicationAvailability availability;

  InferenceHealthController(ApplicationAvailability availability) {
    this.availability = availability;
  }

  /** Whether the server lives. */
  record Live(boolean live) {}

  /** Whether all models can score. */
  record Ready(boolean ready) {}

  @GetMapping("/live")
  ResponseEntity<Live> live() {
    boolean live = availability.getLivenessState() == LivenessState.CORRECT;
    return ResponseEntity.status(status(live)).body(new Live(live));
  }

  @GetMapping("/ready")
  ResponseEntity<Ready> ready() {
    boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
    return ResponseEntity.status(status(ready)).body(new Ready(ready));
  }

  private static HttpStatus status(boolean well) {
    return well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
  }

  /** Opens these two paths and nothing else. */
  @Configuration(proxyBeanMethods = false)
  static class Open {
    @Bean
    WebSecurityCustomizer openInferenceHealth() {
      return web -> web.ignoring().requestMatchers("/v2/health/live", "/v2/health/ready");
    }
  }
}
