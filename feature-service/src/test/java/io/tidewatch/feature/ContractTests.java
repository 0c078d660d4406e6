package io.tidewatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.CuratedReady;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.ProcessedReady;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.testing.GoldenSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ContractTests {

  @Test
  void readsAndWritesTheGoldenSamples() {
    GoldenSamples.assertServiceReadsAndWrites(
        ClickRecorded.class,
        CuratedReady.class,
        FeaturesUpdated.class,
        PipelineRunReported.class,
        ProcessedReady.class,
        SentimentScored.class);
  }

  @Test
  void namesItsFeaturesAsTheContractDoes() throws IOException {
    String contract = Files.readString(Path.of("../docs/contracts.md"));
    assertThat(names(contract, "`customer`: categorical `([^`]+)`"))
        .isEqualTo(FeatureViews.CUSTOMER.categorical());
    assertThat(names(contract, "`customer`: categorical `[^`]+`; numeric `([^`]+)`"))
        .isEqualTo(FeatureViews.CUSTOMER.numeric());
    assertThat(names(contract, "`clickstream` \\(windows end at `as_of`\\): `([^`]+)`"))
        .isEqualTo(FeatureViews.CLICKSTREAM.numeric());
    assertThat(names(contract, "`text`: `([^`]+)`")).isEqualTo(FeatureViews.TEXT.numeric());
  }

  private static List<String> names(String contract, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(contract);
    assertThat(matcher.find()).as(pattern).isTrue();
    return List.of(matcher.group(1).split(", "));
  }
}
