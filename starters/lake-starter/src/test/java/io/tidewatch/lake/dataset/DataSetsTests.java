package io.tidewatch.lake.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class DataSetsTests {
  @TempDir Path folder;

  @Test
  void readsTheFiveDataSetsOfThePlatform() {
    DataSets all = read("classpath:datasets/*.yaml");
    assertThat(all.all())
        .extracting(DataSet::name)
        .contains("clickstream", "complaints", "customers", "reviews", "transactions");
    DataSet reviews = all.find("reviews").orElseThrow();
    assertThat(reviews.texts()).isNotNull();
    assertThat(reviews.column("stars").orElseThrow().max()).isEqualTo(5.0);
  }

  @Test
  void letsALaterDescriptionReplaceAnEarlierOne() throws IOException {
    write("customers.yaml", "{name: customers, columns: [{name: customer_id}]}");
    write("visits.yaml", "{name: visits, columns: [{name: visit, required: true}]}");
    DataSets all = read("classpath:datasets/*.yaml", folder.toUri() + "*.yaml");
    assertThat(all.find("customers").orElseThrow().columns()).hasSize(1);
    assertThat(all.find("visits")).isPresent();
    assertThat(all.find("nothing")).isEmpty();
  }

  @Test
  void namesWhatIsWrongWithADescription() throws IOException {
    refuses("{name: Bad Name, columns: []}", "Bad Name");
    refuses("{name: a, columns: [{name: x}, {name: x}]}", "twice");
    refuses("{name: a, columns: [{name: x}], key: [y]}", "no column y");
    refuses("{name: a, columns: [{name: x}], eventTime: y}", "no column y");
    refuses("{name: a, columns: [{name: x, kind: y}]}", "kind");
    refuses("{name: a, columns: [{name: x, type: money}]}", "money");
    refuses("{name: a, columns: [{name: x, generated: luck}]}", "luck");
    refuses(
        "{name: a, columns: [{name: x}], texts: {kind: review, id: x, text: y}}", "no column y");
  }

  @Test
  void namesLineAndPlaceOfWhatTheSchemaForbids() throws IOException {
    refuses(
        """
        name: visits
        columns:
          - {name: visit}
          - {name: spent, type: money}
        """,
        "line 4, /columns/1/type");
    refuses("{name: a, columns: [{name: x}], policies: {luck: warn}}", "luck");
    refuses("{name: a, columns: [{name: x}], policies: {ragged: warn}}", "no value to keep");
    refuses("{name: a, columns: [{name: x}], encoding: morse}", "morse");
    refuses("{name: a, columns: [{name: x}], delimiter: ab}", "/delimiter");
  }

  @Test
  void letsAColumnsPolicyGoBeforeTheDataSets() {
    DataSet one =
        DataSets.parse(
            "one",
            "{name: one, policies: {range: warn}, columns: [{name: a}, {name: b, policies: {range: fail-file}}]}");
    assertThat(one.policy("a", "range")).isEqualTo(DataSet.Policy.WARN);
    assertThat(one.policy("b", "range")).isEqualTo(DataSet.Policy.FAIL_FILE);
    assertThat(one.policy("b", "type")).isEqualTo(DataSet.Policy.DROP_ROW);
  }

  private void refuses(String yaml, String reason) throws IOException {
    write("wrong.yaml", yaml);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(folder.toUri() + "wrong.yaml"))
        .withMessageContaining(reason);
  }

  private void write(String name, String yaml) throws IOException {
    Files.writeString(folder.resolve(name), yaml);
  }

  private static DataSets read(String... locations) {
    return DataSets.read(new PathMatchingResourcePatternResolver(), List.of(locations));
  }
}
