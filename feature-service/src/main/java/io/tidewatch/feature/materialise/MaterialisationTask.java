package io.tidewatch.feature.materialise;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a run when announcements wait: one at a time over all instances, any number of
 * announcements at once, again after a failure or a kill.
 */
@Configuration(proxyBeanMethods = false)
class MaterialisationTask {
  private static final Logger log = LoggerFactory.getLogger(MaterialisationTask.class);

  @Bean
  RecurringTask<Void> materialiseWhenAnnounced(
      Announcements announcements,
      Materialisation materialisation,
      MaterialisationProperties properties) {
    return Tasks.recurring("materialise", FixedDelay.of(properties.check()))
        .onDeadExecutionRevive()
        .execute(
            (instance, context) -> {
              if (announcements.textsWait(properties.textsQuiet())
                  && announcements.due().isEmpty()) {
                announcements.add();
              }
              announcements
                  .due()
                  .ifPresent(newest -> run(newest, announcements, materialisation, properties));
            });
  }

  private static void run(
      long newest,
      Announcements announcements,
      Materialisation materialisation,
      MaterialisationProperties properties) {
    boolean succeeded = false;
    try {
      materialisation.run();
      announcements.done(newest, properties.pause());
      succeeded = true;
    } finally {
      if (!succeeded) {
        log.atError()
            .addKeyValue("next", announcements.failed(properties.retryAfter()))
            .log("materialisation failed");
      }
    }
  }
}
