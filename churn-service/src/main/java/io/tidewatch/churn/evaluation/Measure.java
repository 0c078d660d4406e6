package io.tidewatch.churn.evaluation;

/** The figures that a model is judged by. */
enum Measure {
  ROC_AUC,
  /** Average precision: the area under the precision-recall steps. */
  PR_AUC,
  ACCURACY,
  PRECISION,
  RECALL,
  F1,
  BRIER,
  LOG_LOSS
}
