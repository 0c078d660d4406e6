package io.tidewatch.feature.training;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.feature.materialise.OfflineViews;
import io.tidewatch.feature.materialise.OfflineViews.Written;
import io.tidewatch.feature.run.Runs;
import io.tidewatch.platform.runs.PipelineRuns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Builds training sets: point-in-time rows as lake tables of their own. */
@Service
class TrainingSets {
  static final String JOB = "features.training-set";
  private static final Logger log = LoggerFactory.getLogger(TrainingSets.class);

  private final OfflineViews views;
  private final Runs runs;
  private final PipelineRuns lineage;
  private final ObjectProvider<Scheduler> scheduler;

  TrainingSets(
      OfflineViews views, Runs runs, PipelineRuns lineage, ObjectProvider<Scheduler> scheduler) {
    this.views = views;
    this.runs = runs;
    this.lineage = lineage;
    this.scheduler = scheduler;
  }

  /** Takes an order; it is built even if the service is killed meanwhile. */
  TrainingSetOrder order(TrainingSetRequest request) {
    List<Instant> cutoffs = request.cutoffs() == null ? List.of() : request.cutoffs();
    TrainingSetOrder order = new TrainingSetOrder(UUID.randomUUID(), request.view(), cutoffs);
    runs.queued(order.run(), JOB);
    scheduler
        .getObject()
        .schedule(
            TrainingSetTask.TASK
                .instance(order.run().toString())
                .data(order)
                .scheduledTo(Instant.now()));
    return order;
  }

  void build(TrainingSetOrder order) {
    String id = order.run().toString();
    Map<String, Long> inputs = views.inputs();
    List<Data> read = inputs.keySet().stream().map(t -> new Data("lake", t)).toList();
    List<Data> written = List.of(new Data("lake", order.table()));
    runs.running(order.run(), JOB, inputs);
    lineage.started(id, JOB, read, written);
    boolean succeeded = false;
    try {
      Written made = views.write(inputs, order.view(), order.cutoffs(), order.table());
      runs.succeeded(
          order.run(),
          made.asOf(),
          Map.of(order.table(), made.snapshot()),
          Map.of(order.table(), made.rows()));
      lineage.completed(id, JOB, read, written, new RunCounts(made.rows(), made.rows(), 0, 0, 0));
      succeeded = true;
    } finally {
      if (!succeeded) {
        runs.failed(order.run(), "the training set could not be built; the service's log says why");
        lineage.failed(id, JOB, "the training set could not be built", null);
        log.atError().addKeyValue("run", id).log("training set failed");
      }
    }
  }
}
