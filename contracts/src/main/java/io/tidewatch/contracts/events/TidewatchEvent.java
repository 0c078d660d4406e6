package io.tidewatch.contracts.events;

/**
 * A fact that one service tells the others through Kafka, as one JSON object a record.
 *
 * <p>The set is closed: a consumer may {@code switch} over it without {@code default}. Fields are
 * only ever added; a breaking change takes a new topic version.
 */
public sealed interface TidewatchEvent
    permits ClickRecorded,
        ReviewReceived,
        CustomerIdentified,
        RawLanded,
        ProcessedReady,
        CuratedReady,
        FeaturesUpdated,
        ChurnScored,
        SentimentScored,
        AnomalyDetected,
        PipelineRunReported {

  /** The Kafka topic that carries this event, one of {@link Topics}. */
  String topic();

  /** The Kafka record key: the customer where there is one, so that one customer stays in order. */
  String key();
}
