package io.tidewatch.sentiment.inference;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tidewatch.sentiment.TestingService;
import io.tidewatch.sentiment.scoring.Scorer;
import io.tidewatch.testing.TestingTokens;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

class InferenceIntegrationTests extends TestingService {
  private static final String MODEL = "/v2/models/sentiment";

  @Autowired private MockMvc web;
  @Autowired private Scorer scorer;

  @Test
  void tellsItsHealthToAnybodyAndNothingElse() throws Exception {
    web.perform(get("/v2/health/live"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.live").value(true));
    web.perform(get("/v2/health/ready"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.ready").value(true));
    web.perform(get("/v2")).andExpect(status().isUnauthorized());
    web.perform(get(MODEL)).andExpect(status().isUnauthorized());
    web.perform(get(MODEL + "/ready")).andExpect(status().isUnauthorized());
    web.perform(post(MODEL + "/infer")).andExpect(status().isUnauthorized());
  }

  @Test
  void describesServerAndModel() throws Exception {
    read("/v2").andExpect(jsonPath("$.name").value("tidewatch-sentiment"));
    for (String path : new String[] {MODEL, MODEL + "/versions/" + scorer.modelVersion()}) {
      read(path)
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.name").value("sentiment"))
          .andExpect(jsonPath("$.versions", contains(scorer.modelVersion())))
          .andExpect(jsonPath("$.inputs[0].name").value("text"))
          .andExpect(jsonPath("$.inputs[0].datatype").value("BYTES"))
          .andExpect(jsonPath("$.outputs[*].name", contains("probabilities", "label")))
          .andExpect(jsonPath("$.outputs[0].shape", contains(-1, 5)));
      read(path + "/ready").andExpect(jsonPath("$.ready").value(true));
    }
    read("/v2/models/other")
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.error").value(containsString("'other'")));
    read(MODEL + "/versions/9/ready")
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.error").value(containsString("'9'")));
  }

  @Test
  void infersFlatAndNestedTensors() throws Exception {
    infer(body("[2]", "[\"Wonderful!\",\"Broken.\"]", ",\"id\":\"r-7\""))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.id").value("r-7"))
        .andExpect(jsonPath("$.model_name").value("sentiment"))
        .andExpect(jsonPath("$.model_version").value(scorer.modelVersion()))
        .andExpect(jsonPath("$.outputs", hasSize(2)))
        .andExpect(jsonPath("$.outputs[0].datatype").value("FP64"))
        .andExpect(jsonPath("$.outputs[0].shape", contains(2, 5)))
        .andExpect(jsonPath("$.outputs[0].data", hasSize(10)))
        .andExpect(jsonPath("$.outputs[1].data[0]").value(containsString("positive")));
    infer(body("[2,1]", "[[\"Wonderful!\"],[\"Broken.\"]]", ",\"outputs\":[{\"name\":\"label\"}]"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.id").doesNotExist())
        .andExpect(jsonPath("$.outputs", hasSize(1)))
        .andExpect(jsonPath("$.outputs[0].name").value("label"))
        .andExpect(jsonPath("$.outputs[0].shape", contains(2)));
    infer(body("[0]", "[]", "")).andExpect(jsonPath("$.outputs[0].shape", contains(0, 5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | inputs must be one tensor
          {"inputs":[null]} | inputs[0].name
          {"inputs":[{"name":"x","shape":[1],"datatype":"BYTES","data":["a"]}]} | inputs[0].name
          {"inputs":[{"name":"text","shape":[1],"datatype":"FP32","data":[1]}]} | inputs[0].datatype
          {"inputs":[{"name":"text","shape":[1],"datatype":"BYTES"}]} | inputs[0].data
          {"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["a"]}]} | inputs[0].shape
          {"inputs":[{"name":"text","shape":[1,2],"datatype":"BYTES","data":["a"]}]} | inputs[0].shape
          {"inputs":[{"name":"text","shape":[null],"datatype":"BYTES","data":["a"]}]} | inputs[0].shape
          {"inputs":[{"name":"text","datatype":"BYTES","data":["a"]}]} | inputs[0].shape
          {"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["a",7]}]} | inputs[0].data[1]
          {"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":[["a","b"]]}]} | inputs[0].data[0]
          {"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":[[["a"]]]}]} | inputs[0].data[0][0]
          {"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}],"outputs":[{"name":"y"}]} | outputs[0].name
          {"inputs": | no inference request
          """)
  void saysWhatIsWrongInTheProtocolsForm(String body, String reason) throws Exception {
    infer(body)
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.error").value(containsString(reason)));
  }

  @Test
  void answersOverloadWithATimeToComeBack() throws Exception {
    String texts = IntStream.range(0, 35).mapToObj(i -> "\"crowd " + i + "\"").toList().toString();
    infer(body("[35]", texts, ""))
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().string("Retry-After", "2"))
        .andExpect(jsonPath("$.error").exists());
  }

  @Test
  void letsAReaderReadButNotInfer() throws Exception {
    web.perform(
            post(MODEL + "/infer")
                .header("Authorization", TestingTokens.bearer("reader"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body("[1]", "[\"fine\"]", "")))
        .andExpect(status().isForbidden());
  }

  private static String body(String shape, String data, String rest) {
    return "{\"inputs\":[{\"name\":\"text\",\"shape\":%s,\"datatype\":\"BYTES\",\"data\":%s}]%s}"
        .formatted(shape, data, rest);
  }

  private ResultActions read(String path) throws Exception {
    return web.perform(get(path).header("Authorization", TestingTokens.bearer("reader")));
  }

  private ResultActions infer(String body) throws Exception {
    return web.perform(
        post(MODEL + "/infer")
            .header("Authorization", TestingTokens.bearer("analyst"))
            .contentType(MediaType.APPLICATION_JSON)
            .content(body));
  }
}
