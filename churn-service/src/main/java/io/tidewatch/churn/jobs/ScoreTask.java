package io.tidewatch.churn.jobs;

import io.tidewatch.churn.features.ChurnModel;
import java.io.Serializable;
import java.util.UUID;

/** What the scheduler keeps of a scoring that somebody waits for, until it is done. */
record ScoreTask(UUID runId, ChurnModel model) implements Serializable {}
