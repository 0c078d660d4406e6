package io.tidewatch.ingestion.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.ingestion.RunningService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever is sent, the answer is a problem, a failed run with a reason, or a quarantine row. */
class RefusedFilesIntegrationTests extends RunningService {
  private static final String PROBLEMS = "https://tidewatch.io/problems/";

  @Test
  void answersUnknownDataSet() {
    assertProblem(upload("nothing", "a.csv", "a,b\n1,2\n"), 404, "unknown-dataset");
  }

  @Test
  void answersEmptyFile() {
    assertProblem(upload("customers", "empty.csv", ""), 400, "empty-file");
    assertProblem(upload("customers", "blank.csv", "\n \n"), 400, "empty-file");
  }

  @Test
  void answersFileThatBelongsElsewhere() {
    JsonNode problem =
        assertProblem(
            upload("customers", "a.csv", "colour,shape\nred,round\n"), 422, "no-matching-column");
    assertThat(problem.path("detail").asString()).contains("colour, shape", "customer_id");
    assertProblem(upload("transactions", "b.csv", "country\nFrance\n"), 422, "missing-column");
  }

  @Test
  void answersJsonThatBreaksAtOnce() {
    JsonNode problem =
        assertProblem(
            upload("customers", "a.json", "[{\"customer_id\": oops}]"), 422, "malformed-json");
    assertThat(problem.path("line").asInt()).isEqualTo(1);
  }

