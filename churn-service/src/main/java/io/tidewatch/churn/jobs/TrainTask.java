package io.tidewatch.churn.jobs;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.training.TrainRequest;
import java.io.Serializable;
import java.util.UUID;

/** What the scheduler keeps of a training until it is done. */
record TrainTask(UUID runId, ChurnModel model, TrainRequest request) implements Serializable {}