  @Test
  void failsRunOfJsonThatBreaksInTheMiddleAndLoadsNothing() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 500; i++) {
      text.append("{\"customer_id\": \"J").append(i).append("\"},\n");
    }
    JsonNode run = ended(upload("customers", "middle.json", text + "{\"customer_id\": "));
    assertThat(run.path("status").asString()).isEqualTo("FAILED");
    assertThat(run.path("problem").path("type").asString()).isEqualTo(PROBLEMS + "malformed-json");
    assertThat(run.path("problem").path("line").asInt()).isEqualTo(501);
    assertThat(count(run, "loaded")).isZero();
    JsonNode again = ended(upload("customers", "middle.json", text + "{\"customer_id\": "));
    assertThat(again.path("status").asString())
        .as("failed content may be sent again")
        .isEqualTo("FAILED");
  }

  @Test
  void quarantinesBrokenJsonLineAndWrongTypes() {
    JsonNode run =
        ingested(
            "customers",
            "customers.jsonl",
            """
            {"customerID": "Q1", "tenure": 3, "email": "q1@example.org"}
            {"customerID": "Q2", "tenure": "three"}
            {"customerID": "Q3", "tenure":
            {"tenure": 7}
            {"customerID": ["Q5"], "tenure": 7}
            {"customerID": "Q1", "tenure": 4}
            """);
    assertThat(run.path("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(run.path("counts").toString())
        .isEqualTo("{\"source\":6,\"loaded\":1,\"quarantined\":4,\"duplicate\":1,\"late\":0}");
    JsonNode quarantine =
        JSON.readTree(get("/api/v1/quarantine?run=" + run.path("id").asString()).body());
    assertThat(quarantine.path("total").asInt()).isEqualTo(4);
    JsonNode wrongType = quarantine.path("items").get(0);
    assertThat(wrongType.path("position").asInt()).isEqualTo(2);
    assertThat(wrongType.path("columnName").asString()).isEqualTo("tenure_months");
    assertThat(wrongType.path("checkId").asString()).isEqualTo("type");
    assertThat(wrongType.path("value").asString()).isEqualTo("three");
    assertThat(quarantine.path("items").get(1).path("checkId").asString())
        .isEqualTo("malformed-json");
    assertThat(quarantine.path("items").get(2).path("checkId").asString()).isEqualTo("required");
    JsonNode personal = quarantine.path("items").get(3);
    assertThat(personal.path("columnName").asString()).isEqualTo("customer_id");
    assertThat(personal.path("value").asString()).isEqualTo("***");
  }

  @Test
  void answersCsvOfOneEndlessLineInBoundedMemory() {
    long before = System.nanoTime();
    HttpResponse<String> answer = upload("customers", "line.csv", () -> new Repeated(200L << 20));
    assertProblem(answer, 422, "record-too-long");
    assertThat(System.nanoTime() - before).isLessThan(60_000_000_000L);
  }

  @Test
  void answersSpreadsheetBomb() throws IOException {
    assertProblem(
        upload("complaints", "bomb.xlsx", BodyPublishers.ofByteArray(bomb())),
        422,
        "spreadsheet-too-large");
  }

  @Test
  void answersOldEncryptedOrBrokenSpreadsheets() {
    byte[] ole = new byte[4096];
    System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, ole, 0, 4);
    assertProblem(
        upload("complaints", "old.xls", BodyPublishers.ofByteArray(ole)),
        415,
        "unsupported-format");
    byte[] zip = {'P', 'K', 3, 4, 9, 9, 9, 9, 9, 9};
    assertProblem(
        upload("complaints", "broken.xlsx", BodyPublishers.ofByteArray(zip)),
        422,
        "broken-archive");
  }

  @Test
  void readsSpreadsheetWithATitleAboveItsHeader() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "tests", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Complaints");
      sheet.value(0, 0, "Complaints of the month");
      String[] header = {"Ticket #", "Customer Complaint", "Date", "Customer"};
      for (int i = 0; i < header.length; i++) {
        sheet.value(2, i, header[i]);
      }
      sheet.value(3, 0, 1001);
      sheet.value(3, 1, "Line drops");
      sheet.value(3, 2, java.time.LocalDate.of(2026, 2, 3));
      sheet.style(3, 2).format("yyyy-MM-dd").set();
      sheet.value(3, 3, 17850.0);
      sheet.value(4, 0, 1002);
      sheet.value(4, 1, "Bill too high");
      sheet.value(4, 2, "no day");
    }
    JsonNode run =
        ended(upload("complaints", "c.xlsx", BodyPublishers.ofByteArray(bytes.toByteArray())));
    assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(count(run, "loaded")).isEqualTo(1);
    assertThat(count(run, "quarantined")).isEqualTo(1);
    assertThat(run.path("problems").get(0).path("firstPosition").asInt()).isEqualTo(5);
  }

  @Test
  void loadsTheSameContentOnce() {
    String content = "customer_id,tenure\nD1,1\nD2,2\nD3,x\n";
    JsonNode first = ingested("customers", "d.csv", content);
    assertThat(count(first, "loaded")).isEqualTo(2);
    JsonNode second = ingested("customers", "other-name.csv", content);
    assertThat(second.path("status").asString()).isEqualTo("DUPLICATE");
    assertThat(second.path("duplicateOf").asString()).isEqualTo(first.path("id").asString());
    assertThat(second.path("counts").toString())
        .isEqualTo("{\"source\":3,\"loaded\":0,\"quarantined\":0,\"duplicate\":3,\"late\":0}");
  }

  @Test
  void asksForTheRightRole() {
    assertThat(send(request("/api/v1/runs")).statusCode()).isEqualTo(401);
    HttpResponse<String> forbidden =
        send(
            request("/api/v1/datasets/customers/files?name=a.csv", "analyst")
                .POST(BodyPublishers.ofString("customer_id\nF1\n")));
    assertProblem(forbidden, 403, "forbidden");
    assertThat(send(request("/api/v1/runs", "reader")).statusCode()).isEqualTo(200);
    assertThat(send(request("/api/v1/quarantine?dataset=customers", "reader")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void takesAFormToo() {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"form.csv\"\r\n\r\ncustomer_id;tenure\r\nM1;5\r\n\r\n--b--\r\n";
    JsonNode run =
        ended(
            send(
                request("/api/v1/datasets/customers/files", "operator")
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(BodyPublishers.ofString(body))));
    assertThat(run.path("fileName").asString()).isEqualTo("form.csv");
    assertThat(count(run, "loaded")).isEqualTo(1);
  }

  private static JsonNode assertProblem(HttpResponse<String> answer, int status, String slug) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("type").asString()).isEqualTo(PROBLEMS + slug);
    assertThat(problem.path("detail").asString()).isNotBlank();
    return problem;
  }

  /** 80 MB of one letter in a workbook of 80 kB. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] letters = "a".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (int i = 0; i < 80; i++) {
        zip.write(letters);
      }
    }
    return bytes.toByteArray();
  }

  /** A line that does not end. */
  private static final class Repeated extends InputStream {
    private long left;

    Repeated(long bytes) {
      this.left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      java.util.Arrays.fill(target, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
